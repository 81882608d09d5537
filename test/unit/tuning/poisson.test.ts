/** The interval of a count against the published one (Garwood 1936; Ulm 1990, table of 90 %). */
import { expect, test } from 'vitest';
import { poissonInterval } from '#server/tuning/poisson.ts';

test.each([
  [0, 0, 2.996],
  [1, 0.051, 4.744],
  [3, 0.818, 7.754],
  [10, 5.425, 16.962],
  [100, 84.139, 118.079],
])('%i alarms: between %f and %f', (count, low, high) => {
  const interval = poissonInterval(count);
  expect(interval.low).toBeCloseTo(low, 2);
  expect(interval.high).toBeCloseTo(high, 2);
});

test('thousands do not break it', () => {
  const { low, high } = poissonInterval(4_000);
  expect(low).toBeGreaterThan(3_890);
  expect(low).toBeLessThan(3_900);
  expect(high).toBeGreaterThan(4_100);
  expect(high).toBeLessThan(4_112);
});
