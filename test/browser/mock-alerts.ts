/** The stand-in server's messages, chains and silences: scripted faces of the page /alerts, and what it
 * was asked. Every answer is checked against the contract before it leaves. */
import { messageOut, type MessageOut } from '#contracts/alert.ts';
import { chainOut, silenceIn, silenceOut, type ChainOut } from '#contracts/calling.ts';
import type { z } from 'zod';
import { iso } from './rows.ts';

export type AlertsFace = 'empty' | 'calling' | 'busy' | 'broken' | 'loading';
type Answer = [status: number, body?: unknown];
type Silence = z.infer<typeof silenceOut>;

const CRISIS = {
  ...{ id: 'c7', number: 7 },
  title: 'Check-in in the app fails, passengers stand at the gates',
};
const OTHER = { id: 'c6', number: 6, title: 'Queue 4x normal, oldest waits 25 min' };

const base = (now: number, agoSeconds: number, more: Partial<MessageOut>): MessageOut => ({
  ...{ id: `m${agoSeconds}`, type: 'alert.step', crisis: CRISIS, level: 'high', step: 1, of: 3 },
  ...{ person: 'ada', contact: 'on-call leader Ada Okafor', via: 'push', receiver: 'push' },
  ...{ state: 'accepted', drill: false, queuedAt: iso(now, agoSeconds), attempts: 1 },
  ...more,
});

const messages = (now: number): MessageOut[] => [
  base(now, 20, {
    ...{ contact: 'senior leader Ilse Vermeer', person: 'ilse', step: 2, via: 'voice' },
    ...{ receiver: 'phone', state: 'sending', sentAt: iso(now, 19) },
  }),
  base(now, 45, {
    ...{ type: 'alert.repeat', via: 'sms', receiver: 'phone', state: 'queued', attempts: 2 },
    reason: 'answered 503',
  }),
  base(now, 120, {
    ...{ via: 'sms', receiver: 'phone', sentAt: iso(now, 119.6), acceptedAt: iso(now, 119.1) },
    deliveredAt: iso(now, 112),
  }),
  base(now, 150, {
    ...{ via: 'slack', receiver: 'team', state: 'failed', sentAt: iso(now, 149), attempts: 6 },
    ...{ failedAt: iso(now, 90), reason: 'answered channel_not_found' },
  }),
  base(now, 188, {
    ...{ sentAt: iso(now, 187.9), acceptedAt: iso(now, 187.4), openedAt: iso(now, 160) },
    ...{ answeredAt: iso(now, 150), answer: 'decline' },
  }),
  base(now, 189, {
    ...{ crisis: OTHER, level: 'medium', state: 'bundled', bundledInto: 'm188' },
    acceptedAt: iso(now, 187.4),
  }),
  base(now, 190, {
    ...{ via: 'mail', receiver: 'mail', sentAt: iso(now, 189.8), acceptedAt: iso(now, 189.2) },
    ...{ drill: true, level: 'critical' },
  }),
  base(now, 4_000, {
    ...{ crisis: OTHER, level: 'medium', via: 'sms', receiver: 'phone', state: 'suppressed' },
    ...{ suppressedBy: 'silenced', attempts: 0 },
  }),
  base(now, 90_000, {
    ...{ type: 'notice.confirm', crisis: null, level: null, step: null, of: null, via: 'sms' },
    ...{ receiver: 'phone', contact: 'Ben Castellano', person: 'ben' },
    ...{ sentAt: iso(now, 89_999), acceptedAt: iso(now, 89_998), deliveredAt: iso(now, 89_990) },
    ...{ answeredAt: iso(now, 89_900), answer: 'accept' },
  }),
];

const many = (now: number): MessageOut[] =>
  Array.from({ length: 40 }, (_, index) =>
    base(now, 30 + index * 40, {
      ...{ id: `many${index}`, via: index % 3 === 0 ? 'sms' : 'mail', step: 1 + (index % 3) },
      ...{ receiver: index % 3 === 0 ? 'phone' : 'mail', sentAt: iso(now, 29.6 + index * 40) },
      acceptedAt: iso(now, 29 + index * 40),
    }),
  );

const chains = (now: number): ChainOut[] => [
  {
    ...{ id: 'c7:high', crisis: 'c7', level: 'high', state: 'running', step: 1, of: 3 },
    now: [
      {
        ...{ contact: 'on-call leader Ada Okafor', via: 'sms', state: 'accepted' },
        at: iso(now, 120),
      },
    ],
    next: { at: iso(now, -42), contact: 'senior leader Ilse Vermeer', via: 'voice', step: 2 },
    ...{ heldBy: null, takenBy: null, startedAt: iso(now, 190) },
  },
  {
    ...{ id: 'c6:medium', crisis: 'c6', level: 'medium', state: 'held', step: 0, of: 2, now: [] },
    ...{ next: null, heldBy: 'silenced by s1', takenBy: null },
    startedAt: iso(now, 4_000),
  },
];

const silences = (now: number): Silence[] => [
  {
    ...{ id: 's1', owner: 'Nadia Haddad', reason: 'The baggage belt is repaired until noon.' },
    ...{ createdAt: iso(now, 3_600), startsAt: iso(now, 3_600), endsAt: iso(now, -5_400) },
    ...{ brand: 'kestrel', topic: 'baggage', upToLevel: 'medium', state: 'active', holding: 1 },
  },
  {
    ...{ id: 's2', owner: 'Ilse Vermeer', reason: 'Planned sale.', createdAt: iso(now, 60) },
    ...{ startsAt: iso(now, -86_400), endsAt: iso(now, -172_800), scenario: 'queue-flood' },
    ...{ upToLevel: 'high', state: 'planned', holding: 0 },
  },
  {
    ...{ id: 's3', owner: 'Ilse Vermeer', reason: 'Test of the desk.', createdAt: iso(now, 9e5) },
    ...{ startsAt: iso(now, 9e5), endsAt: iso(now, 8e5), brand: 'kestrel', upToLevel: 'low' },
    ...{ state: 'ended', holding: 0, endedBy: 'Nadia Haddad' },
  },
];

/** `answer` gives the status and the body for a request below /alerts, /chains or /silences. */
export const createAlerts = (clock: () => number) => {
  const state = {
    face: 'calling' as AlertsFace,
    /** The queries for messages, and what was asked of silences. */
    asked: [] as string[],
    made: [] as Record<string, unknown>[],
    ended: [] as string[],
    /** The next silence is refused with this. */
    refusal: null as string | null,
  };
  const listOf = (query: URLSearchParams): MessageOut[] => {
    const now = clock();
    if (state.face === 'empty') return [];
    const all = state.face === 'busy' ? many(now) : messages(now);
    return all.filter(
      (message) =>
        (query.get('state') ?? message.state) === message.state &&
        (query.get('person') ?? message.person) === message.person &&
        (query.get('crisis') ?? message.crisis?.id) === message.crisis?.id,
    );
  };
  const onSilence = (method: string, path: string, said: Record<string, unknown>): Answer => {
    const now = clock();
    if (method === 'POST') {
      if (state.refusal !== null) return [409, { type: 'about:blank', title: state.refusal }];
      state.made.push(silenceIn.parse(said));
      const made = { ...silences(now)[0]!, ...said, id: 's9', startsAt: iso(now, 0) };
      return [201, silenceOut.parse({ ...made, state: 'active' })];
    }
    if (method === 'DELETE') {
      state.ended.push(path.split('/').at(-1)!);
      return [200, silenceOut.parse({ ...silences(now)[0]!, state: 'ended' })];
    }
    const items = state.face === 'empty' ? [] : silences(now);
    return [200, { items: items.map((row) => silenceOut.parse(row)) }];
  };
  const answer = (
    method: string,
    path: string,
    said: Record<string, unknown>,
    query: URLSearchParams,
  ): Answer => {
    if (state.face === 'loading') return [0];
    if (state.face === 'broken') return [503];
    if (path.startsWith('/silences')) return onSilence(method, path, said);
    if (path === '/chains') {
      const items = state.face === 'empty' ? [] : chains(clock());
      return [200, { items: items.map((row) => chainOut.parse(row)) }];
    }
    state.asked.push(query.toString());
    const items = listOf(query).map((row) => messageOut.parse(row));
    const isFirst = query.get('cursor') === null;
    return [200, { items, ...(state.face === 'busy' && isFirst ? { next: 'older' } : {}) }];
  };
  return { state, answer };
};
