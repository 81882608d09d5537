import { describe, expect, it } from 'vitest';
import { aggregate } from '#server/pipeline/aggregate.ts';
import { RING_SLOTS } from '#server/pipeline/ring.ts';
import { createRings } from '#server/pipeline/rings.ts';
import { mention, NOON } from './make.ts';

const SLOT = 10_000;
const counts = (slots: number[], over: object = {}) =>
  aggregate(slots.map((slot) => mention({ at: NOON + slot * SLOT, ...over })));
const read = (rings: ReturnType<typeof createRings>, now: number, slots = 4, topic = '') =>
  Array.from(rings.window('northline', topic, 'volume', now, slots).counts);

describe('a window', () => {
  it('ends with the slot that now lies in, oldest first', () => {
    const rings = createRings();
    rings.apply(counts([0, 0, 1, 3]));
    expect(read(rings, NOON + 3 * SLOT)).toEqual([2, 1, 0, 1]);
    expect(read(rings, NOON + 4 * SLOT + 1)).toEqual([1, 0, 1, 0]);
    expect(rings.window('northline', '', 'volume', NOON + 3 * SLOT, 4).startAt).toBe(NOON);
  });

  it('adds channels up and keeps topics apart', () => {
    const rings = createRings();
    rings.apply([...counts([0], { channel: 'mail' }), ...counts([0], { topics: ['billing'] })]);
    expect(read(rings, NOON, 1)).toEqual([2]);
    expect(read(rings, NOON, 1, 'billing')).toEqual([1]);
    expect(rings.topics('northline')).toEqual(['billing']);
    expect(rings.brands()).toEqual(['northline']);
  });

  it('takes rows out of order and a little ahead of the clock', () => {
    const rings = createRings();
    rings.apply(counts([30]));
    rings.apply(counts([0, 1]));
    expect(read(rings, NOON + 3 * SLOT)).toEqual([1, 1, 0, 0]);
    expect(read(rings, NOON + 30 * SLOT, 1)).toEqual([1]);
  });

  it('forgets what is older than the ring, and does not take it for new', () => {
    const rings = createRings();
    rings.apply(counts([0]));
    rings.apply(counts([RING_SLOTS]));
    rings.apply(counts([0]));
    const all = read(rings, NOON + RING_SLOTS * SLOT, RING_SLOTS);
    expect(all.reduce((a, b) => a + b)).toBe(1);
    expect(all.at(-1)).toBe(1);
  });

  it('is empty for what nobody has heard of, and long after', () => {
    const rings = createRings();
    expect(read(rings, NOON, 2)).toEqual([0, 0]);
    rings.apply(counts([0]));
    expect(read(rings, NOON + 5 * RING_SLOTS * SLOT, 2)).toEqual([0, 0]);
  });
});

describe('a load', () => {
  it('replaces what was there, and twice is the same', () => {
    const rings = createRings();
    rings.apply(counts([0, 0, 0]));
    const truth = counts([0, 1]);
    rings.load(truth);
    rings.load(truth);
    expect(read(rings, NOON + SLOT, 2)).toEqual([1, 1]);
  });

  it('leaves late rows out, though the database holds them', () => {
    const rings = createRings();
    const late = counts([0, 0]);
    rings.apply(counts([1]));
    rings.applyLate(late);
    expect(read(rings, NOON + SLOT, 2)).toEqual([0, 1]);
    rings.load([...late, ...counts([0, 1])]);
    expect(read(rings, NOON + SLOT, 2)).toEqual([1, 1]);
  });

  it('that has brought a late row in is told of it afterwards', () => {
    const rings = createRings();
    rings.load(counts([0, 0, 1]));
    rings.applyLate(counts([0, 0]), true);
    expect(read(rings, NOON + SLOT, 2)).toEqual([0, 1]);
  });
});

it('holds no more series than it may: the longest silent one goes', () => {
  const rings = createRings(3);
  for (const [slot, topic] of ['a', 'b', 'c', 'd'].entries()) {
    rings.apply(counts([slot], { topics: [topic] }));
  }
  expect(rings.size()).toBe(3);
  expect(rings.topics('northline')).toEqual(['c', 'd']);
});
