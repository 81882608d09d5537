/** One series at one tick: reads it with the detector of its kind, moves its signal, and draws its
 * band. Returns new memory and never changes what it was given, so that a tick can be repeated. */
import type { Signal } from '#contracts/signal.ts';
import { SLOT_MS, TICK_MS, type Band, type Baseline, type PlannedEvent } from './contract.ts';
import type { RaisedBaseline } from './baseline/planned.ts';
import { isUsable, provisionalCount, provisionalGauge } from './baseline/provisional.ts';
import type { Reading } from './detectors/contract.ts';
import { readCount, readSilence } from './detectors/count.ts';
import { readGauge } from './detectors/gauge.ts';
import { emptyMemory, type SeriesMemory } from './detectors/memory.ts';
import { MAX_STRENGTH, everyWeeksOf, scoreOf } from './detectors/tail.ts';
import { signalId } from './ids.ts';
import { seriesName, type Source } from './indicators.ts';
import { emptySignal, stepSignal, suppressionOf, type SignalMemory, type Step } from './signals.ts';
import { isEmpty } from './window.ts';

/** Decades below the threshold from which the wall says "raised". */
const RAISED_DECADES = 1;
/** An open signal is told again when it grew by so many decades, and at most so often. */
const TELL_DECADES = 1;
const TELL_MS = 60_000;
/** A gauge without a baseline is averaged with this weight a tick: about a day. */
const GAUGE_KEEP = 1 - TICK_MS / 86_400_000;

export type SeriesState = {
  memory: SeriesMemory;
  signal: SignalMemory;
  open: Signal | null;
  /** Running mean of a gauge. */
  mean: number;
};

export type SeriesOutcome = {
  state: SeriesState | null;
  band: Band;
  step: Step | 'updated';
  /** The signal that is open, or was closed at this tick. */
  signal: Signal | null;
  reading: Reading | null;
};

type SeriesInput = {
  brand: string;
  source: Source;
  now: number;
  baseline: Baseline | undefined;
  threshold: number;
  planned?: PlannedEvent[] | null;
};

const NOTHING: Omit<Band, 'learnedHours'> = {
  expected: null,
  low: null,
  high: null,
  score: 0,
  state: 'learning',
};

const silentBand = (baseline: Baseline | undefined): Band => ({
  ...NOTHING,
  learnedHours: baseline?.hours ?? 0,
});

const ownBaselineOf = (input: SeriesInput, state: SeriesState): Baseline | null => {
  const { source, now, brand, baseline } = input;
  if (isUsable(baseline)) return baseline;
  const name = seriesName(source.indicator, brand, source.topic);
  const { firstAt } = state.memory;
  if (source.kind === 'gauge') return provisionalGauge(name, now, state.mean, firstAt);
  return provisionalCount(name, source.window, SLOT_MS, now, firstAt);
};

const raised = (baseline: Baseline, { planned }: SeriesInput): RaisedBaseline =>
  planned ? { ...baseline, planned } : baseline;

const baselineOf = (input: SeriesInput, state: SeriesState): RaisedBaseline | null => {
  const own = ownBaselineOf(input, state);
  return own && raised(own, input);
};

const read = (
  source: Source,
  now: number,
  baseline: RaisedBaseline,
  state: SeriesState,
): Reading => {
  const { memory, signal } = state;
  if (source.kind === 'gauge') return readGauge({ value: source.value, now, baseline, memory });
  const { window } = source;
  const isOpen = signal.openedAt !== null;
  const { notBefore } = signal;
  return readCount({ window, slotMs: SLOT_MS, now, baseline, memory, notBefore, isOpen });
};

const round = (value: number): number => Number(value.toPrecision(4));
const roundScore = (score: number): number => Math.round(score * 10_000) / 10_000;

const YEAR_WEEKS = 52.18;
const MONTH_WEEKS = YEAR_WEEKS / 12;
/** From so many weeks on they are counted in months, and in years. */
const MONTHS_FROM = 9;
const YEARS_FROM = 100;
/** Beyond a century a number of years says nothing more. */
const CENTURY_WEEKS = 100 * YEAR_WEEKS;
const howRare = (weeks: number): string => {
  if (weeks >= CENTURY_WEEKS) return 'rarer than once in a century';
  if (weeks < 1) return 'more often than once a week';
  if (weeks < 1.5) return 'once a week';
  if (weeks < MONTHS_FROM) return `once in ${Math.round(weeks)} weeks`;
  if (weeks < YEARS_FROM) return `once in ${Math.round(weeks / MONTH_WEEKS)} months`;
  return `once in ${Math.round(weeks / YEAR_WEEKS)} years`;
};

/** A figure in a sentence: one digit below ten, none above. */
const told = (value: number): string => String(Number(value.toFixed(value < 9.95 ? 1 : 0)));

const span = (seconds: number): string => {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${told(seconds / 3600)} h`;
};

const why = (source: Source, reading: Reading, weeks: number): string => {
  const what = source.kind === 'gauge' ? 'waiting' : 'a minute';
  const over = source.kind === 'gauge' ? '' : ` over the last ${span(reading.windowSeconds)}`;
  const times = told(reading.observed / Math.max(reading.expected, 0.01));
  return (
    `${told(reading.observed)} ${what}${over} where ${told(reading.expected)} are normal ` +
    `(${times}x): ${howRare(weeks)}.`
  );
};

const describe = (input: SeriesInput, reading: Reading, openedAt: number): Signal => {
  const { source, brand } = input;
  const everyWeeks = everyWeeksOf(reading.strength);
  return {
    id: signalId(seriesName(source.indicator, brand, source.topic), openedAt),
    indicator: source.indicator,
    brand,
    topic: source.topic === '' ? null : source.topic,
    openedAt,
    closedAt: null,
    observed: round(reading.observed),
    expected: round(reading.expected),
    low: round(reading.low),
    high: round(reading.high),
    score: roundScore(scoreOf(reading.strength)),
    everyWeeks,
    why: why(source, reading, everyWeeks),
    suppressed: null,
    detail: null,
  };
};

const bandOf = (
  baseline: Baseline,
  reading: Reading,
  signal: Signal | null,
  threshold: number,
): Band => {
  const { expected, low, high } = reading.now;
  const isRaised = reading.isHighNow && reading.strength >= threshold - RAISED_DECADES;
  const calm = baseline.isLearning ? 'learning' : isRaised ? 'raised' : 'normal';
  const isSignal = signal !== null && signal.suppressed === null;
  const score = roundScore(scoreOf(reading.strength));
  const state = isSignal ? 'signal' : calm;
  return { expected, low, high, score, state, learnedHours: baseline.hours };
};

/** The open signal after this tick: new figures when it grew or a minute has passed. How rare it is
 * and why stay those of its strongest moment. */
const follow = (input: SeriesInput, state: SeriesState, reading: Reading, peak: number) => {
  const { signal, open } = state;
  if (!open) return 'held';
  const strength = Math.min(reading.strength, MAX_STRENGTH);
  const hasGrown = strength >= signal.toldStrength + TELL_DECADES;
  if (!hasGrown && input.now - signal.toldAt < TELL_MS) return 'held';
  signal.toldAt = input.now;
  signal.toldStrength = Math.max(signal.toldStrength, strength);
  const fresh = describe(input, reading, open.openedAt);
  const { score, everyWeeks, why: reason, suppressed } = open;
  state.open =
    reading.strength > peak
      ? { ...fresh, suppressed }
      : { ...fresh, score, everyWeeks, why: reason, suppressed };
  return 'updated';
};

const startState = (now: number, source: Source): SeriesState => ({
  memory: emptyMemory(now),
  signal: emptySignal(),
  open: null,
  mean: source.kind === 'gauge' ? source.value : 0,
});

/** Nothing happens and nothing is going on. */
const isIdle = (source: Source, before: SeriesState | undefined): boolean => {
  if (before && (before.open !== null || before.signal.aboveSince !== null)) return false;
  return source.kind === 'gauge' ? source.value === 0 && !before : isEmpty(source.window);
};

const rest = (input: SeriesInput, state: SeriesState | null): SeriesOutcome => {
  const { baseline, now, threshold } = input;
  const band = isUsable(baseline)
    ? bandOf(baseline, readSilence(raised(baseline, input), now), null, threshold)
    : silentBand(baseline);
  return { state, band, step: 'none', signal: null, reading: null };
};

export const watchSeries = (input: SeriesInput, before: SeriesState | undefined): SeriesOutcome => {
  const { source, now, threshold } = input;
  if (isIdle(source, before)) return rest(input, before ?? null);
  const state = before
    ? { ...before, memory: { ...before.memory }, signal: { ...before.signal } }
    : startState(now, source);
  if (source.kind === 'gauge' && !state.open)
    state.mean = state.mean * GAUGE_KEEP + source.value * (1 - GAUGE_KEEP);
  const baseline = baselineOf(input, state);
  if (!baseline) {
    const band = silentBand(input.baseline);
    return { state, band, step: 'none', signal: state.open, reading: null };
  }
  const reading = read(source, now, baseline, state);
  const { peak } = state.signal;
  let step: SeriesOutcome['step'] = stepSignal(state.signal, reading, threshold, now, TICK_MS);
  let { open: signal } = state;
  if (step === 'opened') {
    signal = {
      ...describe(input, reading, now),
      suppressed: suppressionOf(baseline, reading.strength, threshold),
    };
    state.open = signal;
  } else if (step === 'closed' && signal) {
    signal = { ...signal, closedAt: now };
    state.open = null;
  } else if (step === 'held') {
    const isDoubted = signal?.suppressed === 'learning';
    if (signal && isDoubted && !suppressionOf(baseline, reading.strength, threshold)) {
      state.open = describe(input, reading, signal.openedAt);
      step = 'opened';
    } else step = follow(input, state, reading, peak);
    signal = state.open;
  }
  return { state, band: bandOf(baseline, reading, state.open, threshold), step, signal, reading };
};
