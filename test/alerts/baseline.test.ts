import { describe, expect, it } from 'vitest';
import type { HourPoint } from '#alerts/contract.ts';
import { HOUR_MS, WEEK_MS, hourOfWeek, levelAt } from '#alerts/baseline/level.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';

const NOW = Date.UTC(2026, 2, 2);

const history = (hours: number, value: (at: number) => number): HourPoint[] =>
  Array.from({ length: hours }, (_, i) => {
    const at = NOW - (hours - i) * HOUR_MS;
    return { at, value: value(at) };
  });
const busyDay = (at: number) => {
  const hour = hourOfWeek(at);
  return (hour % 24 < 8 ? 60 : 600) * (hour >= 120 ? 0.5 : 1);
};

describe('hour of the week', () => {
  it('begins on Monday 00:00 UTC', () => {
    expect(hourOfWeek(Date.UTC(2026, 2, 2))).toBe(0);
    expect(hourOfWeek(Date.UTC(2026, 2, 1, 23, 59))).toBe(167);
    expect(hourOfWeek(Date.UTC(2026, 2, 4, 9))).toBe(57);
  });
  it('is read between two hours on a straight line', () => {
    const level = Array.from({ length: 168 }, (_, hour) => hour);
    expect(levelAt(level, Date.UTC(2026, 2, 2, 5, 30))).toBeCloseTo(5);
    expect(levelAt(level, Date.UTC(2026, 2, 2, 6, 0))).toBeCloseTo(5.5);
  });
});

describe('learnBaseline', () => {
  const random = randomOf(3);
  const calm = history(4 * 168, (at) => poissonOf(random, busyDay(at)));

  it('finds the level of each hour of the week, per minute', () => {
    const { level, isLearning, hours } = learnBaseline('volume|b|', calm, NOW);
    expect(level).toHaveLength(168);
    expect(isLearning).toBe(false);
    expect(hours).toBe(672);
    for (const hour of [3, 12, 60, 133, 150]) {
      const share = level[hour]! / (busyDay(NOW + hour * HOUR_MS) / 60);
      expect(share).toBeGreaterThan(0.8);
      expect(share).toBeLessThan(1.2);
    }
  });

  it('is hardly moved by a crisis of the past', () => {
    const clean = learnBaseline('volume|b|', calm, NOW);
    const hurt = calm.map(({ at, value }) => {
      const isCrisis = at >= NOW - WEEK_MS + 60 * HOUR_MS && at < NOW - WEEK_MS + 66 * HOUR_MS;
      return { at, value: isCrisis ? value * 20 : value };
    });
    const { level } = learnBaseline('volume|b|', hurt, NOW);
    for (let hour = 60; hour < 66; hour += 1)
      expect(level[hour]! / clean.level[hour]!).toBeLessThan(1.35);
  });

  it('takes excluded hours for unknown, not for empty', () => {
    const hours = new Set(calm.filter(({ at }) => hourOfWeek(at) === 60).map(({ at }) => at));
    const rest = calm.filter(({ at }) => !hours.has(at));
    const known = learnBaseline('volume|b|', rest, NOW, hours);
    expect(known.level[60]! / 10).toBeGreaterThan(0.8);
    const few = rest.map(({ at, value }) => ({ at, value: Math.round(value / 60) }));
    const unknown = learnBaseline('volume|b|', few, NOW, hours);
    const empty = learnBaseline('volume|b|', few, NOW);
    expect(empty.level[60]!).toBeLessThan(unknown.level[60]! * 0.7);
  });

  it('takes hours in which nothing came where much should for unheard', () => {
    const clean = learnBaseline('volume|b|', calm, NOW);
    const isDown = (at: number) => at >= NOW - 1.5 * WEEK_MS && at < NOW - 0.5 * WEEK_MS;
    const heard = calm.filter(({ at }) => !isDown(at));
    const { level, rateNoise, hours } = learnBaseline('volume|b|', heard, NOW);
    for (const hour of [12, 60, 133])
      expect(level[hour]! / clean.level[hour]!).toBeGreaterThan(0.9);
    expect(rateNoise!).toBeLessThan(clean.rateNoise! + 0.05);
    expect(hours).toBe(clean.hours);
  });

  it('learns until it has seen a whole week', () => {
    const young = learnBaseline('volume|b|', calm.slice(-167), NOW);
    expect(young).toMatchObject({ isLearning: true, hours: 167 });
    expect(learnBaseline('volume|b|', calm.slice(-168), NOW).isLearning).toBe(false);
    expect(learnBaseline('volume|b|', [], NOW)).toMatchObject({ isLearning: true, hours: 0 });
  });

  it('lets hours that are not over teach nothing', () => {
    const late = [...calm, { at: NOW, value: 1e6 }];
    expect(learnBaseline('volume|b|', late, NOW + 1_800_000).level).toEqual(
      learnBaseline('volume|b|', calm, NOW + 1_800_000).level,
    );
  });

  it('tells a scattered series from a steady one', () => {
    const chance = randomOf(5);
    const wild = calm.map(({ at, value }) => ({ at, value: value * (0.4 + 1.2 * chance()) }));
    const steady = learnBaseline('volume|b|', calm, NOW);
    const scattered = learnBaseline('volume|b|', wild, NOW);
    expect(scattered.rateNoise!).toBeGreaterThan(steady.rateNoise! + 0.15);
  });

  it('keeps a gauge in its own unit', () => {
    const queue = history(4 * 168, (at) => 10 + (hourOfWeek(at) % 2));
    const { level, dispersion } = learnBaseline('queue|b|', queue, NOW);
    expect(level[10]).toBeCloseTo(10.25, 0);
    expect(dispersion[0]).toBeLessThan(1);
  });
});
