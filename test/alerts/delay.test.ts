/** A short form of the delay benchmark: a doubling is seen within twice the least delay that any
 * detector with so few false alarms can have. */
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#alerts/baseline/level.ts';
import { TICK_MS } from '#alerts/contract.ts';
import { thresholdOf } from '#alerts/signals.ts';
import { chanceOf, negativeBinomialOf, simulate } from './simulated.ts';

const START = Date.UTC(2026, 0, 5);

it('simulated counts have the mean and the variance that were asked for', () => {
  const random = chanceOf(3);
  const counts = Array.from({ length: 40_000 }, () => negativeBinomialOf(random, 5, 2));
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  expect(mean).toBeCloseTo(5, 1);
  expect(variance / mean).toBeCloseTo(2, 1);
});

describe('20 a minute at one false alarm in four weeks', () => {
  const series = simulate({
    ...{ perMinute: 20, clumping: 2, seed: 4, start: START },
    threshold: thresholdOf(0.25, 1),
  });
  for (let at = START; at < START + 5 * DAY_MS; at += TICK_MS) series.step();
  const ticksOf = (times: number, ticksMax: number) =>
    Array.from({ length: 20 }, (_, seed) => {
      for (let i = 0; i < 997; i += 1) series.step();
      return series.ticksToSignal(() => times, chanceOf(seed), ticksMax);
    });

  it('a doubling is seen within 7 minutes on average', () => {
    const ticks = ticksOf(2, 5_000);
    const seconds = (ticks.reduce((sum, one) => sum + one, 0) / ticks.length) * (TICK_MS / 1000);
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThan(420);
  });

  it('the usual is not', () => {
    expect(ticksOf(1, 720).filter((ticks) => ticks < 720).length).toBeLessThanOrEqual(1);
  });
});
