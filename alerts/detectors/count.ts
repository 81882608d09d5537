/** The detector of counts: several windows at once, from 10 s to 1 h, each against the level of its
 * own stretch with an overdispersed tail. A flood shows in the short ones within seconds, a slow
 * burn in the long ones. The same code reads live slots of 10 s and rows of a file of any step. */
import type { CountWindow } from '#alerts/contract.ts';
import { levelAt, rateVariance, slowRateVariance } from '#alerts/baseline/level.ts';
import { TUNING, type Tuning } from '#alerts/tuning.ts';
import { raiseOf, type RaisedBaseline } from '#alerts/baseline/planned.ts';
import { begun } from '#alerts/window.ts';
import type { Reading } from './contract.ts';
import { readSlow } from './slow.ts';
import { log10CountTail } from './tail.ts';
import {
  FLOOR,
  calibrate,
  clumping,
  learnClumping,
  rollBlocks,
  type SeriesMemory,
} from './memory.ts';

const WINDOWS_SECONDS = [10, 20, 30, 60, 120, 300, 900, 1800, 3600];
/** What is called "now": windows up to this may raise alone, longer ones only while it is high. */
const RECENT_SECONDS = 300;
/** Fewer mentions than this in a window are no departure, however unlikely: a quiet night. */
export const LEAST_COUNT = 8;
/** No series is expected to be emptier than this, per minute: one mention in two hours. */
const LEVEL_FLOOR = 1 / 120;
/** Tests per week of a window of one second: seconds of a week, times the windows looked at and the
 * overlap of one tick's window with the next. Set so that simulated false alarms meet the budget
 * (see test/alerts/budget.test.ts). */
const LOG10_TESTS = Math.log10(604_800 * 12);
/** Deviations at the edge of the band. */
const BAND_DEVIATIONS = 2;

/** `slotMs`: width of the window's slots. `notBefore`: evidence before this time was spent on an
 * earlier signal. `isOpen`: a signal is open, so the series teaches nothing. */
export type CountInput = {
  window: CountWindow;
  slotMs: number;
  now: number;
  baseline: RaisedBaseline;
  memory: SeriesMemory;
  notBefore: number;
  isOpen: boolean;
  leastCount?: number;
  tuning?: Tuning;
};

const slotsOf = (slotMs: number): { slots: number; isRecent: boolean }[] => {
  const seen = new Set<number>();
  const windows: { slots: number; isRecent: boolean }[] = [];
  for (const seconds of WINDOWS_SECONDS) {
    const slots = Math.max(1, Math.round((seconds * 1000) / slotMs));
    if (seen.has(slots)) continue;
    seen.add(slots);
    windows.push({ slots, isRecent: slots === 1 || slots * slotMs <= RECENT_SECONDS * 1000 });
  }
  return windows;
};
const ladders = new Map<number, ReturnType<typeof slotsOf>>();
const ladderOf = (slotMs: number) => {
  const known = ladders.get(slotMs);
  if (known) return known;
  const made = slotsOf(slotMs);
  ladders.set(slotMs, made);
  return made;
};

/** Rows that arrived for slots older than `RECENT_SECONDS` since the last look: they correct
 * history, and are taken off the long windows for as long as these reach back to them. */
const noticeLate = ({ window, slotMs, now, memory }: CountInput): void => {
  const { counts, startAt } = window;
  const sum = (from: number, to: number) => {
    const first = Math.max(0, Math.ceil((from - startAt) / slotMs));
    const last = Math.min(counts.length, Math.floor((to - startAt) / slotMs));
    let total = 0;
    for (let i = first; i < last; i += 1) total += counts[i]!;
    return total;
  };
  if (memory.oldFrom >= startAt) {
    const late = sum(memory.oldFrom, memory.oldTo) - memory.oldSum;
    if (memory.lateUntil <= now) memory.late = 0;
    if (late > 0) {
      memory.late += late;
      memory.lateUntil = now + counts.length * slotMs;
    }
  }
  memory.oldFrom = startAt + 6 * slotMs;
  memory.oldTo = now - RECENT_SECONDS * 1000;
  memory.oldSum = sum(memory.oldFrom, memory.oldTo);
};

const learn = ({ window, slotMs, now, memory, tuning }: CountInput): void => {
  const { counts } = window;
  const end = begun(window, slotMs, now);
  const slots = Math.max(1, Math.round(60_000 / slotMs));
  const unit = Math.floor(now / (slots * slotMs));
  if (unit === memory.unit || end < 2 * slots || now % slotMs !== 0) return;
  let count = 0;
  let before = 0;
  for (let i = 1; i <= slots; i += 1) {
    count += counts[end - i]!;
    before += counts[end - slots - i]!;
  }
  learnClumping(memory, unit, count, before, tuning);
};

/** Mean and variance of a count over `seconds` that end at `now`: clumping within minutes, and the
 * slow scatter of the rate itself (negative binomial with both parts). */
export const momentsOf = (
  baseline: RaisedBaseline,
  now: number,
  seconds: number,
  clump: number,
  noise: number,
) => {
  const perMinute = Math.max(LEVEL_FLOOR, levelAt(baseline.level, now - seconds * 500));
  const usual = (perMinute * seconds) / 60;
  if (!baseline.planned)
    return { mean: usual, variance: clump * usual + noise * usual * usual, doubt: 0 };
  const { factor, doubt } = raiseOf(baseline.planned, now - seconds * 1000, now);
  const mean = usual * factor;
  return { mean, variance: clump * mean + (noise + doubt) * mean * mean, doubt };
};

/** log10 of the weeks between two such counts in a window of this length. */
export const strengthOf = (
  count: number,
  mean: number,
  variance: number,
  seconds: number,
): number =>
  count <= mean
    ? FLOOR
    : -log10CountTail(count, mean, variance) - LOG10_TESTS + Math.log10(seconds);

type CountBand = { expected: number; low: number; high: number };

/** What the count of one minute may be now. */
const minuteBand = (baseline: RaisedBaseline, now: number, clump: number): CountBand => {
  const { mean, variance } = momentsOf(baseline, now, 60, clump, rateVariance(baseline));
  const edge = BAND_DEVIATIONS * Math.sqrt(variance);
  return { expected: mean, low: Math.max(0, mean - edge), high: mean + edge };
};

/** The reading of a series in which nothing happens: its band, without looking. */
export const readSilence = (baseline: RaisedBaseline, now: number): Reading => {
  const band = minuteBand(baseline, now, baseline.dispersion[0] ?? 1);
  return { observed: 0, ...band, now: band, windowSeconds: 60, strength: FLOOR, isHighNow: false };
};

type Best = { count: number; mean: number; variance: number; seconds: number; strength: number };

/** The evidence that has gathered slowly, judged as a window of its own length as well, so that a
 * rate that wanders is no rise. Changes `memory`. */
const considerSlow = (input: CountInput, clump: number, best: Best): void => {
  const { window, slotMs, now, baseline, memory, notBefore, leastCount = LEAST_COUNT } = input;
  const { mean: level, doubt } = momentsOf(baseline, now, slotMs / 1000, clump, 0);
  const noise = slowRateVariance(baseline, clump);
  const known = { window, slotMs, now, level, clump, noise: noise + doubt, notBefore };
  const slow = readSlow(memory.slow ?? null, known);
  memory.slow = slow.memory;
  const { count, fromAt } = slow;
  if (count < leastCount || slow.strength <= best.strength) return;
  const seconds = (now - fromAt) / 1000;
  const { mean, variance } = momentsOf(baseline, now, seconds, clump, noise);
  const strength = Math.min(slow.strength, strengthOf(count, mean, variance, seconds));
  if (strength > best.strength) Object.assign(best, { count, mean, variance, seconds, strength });
};

/** Reads a window of counts by the parametric tail alone. Changes `memory`. */
export const measureCount = (input: CountInput): Reading => {
  const { window, slotMs, now, memory, baseline, leastCount = LEAST_COUNT } = input;
  const { counts } = window;
  if (counts.length * slotMs > 4 * RECENT_SECONDS * 1000) noticeLate(input);
  if (!input.isOpen) learn(input);
  const clump = clumping(memory, baseline.dispersion[0] ?? 1);
  const noise = rateVariance(baseline);
  const late = memory.lateUntil > now ? memory.late : 0;
  const best: Best = { count: 0, mean: 0, variance: 0, seconds: 0, strength: FLOOR };
  let isAboveUsual = false;
  let isHighNow = false;
  let total = 0;
  const end = begun(window, slotMs, now);
  let slot = end - 1;
  for (const { slots, isRecent } of ladderOf(slotMs)) {
    if (slots > end + 1 || (!isRecent && !isAboveUsual)) break;
    const first = Math.max(0, end - slots);
    for (; slot >= first; slot -= 1) total += counts[slot]!;
    const fromAt = window.startAt + first * slotMs;
    if (fromAt < input.notBefore) break;
    const count = isRecent ? total : total - late;
    const seconds = (now - fromAt) / 1000;
    const { mean, variance } = momentsOf(baseline, now, seconds, clump, noise);
    const deviation = Math.sqrt(variance);
    if (isRecent) {
      isAboveUsual = count > mean + deviation;
      isHighNow = count > mean + BAND_DEVIATIONS * deviation;
    }
    if (seconds >= 60 && best.strength === FLOOR && best.seconds === 0)
      Object.assign(best, { count, mean, variance, seconds });
    if (count < leastCount || count <= mean + deviation) continue;
    const strength = strengthOf(count, mean, variance, seconds);
    if (strength > best.strength) Object.assign(best, { count, mean, variance, seconds, strength });
  }
  if (!input.isOpen) considerSlow(input, clump, best);
  const perMinute = best.seconds > 0 ? 60 / best.seconds : 0;
  const reach = BAND_DEVIATIONS * Math.sqrt(best.variance);
  return {
    observed: best.count * perMinute,
    expected: best.mean * perMinute,
    low: Math.max(0, best.mean - reach) * perMinute,
    high: (best.mean + reach) * perMinute,
    now: minuteBand(baseline, now, clump),
    windowSeconds: best.seconds,
    strength: best.strength,
    isHighNow,
  };
};

/** The same, corrected by the series' own extremes. Changes `memory`. */
export const readCount = (input: CountInput): Reading => {
  const { memory, now, tuning = TUNING } = input;
  rollBlocks(memory, now, tuning);
  const reading = measureCount(input);
  return { ...reading, strength: calibrate(memory, reading.strength, tuning) };
};
