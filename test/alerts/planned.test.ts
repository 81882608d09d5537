import { describe, expect, it } from 'vitest';
import { detectionConfig } from '#contracts/catalogue.ts';
import { DAY_MS } from '#alerts/baseline/level.ts';
import { plannedFor, plannedForTopic, raiseOf } from '#alerts/baseline/planned.ts';
import { learnBaseline } from '#alerts/baseline/learn.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 2, 4, 12);
const sale = { brand: 'north', from: NOON, to: NOON + HOUR_MS, factor: 3 };
const baselineOf = (series: string, perHour: number) => {
  const hours = Array.from({ length: 672 }, (_, i) => ({
    at: NOON - (672 - i) * HOUR_MS,
    value: perHour,
  }));
  return learnBaseline(series, hours, NOON);
};

describe('planned events', () => {
  it('raise a stretch by the share of it that they cover', () => {
    expect(raiseOf([sale], NOON - HOUR_MS, NOON)).toEqual({ factor: 1, doubt: 0 });
    expect(raiseOf([sale], NOON, NOON + HOUR_MS).factor).toBe(3);
    expect(raiseOf([sale], NOON + HOUR_MS / 2, NOON + 1.5 * HOUR_MS).factor).toBe(2);
    expect(raiseOf([sale, sale], NOON, NOON + HOUR_MS).factor).toBe(9);
    expect(raiseOf([sale], NOON, NOON + HOUR_MS).doubt).toBeGreaterThan(0);
  });

  it('matter to their brand, from their begin until evidence of them is gone', () => {
    expect(plannedFor([sale], 'south', NOON + 1)).toBeNull();
    expect(plannedFor([sale], 'north', NOON)).toBeNull();
    expect(plannedFor([sale], 'north', sale.to + HOUR_MS)).toEqual([sale]);
    expect(plannedFor([sale], 'north', sale.to + 3 * DAY_MS)).toBeNull();
    expect(plannedFor(undefined, 'north', NOON + 1)).toBeNull();
  });

  it('may put all that comes on top on a topic of theirs, and only there', () => {
    const own = baselineOf('volume|north|orders', 120);
    const whole = baselineOf('volume|north|', 1200);
    const known = { ...sale, topics: ['orders'] };
    const factorOf = (event: typeof sale, topic: string) =>
      plannedForTopic([event], topic, own, whole, NOON)![0]!.factor;
    expect(factorOf(known, 'orders')).toBeCloseTo(21, 0);
    expect(factorOf(sale, 'orders')).toBeCloseTo(21, 0);
    expect(factorOf(known, 'outage')).toBe(3);
    expect(factorOf(known, '')).toBe(3);
  });

  it('are told in the catalogue by time and factor', () => {
    const read = (event: object) => detectionConfig.safeParse({ plannedEvents: [event] });
    const told = { from: '2026-03-04T13:00:00+01:00', to: '2026-03-04T13:00:00Z', factor: 3 };
    expect(read({ brand: 'north', ...told }).data?.plannedEvents).toEqual([sale]);
    expect(read({ brand: 'north', ...told, to: told.from }).success).toBe(false);
    expect(read({ brand: 'north', ...told, factor: 0.5 }).success).toBe(false);
    expect(read({ brand: 'north', ...told, from: 'tomorrow' }).success).toBe(false);
    expect(detectionConfig.parse({}).plannedEvents).toBeUndefined();
  });
});
