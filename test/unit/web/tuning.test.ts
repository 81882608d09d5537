/** The budget on its slider and in words, and a back-test in one sentence. */
import { describe, expect, test } from 'vitest';
import type { BacktestCrisis, BacktestResult } from '#contracts/tuning.ts';
import {
  budgetWords,
  doubt,
  fromShare,
  gainWords,
  headline,
  meanGain,
  PRESETS,
  toShare,
} from '#lib/tuning.ts';

const LIMITS = { min: 0.05, max: 10 };

describe('the slider', () => {
  test('reaches both ends, and every preset stands on it', () => {
    expect([fromShare(0, LIMITS), fromShare(1, LIMITS)]).toEqual([0.05, 10]);
    for (const { budget } of PRESETS) {
      expect(fromShare(toShare(budget, LIMITS), LIMITS)).toBe(budget);
    }
  });

  test('doubles over equal ways', () => {
    const way = (from: number, to: number) => toShare(to, LIMITS) - toShare(from, LIMITS);
    expect(way(0.1, 0.2)).toBeCloseTo(way(2, 4), 12);
    expect(toShare(50, LIMITS)).toBe(1);
  });
});

test.each([
  [0.05, 'one in 20 weeks'],
  [0.5, 'one in 2 weeks'],
  [0.3, 'one in 3.3 weeks'],
  [1, '1 a week'],
  [2.5, '2.5 a week'],
])('a budget of %f is %s', (budget, words) => {
  expect(budgetWords(budget)).toBe(words);
});

test.each([
  [4, '4 min earlier'],
  [-1.5, '1.5 min later'],
  [12.4, '12 min earlier'],
  [0, 'as early'],
  [undefined, null],
])('%s minutes are %s', (minutes, words) => {
  expect(gainWords(minutes)).toBe(words);
});

describe('a result', () => {
  const side = (signals: number, crises: number, count: number) =>
    ({ signals, crises, falseAlarms: { count } }) as BacktestResult['present'];
  const crisis = (earlierMinutes?: number) => ({ earlierMinutes }) as BacktestCrisis;
  const result = (more: Partial<BacktestResult>): BacktestResult =>
    ({ present: side(3, 1, 2), other: side(3, 1, 2), crises: [], ...more }) as BacktestResult;

  test('is told in one sentence', () => {
    expect(headline(result({}))).toBe('as many signals, as many false alarms, as many crises.');
    const other = side(4, 0, 5);
    const crises = [crisis(3), crisis(), crisis(-1)];
    expect(headline(result({ other, crises }))).toBe(
      '1 more signal, 3 more false alarms, 1 fewer crisis; crises seen 1 min earlier on average.',
    );
  });

  test('has no gain where no crisis was found by both', () => {
    expect(meanGain(result({ crises: [crisis()] }))).toBeNull();
  });

  test('over little time is said to be weak', () => {
    expect(doubt(result({ weeks: 0.3, brands: 2 }))).not.toBeNull();
    expect(doubt(result({ weeks: 2, brands: 3 }))).toBeNull();
  });
});
