/** The detector of reach: how many people may have seen what was said within the hour. One author of
 * ten million outweighs a week, so it is judged by its logarithm, and only from a size at which it
 * matters to a brand. */
import type { CountWindow } from '#alerts/contract.ts';
import { levelAt, rateVariance } from '#alerts/baseline/level.ts';
import { raiseOf, type RaisedBaseline } from '#alerts/baseline/planned.ts';
import { sumLast } from '#alerts/window.ts';
import type { Reading } from './contract.ts';
import { FLOOR, calibrate, rollBlocks, type SeriesMemory } from './memory.ts';
import { log10NormalTail } from './tail.ts';

/** A short window sees the celebrity, the long one the crowd. */
const WINDOWS_SECONDS = [300, 3600];
const RECENT_SECONDS = 900;
/** Fewer people than the readers of a local paper are no reach. */
const LEAST_PEOPLE = 50_000;
/** A brand is taken to reach so many an hour at least. */
const HOUR_FLOOR = 1_000;
/** Hours scatter by this at least as a logarithm (base e), short windows by more. */
const LEAST_LOG_SPREAD = 1.2;
/** Looks a week: an hour each, twice over. */
const LOG10_TESTS = Math.log10(2 * 168);
const BAND_DEVIATIONS = 2;

export type ReachInput = {
  window: CountWindow;
  now: number;
  baseline: RaisedBaseline;
  memory: SeriesMemory;
  notBefore: number;
};

const momentsOf = ({ baseline, now }: ReachInput, seconds: number) => {
  const at = now - seconds * 500;
  const { factor } = raiseOf(baseline.planned ?? [], now - seconds * 1000, now);
  const perMinute = Math.max(HOUR_FLOOR / 60, levelAt(baseline.level, at) * factor);
  const mean = (perMinute * seconds) / 60;
  const own = Math.log(1 + rateVariance(baseline) * Math.max(1, 3600 / seconds));
  return { mean, deviation: Math.sqrt(Math.max(LEAST_LOG_SPREAD ** 2, own)) };
};

export const reachBand = (input: ReachInput): Reading['now'] => {
  const { mean, deviation } = momentsOf(input, RECENT_SECONDS);
  const edge = Math.exp(BAND_DEVIATIONS * deviation);
  const observed = sumLast(input.window, RECENT_SECONDS, input.now);
  return { observed, expected: mean, low: mean / edge, high: mean * edge };
};

/** Changes `memory`. */
export const readReach = (input: ReachInput): Reading => {
  const { window, now, memory, notBefore } = input;
  rollBlocks(memory, now);
  const band = reachBand(input);
  let best = { people: 0, mean: 0, seconds: 3600, strength: FLOOR };
  for (const seconds of WINDOWS_SECONDS) {
    if (now - seconds * 1000 < notBefore) break;
    const people = sumLast(window, seconds, now);
    const { mean, deviation } = momentsOf(input, seconds);
    const tail = log10NormalTail(Math.log(Math.max(people, 1) / mean) / deviation);
    const strength = people >= LEAST_PEOPLE ? -tail - LOG10_TESTS : FLOOR;
    if (strength > best.strength || best.people === 0) best = { people, mean, seconds, strength };
  }
  const { deviation } = momentsOf(input, best.seconds);
  const edge = Math.exp(BAND_DEVIATIONS * deviation);
  return {
    observed: best.people,
    expected: best.mean,
    low: best.mean / edge,
    high: best.mean * edge,
    now: band,
    windowSeconds: best.seconds,
    strength: calibrate(memory, Math.max(FLOOR, best.strength)),
    isHighNow: (band.observed ?? 0) > Math.max(band.high, LEAST_PEOPLE),
  };
};
