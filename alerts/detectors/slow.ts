/** The slow rise that no window of an hour can see: one cumulative sum of log-likelihood ratios of
 * half as many again against the level (Page 1954; Lorden 1971 shows that none is quicker at the
 * same rate of false alarms). Counts are taken as negative binomial. */
import type { CountWindow } from '#alerts/contract.ts';
import { WEEK_MS } from '#alerts/baseline/level.ts';
import { begun } from '#alerts/window.ts';

/** What is looked for: so many times the level. Sums for two, three and five times were measured and
 * showed nothing that the windows do not. */
const MULTIPLE = 1.5;
/** Slots of this age are final: later rows correct history and add no evidence. */
const SETTLE_MS = 30_000;
/** Deviations that the level may be off before evidence adds up: the edge of the band. */
const LEVEL_DEVIATIONS = 2;

/** The sum over the slots before `settledTo`, since when it is above nothing, mentions since. */
export type SlowMemory = { settledTo: number; sum: number; fromAt: number; count: number };

type SlowInput = {
  window: CountWindow;
  slotMs: number;
  now: number;
  /** Mentions of a slot. */
  level: number;
  /** Variance over mean within a slot. */
  clump: number;
  /** Slow scatter of the level as a share of it, squared. */
  noise: number;
  /** Evidence before this time was spent. */
  notBefore: number;
};
type SlowReading = { strength: number; count: number; fromAt: number; memory: SlowMemory };

/** What one mention adds to the sum and one slot without any takes off it. */
const stepsOf = (level: number, clump: number) => {
  const extra = Math.max(1e-6, clump - 1);
  const log = Math.log((1 + extra) / (1 + MULTIPLE * extra));
  return { gain: Math.log(MULTIPLE) + log, loss: (level * log) / extra };
};

/** Adds the slots that have settled to the memory, and for the reading those that have not. */
export const readSlow = (before: SlowMemory | null, input: SlowInput): SlowReading => {
  const { window, slotMs, now, notBefore } = input;
  const { counts, startAt } = window;
  const level = input.level * (1 + LEVEL_DEVIATIONS * Math.sqrt(input.noise));
  const { gain, loss } = stepsOf(level, input.clump);
  const isLost = !before || before.settledTo < Math.max(startAt, notBefore);
  const from = isLost ? Math.max(startAt, notBefore) : before.settledTo;
  const end = begun(window, slotMs, now);
  const first = Math.min(end, Math.ceil((from - startAt) / slotMs));
  const settled = Math.floor((now - Math.max(SETTLE_MS, slotMs) - startAt) / slotMs);
  const newestShare = Math.min(1, (now - startAt) / slotMs - (end - 1));
  let sum = isLost ? 0 : before.sum;
  let count = isLost ? 0 : before.count;
  let fromAt = sum > 0 ? before!.fromAt : startAt + first * slotMs;
  let memory: SlowMemory = { settledTo: startAt + first * slotMs, sum, fromAt, count };
  for (let slot = first; slot < end; slot += 1) {
    sum += gain * counts[slot]! + loss * (slot === end - 1 ? newestShare : 1);
    count += counts[slot]!;
    if (sum <= 0) {
      sum = 0;
      count = 0;
      fromAt = startAt + (slot + 1) * slotMs;
    }
    if (slot + 1 === settled)
      memory = { settledTo: startAt + settled * slotMs, sum, fromAt, count };
  }
  // The mean time between false alarms is about exp(sum) slots over the distance of the two.
  const distance = Math.min(1, MULTIPLE * level * gain + loss);
  const strength = sum / Math.LN10 - Math.log10(distance) + Math.log10(slotMs / WEEK_MS);
  return { strength, count, fromAt, memory };
};
