import { describe, expect, it } from 'vitest';
import { SLOT_MS, TICK_MS, WINDOW_SLOTS } from '#alerts/contract.ts';
import { readSlow, type SlowMemory } from '#alerts/detectors/slow.ts';

const START = Date.UTC(2026, 2, 4);

/** Looks every `everyMs` for `hours` at a series with `countOf` mentions in each slot where 2 are
 * usual; `late` rows are added to slot 10 after half an hour. */
const watch = (countOf: (slot: number) => number, hours: number, everyMs = TICK_MS, late = 0) => {
  let memory: SlowMemory | null = null;
  let reading = null;
  for (let now = START + everyMs; now <= START + hours * 3_600_000; now += everyMs) {
    const end = Math.ceil((now - START) / SLOT_MS);
    const startAt = START + (end - WINDOW_SLOTS) * SLOT_MS;
    const counts = Array.from({ length: WINDOW_SLOTS }, (_, i) => {
      const slot = end - WINDOW_SLOTS + i;
      const isLate = slot === 10 && now > START + 1_800_000;
      return slot < 0 ? 0 : countOf(slot) + (isLate ? late : 0);
    });
    const known = { level: 2, clump: 2, noise: 0.0004, notBefore: START };
    reading = readSlow(memory, { window: { startAt, counts }, slotMs: SLOT_MS, now, ...known });
    ({ memory } = reading);
  }
  return reading!;
};

describe('slow evidence', () => {
  it('gathers over hours where half as many again come, and not where the usual does', () => {
    const risen = watch(() => 3, 3, 60_000);
    expect(risen.strength).toBeGreaterThan(1);
    expect(risen.fromAt).toBe(START);
    expect(risen.count).toBe(3 * 3 * 360);
    expect(watch(() => 2, 3, 60_000).strength).toBeLessThan(-2);
  });

  it('is forgotten once it is calm again', () => {
    const calm = watch((slot) => (slot < 180 ? 3 : 1), 2, 60_000);
    expect(calm.strength).toBeLessThan(-2);
    expect(calm.count).toBe(0);
  });

  it('is the same however often one looks', () => {
    const countOf = (slot: number) => (slot * 7) % 6;
    const often = watch(countOf, 1, TICK_MS);
    const seldom = watch(countOf, 1, 300_000);
    expect(seldom.count).toBe(often.count);
    expect(seldom.fromAt).toBe(often.fromAt);
    expect(seldom.strength).toBeCloseTo(often.strength, 9);
  });

  it('does not hear rows that come late', () => {
    expect(watch(() => 2, 1, TICK_MS, 500)).toEqual(watch(() => 2, 1, TICK_MS));
  });
});
