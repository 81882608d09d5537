/** What a detector remembers about one series, as plain JSON: how it clumps within minutes, its own
 * extremes, and late rows. The extremes correct the parametric tail: a series that bursts every
 * other day shall not call a burst "once in a year" (peaks over threshold: Pickands 1975; Coles, An
 * Introduction to Statistical Modeling of Extreme Values, 2001, chapters 3 and 4). */
import { HOUR_MS, WEEK_MS } from '#alerts/baseline/level.ts';
import type { SlowMemory } from './slow.ts';
import { TUNING, type Tuning } from '#alerts/tuning.ts';

/** Extremes are kept for so many weeks. */
const KEPT_WEEKS = 4;
/** Strength of a block in which nothing happened. */
export const FLOOR = -2.5;
/** In units of strength (log10 of weeks) a calibrated tail falls by exactly this. */
const EXACT_SLOPE = 1 / Math.LN10;
/** Blocks of a week, the slope believed before the series has shown its own, and where the quantile
 * of the block maxima lies when the parametric tail is right. */
const priorOf = ({ blockHours, tailQuantile, priorSlopes }: Tuning) => {
  const blocksPerWeek = WEEK_MS / (blockHours * HOUR_MS);
  const start = Math.log10(1 / (-Math.log(tailQuantile) * blocksPerWeek));
  return { blocksPerWeek, start, slope: priorSlopes * EXACT_SLOPE };
};
/** Evidence of clumping: the prior weighs so many mentions. */
const CLUMP_PRIOR = 60;

export type SeriesMemory = {
  /** When the series was first seen, epoch ms. */
  firstAt: number;
  /** Sums of squared steps and of means, for the dispersion within minutes. */
  steps: number;
  means: number;
  unit: number;
  /** Extremes. */
  block: number;
  blockMax: number;
  maxima: number[];
  tailStart: number;
  tailSlope: number;
  /** Rows that came late into the window: until when they may matter, and how many. */
  lateUntil: number;
  late: number;
  oldFrom: number;
  oldTo: number;
  oldSum: number;
  /** Replaced, never changed; null while nothing was gathered. */
  slow: SlowMemory | null;
};

export const emptyMemory = (now: number, tuning = TUNING): SeriesMemory => {
  const { start, slope } = priorOf(tuning);
  return {
    firstAt: now,
    steps: 0,
    means: 0,
    unit: 0,
    block: Math.floor(now / (tuning.blockHours * HOUR_MS)),
    blockMax: FLOOR,
    maxima: [],
    tailStart: start,
    tailSlope: slope,
    lateUntil: 0,
    late: 0,
    oldFrom: 0,
    oldTo: 0,
    oldSum: 0,
    slow: null,
  };
};

/** Fits the exponential tail of the block maxima. Never lighter than the parametric one. */
const refit = (memory: SeriesMemory, tuning: Tuning): void => {
  const { priorExceedances: weight, tailQuantile } = tuning;
  const prior = priorOf(tuning);
  const sorted = memory.maxima.slice().sort((a, b) => a - b);
  const start = sorted[Math.floor(tailQuantile * sorted.length)] ?? FLOOR;
  const trust = sorted.length / (sorted.length + 2 * weight);
  memory.tailStart = Math.max(prior.start, prior.start + (start - prior.start) * trust);
  const over = sorted.filter((value) => value > memory.tailStart);
  let { slope } = prior;
  for (let pass = 0; pass < 3; pass += 1) {
    const cap = tuning.excessMaxSlopes * slope;
    const sum = over.reduce((all, value) => all + Math.min(cap, value - memory.tailStart), 0);
    slope = (sum + weight * prior.slope) / (over.length + weight);
    slope = Math.max(slope, EXACT_SLOPE);
  }
  memory.tailSlope = slope;
};

/** Closes blocks that are over; quiet blocks between two visits count as quiet. */
export const rollBlocks = (memory: SeriesMemory, now: number, tuning = TUNING): void => {
  const block = Math.floor(now / (tuning.blockHours * HOUR_MS));
  if (block <= memory.block) return;
  const kept = KEPT_WEEKS * priorOf(tuning).blocksPerWeek;
  const quiet = Math.min(kept, block - memory.block - 1);
  const closed = Math.round(memory.blockMax * 100) / 100;
  memory.maxima = [...memory.maxima, closed, ...new Array<number>(quiet).fill(FLOOR)].slice(-kept);
  memory.block = block;
  memory.blockMax = FLOOR;
  refit(memory, tuning);
};

/** The parametric strength corrected by the series' own extremes of the blocks before this one. */
export const calibrate = (memory: SeriesMemory, strength: number, tuning = TUNING): number => {
  if (strength > memory.blockMax) memory.blockMax = strength;
  const blocksPerWeek = WEEK_MS / (tuning.blockHours * HOUR_MS);
  const start = -Math.log10((1 - tuning.tailQuantile) * blocksPerWeek);
  const over = strength - memory.tailStart;
  if (over <= 0) return start + over;
  return start + over / (memory.tailSlope * Math.LN10);
};

/** Takes in two neighbouring counts of one unit of time (a minute, or a row). Differences of
 * neighbours see the clumping and not the slow drift of the rate (von Neumann 1941). */
export const learnClumping = (
  memory: SeriesMemory,
  unit: number,
  count: number,
  before: number,
  tuning = TUNING,
): void => {
  const keep = 0.5 ** (1 / tuning.clumpHalfLife);
  if (unit === memory.unit) return;
  memory.unit = unit;
  const mean = (count + before) / 2;
  const known = clumping(memory, 1);
  const square = Math.min((count - before) ** 2 / 2, 9 * known * Math.max(mean, 1));
  memory.steps = memory.steps * keep + square;
  memory.means = memory.means * keep + mean;
};

/** Variance over mean within minutes; `prior` until there is evidence. At least 1. */
export const clumping = (memory: SeriesMemory, prior: number): number =>
  Math.max(1, (memory.steps + prior * CLUMP_PRIOR) / (memory.means + CLUMP_PRIOR));
