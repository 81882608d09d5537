/** One series at one tick: reads it with the detector of its kind, moves its signal, and draws its
 * band. Returns new memory and never changes what it was given, so that a tick can be repeated. */
import { SLOT_MS, TICK_MS, type Band, type Baseline, type PlannedEvent } from './contract.ts';
import { HOURS_OF_WEEK } from './baseline/level.ts';
import type { RaisedBaseline } from './baseline/planned.ts';
import { isUsable, provisionalCount, provisionalGauge } from './baseline/provisional.ts';
import { thinned } from './crowd.ts';
import { RAISED_DECADES, bandOf, describe } from './describe-series.ts';
import type { Reading } from './detectors/contract.ts';
import { readSource, restingBand } from './detectors/list.ts';
import { emptyMemory } from './detectors/memory.ts';
import { PART_TUNING } from './detectors/part.ts';
import { followGap } from './detectors/silence.ts';
import { MAX_STRENGTH } from './detectors/tail.ts';
import { seriesName, type Source } from './indicators.ts';
import { countReports, learnReports, type ReportCounts } from './reports.ts';
import type { SeriesInput, SeriesOutcome, SeriesState } from './series.ts';
import { emptySignal, stepSignal, suppressionOf } from './signals.ts';
import { isEmpty } from './window.ts';

export type { SeriesInput, SeriesOutcome, SeriesState } from './series.ts';

/** An open signal is told again when it grew by so many decades, and at most so often. */
const TELL_DECADES = 1;
const TELL_MS = 60_000;
/** A gauge without a baseline is averaged with this weight a tick: about a day. */
const GAUGE_KEEP = 1 - TICK_MS / 86_400_000;

const NOTHING: Omit<Band, 'learnedHours'> = {
  ...{ observed: null, everyWeeks: null },
  ...{ expected: null, low: null, high: null },
  score: 0,
  state: 'learning',
};

const silentBand = (baseline: Baseline | undefined): Band => ({
  ...NOTHING,
  learnedHours: baseline?.hours ?? 0,
});

const raise = (baseline: Baseline, planned: PlannedEvent[] | null | undefined): RaisedBaseline =>
  planned ? { ...baseline, planned } : baseline;

/** A topic that nobody defined is judged against the past of its own words where it is found, and so
 * is how much of a past there is. */
const strangerBaseline = (name: string, now: number): Baseline => ({
  series: name,
  learnedAt: now,
  hours: HOURS_OF_WEEK,
  isLearning: false,
  level: [0],
  dispersion: [1],
});

const ownBaselineOf = (input: SeriesInput, state: SeriesState): Baseline | null => {
  const { source, now, brand, baseline } = input;
  const name = seriesName(source.indicator, brand, source.topic);
  if (source.kind === 'emerging') return strangerBaseline(name, now);
  if (isUsable(baseline)) return baseline;
  const { firstAt } = state.memory;
  if (source.kind === 'gauge') return provisionalGauge(name, now, state.mean, firstAt);
  if (source.kind === 'silence') return null;
  return provisionalCount(name, source.window, SLOT_MS, now, firstAt);
};

const wholeOf = (input: SeriesInput, state: SeriesState): RaisedBaseline | null => {
  const { source, now, brand, whole } = input;
  if (source.kind !== 'part') return null;
  if (isUsable(whole)) return raise(whole, input.wholePlanned);
  const name = seriesName('volume', brand, '');
  return provisionalCount(name, source.whole, SLOT_MS, now, state.memory.firstAt);
};

/** Reads the series as it is and, where that comes close to a signal, as distinct people make it.
 * Changes `state`. */
const read = (input: SeriesInput, baseline: RaisedBaseline, state: SeriesState): Reading => {
  const { source, now, voices = [], threshold } = input;
  const { notBefore, openedAt } = state.signal;
  const kept = state.memory;
  const whole = wholeOf(input, state);
  let reports: ReportCounts | null = null;
  if (source.indicator === 'negativeShare') {
    const usual = learnReports(state.reports, voices, now, openedAt !== null);
    if (usual) state.reports = usual;
    reports = countReports(usual, voices, now);
  }
  if (source.kind === 'silence') {
    const { window, isOpen } = source;
    state.gap = followGap({ window, isOpen, now, baseline, memory: kept }, state.gap);
  }
  const look = (as: Source): Reading => {
    state.memory = { ...kept };
    const { memory, gap } = state;
    const isOpen = openedAt !== null;
    return readSource({
      source: as,
      now,
      baseline,
      whole,
      reports,
      memory,
      gap,
      notBefore,
      isOpen,
    });
  };
  const reading = look(source);
  const isClose = openedAt !== null || reading.strength >= threshold - RAISED_DECADES;
  const other = isClose ? thinned(source, voices) : null;
  return other ? look(other) : reading;
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
  const fresh = describe(input, reading, open.openedAt, state);
  const { score, everyWeeks, why: reason, suppressed } = open;
  state.open =
    reading.strength > peak
      ? { ...fresh, suppressed }
      : { ...fresh, score, everyWeeks, why: reason, suppressed };
  return 'updated';
};

const startState = (now: number, source: Source): SeriesState => ({
  memory: emptyMemory(now, source.kind === 'part' ? PART_TUNING : undefined),
  signal: emptySignal(),
  open: null,
  mean: source.kind === 'gauge' ? (source.value ?? 0) : 0,
});

/** Nothing happens and nothing is going on. */
const isIdle = (source: Source, before: SeriesState | undefined): boolean => {
  if (before && (before.open !== null || before.signal.aboveSince !== null)) return false;
  if (source.kind === 'gauge') return source.value === null || (source.value === 0 && !before);
  if (source.kind === 'emerging') return source.burst === null;
  return source.kind !== 'silence' && isEmpty(source.window);
};

const rest = (input: SeriesInput, state: SeriesState | null): SeriesOutcome => {
  const { source, baseline, now, whole } = input;
  const outcome = { state, step: 'none', signal: null, reading: null } as const;
  const isKnown = isUsable(baseline) && (source.kind !== 'part' || isUsable(whole));
  if (!isKnown) return { ...outcome, band: silentBand(baseline) };
  const raised = raise(baseline, input.planned);
  const all = isUsable(whole) ? raise(whole, input.wholePlanned) : null;
  const shown = restingBand(source, now, raised, all);
  return {
    ...outcome,
    band: {
      ...{ observed: shown.observed, everyWeeks: null, score: 0, learnedHours: baseline.hours },
      ...{ expected: shown.expected, low: shown.low, high: shown.high },
      state: baseline.isLearning ? 'learning' : 'normal',
    },
  };
};

/** Moves the signal of the series and says what came of it. Changes `state`. */
const step = (
  input: SeriesInput,
  baseline: Baseline,
  reading: Reading,
  state: SeriesState,
): Pick<SeriesOutcome, 'step' | 'signal'> => {
  const { now, threshold } = input;
  const { peak } = state.signal;
  const moved = stepSignal(state.signal, reading, threshold, now, TICK_MS);
  const suppression = suppressionOf(baseline, reading.strength, threshold);
  if (moved === 'opened') {
    state.open = { ...describe(input, reading, now, state), suppressed: suppression };
    return { step: 'opened', signal: state.open };
  }
  const { open } = state;
  if (moved === 'closed' && open) {
    state.open = null;
    return { step: 'closed', signal: { ...open, closedAt: now } };
  }
  if (moved !== 'held') return { step: moved, signal: open };
  // What has calmed down while it was doubted is no news once the baseline stands.
  const isBelieved = !suppression && reading.strength >= threshold;
  if (open?.suppressed === 'learning' && isBelieved) {
    state.open = describe(input, reading, open.openedAt, state);
    return { step: 'opened', signal: state.open };
  }
  return { step: follow(input, state, reading, peak), signal: state.open };
};

export const watchSeries = (input: SeriesInput, before: SeriesState | undefined): SeriesOutcome => {
  const { source, now, threshold } = input;
  if (isIdle(source, before)) return rest(input, before ?? null);
  const state: SeriesState = before
    ? { ...before, memory: { ...before.memory }, signal: { ...before.signal } }
    : startState(now, source);
  if (source.kind === 'gauge' && !state.open)
    state.mean = state.mean * GAUGE_KEEP + (source.value ?? 0) * (1 - GAUGE_KEEP);
  const own = ownBaselineOf(input, state);
  if (!own) {
    const band = silentBand(input.baseline);
    return { state, band, step: 'none', signal: state.open, reading: null };
  }
  const baseline = source.kind === 'emerging' ? own : raise(own, input.planned);
  const reading = read(input, baseline, state);
  if (!reading.isHighNow) delete state.highSince;
  else state.highSince ??= now;
  const outcome = step(input, baseline, reading, state);
  return { state, band: bandOf(baseline, reading, state.open, threshold), ...outcome, reading };
};
