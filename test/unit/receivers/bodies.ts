/** Bodies of messages for the receivers' tests: whole ones, with every optional part, and the same with
 * texts of the caller's in each place where text from outside may stand. */
import type { AlertBody, NoticeBody } from '#contracts/alert.ts';
import type { CrisisOut } from '#contracts/crisis.ts';

export const AT = Date.UTC(2026, 2, 3, 2, 59);
export const ANSWER_URL = 'https://tocsin.example/a/abcdefghijklmnopqrABCDEFGHIJKLMNOPQRST';

const CRISIS: CrisisOut & { url: string } = {
  id: 'crisis-12',
  number: 12,
  state: 'open',
  level: 'high',
  scenario: 'service-failure',
  brand: 'Marlo',
  title: 'Volume 15x normal, mostly negative, top topic outage: service failure',
  firstMentionAt: '2026-03-03T02:47:00.000Z',
  detectedAt: '2026-03-03T02:48:00.000Z',
  openedAt: '2026-03-03T02:48:00.000Z',
  scorecard: {
    damage: {
      score: 0.74,
      evidence: [{ what: 'negative share', value: 0.62, expected: 0.12 }],
    },
    deviation: {
      score: 0.98,
      evidence: [
        { what: 'mentions a minute', value: 10.2, expected: 0.7 },
        { what: 'once in weeks', value: 312 },
      ],
    },
    asymmetry: { score: 0.5, evidence: [{ what: 'minutes without a statement', value: 12 }] },
  },
  signals: ['signal-1'],
  drill: false,
  topics: ['outage'],
  scenarioReason: 'Many first-hand reports of one fault.',
  levelReason: 'Damage and deviation are both high.',
  url: 'https://tocsin.example/crises/crisis-12',
};

export const anAlert = (more: Partial<AlertBody> = {}): AlertBody => ({
  type: 'alert.step',
  at: '2026-03-03T02:59:00.000Z',
  crisis: CRISIS,
  step: {
    index: 1,
    of: 3,
    contact: 'on-call leader Ada Okafor',
    via: 'mail',
    due: '2026-03-03T02:59:00.000Z',
  },
  drill: false,
  figure: { what: 'mentions an hour', value: 610, expected: 40 },
  trend: 'Open for 12 min, nobody has taken it; 610 an hour, rising.',
  sayFirst: ['Post the holding line', 'Open the status page'],
  plan: { name: 'Outage plan', text: 'Switch on overflow to the second desk.' },
  called: [{ contact: 'Ben Ruiz', via: 'sms', at: '2026-03-03T02:50:00.000Z' }],
  answerUrl: ANSWER_URL,
  others: [
    {
      ...{ number: 13, title: 'Queue 4x normal', brand: 'Velo', level: 'medium' },
      ...{ scenario: 'queue-flood', url: 'https://tocsin.example/crises/crisis-13' },
    },
  ],
  othersMore: 2,
  ...more,
});

export const aNotice = (more: Partial<NoticeBody> = {}): NoticeBody => ({
  type: 'notice.confirm',
  at: '2026-03-03T02:59:00.000Z',
  title: 'Confirm this way to reach you',
  text: 'Open the link, or type the code into the page On-call.',
  code: '482913',
  answerUrl: ANSWER_URL,
  ...more,
});

/** Every text and every list as long as it may be, in letters of three bytes. */
export const aLongAlert = (): AlertBody => {
  const whole = anAlert();
  const long = '長'.repeat(2_000);
  const line = '長'.repeat(300);
  return {
    ...whole,
    crisis: {
      ...whole.crisis,
      ...{ title: long, brand: '長'.repeat(128), levelReason: long, scenarioReason: long },
    },
    step: { ...whole.step, contact: long },
    trend: long,
    sayFirst: Array.from({ length: 20 }, () => line),
    plan: { name: '長'.repeat(128), text: line },
    called: Array.from({ length: 40 }, () => ({ contact: long, via: 'sms', at: whole.at })),
    others: Array.from({ length: 10 }, () => ({ ...whole.others![0]!, title: long, brand: line })),
    othersMore: 990,
  };
};

/** Text `index` and its neighbours stand in every place that comes from outside. */
export const aHostileAlert = (texts: readonly string[], index: number): AlertBody => {
  const at = (step: number) => texts[(index + step) % texts.length]!;
  const whole = anAlert();
  return {
    ...whole,
    crisis: {
      ...whole.crisis,
      ...{ title: at(0), brand: at(1).slice(0, 128), topics: [at(2)] },
      ...{ levelReason: at(3), scenarioReason: at(4) },
    },
    step: { ...whole.step, contact: at(5) },
    trend: at(6),
    sayFirst: [at(7), at(8)],
    plan: { name: at(9), text: at(10) },
    called: [{ contact: at(11), via: 'sms', at: whole.at }],
    others: [{ ...whole.others![0]!, title: at(12), brand: at(13) }],
  };
};
