/** Figures and durations as they stand on the wall. */
import { describe, expect, test } from 'vitest';
import {
  ago,
  duration,
  factor,
  figure,
  howRare,
  learnedOf,
  percent,
  round,
  score,
  stopwatch,
} from '#lib/format.ts';

describe('durations', () => {
  test.for([
    [0, '0 s'],
    [-5, '0 s'],
    [89, '89 s'],
    [90, '2 min'],
    [760, '13 min'],
    [5_399, '90 min'],
    [5_400, '1 h 30'],
    [7_500, '2 h 05'],
    [86_399, '23 h 59'],
    [86_400, '1 d'],
    [268_000, '3 d 2 h'],
  ] as const)('%d s reads %s', ([seconds, text]) => expect(duration(seconds)).toBe(text));

  test.for([
    [-3, '0:00'],
    [9, '0:09'],
    [724, '12:04'],
    [3_753, '1:02:33'],
  ] as const)('a clock at %d s shows %s', ([seconds, text]) =>
    expect(stopwatch(seconds)).toBe(text),
  );

  test('the present is now, the past is ago', () => {
    const now = Date.parse('2026-03-02T09:30:00Z');
    expect(ago('2026-03-02T09:29:57Z', now)).toBe('just now');
    expect(ago('2026-03-02T09:28:00Z', now)).toBe('2 min ago');
    expect(ago('2026-03-02T09:31:00Z', now)).toBe('just now');
  });
});

describe('figures', () => {
  test.for([
    [0.1, 'several times a week'],
    [1, 'about once a week'],
    [3.2, 'once in 3 weeks'],
    [11, 'once in 11 weeks'],
    [37, 'once in 9 months'],
    [100, 'once in 23 months'],
    [310, 'once in 6 years'],
    [5_170, 'once in 99 years'],
    [9_000, 'rarer than once in a century'],
    [1e12, 'rarer than once in a century'],
  ] as const)('once in %d weeks reads %s', ([weeks, text]) => expect(howRare(weeks)).toBe(text));

  test.for([
    [0, '0 h of 7 days'],
    [5.9, '5 h of 7 days'],
    [24, '1 of 7 days'],
    [80, '3 of 7 days'],
    [672, '7 of 7 days'],
  ] as const)('%d hours learned read %s', ([hours, text]) => expect(learnedOf(hours)).toBe(text));

  test('small figures keep a digit, large ones do not', () => {
    expect(figure(4.14)).toMatch(/^4[.,]1$/);
    expect(figure(9.97)).toBe('10');
    expect(figure(23.4)).toBe('23');
    expect(percent(0.236)).toBe('24%');
  });

  test('a large count is rounded to words', () => {
    expect(round(184_321)).toBe('180 thousand');
    expect(round(1_373_294)).toBe('1.4 million');
    expect(round(84)).toBe('84');
  });

  test('a mean of sentiment shows its sign', () => {
    expect(score(-0.238)).toMatch(/^−0[.,]24$/);
    expect(score(0.06)).toMatch(/^\+0[.,]06$/);
    expect(score(0)).toMatch(/^0[.,]00$/);
  });

  test('a factor needs an expectation that says something', () => {
    expect(factor(6, 2)).toMatch(/^×3[.,]0$/);
    expect(factor(60, 2)).toBe('×30');
    expect(factor(6, 0.01)).toBeNull();
    expect(factor(6, null)).toBeNull();
  });
});
