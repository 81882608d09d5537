/** A signal is one signal however long it lasts: a weak slow rise is seen once, an emerging topic until
 * it has calmed down, and what was one is not told again. */
import { expect, it } from 'vitest';
import type { EmergingTopic } from '#contracts/voice.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';
import { NOW, USUAL, play, windowOf } from './given.ts';

const SLOT_MS = 10_000;
const MINUTE = 60_000;

/** Counts by chance around `perMinute(at)`, the same at every look. */
const chance = (perMinute: (at: number) => number, seed: number) => {
  const random = randomOf(seed);
  const slots = new Map<number, number>();
  const from = Math.floor(NOW / SLOT_MS) - 400;
  for (let slot = from; slot < from + 6_000; slot += 1)
    slots.set(slot, poissonOf(random, perMinute(slot * SLOT_MS) / 6));
  return (now: number) =>
    windowOf((ago) => slots.get(Math.floor(now / SLOT_MS) - 1 - ago) ?? 0, now);
};

it('two thirds more for six hours are one signal', () => {
  const counts = chance((at) => (at > NOW + 30 * MINUTE && at < NOW + 390 * MINUTE ? 33 : 20), 9);
  const said = play(
    (now) => ({ volume: counts(now), negative: windowOf(() => 0.8, now) }),
    9 * 60,
    USUAL,
    10_000,
  ).filter(({ signal }) => signal.indicator === 'volume');
  expect(said.map(({ kind }) => kind)).toEqual(['signal-opened', 'signal-closed']);
  expect(said[1]!.at).toBeGreaterThan(NOW + 390 * MINUTE);
});

it('a burst of new words is one signal though its strength is remembered', () => {
  const isOn = (at: number) => at > NOW + 10 * MINUTE && at < NOW + 40 * MINUTE;
  const counts = chance((at) => (isOn(at) ? 6 : 0), 4);
  const burst: EmergingTopic = {
    ...{ topic: 'emerging-a', name: 'a', terms: ['a'], firstAt: NOW, detectedAt: NOW },
    ...{ mentions: 30, expected: 0.2, windowSeconds: 900, voices: 30, roots: 30, strength: 5 },
  };
  const said = play(
    (now) => {
      const volume = counts(now);
      const isKnown = now > NOW + 12 * MINUTE;
      return {
        topics: isKnown ? [{ topic: 'emerging-a', volume, negative: volume, emerging: burst }] : [],
      };
    },
    180,
    USUAL,
    30_000,
  );
  expect(said.map(({ kind, signal }) => [kind, signal.indicator, signal.topic])).toEqual([
    ['signal-opened', 'emerging', 'emerging-a'],
    ['signal-closed', 'emerging', 'emerging-a'],
  ]);
  expect(said[1]!.at).toBeLessThan(NOW + 120 * MINUTE);
});

it('a topic that disappears from the input ends too', () => {
  const burst: EmergingTopic = {
    ...{ topic: 'emerging-b', name: 'b', terms: ['b'], firstAt: NOW, detectedAt: NOW },
    ...{ mentions: 30, expected: 0.2, windowSeconds: 900, voices: 30, roots: 30, strength: 5 },
  };
  const said = play((now) => {
    const volume = windowOf(() => 1, now);
    const topic = { topic: 'emerging-b', volume, negative: volume, emerging: burst };
    return { topics: now < NOW + 5 * MINUTE ? [topic] : [] };
  }, 60);
  expect(said.map(({ kind }) => kind)).toEqual(['signal-opened', 'signal-closed']);
});

it.each([1, 2, 3])('a mood that stays worse is one signal (%i)', (seed) => {
  const isWorse = (at: number) => at > NOW + 70 * MINUTE && at < NOW + 250 * MINUTE;
  const negative = chance((at) => (isWorse(at) ? 8.4 : 5), seed);
  const others = chance((at) => (isWorse(at) ? 11.6 : 15), seed + 100);
  const both = (now: number) => {
    const [some, rest] = [negative(now), others(now)];
    return { ...some, counts: Array.from(some.counts, (count, i) => count + rest.counts[i]!) };
  };
  const said = play(
    (now) => ({ volume: both(now), negative: negative(now) }),
    6 * 60,
    USUAL,
    10_000,
  ).filter(({ signal }) => signal.indicator === 'negativeShare');
  expect(said.map(({ kind }) => kind)).toEqual(['signal-opened', 'signal-closed']);
  expect(said[1]!.at).toBeGreaterThan(NOW + 250 * MINUTE);
});
