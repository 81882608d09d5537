/** The queues give at any time the figures that a walk through all open conversations gives. Pure. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import type { Conversation } from '#contracts/conversation.ts';
import { createHours } from '#server/pipeline/hours.ts';
import { createInstants } from '#server/pipeline/instants.ts';
import { createQueues, isAssigned, isOpen, WAITING_MAX_MS } from '#server/pipeline/queue.ts';
import { newConversation } from '#server/pipeline/waiting.ts';
import { NOON } from './make.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CHANNELS = ['x', 'shop', 'night'];
const SLA: Record<string, number> = { x: 30, shop: 90 };
const open = { from: '09:00', to: '17:00' };
const hours = createHours(
  catalogue.parse({
    brands: [{ key: 'a', timeZone: 'Europe/Berlin' }, { key: 'b' }],
    channels: [
      { key: 'x' },
      { key: 'shop', hours: { mon: open, tue: open, wed: open, thu: open, fri: open } },
      { key: 'night', hours: { tue: { from: '22:00', to: '04:00' } } },
    ],
  }),
  WAITING_MAX_MS,
);
const slaMinutes = (channel: string) => SLA[channel];

/** Who waits at `now`, since when: one after the other. */
const walk = (all: readonly Conversation[], brand: string, now: number) => {
  const rows = all.filter((row) => row.brand === brand && isOpen(row));
  const waits = rows
    .filter(({ waitingSince }) => waitingSince !== null)
    .map(({ waitingSince, ...row }) => ({ ...row, waited: Math.max(0, now - waitingSince!) }))
    .filter(({ waited }) => waited <= WAITING_MAX_MS);
  const count = (holds: (row: (typeof waits)[number]) => boolean) => waits.filter(holds).length;
  const openShare = ({ channel, waited }: (typeof waits)[number]): number => {
    const slaMs = (slaMinutes(channel) ?? 60) * MINUTE;
    return hours.openMs(brand, channel, now - waited, now) / slaMs;
  };
  return {
    waiting: waits.length,
    waitingLong: count(({ waited }) => waited > 4 * HOUR),
    oldestSeconds:
      waits.length === 0 ? null : Math.floor(Math.max(...waits.map(({ waited }) => waited)) / 1000),
    assigned: rows.filter(isAssigned).length,
    past: {
      m30: count(({ waited }) => waited > 30 * MINUTE),
      h1: count(({ waited }) => waited > HOUR),
      h2: count(({ waited }) => waited > 2 * HOUR),
    },
    slaAtRisk: count((row) => openShare(row) >= 0.75 && openShare(row) < 1),
    slaBreached: count((row) => openShare(row) >= 1),
    questions: count(({ asksQuestion, waited }) => asksQuestion && waited <= 24 * HOUR),
  };
};

const conversation = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }),
    brand: fc.constantFrom('a', 'b'),
    channel: fc.constantFrom(...CHANNELS),
    // Half are young, some lie ahead of the clock; times on the minute meet the bounds exactly.
    waitedMin: fc.option(
      fc.oneof(fc.integer({ min: -3, max: 130 }), fc.integer({ min: 0, max: 5000 })),
    ),
    isExact: fc.boolean(),
    assigned: fc.boolean(),
    resolved: fc.boolean(),
    asksQuestion: fc.boolean(),
  })
  .map(({ id, brand, channel, waitedMin, isExact, assigned, resolved, asksQuestion }) => ({
    // A conversation stays with its brand and channel.
    ...newConversation({ channel, id: `${brand}${channel}${id}`, brand }, 'replies', NOON),
    waitingSince: waitedMin === null ? null : NOON - waitedMin * MINUTE - (isExact ? 0 : id * 997),
    assignedAt: assigned ? NOON : null,
    resolvedAt: resolved ? NOON : null,
    asksQuestion: asksQuestion && waitedMin !== null,
  }));

describe('queues that are kept', () => {
  it('are what a walk through all of them finds, whatever came and went before', () => {
    const batches = fc.array(fc.array(conversation, { maxLength: 30 }), { maxLength: 8 });
    fc.assert(
      fc.property(batches, fc.array(fc.integer({ min: -90, max: 600 })), (all, steps) => {
        const queues = createQueues();
        const known = new Map<string, Conversation>();
        const openOrNull = (row?: Conversation) => (row && isOpen(row) ? row : null);
        for (const [index, batch] of all.entries()) {
          for (const row of batch) {
            queues.change(openOrNull(known.get(row.id)), openOrNull(row));
            known.set(row.id, row);
          }
          const now = NOON + (steps[index] ?? 0) * MINUTE;
          for (const brand of ['a', 'b', 'nobody']) {
            const found = {
              ...queues.figures(brand, { now, hours, slaMinutes }),
              questions: queues.questions(brand, now),
            };
            expect(found).toEqual(walk([...known.values()], brand, now));
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are empty when cleared', () => {
    const queues = createQueues();
    const row = newConversation({ channel: 'x', id: '1', brand: 'a' }, 'replies', NOON);
    queues.change(null, { ...row, waitingSince: NOON });
    queues.clear();
    expect(queues.figures('a', { now: NOON, hours, slaMinutes }).waiting).toBe(0);
  });
});

describe('instants', () => {
  it('keep equal ones apart, and take out what came in the same breath', () => {
    const instants = createInstants();
    for (const at of [5, 3, 5, 9]) instants.add(at);
    instants.delete(5);
    instants.add(4);
    instants.delete(4);
    expect([0, 1, 2].map(instants.at)).toEqual([3, 5, 9]);
    instants.delete(3);
    instants.add(1);
    expect(instants.size()).toBe(3);
    expect(instants.countWhile((at) => at <= 5)).toBe(2);
  });
});
