/** Two plays of the same mentions under two alarm budgets, side by side: what fired under which, what
 * of it was a false alarm, and how much earlier or later each crisis was seen. Pure. */
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { instantOut } from '#contracts/text.ts';
import type {
  BacktestCrisis,
  BacktestResult,
  BacktestSide,
  BacktestSignal,
  FoundIn,
  Verdict,
} from '#contracts/tuning.ts';
import { pairUp, type Pair } from './pair-up.ts';
import { poissonInterval } from './poisson.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

/** A crisis of a play that somebody would have been called for, and when. */
export type Called = { crisis: Crisis; calledAt: number };
/** What one play said: signals that were not suppressed, as they last stood. */
export type Play = { falseAlarmsPerWeek: number; signals: Signal[]; crises: Called[] };
export type Compared = Pick<
  BacktestResult,
  'weeks' | 'present' | 'other' | 'signals' | 'signalsLeftOut' | 'crises'
>;

type Span = { from: number; to: number };
const overlap = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to;
const spanOfSignal = ({ openedAt, closedAt }: Signal): Span => ({
  from: openedAt,
  to: closedAt ?? Infinity,
});
const spanOfCrisis = ({ firstMentionAt, resolvedAt }: Crisis): Span => ({
  from: firstMentionAt,
  to: resolvedAt ?? Infinity,
});

const judge = (signal: Signal, play: Play, record: readonly Called[]): Verdict => {
  const there = record.filter(
    ({ crisis }) =>
      crisis.brand === signal.brand && overlap(spanOfCrisis(crisis), spanOfSignal(signal)),
  );
  if (there.some(({ crisis }) => crisis.state !== 'false-alarm')) return 'real';
  if (there.length > 0) return 'false';
  return play.crises.some(({ crisis }) => crisis.signals.includes(signal.id))
    ? 'unjudged'
    : 'false';
};

const earlier = (presentAt: number, otherAt: number): number =>
  Math.round((presentAt - otherAt) / (MINUTE_MS / 10)) / 10;
const foundIn = ([present, other]: Pair<unknown>): FoundIn =>
  present === null ? 'other' : other === null ? 'present' : 'both';

type Judged = { signal: Signal; verdict: Verdict };

const signalRow = (pair: Pair<Judged>): BacktestSignal => {
  const [present, other] = pair;
  const [first, last] =
    present && other && other.signal.openedAt < present.signal.openedAt
      ? [other, present]
      : [present ?? other!, other ?? present!];
  const { signal } = first;
  const closedAt = Math.max(signal.closedAt ?? Infinity, last.signal.closedAt ?? Infinity);
  const { channel, rule } = signal.detail ?? {};
  return {
    id: signal.id,
    brand: signal.brand,
    indicator: signal.indicator,
    ...(signal.topic === null ? {} : { topic: signal.topic }),
    ...(channel === undefined ? {} : { channel }),
    ...(rule === undefined ? {} : { rule }),
    found: foundIn(pair),
    verdict: first.verdict,
    openedAt: instantOut(signal.openedAt),
    ...(closedAt === Infinity ? {} : { closedAt: instantOut(closedAt) }),
    ...(present && other
      ? { earlierMinutes: earlier(present.signal.openedAt, other.signal.openedAt) }
      : {}),
    observed: signal.observed,
    expected: signal.expected,
    everyWeeks: signal.everyWeeks,
    why: signal.why,
  };
};

const subjectOf = ({ brand, indicator, topic, detail }: Signal): string =>
  [brand, indicator, topic ?? '', detail?.channel ?? '', detail?.rule ?? ''].join('\0');

const pairSignals = (present: Judged[], other: Judged[]): BacktestSignal[] =>
  pairUp(present, other, {
    keyOf: ({ signal }) => subjectOf(signal),
    isSame: (a, b) => overlap(spanOfSignal(a.signal), spanOfSignal(b.signal)),
    distance: (a, b) => Math.abs(a.signal.openedAt - b.signal.openedAt),
  }).map(signalRow);

type Story = { pair: Pair<Called>; crisis: Crisis };

const recordOut = ({ crisis, calledAt }: Called): NonNullable<BacktestCrisis['record']> => ({
  id: crisis.id,
  number: crisis.number,
  state: crisis.state,
  openedAt: instantOut(calledAt),
});

const crisisRow = (story: Story | null, record: Called | null): BacktestCrisis => {
  const [present, other] = story?.pair ?? [null, null];
  const { brand, title, level, scenario, firstMentionAt } = (story ?? record)!.crisis;
  return {
    ...{ brand, title, level, scenario },
    found: story ? foundIn(story.pair) : null,
    firstMentionAt: instantOut(firstMentionAt),
    ...(present ? { presentAt: instantOut(present.calledAt) } : {}),
    ...(other ? { otherAt: instantOut(other.calledAt) } : {}),
    ...(present && other ? { earlierMinutes: earlier(present.calledAt, other.calledAt) } : {}),
    ...(record ? { record: recordOut(record) } : {}),
  };
};

const isSameStory = (a: { crisis: Crisis }, b: { crisis: Crisis }): boolean =>
  overlap(spanOfCrisis(a.crisis), spanOfCrisis(b.crisis));
const SAME_STORY = {
  keyOf: ({ crisis }: { crisis: Crisis }) => crisis.brand,
  isSame: isSameStory,
  distance: (a: { crisis: Crisis }, b: { crisis: Crisis }) =>
    Math.abs(a.crisis.firstMentionAt - b.crisis.firstMentionAt),
};

const crisisRows = (present: Play, other: Play, record: readonly Called[]): BacktestCrisis[] => {
  const stories = pairUp<Called>(present.crises, other.crises, SAME_STORY).map((pair): Story => ({
    pair,
    crisis: (pair[0] ?? pair[1])!.crisis,
  }));
  return pairUp<Story, Called>(stories, record, SAME_STORY).map(([story, known]) =>
    crisisRow(story, known),
  );
};

const sideOf = (play: Play, judged: Judged[], weeks: number, brands: number): BacktestSide => {
  const countOf = (wanted: Verdict) => judged.filter(({ verdict }) => verdict === wanted).length;
  const count = countOf('false');
  const brandWeeks = weeks * brands;
  const { low, high } = poissonInterval(count);
  return {
    falseAlarmsPerWeek: play.falseAlarmsPerWeek,
    signals: judged.length,
    signalsPerWeek: judged.length / weeks,
    crises: play.crises.length,
    crisesPerWeek: play.crises.length / weeks,
    real: countOf('real'),
    unjudged: countOf('unjudged'),
    falseAlarms: {
      count,
      perWeek: count / brandWeeks,
      low: low / brandWeeks,
      high: high / brandWeeks,
    },
  };
};

const byTime = (key: 'openedAt' | 'firstMentionAt') => {
  return <T extends { [K in typeof key]?: string }>(a: T, b: T): number =>
    (b[key] ?? '') < (a[key] ?? '') ? -1 : 1;
};

/** `record`: crises of the stretch on record that somebody was called for, no drills. `span`: what was played, epoch
 * ms. Lists are newest first, at most `rowsMax` long. */
export const compare = (
  present: Play,
  other: Play,
  {
    record,
    span,
    brands,
    rowsMax,
  }: { record: readonly Called[]; span: Span; brands: number; rowsMax: number },
): Compared => {
  const weeks = (span.to - span.from) / WEEK_MS;
  const judgeAll = (play: Play): Judged[] =>
    play.signals.map((signal) => ({ signal, verdict: judge(signal, play, record) }));
  const [ofPresent, ofOther] = [judgeAll(present), judgeAll(other)];
  const signals = pairSignals(ofPresent, ofOther).sort(byTime('openedAt'));
  const crises = crisisRows(present, other, record).sort(byTime('firstMentionAt'));
  return {
    weeks,
    present: sideOf(present, ofPresent, weeks, brands),
    other: sideOf(other, ofOther, weeks, brands),
    signals: signals.slice(0, rowsMax),
    signalsLeftOut: Math.max(0, signals.length - rowsMax),
    crises: crises.slice(0, rowsMax),
  };
};
