/** What was to be expected of the volume in each step of a chart, from the learned baselines. The
 * same two moments as in the detector of counts (`alerts/detectors/count.ts`): clumping grows with
 * the mean, the scatter of the rate with its square. */
import { levelAt, rateVariance } from '#alerts/baseline/level.ts';
import { isUsable } from '#alerts/baseline/provisional.ts';
import type { Baseline } from '#alerts/contract.ts';

/** Deviations at the edge of the band, as on the wall. */
const BAND_DEVIATIONS = 2;
/** The level is read at the middle of stretches no longer than this, so that a step of a day sees
 * every hour. */
const STRETCH_SECONDS = 1_800;

export type Expectation = { expected: number; low: number; high: number };

const meanOf = ({ level }: Baseline, at: number, stepSeconds: number): number => {
  const stretches = Math.max(1, Math.round(stepSeconds / STRETCH_SECONDS));
  const seconds = stepSeconds / stretches;
  let mean = 0;
  for (let index = 0; index < stretches; index += 1) {
    mean += (levelAt(level, at + (index + 0.5) * seconds * 1000) * seconds) / 60;
  }
  return mean;
};

/** The count of a step that begins at `at`, summed over independent series. Null without a baseline
 * that says something. */
export const expectCount = (
  baselines: readonly Baseline[],
  at: number,
  stepSeconds: number,
): Expectation | null => {
  const usable = baselines.filter(isUsable);
  if (usable.length === 0) return null;
  let expected = 0;
  let variance = 0;
  for (const baseline of usable) {
    const mean = meanOf(baseline, at, stepSeconds);
    expected += mean;
    variance += (baseline.dispersion[0] ?? 1) * mean + rateVariance(baseline) * mean * mean;
  }
  const edge = BAND_DEVIATIONS * Math.sqrt(variance);
  return { expected, low: Math.max(0, expected - edge), high: expected + edge };
};
