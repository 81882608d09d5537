/** Pacing as a promise: whatever waits and whenever, nobody gets more than ten messages in five
 * minutes by one way, nothing is lost, and what is most severe goes first. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PACE_MAX,
  PACE_WINDOW_MS,
  placeOf,
  planSending,
  type Sent,
  type Waiting,
} from '#alerts/flowchart/pacing.ts';
import { LEVELS, type Level } from '#contracts/crisis.ts';
import type { Way, WayKind } from '#contracts/way.ts';

const NOW = Date.UTC(2026, 2, 3, 3);
let count = 0;
const sms = (address = '+4915112345678'): Way => ({ kind: 'sms', receiver: 'sms', address });
const aMessage = (level: Level, more: Partial<Waiting> = {}): Waiting => ({
  id: `m${(count += 1)}`,
  type: 'alert.step',
  level,
  person: 'ada',
  way: sms(),
  drill: false,
  dueAt: NOW,
  attempts: 0,
  ...more,
});
const plan = (waiting: Waiting[], sentAt: number[] = [], now = NOW) =>
  planSending({
    waiting,
    sent: sentAt.map((at) => ({ place: placeOf(aMessage('low')), at })),
    now,
  });
const idsOf = (bundles: Waiting[][]) => bundles.map((bundle) => bundle.map(({ id }) => id));
const PLACES: Way[] = [
  sms(),
  sms('+4915112345679'),
  { kind: 'push', receiver: 'push', address: null },
];

describe('pacing', () => {
  it('sends one or two at once, more as one with the most severe in front', () => {
    const [low, high, critical] = [aMessage('low'), aMessage('high'), aMessage('critical')];
    expect(idsOf(plan([low, high]).send)).toEqual([[high.id], [low.id]]);
    expect(idsOf(plan([low, high, critical]).send)).toEqual([[critical.id, high.id, low.id]]);
    const drill = aMessage('critical', { drill: true });
    expect(idsOf(plan([drill, low]).send)).toEqual([[low.id], [drill.id]]);
  });

  it('never bundles what is about one thing, what was tried, or a drill with what is real', () => {
    const apart = [
      aMessage('low', { type: 'notice.confirm' }),
      aMessage('low', { type: 'alert.handover' }),
      aMessage('low', { attempts: 1 }),
      aMessage('critical', { drill: true }),
      ...[1, 2, 3].map(() => aMessage('medium')),
    ];
    const { send } = plan(apart);
    expect(send.filter((bundle) => bundle.length > 1).map(({ length }) => length)).toEqual([3]);
  });

  it('keeps the last three for what is high and the last for what is critical', () => {
    const sentAt = (n: number) => Array.from({ length: n }, (_, i) => NOW - 290_000 + i * 20_000);
    expect(plan([aMessage('medium')], sentAt(6)).send).toHaveLength(1);
    expect(plan([aMessage('medium')], sentAt(7)).send).toHaveLength(0);
    expect(plan([aMessage('high')], sentAt(8)).send).toHaveLength(1);
    expect(plan([aMessage('high')], sentAt(9)).send).toHaveLength(0);
    expect(plan([aMessage('critical')], sentAt(9)).send).toHaveLength(1);
    const full = plan([aMessage('critical')], sentAt(10));
    expect(full).toEqual({ send: [], nextAt: NOW - 290_000 + PACE_WINDOW_MS });
    expect(plan([aMessage('critical')], sentAt(10), full.nextAt!).send).toHaveLength(1);
  });

  it('gives a critical drill none of what is kept, and an all-clear neither', () => {
    const sentAt = Array.from({ length: 7 }, (_, i) => NOW - 200_000 + i * 20_000);
    expect(plan([aMessage('critical', { drill: true })], sentAt).send).toEqual([]);
    expect(plan([aMessage('critical', { type: 'alert.resolved' })], sentAt).send).toEqual([]);
  });

  it('leaves what groups incidents by itself alone', () => {
    const way: Way = { kind: 'pagerduty', receiver: 'pd', address: null };
    const many = Array.from({ length: 30 }, () => aMessage('low', { way, person: null }));
    expect(plan(many).send).toHaveLength(30);
  });

  it('counts a fixed place once, whoever holds it', () => {
    const kinds: WayKind[] = ['webhook', 'slack', 'teams', 'mail', 'sms', 'push'];
    for (const kind of kinds) {
      const way: Way = { kind, receiver: 'r', address: null };
      const isSame = placeOf({ way, person: 'ada' }) === placeOf({ way, person: 'ben' });
      expect(isSame, kind).toBe(kind !== 'push');
    }
  });

  it('tells of what is critical in a storm of a thousand within ten seconds', () => {
    const arrivals = Array.from({ length: 1_000 }, (_, i) => {
      const level: Level = i % 20 === 7 ? 'critical' : LEVELS[i % 3]!;
      const at = NOW + i * 60;
      return { at, message: aMessage(level, { dueAt: at }) };
    });
    const told = expectPromisesKept(arrivals);
    const waits = arrivals
      .filter(({ message }) => message.level === 'critical')
      .map(({ at, message }) => told.get(message.id)! - at)
      .sort((a, b) => a - b);
    expect(waits[Math.ceil(waits.length * 0.95) - 1]).toBeLessThanOrEqual(10_000);
  });

  it('holds its promises over any hour', () => {
    const arrival = fc.record({
      at: fc.integer({ min: 0, max: 3_600 }),
      level: fc.constantFrom(...LEVELS),
      place: fc.constantFrom(...PLACES),
      type: fc.constantFrom<Waiting['type'][]>(
        'alert.step',
        'alert.repeat',
        'alert.resolved',
        'alert.handover',
        'notice.confirm',
      ),
      drill: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 120 }), (arrivals) => {
        expectPromisesKept(arrivals.map((given) => toArrival(given)));
      }),
      { numRuns: 60 },
    );
  });
});

type Arrival = { at: number; message: Waiting };
const toArrival = (given: {
  at: number;
  level: Level;
  place: Way;
  type: Waiting['type'];
  drill: boolean;
}): Arrival => {
  const at = NOW + given.at * 1_000;
  const { level, place: way, type, drill } = given;
  return { at, message: aMessage(level, { way, type, drill, dueAt: at }) };
};

/** Plays the hour: looks at each arrival and whenever the plan asks to be asked again. Gives when each
 * was told. */
const expectPromisesKept = (arrivals: Arrival[]): ReadonlyMap<string, number> => {
  const moments = arrivals.map(({ at }) => at).sort((a, b) => a - b);
  const waiting = new Map<string, Waiting>();
  const sent: Sent[] = [];
  const arrived = new Map<string, number>();
  let looks = 0;
  for (let now = moments.shift(); now !== undefined; now = moments.shift()) {
    for (const { at, message } of arrivals) {
      if (at <= now && !arrived.has(message.id)) waiting.set(message.id, message);
    }
    const { send, nextAt } = planSending({ waiting: [...waiting.values()], sent, now });
    for (const bundle of send) {
      const levels = bundle.map(({ level }) => LEVELS.indexOf(level));
      expect(Math.max(...levels), 'the leader is the most severe').toBe(levels[0]);
      sent.push({ place: placeOf(bundle[0]!), at: now });
      for (const { id } of bundle) {
        expect(waiting.delete(id), 'sent once').toBe(true);
        arrived.set(id, now);
      }
    }
    expect(nextAt === null, 'says when, while something waits').toBe(waiting.size === 0);
    if (nextAt !== null) {
      expect(nextAt).toBeGreaterThan(now);
      if (!moments.includes(nextAt)) moments.push(nextAt);
      moments.sort((a, b) => a - b);
    }
    expect((looks += 1)).toBeLessThan(3_000);
  }
  expect(arrived.size, 'nothing is lost').toBe(arrivals.length);
  for (const { at, place } of sent) {
    const window = sent.filter(
      (s) => s.place === place && s.at > at - PACE_WINDOW_MS && s.at <= at,
    );
    expect(window.length).toBeLessThanOrEqual(PACE_MAX);
  }
  return arrived;
};
