/** What a detector remembers about one series, as plain JSON: how it clumps within minutes, its own
 * extremes, and late rows. The extremes correct the parametric tail: a series that bursts every
 * other day shall not call a burst "once in a year" (peaks over threshold: Pickands 1975; Coles, An
 * Introduction to Statistical Modeling of Extreme Values, 2001, chapters 3 and 4). */
import { WEEK_MS } from '#alerts/baseline/level.ts';

/** Extremes are taken from blocks of this length, for as many blocks back. */
const BLOCK_MS = 6 * 3_600_000;
const BLOCKS_MAX = 112;
/** Strength of a block in which nothing happened. */
export const FLOOR = -2.5;
/** Block maxima above the median are the tail that is fitted. */
const TAIL_QUANTILE = 0.5;
/** The parametric tail counts as so many own exceedances. */
const PRIOR_EXCEEDANCES = 2;
const BLOCKS_PER_WEEK = WEEK_MS / BLOCK_MS;
/** In units of strength (log10 of weeks) a calibrated tail falls by exactly this. */
const EXACT_SLOPE = 1 / Math.LN10;
/** What is believed before the series has shown its own: mentions of brands have heavy tails. */
const PRIOR_SLOPE = 2 * EXACT_SLOPE;
/** Where that quantile of the block maxima lies when the parametric tail is right. */
const PRIOR_START = Math.log10(1 / (-Math.log(TAIL_QUANTILE) * BLOCKS_PER_WEEK));
/** One burst is one exceedance of at most so many slopes: a crisis teaches little. */
const EXCESS_MAX_SLOPES = 10;
/** Evidence of clumping: forgotten by half in so many units of time; the prior weighs so much. */
const CLUMP_KEEP = 0.5 ** (1 / 1440);
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
};

export const emptyMemory = (now: number): SeriesMemory => ({
  firstAt: now,
  steps: 0,
  means: 0,
  unit: 0,
  block: Math.floor(now / BLOCK_MS),
  blockMax: FLOOR,
  maxima: [],
  tailStart: PRIOR_START,
  tailSlope: PRIOR_SLOPE,
  lateUntil: 0,
  late: 0,
  oldFrom: 0,
  oldTo: 0,
  oldSum: 0,
});

/** Fits the exponential tail of the block maxima. Never lighter than the parametric one. */
const refit = (memory: SeriesMemory): void => {
  const sorted = memory.maxima.slice().sort((a, b) => a - b);
  const start = sorted[Math.floor(TAIL_QUANTILE * sorted.length)] ?? FLOOR;
  const trust = sorted.length / (sorted.length + 2 * PRIOR_EXCEEDANCES);
  memory.tailStart = Math.max(PRIOR_START, PRIOR_START + (start - PRIOR_START) * trust);
  const over = sorted.filter((value) => value > memory.tailStart);
  let slope = PRIOR_SLOPE;
  for (let pass = 0; pass < 3; pass += 1) {
    const cap = EXCESS_MAX_SLOPES * slope;
    const sum = over.reduce((all, value) => all + Math.min(cap, value - memory.tailStart), 0);
    slope = (sum + PRIOR_EXCEEDANCES * PRIOR_SLOPE) / (over.length + PRIOR_EXCEEDANCES);
    slope = Math.max(slope, EXACT_SLOPE);
  }
  memory.tailSlope = slope;
};

/** Closes blocks that are over; quiet blocks between two visits count as quiet. */
export const rollBlocks = (memory: SeriesMemory, now: number): void => {
  const block = Math.floor(now / BLOCK_MS);
  if (block <= memory.block) return;
  const quiet = Math.min(BLOCKS_MAX, block - memory.block - 1);
  const closed = Math.round(memory.blockMax * 100) / 100;
  memory.maxima = [...memory.maxima, closed, ...new Array<number>(quiet).fill(FLOOR)].slice(
    -BLOCKS_MAX,
  );
  memory.block = block;
  memory.blockMax = FLOOR;
  refit(memory);
};

/** The parametric strength corrected by the series' own extremes of the blocks before this one. */
export const calibrate = (memory: SeriesMemory, strength: number): number => {
  if (strength > memory.blockMax) memory.blockMax = strength;
  const start = Math.log10(1 / ((1 - TAIL_QUANTILE) * BLOCKS_PER_WEEK));
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
): void => {
  if (unit === memory.unit) return;
  memory.unit = unit;
  const mean = (count + before) / 2;
  const known = clumping(memory, 1);
  const square = Math.min((count - before) ** 2 / 2, 9 * known * Math.max(mean, 1));
  memory.steps = memory.steps * CLUMP_KEEP + square;
  memory.means = memory.means * CLUMP_KEEP + mean;
};

/** Variance over mean within minutes; `prior` until there is evidence. At least 1. */
export const clumping = (memory: SeriesMemory, prior: number): number =>
  Math.max(1, (memory.steps + prior * CLUMP_PRIOR) / (memory.means + CLUMP_PRIOR));
