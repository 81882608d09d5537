/** Rows of early warning that faces are made of: instruments, rules, signals with what stands behind
 * them, who speaks in a crisis. All names and texts are made up. */
import type { CrisisOut, Structure } from '#contracts/crisis.ts';
import type { Behind, Indicator, SignalOut } from '#contracts/signal.ts';
import type { WallInstrument, WallRule } from '#contracts/wall.ts';
import { iso } from './rows.ts';

const instrument = (
  indicator: Indicator,
  observed: number | null,
  [low, expected, high]: [number, number, number],
  more: Partial<WallInstrument> = {},
): WallInstrument => ({
  indicator,
  brand: 'kestrel',
  subject: '',
  observed,
  expected,
  low,
  high,
  everyWeeks: null,
  state: 'normal',
  learnedHours: 672,
  ...more,
});

export const instruments = (): WallInstrument[] => [
  instrument('oldest', 760, [0, 900, 1_900]),
  instrument('negativeShare', 0.24, [0.15, 0.26, 0.37]),
  instrument('unanswered', 0.11, [0.04, 0.12, 0.2]),
  instrument('questions', 9, [2, 8, 17]),
  instrument('handling', 214, [150, 230, 320]),
  instrument('breaches', 0, [0, 0.4, 3]),
  instrument('churn', 0.012, [0, 0.014, 0.05]),
  instrument('reach', 41_200, [9_000, 38_000, 160_000]),
  instrument('silence', 0, [0, 2, 6], { subject: 'reviews' }),
];

const changed = (
  rows: WallInstrument[],
  changes: Partial<Record<Indicator, Partial<WallInstrument>>>,
): WallInstrument[] => rows.map((row) => ({ ...row, ...changes[row.indicator] }));

export const raisedInstruments = (): WallInstrument[] =>
  changed(instruments(), {
    handling: { observed: 402, everyWeeks: 3.4, state: 'raised' },
    churn: { learnedHours: 80, state: 'learning' },
  });

export const floodedInstruments = (): WallInstrument[] =>
  changed(instruments(), {
    oldest: { observed: 5_830, everyWeeks: 61, state: 'signal' },
    negativeShare: { observed: 0.61, everyWeeks: 96, state: 'raised' },
    questions: { observed: 84, everyWeeks: 140, state: 'signal' },
    unanswered: { observed: 0.38, everyWeeks: 7.2, state: 'raised' },
    reach: { observed: 184_000, everyWeeks: 1.9, state: 'raised' },
  });

export const learningInstruments = (): WallInstrument[] =>
  instruments().map((row) => ({ ...row, state: 'learning', learnedHours: 80 }));

const rule = (
  name: string,
  count: number,
  posts: number,
  hours: number,
  more: Partial<WallRule> = {},
): WallRule => ({
  rule: name.toLowerCase().replaceAll(' ', '-'),
  name,
  brand: 'kestrel',
  topic: 'baggage',
  topicName: 'Baggage',
  count,
  posts,
  hours,
  level: 'medium',
  crossing: null,
  nearMisses: [],
  state: 'far',
  ...more,
});

export const rules = (now: number): WallRule[] => [
  rule('Lost bags', 3, 10, 2, { nearMisses: [{ at: iso(now, 68_000), peak: 8 }] }),
  rule('Unsafe on board', 0, 3, 24, { level: 'high' }),
];

export const risingRules = (now: number): WallRule[] => [
  rule('Lost bags', 7, 10, 2, {
    nearMisses: [{ at: iso(now, 68_000), peak: 8 }],
    crossing: { at: iso(now, -1_900), earliest: iso(now, -1_000), latest: iso(now, -4_800) },
    state: 'near',
  }),
  rule('Unsafe on board', 0, 3, 24, { level: 'high' }),
];

export const crossedRules = (now: number): WallRule[] => [
  rule('App is down', 61, 25, 1, { state: 'crossed', level: 'high' }),
  ...risingRules(now),
];

export const behind: Behind = {
  mentions: 84,
  authors: 61,
  roots: 3,
  topTopics: [
    { name: 'baggage', mentions: 78 },
    { name: 'delay-and-cancellation', mentions: 11 },
  ],
  topAuthors: [
    { name: 'left_at_carousel', mentions: 4 },
    { name: 'two.suitcases', mentions: 2 },
  ],
  topChannels: [
    { name: 'x', mentions: 71 },
    { name: 'fb', mentions: 13 },
  ],
  topPosts: [
    { channel: 'x', id: 'p-1209', mentions: 58 },
    { channel: 'x', id: 'p-1211', mentions: 14 },
  ],
};

export const jointSignal = (now: number): SignalOut => ({
  id: 's8',
  indicator: 'joint',
  brand: 'kestrel',
  since: iso(now, 2_800),
  openedAt: iso(now, 240),
  observed: 11,
  expected: 1,
  low: 0,
  high: 2,
  score: 0.71,
  everyWeeks: 11,
  why: 'Waiting moved first, then mentions and handling time: together once in 11 weeks, none alone.',
  parts: [
    { indicator: 'queue', since: iso(now, 2_800), times: 1.6 },
    { indicator: 'volume', since: iso(now, 2_300), times: 1.4 },
    { indicator: 'handling', since: iso(now, 1_650), times: 1.3 },
  ],
});

export const silentSignal = (now: number): SignalOut => ({
  id: 's9',
  indicator: 'silence',
  brand: 'kestrel',
  channel: 'ig',
  since: iso(now, 1_240),
  openedAt: iso(now, 300),
  observed: 0,
  expected: 18,
  low: 9,
  high: 28,
  score: 0.9,
  everyWeeks: 300,
  why: 'Nothing came from Instagram since 18 were to be expected.',
});

export const externalSignal = (now: number): SignalOut => ({
  id: 's11',
  indicator: 'external',
  brand: 'kestrel',
  since: iso(now, 600),
  openedAt: iso(now, 590),
  observed: 1,
  expected: 0,
  low: 0,
  high: 0,
  score: 0.95,
  everyWeeks: 0,
  why: 'Alertmanager, critical: CheckInErrors: a third of all check-ins fail',
});

export const emergingSignal = (now: number): SignalOut => ({
  id: 's10',
  indicator: 'emerging',
  brand: 'kestrel',
  topic: 'gate-queue',
  since: iso(now, 260),
  openedAt: iso(now, 130),
  observed: 12,
  expected: 0.1,
  low: 0,
  high: 1,
  score: 0.93,
  everyWeeks: 54,
  why: 'Gate queue: 41 mentions in 4 minutes where 1 is normal, 42 people in 37 texts.',
  behind: { ...behind, mentions: 44, authors: 42, roots: 37 },
});

const structure: Structure = {
  mentions: 412,
  authors: 298,
  roots: 241,
  topRootShare: 0.12,
  repostShare: 0.18,
  ownPostShare: 0.04,
  firstHandShare: 0.58,
  sharedShare: 0.22,
  questionShare: 0.31,
  leavingShare: 0.03,
  negativeShare: 0.71,
  harmShare: 0.004,
  topAuthorShare: 0.02,
};

/** What the engine says of a crisis beside its scores. */
export const reasons: Partial<CrisisOut> = {
  topics: ['app-and-website', 'check-in'],
  scenarioConfidence: 0.82,
  scenarioReason: '58% tell of one fault in their own words, 22% say that others have it too.',
  levelReason: 'High because deviation is above 90 and damage above 60.',
  structure,
};

export const decided = (now: number): CrisisOut['overrides'] => [
  {
    at: iso(now, 60),
    by: 'Ilse Vermeer',
    what: 'level',
    from: 'medium',
    to: 'high',
    reason: 'Three airports, and the evening wave is still to come',
  },
];
