/** The alarm budget, by simulation: overdispersed counts with a daily and weekly rhythm and a rate that
 * drifts, in which nothing ever happens, raise about as many signals as were asked for. */
import { expect, it } from 'vitest';
import type { HourPoint } from '#alerts/contract.ts';
import { HOUR_MS, WEEK_MS } from '#alerts/baseline/level.ts';
import { createRowDetector } from '#alerts/row-detector.ts';
import { dayAndNight } from '../scenarios/traffic.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';

const START = Date.UTC(2026, 0, 5);
const STEP_MS = 60_000;
const WEEKS = 12;

/** Clumps of two around a rate that wanders by 12 % with a memory of half an hour. */
const traffic = (perMinute: number, seed: number) => {
  const random = randomOf(seed);
  const rhythm = dayAndNight(perMinute);
  const keep = Math.exp(-STEP_MS / 1_800_000);
  let drift = 0;
  return (at: number) => {
    const normal = Array.from({ length: 12 }, random).reduce((sum, u) => sum + u, -6);
    drift = keep * drift + Math.sqrt(1 - keep * keep) * normal;
    return 2 * poissonOf(random, (rhythm(at) * Math.exp(0.12 * drift)) / 2);
  };
};

it.each([2, 20, 200])('%i a minute', (perMinute) => {
  const countAt = traffic(perMinute, perMinute);
  const history: HourPoint[] = [];
  for (let at = START - 4 * WEEK_MS; at < START; at += STEP_MS) {
    if (at % HOUR_MS === 0) history.push({ at, value: 0 });
    history.at(-1)!.value += countAt(at);
  }
  const { push } = createRowDetector(STEP_MS, 0.5, history);
  let signals = 0;
  for (let at = START; at < START + WEEKS * WEEK_MS; at += STEP_MS)
    if (push(at, countAt(at)).isOpening) signals += 1;
  console.log(`${perMinute} a minute: ${(signals / WEEKS).toFixed(2)} false alarms a week of 0.5`);
  // 6 expected in 12 weeks; 14 or more would be a chance of 1 in 300.
  expect(signals).toBeLessThan(14);
});
