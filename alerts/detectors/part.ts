/** The detector of a part of all mentions (the negative ones, those who speak of leaving): is its share
 * larger than usual, and are there more of them than usual? The share alone is sure but slow; numbers
 * are quick, and count only while the share is raised as well, so that a busy day is no bad mood. To
 * the mood belong reports of faults, which are quicker still. */
import type { CountWindow } from '#alerts/contract.ts';
import { levelAt, rateVariance } from '#alerts/baseline/level.ts';
import type { RaisedBaseline } from '#alerts/baseline/planned.ts';
import type { ReportCounts } from '#alerts/reports.ts';
import { TUNING } from '#alerts/tuning.ts';
import { begun, sumLast } from '#alerts/window.ts';
import type { Reading } from './contract.ts';
import { measureCount, momentsOf, strengthOf, type CountInput } from './count.ts';
import { FLOOR, calibrate, rollBlocks, type SeriesMemory } from './memory.ts';
import { log10ShareTail } from './tail.ts';

const WINDOWS_SECONDS = [60, 300, 900, 3600];
const LONGEST_SECONDS = WINDOWS_SECONDS.at(-1)!;
/** The share that is shown, and that must be calm before a signal is. */
const SHOWN_SECONDS = 900;
const RECENT_SECONDS = 300;
/** A part of fewer mentions than this says nothing, and fewer reports are no fault. */
const LEAST_PART = 8;
const LEAST_REPORTS = 6;
/** Mentions of one hour are alike: moods have topics. By so much at least, and where the brand's own
 * part scatters more than all of it, by so much more. */
const LEAST_CORRELATION = 0.02;
/** The usual share is taken to be the first until history knows better, as if one an hour had come
 * beside what did; no share is usual beyond the least and the most. */
const SHARES = {
  negativeShare: { prior: 0.3, least: 0.02, most: 0.95 },
  churn: { prior: 0.02, least: 0.003, most: 0.5 },
} as const;
const PRIOR_PER_MINUTE = 1 / 60;
/** Looks a week at a share of a window of one second; numbers have their own. */
const LOG10_TESTS = Math.log10(604_800 * 4);
/** Numbers count while the share of the same minutes would be seen in one of so many looks. */
const RAISED_LOG10 = -1.5;
/** It has calmed down when the share of the recent minutes would be seen more often than this, and the
 * one that is shown is not raised. */
const HIGH_LOG10 = -2.3;
const BAND_DEVIATIONS = 2;
/** Parts of a whole have lighter tails than the whole: what brings more of everything is left out. */
export const PART_TUNING = { ...TUNING, priorSlopes: 1.5 };

export type PartInput = CountInput & {
  indicator: 'negativeShare' | 'churn';
  /** All mentions of the same slots, and what is usual of them. */
  whole: CountWindow;
  wholeBaseline: RaisedBaseline;
  reports: ReportCounts | null;
};

/** The usual share of this hour of the week. */
const usualShareOf = ({ indicator, baseline, wholeBaseline, now }: PartInput): number => {
  const { prior, least, most } = SHARES[indicator];
  const part = levelAt(baseline.level, now) + prior * PRIOR_PER_MINUTE;
  const all = levelAt(wholeBaseline.level, now) + PRIOR_PER_MINUTE;
  return Math.min(most, Math.max(least, part / all));
};

/** How alike the mentions of a stretch are: what the learned scatter of the part has beyond
 * that of all of them, and more while little is known. */
const correlationOf = ({ baseline, wholeBaseline }: PartInput, share: number): number => {
  const own = rateVariance(baseline) - (wholeBaseline.rateNoise ?? 0) ** 2;
  return Math.min(0.5, Math.max(LEAST_CORRELATION, (own * share) / (1 - share)));
};

/** Rows that came late correct history: they are taken off every long window. */
const lateOf = (memory: SeriesMemory, now: number): number =>
  memory.lateUntil > now ? memory.late : 0;

type Share = { part: number; whole: number; seconds: number; strength: number };

const bandOf = (share: number, whole: number, correlation: number) => {
  const effective = whole / (1 + Math.max(0, whole - 1) * correlation);
  const reach = BAND_DEVIATIONS * Math.sqrt((share * (1 - share)) / (effective + 4));
  return { expected: share, low: Math.max(0, share - reach), high: Math.min(1, share + reach) };
};

/** The most telling stretch, how unlikely the share of the newest minutes is (log10), and whether the
 * recent ones still depart. */
const judgeShares = (input: PartInput, share: number, correlation: number) => {
  const { window, whole, now, slotMs } = input;
  const best: Share = { part: 0, whole: 0, seconds: SHOWN_SECONDS, strength: FLOOR };
  const shown = { part: 0, whole: 0 };
  let recentTail = 0;
  let isHigh = false;
  let part = 0;
  let all = 0;
  let slot = begun(whole, slotMs, now) - 1;
  for (const seconds of WINDOWS_SECONDS) {
    const first = Math.max(0, begun(whole, slotMs, now) - Math.round((seconds * 1000) / slotMs));
    for (; slot >= first; slot -= 1) {
      all += whole.counts[slot]!;
      part += window.counts[slot]!;
    }
    if (seconds === SHOWN_SECONDS) Object.assign(shown, { part: Math.min(all, part), whole: all });
    const late = seconds > RECENT_SECONDS ? lateOf(input.memory, now) : 0;
    const seen = Math.min(all, part) - late;
    const of = all - late;
    if (seen <= share * of || now - seconds * 1000 < input.notBefore) continue;
    const tail = log10ShareTail(seen, of, share, correlation);
    if (seconds <= RECENT_SECONDS) recentTail = Math.min(recentTail, tail);
    if (seconds === RECENT_SECONDS) isHigh = tail <= HIGH_LOG10;
    if (seconds === SHOWN_SECONDS) isHigh ||= tail <= RAISED_LOG10;
    if (seen < LEAST_PART) continue;
    const strength = -tail - LOG10_TESTS + Math.log10(seconds);
    if (strength > best.strength) Object.assign(best, { part: seen, whole: of, seconds, strength });
  }
  return { best, recentTail, isHigh, shown };
};

/** Reports of faults by distinct authors beyond what is usual of so many mentions. */
const reportStrength = ({ reports, wholeBaseline, now }: PartInput): number => {
  let best = FLOOR;
  for (const { seconds, authors } of reports?.windows ?? []) {
    if (authors < LEAST_REPORTS) continue;
    const noise = rateVariance(wholeBaseline);
    const { mean: all, doubt } = momentsOf(wholeBaseline, now, seconds, 1, noise);
    const mean = all * reports!.usualShare;
    const scatter = noise + doubt + reports!.unsure;
    const variance = reports!.clumping * mean + scatter * mean * mean;
    best = Math.max(best, strengthOf(authors, mean, variance, seconds));
  }
  return best;
};

const shownOf = (
  { part, whole }: { part: number; whole: number },
  share: number,
  correlation: number,
): Reading['now'] => ({
  observed: whole > 0 ? part / whole : null,
  ...bandOf(share, whole, correlation),
});

/** Changes `memory`. */
export const readPart = (input: PartInput): Reading => {
  const { whole, window, now } = input;
  const memory: SeriesMemory = input.memory;
  rollBlocks(memory, now, PART_TUNING);
  const share = usualShareOf(input);
  const correlation = correlationOf(input, share);
  const counted = measureCount(input);
  const { best, recentTail, isHigh, shown } = judgeShares(input, share, correlation);
  const isShareRaised = recentTail <= RAISED_LOG10;
  const numbers = isShareRaised ? Math.max(counted.strength, reportStrength(input)) : FLOOR;
  let { part, whole: all, seconds, strength } = best;
  if (numbers > strength || all === 0) {
    seconds = Math.max(60, Math.min(counted.windowSeconds, LONGEST_SECONDS));
    all = sumLast(whole, seconds, now);
    part = Math.min(all, sumLast(window, seconds, now));
    strength = Math.max(strength, numbers);
  }
  return {
    observed: all > 0 ? part / all : 0,
    ...bandOf(share, all, correlation),
    now: shownOf(shown, share, correlation),
    windowSeconds: seconds,
    strength: calibrate(memory, strength, PART_TUNING),
    isHighNow: isHigh,
    of: { part, whole: all },
  };
};

/** The band where nothing is said. */
export const partBand = (input: PartInput): Reading['now'] => {
  const share = usualShareOf(input);
  const whole = sumLast(input.whole, SHOWN_SECONDS, input.now);
  const part = Math.min(whole, sumLast(input.window, SHOWN_SECONDS, input.now));
  return shownOf({ part, whole }, share, correlationOf(input, share));
};
