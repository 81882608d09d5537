/** The detector of gauges: a figure that is (how many wait), not a count of what happened. One value
 * against its hour's level and spread, with the same extremes as counts. A number of people has the
 * tail of a count, a time that of its logarithm, a share that of so many in so many. */
import { levelAt, rateVariance } from '#alerts/baseline/level.ts';
import { raiseOf, type RaisedBaseline } from '#alerts/baseline/planned.ts';
import type { GaugeIndicator } from '#alerts/indicators.ts';
import type { Reading } from './contract.ts';
import { FLOOR, calibrate, rollBlocks, type SeriesMemory } from './memory.ts';
import { log10CountTail, log10NormalTail, log10ShareTail } from './tail.ts';

/** `holdsMinutes`: for so long a figure stays what it is, which says how many independent looks a
 * week holds. `least`: less is no departure, however unlikely. `floor`: no level is below it.
 * `leastOf`: a share or a median of fewer says nothing. */
type Kind = {
  scale: 'count' | 'seconds' | 'share';
  holdsMinutes: number;
  least: number;
  floor: number;
  leastOf?: number;
};
const KINDS: Record<GaugeIndicator, Kind> = {
  queue: { scale: 'count', holdsMinutes: 10, least: 8, floor: 1 },
  // A third of those who write expect an answer within half an hour: less is no long wait.
  oldest: { scale: 'seconds', holdsMinutes: 60, least: 1800, floor: 300 },
  // Those without an answer are counted over a day, so that the share moves slowly.
  unanswered: { scale: 'share', holdsMinutes: 240, least: 0.1, floor: 0.02, leastOf: 10 },
  questions: { scale: 'count', holdsMinutes: 60, least: 6, floor: 1 },
  // A median of an hour; two minutes is what a short answer takes to read and write.
  handling: { scale: 'seconds', holdsMinutes: 60, least: 120, floor: 30, leastOf: 5 },
  breaches: { scale: 'count', holdsMinutes: 60, least: 4, floor: 0.5 },
};
const BAND_DEVIATIONS = 2;
/** A number of people is at least so much more scattered than chance alone. */
const LEAST_CLUMPING = 1.5;
/** Waits and handling times scatter by this at least, as a logarithm: the desk of any day. */
const LEAST_LOG_SPREAD = 0.35;
/** One handling time scatters by this as a logarithm; a median of n of them by 1.25 / sqrt(n) of it
 * (the large-sample error of a median of normal values). */
const ANSWER_LOG_SPREAD = 1;
const MEDIAN_ERROR = 1.25;
/** Conversations of a day are not independent of each other: the least correlation within. */
const LEAST_CORRELATION = 0.02;

export type GaugeInput = {
  indicator: GaugeIndicator;
  value: number;
  /** How many a share or a median stands on. */
  of?: number | undefined;
  now: number;
  baseline: RaisedBaseline;
  memory: SeriesMemory;
};
type Picture = { expected: number; low: number; high: number; log10Tail: number };

const expectedOf = ({ now, baseline }: Omit<GaugeInput, 'memory'>, { floor, scale }: Kind) => {
  const planned = raiseOf(baseline.planned ?? [], now - 1, now);
  // What is planned brings more people; how long one waits or is worked on is not planned.
  const factor = scale === 'count' ? planned.factor : 1;
  const mean = Math.max(floor, levelAt(baseline.level, now) * factor);
  const noise = rateVariance(baseline) + (scale === 'count' ? planned.doubt : 0);
  return { mean, noise, spread: baseline.dispersion[0] ?? 0 };
};

const pictureOf = (input: Omit<GaugeInput, 'memory'>, kind: Kind): Picture => {
  const { value, of = 0 } = input;
  const { mean, noise, spread } = expectedOf(input, kind);
  if (kind.scale === 'count') {
    const variance = Math.max(spread * spread, LEAST_CLUMPING * mean) + noise * mean * mean;
    const reach = BAND_DEVIATIONS * Math.sqrt(variance);
    const log10Tail = log10CountTail(value, mean, variance);
    return { expected: mean, low: Math.max(0, mean - reach), high: mean + reach, log10Tail };
  }
  if (kind.scale === 'seconds') {
    const few = of > 0 ? (MEDIAN_ERROR * ANSWER_LOG_SPREAD) ** 2 / of : 0;
    const own = Math.log(1 + (spread / mean) ** 2);
    const deviation = Math.sqrt(Math.max(own, LEAST_LOG_SPREAD ** 2) + noise + few);
    const reach = Math.exp(BAND_DEVIATIONS * deviation);
    const log10Tail = log10NormalTail(Math.log(Math.max(value, 1) / mean) / deviation);
    return { expected: mean, low: mean / reach, high: mean * reach, log10Tail };
  }
  const share = Math.min(0.98, mean);
  const own = (spread * spread + noise * share * share) / (share * (1 - share));
  const correlation = Math.min(0.9, Math.max(LEAST_CORRELATION, own));
  const effective = of / (1 + Math.max(0, of - 1) * correlation);
  const reach = BAND_DEVIATIONS * Math.sqrt((share * (1 - share)) / (effective + 4));
  const log10Tail = log10ShareTail(value * of, of, share, correlation);
  return {
    ...{ expected: share, low: Math.max(0, share - reach) },
    ...{ high: Math.min(1, share + reach), log10Tail },
  };
};

const looksOf = ({ holdsMinutes }: Kind): number =>
  Math.log10((7 * 24 * 60) / holdsMinutes + 1) + 0.5;

/** How far the figure lies from normal, in deviations of a normal variable; 0 where it stands on too
 * little. For evidence that is put together (joint.ts). */
export const deviationsOf = (
  input: Omit<GaugeInput, 'memory'>,
): { deviations: number; expected: number; high: number } => {
  const { value, of = 0 } = input;
  const kind = KINDS[input.indicator];
  const { expected, high } = pictureOf(input, kind);
  const isSmall = value < kind.least / 2 || of < (kind.leastOf ?? 0);
  if (isSmall) return { deviations: 0, expected, high };
  const deviations =
    kind.scale === 'seconds'
      ? (BAND_DEVIATIONS * Math.log(Math.max(value, 1) / expected)) / Math.log(high / expected)
      : (BAND_DEVIATIONS * (value - expected)) / Math.max(1e-9, high - expected);
  return { deviations, expected, high };
};

/** Changes `memory`. A gauge is at least as scattered as a count of its size. */
export const readGauge = (input: GaugeInput): Reading => {
  const { indicator, value, of = 0, now, memory } = input;
  const kind = KINDS[indicator];
  rollBlocks(memory, now);
  const { log10Tail, ...band } = pictureOf(input, kind);
  const middle = (band.expected + band.high) / 2;
  const isJudged = value >= kind.least && value > middle && of >= (kind.leastOf ?? 0);
  const strength = isJudged ? -log10Tail - looksOf(kind) : FLOOR;
  const reading: Reading = {
    observed: value,
    ...band,
    now: { ...band, observed: value },
    windowSeconds: 0,
    strength: calibrate(memory, Math.max(strength, FLOOR)),
    isHighNow: value > band.high && value >= kind.least,
  };
  if (kind.scale === 'share') reading.of = { part: Math.round(value * of), whole: of };
  return reading;
};

/** The band of a gauge that nobody has looked at yet. */
export const gaugeBand = (input: Omit<GaugeInput, 'memory'>): Reading['now'] => {
  const { expected, low, high } = pictureOf(input, KINDS[input.indicator]);
  return { observed: input.value, expected, low, high };
};
