/** What can lie behind a link, one face for each thing that may stand: made of what the page is given,
 * so that every face is drawn by the page's own code. */
import type { Ask } from '#contracts/answer.ts';
import type { AlertBody } from '#contracts/alert.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Person } from '#contracts/oncall.ts';
import { instantOut } from '#contracts/text.ts';
import { crisisToOut } from '#contracts/wire.ts';
import type { Behind } from '#server/calling/behind.ts';
import type { Standing } from '#server/calling/stand.ts';
import type { StoredMessage } from '#server/store/messages.ts';

export const AT = Date.UTC(2026, 4, 4, 0, 47);
export const TOKEN = 'q'.repeat(38);

const test = (score: number, what: string, value: number, expected: number) => ({
  score,
  evidence: [{ what, value, expected }],
});
const crisis = (more: Partial<Crisis>): Crisis => ({
  ...{ id: 'c7', number: 7, version: 3, state: 'open', level: 'high', levelAt: AT },
  ...{ scenario: 'service-failure', brand: 'Northwind Energy', title: 'Meter app does not open' },
  ...{ firstMentionAt: AT - 12 * 60_000, detectedAt: AT - 60_000, openedAt: AT - 60_000 },
  ...{ acknowledgedAt: null, acknowledgedBy: null, acknowledgedLevel: null, containedAt: null },
  ...{ resolvedAt: null, quietSince: null, signals: [], drill: false, detail: null },
  scorecard: {
    damage: test(0.62, 'negative share', 0.71, 0.18),
    deviation: test(0.9, 'mentions a minute', 10.2, 0.7),
    asymmetry: test(0.44, 'questions without an answer', 57, 4),
  },
  ...more,
});

const person: Person = {
  ...{ key: 'ada', name: 'Ada Okafor', timeZone: 'Europe/Berlin', roles: [], ways: [] },
  active: true,
  reserve: { minutesToArrive: 45, skills: [] },
};

const body = (row: Crisis): AlertBody => ({
  ...{ type: 'alert.step', at: instantOut(AT), drill: row.drill },
  crisis: { ...crisisToOut(row), url: 'http://127.0.0.1/crises/c7' },
  step: { index: 1, of: 3, contact: 'on-call leader', via: 'sms', due: instantOut(AT) },
  trend: 'Open for 4 min, nobody has taken it; 610 an hour, rising.',
  sayFirst: [
    'Post the holding line on the status channel, with the time of the next update',
    'Ask operations what they know, and since when',
    'Stop planned posts of the brand',
  ],
  plan: { name: 'Incident desk', text: 'One writes, one checks facts, one answers.' },
});

const tips = {
  mission: 'Nobody who writes to us in trouble is left without a true answer.',
  priorities: ['People in danger first', 'True before fast'],
  who: [
    {
      ...{ can: 'Decide on the public statement', who: 'lead Ben Lindqvist' },
      ways: [
        { text: '+4915187654321', href: 'tel:+4915187654321' },
        { text: 'ben@example.test', href: null },
      ],
    },
  ],
  hours: [{ name: 'Office', text: 'Mon to Fri 08:00 to 18:00 (Europe/Berlin)' }],
  channels: [{ name: 'Forum', text: 'answer within 60 min; always open' }],
  levels: [{ level: 'Critical', because: 'great damage and a great departure from normal' }],
  emergency: ['If nobody answers, take it yourself'],
};

const CALLED = [
  'next on-call leader Ben Lindqvist by SMS at 02:46: delivered',
  'on-call channel by Slack at 02:45: sent',
];

const OTHERS: NonNullable<Behind['about']>['others'] = [
  {
    ...{ nonce: '', path: '/a/x', number: 8, title: 'Waiting grows' },
    ...{ brand: 'energy', brandName: 'Northwind Energy' },
    ...{ level: 'medium', scenario: 'queue-flood' },
  },
];

const face = (ask: Ask, standing: Standing, more: Partial<Crisis> = {}): Behind => {
  const row = crisis(more);
  return {
    ...{ token: TOKEN, ask, standing, person, now: AT, expiresAt: AT + 86_400_000 },
    message: { body: body(row), person: 'ada' } as StoredMessage,
    notice: null,
    about: {
      ...{
        crisis: row,
        brandName: row.brand,
        body: body(row),
        url: 'http://127.0.0.1/crises/c7',
        tips,
      },
      figure: { what: 'mentions an hour', value: 610, expected: 40 },
      ...{ since: 'since 02:35, for 12 min', called: CALLED },
      next: { text: 'management Cem Aydin at 02:49', inSeconds: 95 },
      progress: 'Step 1 of 3 was called.',
      others: OTHERS,
    },
  };
};

const notice = (ask: Ask, standing: Standing, title: string, text: string): Behind => ({
  ...face(ask, standing),
  about: null,
  notice: { type: 'notice.confirm', at: instantOut(AT), title, text },
});

const stand = (name: Standing['stand'], text: string, ...answers: Standing['answers']) => ({
  stand: name,
  text,
  answers,
});

const open = face('call', stand('open', 'Nobody has taken it yet.', 'acknowledge', 'decline'));
export const FACES: Record<string, Behind> = {
  open,
  drill: face('call', stand('open', 'Nobody has taken it yet.', 'acknowledge', 'decline'), {
    ...{ drill: true, level: 'critical' },
    brand: 'Nordwind-Energieversorgungsgesellschaft',
  }),
  medium: face('call', stand('open', 'Nobody has taken it yet.', 'acknowledge', 'decline'), {
    level: 'medium',
  }),
  low: face('call', stand('open', 'Nobody has taken it yet.', 'acknowledge'), { level: 'low' }),
  team: { ...open, message: { ...open.message, person: null } },
  mine: face('call', stand('mine', 'You have it since 02:47.', 'decline')),
  taken: face(
    'call',
    stand('taken', 'Ben Lindqvist has it since 02:46. You need not do anything.'),
  ),
  declined: face('call', stand('declined', 'You declined. Others are called.', 'acknowledge')),
  over: face('call', stand('over', 'This crisis is over since 02:40. There is nothing to do.')),
  handover: face(
    'handover',
    stand('open', 'Ben Lindqvist asks you to take it over.', 'accept', 'refuse'),
  ),
  reserve: face('reserve', stand('open', 'Ben asks whether you can come.', 'accept', 'refuse')),
  coming: face('reserve', stand('coming', 'You are expected at 03:32.', 'accept', 'refuse')),
  confirm: notice(
    'confirm',
    stand('open', 'Tap once: then it is known that messages reach you here.', 'accept'),
    'Confirm that Tocsin reaches you here',
    'Type this code.',
  ),
  confirmed: notice(
    'confirm',
    stand('confirmed', 'Thank you: this way is confirmed.'),
    'Confirm that Tocsin reaches you here',
    'Type this code.',
  ),
  notice: notice('notice', stand('closed', ''), 'A silence ends', 'It was for Northwind.'),
};
