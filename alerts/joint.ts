/** What drifts together: mentions, mood, waiting and handling time each a little above normal, none far
 * enough alone. Their deviations over a slow window are put together (Stouffer et al. 1949), with an
 * allowance for how much such figures move together on any day (Strube 1985). */
import type { Indicator, Signal } from '#contracts/signal.ts';
import type { Band, BrandInput } from './contract.ts';
import { isUsable } from './baseline/provisional.ts';
import { bandOf } from './describe-series.ts';
import type { Reading } from './detectors/contract.ts';
import { FLOOR, calibrate, emptyMemory, rollBlocks } from './detectors/memory.ts';
import { everyWeeksOf, log10NormalTail, scoreOf } from './detectors/tail.ts';
import { driftsOf, type Baselines, type Drift, type Late } from './drift.ts';
import { signalId } from './ids.ts';
import { seriesName } from './indicators.ts';
import type { SeriesOutcome, SeriesState } from './series.ts';
import { emptySignal, stepSignal, suppressionOf } from './signals.ts';
import { TUNING } from './tuning.ts';
import { howRare, told } from './why.ts';

/** Looked at this often. */
const EVERY_MS = 60_000;
/** Figures of one desk move together on any day by this much. */
const CORRELATION = 0.3;
/** A figure takes part from so many deviations on, and has left below the second. */
const PART_FROM = 1.5;
const PART_UNTIL = 0.8;
/** No part is weighed as more than this: what is farther crosses alone. */
const PART_MOST = 4;
/** Looks a week: what is averaged over half an hour stays what it is for about one. */
const LOG10_TESTS = Math.log10(168);
/** Combined deviations from which it is still going on. */
const HIGH = 2;
/** An open signal is told again when it grew by so many decades. */
const TELL_DECADES = 1;
/** Every part allows for its own scatter, so that the sum is taken to have the tail it says until its
 * own extremes say otherwise. */
const JOINT_TUNING = { ...TUNING, priorSlopes: 1 };

/** Smoothed figures of the desk, and since when each part drifts, by indicator. */
export type DriftMemory = {
  smooth: Partial<Record<Indicator, number>>;
  since: Partial<Record<Indicator, number>>;
};
export type JointInput = {
  /** Asked for only where it looks. */
  input(): BrandInput;
  now: number;
  threshold: number;
  /** Asked for only where it looks. */
  baselines(): Baselines;
  late: Late;
  /** Indicators that have crossed alone, now or within the window: they need no company. */
  crossed: ReadonlySet<Indicator>;
};

const chooseLog10 = (of: number, count: number): number => {
  let ways = 1;
  for (let i = 0; i < count; i += 1) ways = (ways * (of - i)) / (i + 1);
  return Math.log10(ways);
};

const weighOf = ({ deviations }: Drift): number => Math.min(PART_MOST, deviations);

/** The most telling company of two or more: their summed deviations, and how rare that is. */
const combine = (drifts: readonly Drift[]) => {
  const sorted = [...drifts].sort((a, b) => b.deviations - a.deviations);
  let best = { deviations: 0, strength: FLOOR };
  let sum = sorted[0] ? weighOf(sorted[0]) : 0;
  for (let count = 2; count <= sorted.length; count += 1) {
    const next = sorted[count - 1]!;
    if (next.deviations < PART_FROM) break;
    sum += weighOf(next);
    const deviations = sum / Math.sqrt(count + count * (count - 1) * CORRELATION);
    const tail = -log10NormalTail(deviations) - chooseLog10(sorted.length, count);
    const strength = tail - LOG10_TESTS;
    if (strength > best.strength) best = { deviations, strength };
  }
  return best;
};

const noteSince = (memory: DriftMemory, drifts: readonly Drift[], now: number): DriftMemory => {
  const since = { ...memory.since };
  for (const { indicator, deviations } of drifts) {
    if (deviations < PART_UNTIL) delete since[indicator];
    else if (deviations >= PART_FROM) since[indicator] ??= now;
  }
  return { ...memory, since };
};

type Part = { indicator: Indicator; since: number; times: number };

/** Those that take part, the first mover first. */
const partsOf = (drifts: readonly Drift[], { since }: DriftMemory, now: number): Part[] =>
  drifts
    .filter(({ deviations }) => deviations >= PART_FROM)
    .map(({ indicator, times }) => ({
      indicator,
      since: since[indicator] ?? now,
      times: Math.round(times * 100) / 100,
    }))
    .sort((a, b) => a.since - b.since);

const NAMES: Partial<Record<Indicator, string>> = {
  volume: 'mentions',
  negativeShare: 'negative share',
  queue: 'waiting',
  oldest: 'oldest waiting',
  unanswered: 'unanswered',
  questions: 'questions without answer',
  handling: 'handling time',
};
const nameOf = (indicator: Indicator): string => NAMES[indicator] ?? indicator;
const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** "Waiting moved first (09:12, 1.6x), then mentions (09:20, 1.4x): together once in 5 weeks, none
 * alone." Times of day are UTC. */
const whyOf = (parts: readonly Part[], weeks: number): string => {
  const said = parts.map(
    ({ indicator, since, times }) => `${nameOf(indicator)} (${clock(since)}, ${told(times)}x)`,
  );
  const [first, ...others] = parts.map(({ indicator }) => nameOf(indicator));
  const name = first ? first[0]!.toUpperCase() + first.slice(1) : 'Nothing';
  const head = `${name} moved first${said[0]?.slice(first?.length ?? 0) ?? ''}`;
  const tail = others.length > 0 ? `, then ${said.slice(1).join(', ')}` : '';
  return `${head}${tail}: together ${howRare(weeks)}, none alone.`;
};

const describe = (
  { brand }: BrandInput,
  now: number,
  reading: Reading,
  parts: Part[],
  openedAt: number,
): Signal => {
  const everyWeeks = everyWeeksOf(reading.strength);
  return {
    id: signalId(seriesName('joint', brand, ''), openedAt),
    indicator: 'joint',
    ...{ brand, topic: null, openedAt, closedAt: null },
    observed: Math.round(reading.observed * 100) / 100,
    expected: 1,
    low: 1,
    high: Math.round(reading.high * 100) / 100,
    score: Math.round(scoreOf(reading.strength) * 10_000) / 10_000,
    everyWeeks,
    why: whyOf(parts, everyWeeks),
    suppressed: null,
    detail: { since: parts[0]?.since ?? now, parts },
  };
};

const readingOf = (drifts: readonly Drift[], combined: number, strength: number): Reading => {
  const moving = drifts.filter(({ deviations }) => deviations >= PART_FROM);
  const mean = (value: (drift: Drift) => number): number =>
    moving.length === 0
      ? 1
      : Math.exp(moving.reduce((sum, one) => sum + Math.log(value(one)), 0) / moving.length);
  const observed = mean(({ times }) => Math.max(0.01, times));
  const high = mean(({ high: edge }) => Math.max(1, edge));
  const band = { expected: 1, low: 1, high };
  return {
    observed,
    ...band,
    now: { ...band, observed },
    windowSeconds: 1800,
    strength,
    isHighNow: combined >= HIGH,
  };
};

const startState = (now: number): SeriesState => ({
  memory: emptyMemory(now, JOINT_TUNING),
  signal: emptySignal(),
  open: null,
  mean: 0,
  drift: { smooth: {}, since: {} },
});

const NO_BAND: Band = {
  ...{ observed: null, everyWeeks: null, expected: null, low: null, high: null },
  ...{ score: 0, state: 'learning', learnedHours: 0 },
};

/** Looks once a minute; on other ticks what was seen stands. */
export const watchJoint = (given: JointInput, before: SeriesState | undefined): SeriesOutcome => {
  const { now, threshold, crossed } = given;
  const idle = {
    state: before?.open ? { ...before } : (before ?? null),
    band: NO_BAND,
    reading: null,
    signal: before?.open ?? null,
  };
  if (now % EVERY_MS !== 0) return { ...idle, step: 'none' };
  const baselines = given.baselines();
  const input = given.input();
  const { volume } = baselines;
  if (!isUsable(volume)) return { ...idle, step: 'none' };
  const known = before?.drift ?? { smooth: {}, since: {} };
  const { drifts, smooth } = driftsOf({ input, now, baselines, late: given.late }, known.smooth);
  if (!before && drifts.every(({ deviations }) => deviations < PART_FROM))
    return { ...idle, step: 'none' };
  const state: SeriesState = before
    ? { ...before, memory: { ...before.memory }, signal: { ...before.signal } }
    : startState(now);
  state.drift = noteSince({ ...known, smooth }, drifts, now);
  rollBlocks(state.memory, now, JOINT_TUNING);
  const { strength, deviations } = combine(drifts.filter((one) => !crossed.has(one.indicator)));
  const reading = readingOf(drifts, deviations, calibrate(state.memory, strength, JOINT_TUNING));
  const parts = partsOf(drifts, state.drift, now);
  const moved = stepSignal(state.signal, reading, threshold, now, EVERY_MS);
  let signal = state.open;
  let step: SeriesOutcome['step'] = moved;
  if (moved === 'opened') {
    const suppressed = suppressionOf(volume, reading.strength, threshold);
    signal = { ...describe(input, now, reading, parts, now), suppressed };
    state.open = signal;
  } else if (moved === 'closed' && signal) {
    signal = { ...signal, closedAt: now };
    state.open = null;
  } else if (signal && reading.strength > state.signal.toldStrength + TELL_DECADES) {
    state.signal.toldStrength = reading.strength;
    const { suppressed } = signal;
    signal = { ...describe(input, now, reading, parts, signal.openedAt), suppressed };
    state.open = signal;
    step = 'updated';
  }
  return { state, band: bandOf(volume, reading, state.open, threshold), step, signal, reading };
};
