import { describe, expect, it } from 'vitest';
import { everyWeeksOf, log10CountTail, log10NormalTail, scoreOf } from '#alerts/detectors/tail.ts';

/** log10 of P(N >= count) by summing the probabilities of a Poisson or negative binomial count. */
const exactTail = (count: number, mean: number, variance: number): number => {
  const size = variance > mean ? (mean * mean) / (variance - mean) : Infinity;
  let log = size === Infinity ? -mean : size * Math.log(size / (size + mean));
  let sum = 0;
  for (let n = 0; n < count + 4_000; n += 1) {
    if (n >= count) sum += Math.exp(log);
    const odds = size === Infinity ? mean : ((n + size) * mean) / (mean + size);
    log += Math.log(odds / (n + 1));
  }
  return Math.log10(sum);
};

describe('the tail of a count', () => {
  it.each([
    [10, 3, 3],
    [25, 3, 3],
    [40, 20, 20],
    [100, 20, 60],
    [300, 100, 900],
    [12, 0.5, 1],
    [900, 300, 30_000],
  ])('of %i where %d ± var %d are normal is within 15 % of its exponent', (n, mean, variance) => {
    const exact = exactTail(n, mean, variance);
    expect(Math.abs(log10CountTail(n, mean, variance) / exact - 1)).toBeLessThan(0.15);
  });

  it('falls as the count grows and rises with the variance', () => {
    for (let n = 30; n < 2_000; n = Math.ceil(n * 1.3)) {
      expect(log10CountTail(n + 1, 20, 50)).toBeLessThan(log10CountTail(n, 20, 50));
      expect(log10CountTail(n, 20, 50)).toBeLessThan(log10CountTail(n, 20, 100));
    }
  });

  it('never overflows', () => {
    expect(log10CountTail(1e9, 1, 1)).toBeLessThan(-1e6);
    expect(Number.isFinite(log10CountTail(1e9, 1e-3, 2e-3))).toBe(true);
  });
});

it('knows the normal tail', () => {
  expect(log10NormalTail(0)).toBeCloseTo(Math.log10(0.5), 5);
  expect(log10NormalTail(3)).toBeCloseTo(Math.log10(0.0013498980316), 4);
  expect(log10NormalTail(6)).toBeCloseTo(Math.log10(9.865876e-10), 3);
});

it('gives a score that grows with the return period and a period that stays finite', () => {
  const scores = [-3, -1, 0, 0.3, 1, 3, 9, 100, 1e6].map(scoreOf);
  scores.slice(1).forEach((score, i) => expect(score).toBeGreaterThanOrEqual(scores[i]!));
  expect(scores.every((score) => score >= 0 && score < 1)).toBe(true);
  expect(everyWeeksOf(1e6)).toBe(1e12);
});
