/** A baseline for a series that has not been learned yet, from what its own window shows: one flat
 * level, so uncertain that only overwhelming evidence counts. Keeps a new brand from being deaf. */
import type { Baseline, CountWindow } from '#alerts/contract.ts';
import { HOUR_MS } from './level.ts';

/** The newest minutes are judged, the ones before them are the level. */
const JUDGED_SLOTS = 30;
/** A level from fewer hours says nothing: no expectation is shown. */
export const LEAST_HOURS = 1;

export const isUsable = (baseline: Baseline | undefined): baseline is Baseline =>
  baseline !== undefined && baseline.hours >= LEAST_HOURS;

/** Null until the series has been seen for an hour. */
export const provisionalCount = (
  series: string,
  window: CountWindow,
  slotMs: number,
  now: number,
  firstAt: number,
): Baseline | null => {
  const seenMs = now - firstAt;
  if (seenMs < LEAST_HOURS * HOUR_MS) return null;
  const { counts } = window;
  const slots = counts.length - JUDGED_SLOTS;
  let sum = 1;
  for (let i = 0; i < slots; i += 1) sum += counts[i]!;
  const perMinute = sum / ((slots * slotMs) / 60_000);
  return flat(series, now, perMinute, 2, seenMs);
};

/** A gauge that has been averaged for some time. */
export const provisionalGauge = (
  series: string,
  now: number,
  mean: number,
  firstAt: number,
): Baseline | null =>
  now - firstAt < LEAST_HOURS * HOUR_MS
    ? null
    : flat(series, now, mean, Math.sqrt(mean + 1), now - firstAt);

const flat = (
  series: string,
  now: number,
  level: number,
  dispersion: number,
  seenMs: number,
): Baseline => ({
  series,
  learnedAt: now,
  hours: Math.min(23, Math.floor(seenMs / HOUR_MS)),
  isLearning: true,
  level: [level],
  dispersion: [dispersion],
});
