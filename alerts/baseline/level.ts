/** Reading a learned baseline at an instant: hour of the week, and the level between two hours.
 * Apart from learning, because every tick reads and only a nightly job learns. */
import type { Baseline } from '#alerts/contract.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
export const HOURS_OF_WEEK = 168;
/** 1 January 1970 was a Thursday: hours from the Monday before it. */
const EPOCH_HOUR = 72;

/** 0..167 from Monday 00:00 UTC. */
export const hourOfWeek = (at: number): number =>
  (Math.floor(at / HOUR_MS) + EPOCH_HOUR) % HOURS_OF_WEEK;

/** The level at an instant, on the straight line between the middles of two hours, so that a steep
 * morning is no step at the full hour. One level alone (a provisional baseline) holds always. */
export const levelAt = (level: readonly number[], at: number): number => {
  if (level.length === 1) return level[0]!;
  const x = (at / HOUR_MS + EPOCH_HOUR - 0.5) % HOURS_OF_WEEK;
  const hour = Math.floor(x);
  const share = x - hour;
  const here = level[hour] ?? 0;
  const next = level[(hour + 1) % HOURS_OF_WEEK] ?? 0;
  return here + (next - here) * share;
};

/** Squared scatter of the rate as a share of the level. While a baseline learns its level may be far
 * off, so the band is widened: with no history by 100 % of the level, falling to nothing as the
 * week fills. */
export const rateVariance = (baseline: Baseline): number => {
  const own = (baseline.rateNoise ?? 0) ** 2;
  const missing = Math.max(0, 1 - baseline.hours / HOURS_OF_WEEK);
  return own + missing ** 2;
};

/** Hours of evidence behind the level of an hour before any of its own. */
const SHARED_HOURS = 3;

const perHours = new WeakMap<readonly number[], number>();
/** Mentions of an hour, the busy ones weighing more: the scale on which scatter was learned. Kept for
 * each learned level, because every tick asks. */
const perHourOf = ({ level }: Baseline): number => {
  const known = perHours.get(level);
  if (known !== undefined) return known;
  const squares = level.reduce((sum, value) => sum + value * value, 0);
  const sum = level.reduce((all, value) => all + value, 0);
  const perHour = sum > 0 ? Math.max(1, (60 * squares) / sum) : 1;
  perHours.set(level, perHour);
  return perHour;
};

/** The same for evidence that is gathered over hours, where it is known how the counts clump: what
 * of the scatter between hours is clumping is no scatter of the rate, and the level itself is only
 * as sure as the hours it was learned from. */
export const slowRateVariance = (baseline: Baseline, clump: number): number => {
  const { hours, dispersion } = baseline;
  const perHour = perHourOf(baseline);
  const clumping = (clump - (dispersion[0] ?? 1)) / perHour;
  const unsure = clump / (perHour * (hours / HOURS_OF_WEEK + SHARED_HOURS));
  return Math.max(0, rateVariance(baseline) - clumping) + unsure;
};
