/** Messages as people read them: what they were about, how far each has come, what kept one back, and
 * how each way does. Pure. */
import type { MessageOut, MessageState, SuppressedBy } from '#contracts/alert.ts';
import type { Word } from './words.ts';

export const VIEWS = ['mine', 'all', 'silences', 'delivery'] as const;
export type View = (typeof VIEWS)[number];

/** What stands in the address. */
export type AlertQuery = { view: View; person?: string; state?: MessageState; crisis?: string };

const MESSAGE_STATES = {
  queued: 'waiting',
  sending: 'on their way',
  accepted: 'sent',
  failed: 'not delivered',
  suppressed: 'held back',
  bundled: 'in a bundle',
} as const satisfies Record<MessageState, string>;
/** States to choose from, in words. */
export const STATE_CHOICES = Object.entries(MESSAGE_STATES) as [MessageState, string][];

export const readAlertQuery = (params: Pick<URLSearchParams, 'get'>): AlertQuery => {
  const view = VIEWS.find((name) => name === params.get('view')) ?? 'all';
  const state = params.get('state');
  const person = params.get('person');
  const crisis = params.get('crisis');
  return {
    view,
    ...(person && { person }),
    ...(crisis && { crisis }),
    ...(state && Object.hasOwn(MESSAGE_STATES, state) && { state: state as MessageState }),
  };
};

export const alertsPath = (query: AlertQuery): string => {
  const params = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return `/alerts?${params}`;
};

const TYPES: Record<string, string> = {
  'alert.step': 'Call',
  'alert.repeat': 'Reminder',
  'alert.level': 'It got worse',
  'alert.taken': 'Somebody has it',
  'alert.resolved': 'It is over',
  'alert.handover': 'Asked to take over',
  'alert.reserve': 'Asked to come',
  'notice.confirm': 'Code to confirm a way',
  'notice.silence': 'About a silence',
  'notice.oncall': 'About on-call',
};
/** "Call, step 1 of 3". */
export const typeWords = ({ type, step, of }: MessageOut): string => {
  const word = TYPES[type] ?? type;
  return step === null ? word : `${word}, step ${step} of ${of}`;
};

const ANSWERS: Record<string, string> = {
  acknowledge: 'taken',
  decline: 'declined',
  accept: 'agreed',
  refuse: 'refused',
};
const answerWord = ({ type, answer }: MessageOut): string =>
  type === 'notice.confirm' ? 'confirmed' : (ANSWERS[answer ?? ''] ?? 'answered');

const SUPPRESSED: Record<SuppressedBy, string> = {
  silenced: 'a silence keeps it quiet',
  inhibited: 'another crisis stands before it',
  duplicate: 'the same was sent already',
  superseded: 'a newer message took its place',
  answered: 'somebody had taken it',
  over: 'the crisis was over',
  drill: 'a real crisis goes before a drill',
};

/** How far a message has come, in one word. */
export const wordOfMessage = (message: MessageOut): Word => {
  const { state } = message;
  if (state === 'failed') return { word: 'not delivered', tone: 'crisis', shape: 'octagon' };
  if (state === 'suppressed') return { word: 'held back', tone: 'muted', shape: 'moon' };
  if (state === 'queued') return { word: 'waiting', tone: 'muted', shape: 'ring' };
  if (state === 'sending') return { word: 'on its way', tone: 'muted', shape: 'half' };
  if (message.answeredAt !== undefined) {
    const word = answerWord(message);
    const isNo = word === 'declined' || word === 'refused';
    return { word, ...(isNo ? RAISED : CALM) };
  }
  if (message.openedAt !== undefined) return { word: 'opened', ...CALM };
  if (message.deliveredAt !== undefined) return { word: 'delivered', ...CALM };
  if (message.failedAt !== undefined && message.acceptedAt === undefined) {
    return { word: 'not delivered', tone: 'crisis', shape: 'octagon' };
  }
  return state === 'bundled' && message.acceptedAt === undefined
    ? { word: 'in a bundle', tone: 'muted', shape: 'square' }
    : { word: 'sent', ...CALM };
};
const CALM = { tone: 'calm', shape: 'circle' } as const;
const RAISED = { tone: 'raised', shape: 'triangle' } as const;

/** `at` null: it has not come so far. */
export type TrackStep = { word: string; at: string | null; kind: 'done' | 'open' | 'failed' };

/** Every step of the delivery. What providers do not all tell (delivered, opened, answered) is there
 * only once it is known; the first three always, unless the way ended before. */
export const trackOf = (message: MessageOut): TrackStep[] => {
  const { queuedAt, sentAt, acceptedAt, deliveredAt, openedAt, answeredAt } = message;
  const done = (word: string, at: string | undefined): TrackStep[] =>
    at === undefined ? [] : [{ word, at, kind: 'done' }];
  const steps = [
    ...done('queued', queuedAt),
    ...done('sent', sentAt),
    ...done('accepted', acceptedAt),
    ...done('delivered', deliveredAt),
    ...done('opened', openedAt),
    ...done(answerWord(message), answeredAt),
  ];
  if (message.failedAt !== undefined) {
    return [...steps, { word: 'given up', at: message.failedAt, kind: 'failed' }];
  }
  if (message.state === 'suppressed') return steps;
  const open = (word: string): TrackStep => ({ word, at: null, kind: 'open' });
  if (sentAt === undefined && acceptedAt === undefined) steps.push(open('sent'));
  if (acceptedAt === undefined) steps.push(open('accepted'));
  return steps;
};

/** Why it is not where it should be, in words; empty where there is nothing to say. */
export const reasonWords = (message: MessageOut): string => {
  const { suppressedBy, reason, state, attempts } = message;
  if (state === 'suppressed' && suppressedBy) {
    return reason ? `${SUPPRESSED[suppressedBy]}: ${reason}` : SUPPRESSED[suppressedBy];
  }
  const tried = attempts > 1 ? `tried ${attempts} times` : '';
  if (state === 'failed') return [reason, tried].filter(Boolean).join(', ');
  if (state === 'sending') return attempts > 1 ? `attempt ${attempts} is under way` : '';
  return state === 'queued' && attempts > 0
    ? [reason, 'will be tried again'].filter(Boolean).join(', ')
    : '';
};

/** The newest page read again; what was read of older ones stays below it. */
export const withOlder = (
  page: readonly MessageOut[],
  known: readonly MessageOut[],
): MessageOut[] => {
  const ids = new Set(page.map(({ id }) => id));
  const oldest = page.at(-1)?.queuedAt ?? '';
  return [...page, ...known.filter(({ id, queuedAt }) => !ids.has(id) && queuedAt <= oldest)];
};

type Choice = { key: string; name: string };
/** Crises to choose from: those of the wall, and those that the messages are about. */
export const crisisChoices = (
  wall: readonly { id: string; number: number; title: string }[],
  messages: readonly MessageOut[],
): Choice[] => {
  const all = [...wall, ...messages.flatMap(({ crisis }) => crisis ?? [])];
  const names = new Map(all.map(({ id, number, title }) => [id, `#${number} ${title}`]));
  return [...names].map(([key, name]) => ({ key, name }));
};

export type AlertLine = { message: MessageOut; bundled: MessageOut[] };
/** What went out inside of another message stands with it, where that one is in the list. */
export const foldBundles = (messages: readonly MessageOut[]): AlertLine[] => {
  const lines = new Map<string, AlertLine>();
  const leaders = new Set(messages.map(({ id }) => id));
  const isInside = ({ bundledInto }: MessageOut) =>
    bundledInto !== undefined && leaders.has(bundledInto);
  for (const message of messages) {
    if (!isInside(message)) lines.set(message.id, { message, bundled: [] });
  }
  for (const message of messages) {
    if (isInside(message)) lines.get(message.bundledInto!)?.bundled.push(message);
  }
  return [...lines.values()];
};

export type WayDelivery = {
  key: string;
  via: MessageOut['via'];
  receiver: string;
  sent: number;
  failed: number;
  waiting: number;
  heldBack: number;
  /** From queued to accepted, in the middle of all; null: none was. */
  medianSeconds: number | null;
  lastFailure: { at: string; reason: string } | null;
  word: Word;
};

const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
};

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** What came last says how a way does: a failure before a success is over. */
const wordOfWay = (sent: number, acceptedAt: string, failedAt: string | undefined): Word => {
  if (failedAt !== undefined && failedAt >= acceptedAt) {
    return { word: 'fails', tone: 'crisis', shape: 'octagon' };
  }
  if (failedAt !== undefined) return { word: 'works again', tone: 'raised', shape: 'half' };
  return sent > 0
    ? { word: 'works', tone: 'calm', shape: 'circle' }
    : { word: 'nothing sent', tone: 'muted', shape: 'ring' };
};

/** How each way does, the one with the most trouble first. `messages`: newest first. */
export const deliveryByWay = (messages: readonly MessageOut[]): WayDelivery[] => {
  const byWay = Map.groupBy(messages, ({ via, receiver }) => `${via} ${receiver}`);
  const ways = [...byWay].map(([key, rows]): WayDelivery => {
    const { via, receiver } = rows[0]!;
    const count = (...states: MessageState[]) =>
      rows.filter(({ state }) => states.includes(state)).length;
    const latest = (times: (string | undefined)[]): string | undefined =>
      times
        .filter((at) => at !== undefined)
        .sort()
        .at(-1);
    const failed = rows.filter(({ state }) => state === 'failed');
    const failedAt = latest(failed.map((row) => row.failedAt ?? row.queuedAt));
    const acceptedAt = latest(rows.map((row) => row.acceptedAt)) ?? '';
    const sent = count('accepted', 'bundled');
    const took = rows.flatMap(({ state, queuedAt, acceptedAt }) =>
      state === 'accepted' && acceptedAt !== undefined
        ? [secondsBetween(queuedAt, acceptedAt)]
        : [],
    );
    return {
      ...{ key, via, receiver, sent, failed: failed.length },
      ...{ waiting: count('queued', 'sending'), heldBack: count('suppressed') },
      medianSeconds: median(took),
      lastFailure:
        failedAt === undefined
          ? null
          : { at: failedAt, reason: failed[0]?.reason ?? 'no reason is known' },
      word: wordOfWay(sent, acceptedAt, failedAt),
    };
  });
  return ways.sort((a, b) => b.failed - a.failed || b.sent - a.sent || a.key.localeCompare(b.key));
};

/** "+40 ms", "+1.4 s", "+3 min": how long after it was queued. */
export const afterWords = (queuedAt: string, at: string): string => {
  const seconds = secondsBetween(queuedAt, at);
  if (seconds < 0.995) return `+${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `+${seconds.toFixed(1)} s`;
  if (seconds < 120) return `+${Math.round(seconds)} s`;
  return seconds < 7_200 ? `+${Math.round(seconds / 60)} min` : `+${Math.round(seconds / 3600)} h`;
};
