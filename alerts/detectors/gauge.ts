/** The detector of gauges: a figure that is (how many wait), not a count of what happened. One value
 * against its hour's level and spread, with the same tail and the same extremes as counts. */
import { levelAt, rateVariance } from '#alerts/baseline/level.ts';
import { raiseOf, type RaisedBaseline } from '#alerts/baseline/planned.ts';
import type { Reading } from './contract.ts';
import { FLOOR, calibrate, rollBlocks, type SeriesMemory } from './memory.ts';
import { log10CountTail } from './tail.ts';

/** A queue stays what it is for about ten minutes, so a week holds so many independent looks. */
const LOG10_TESTS = Math.log10((7 * 24 * 60) / 10 + 1) + 0.5;
/** Fewer than this waiting is no departure, however unlikely. */
const LEAST_VALUE = 8;
const LEVEL_FLOOR = 1;
const BAND_DEVIATIONS = 2;

type GaugeInput = {
  value: number;
  now: number;
  baseline: RaisedBaseline;
  memory: SeriesMemory;
};

/** Changes `memory`. A gauge is at least as scattered as a count of its size. */
export const readGauge = ({ value, now, baseline, memory }: GaugeInput): Reading => {
  rollBlocks(memory, now);
  const planned = raiseOf(baseline.planned ?? [], now - 1, now);
  const mean = Math.max(LEVEL_FLOOR, levelAt(baseline.level, now) * planned.factor);
  const spread = baseline.dispersion[0] ?? 0;
  const variance =
    Math.max(spread * spread, 1.5 * mean) + (rateVariance(baseline) + planned.doubt) * mean * mean;
  const deviation = Math.sqrt(variance);
  const band = {
    expected: mean,
    low: Math.max(0, mean - BAND_DEVIATIONS * deviation),
    high: mean + BAND_DEVIATIONS * deviation,
  };
  const isJudged = value >= LEAST_VALUE && value > mean + deviation;
  const strength = isJudged ? -log10CountTail(value, mean, variance) - LOG10_TESTS : FLOOR;
  return {
    observed: value,
    ...band,
    now: band,
    windowSeconds: 0,
    strength: calibrate(memory, Math.max(strength, FLOOR)),
    isHighNow: value > band.high,
  };
};
