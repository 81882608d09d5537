/** Who waits, since when, and which promises that breaks: the open conversations of a brand as
 * figures. Pure. Waiting is counted on the wall clock, also out of hours (customers do); the brand's
 * own SLA runs in its hours of operation only. */
import type { DeskGauge } from '#alerts/contract.ts';
import type { Conversation } from '#contracts/conversation.ts';
import type { WallQueue } from '#contracts/wall.ts';
import { RUNTIME } from '#server/config.ts';
import type { Hours } from './hours.ts';
import { createInstants, type Instants } from './instants.ts';

const MIN_MS = 60_000;
const LONG_MS = 4 * 60 * MIN_MS;
export const WAITING_MAX_MS = RUNTIME.waitingMaxHours * 3_600_000;
/** An SLA is at risk in its last quarter. */
const AT_RISK_SHARE = 0.75;
/** SLA of a channel that the catalogue does not name. */
const SLA_MINUTES = 60;

/** Whether a conversation belongs to the queue: somebody waits, or the desk gave it to somebody. */
export const isOpen = (conversation: Conversation): boolean =>
  conversation.waitingSince !== null || isAssigned(conversation);

export const isAssigned = (conversation: Conversation): boolean =>
  conversation.assignedAt !== null && conversation.resolvedAt === null;

export type QueueFigures = Pick<
  DeskGauge,
  'waiting' | 'waitingLong' | 'oldestSeconds' | 'assigned' | 'slaAtRisk' | 'slaBreached'
> &
  Pick<WallQueue, 'past'>;

const emptyQueue = (): QueueFigures => ({
  waiting: 0,
  waitingLong: 0,
  oldestSeconds: null,
  assigned: 0,
  past: { m30: 0, h1: 0, h2: 0 },
  slaAtRisk: 0,
  slaBreached: 0,
});

export type SlaOf = (channel: string) => number | undefined;

type Rules = { now: number; hours: Hours; slaMinutes: SlaOf };

/** The open conversations of one brand. */
type Room = {
  conversations: number;
  assigned: number;
  /** Since when somebody waits, by channel. */
  waits: Map<string, Instants>;
  /** Of those, where a question waits. */
  questions: Instants;
};

const createRoom = (): Room => ({
  conversations: 0,
  assigned: 0,
  waits: new Map(),
  questions: createInstants(),
});

const enter = (room: Room, conversation: Conversation): void => {
  const { channel, waitingSince, asksQuestion } = conversation;
  room.conversations += 1;
  if (isAssigned(conversation)) room.assigned += 1;
  if (waitingSince === null) return;
  let waits = room.waits.get(channel);
  if (!waits) room.waits.set(channel, (waits = createInstants()));
  waits.add(waitingSince);
  if (asksQuestion) room.questions.add(waitingSince);
};

const leave = (room: Room, conversation: Conversation): void => {
  const { channel, waitingSince, asksQuestion } = conversation;
  room.conversations -= 1;
  if (isAssigned(conversation)) room.assigned -= 1;
  if (waitingSince === null) return;
  room.waits.get(channel)?.delete(waitingSince);
  if (asksQuestion) room.questions.delete(waitingSince);
};

/** Adds those who wait on one channel. A message that lies ahead of the clock waits 0 s, and a customer
 * who waited for days has left. Who came earlier has waited longer, in open hours too: each figure is a
 * place in the order of their coming. */
const countWaits = (queue: QueueFigures, waits: Instants, of: Rules & Key): void => {
  const { now, hours, slaMinutes, brand, channel } = of;
  const gone = waits.countWhile((since) => now - since > WAITING_MAX_MS);
  const waiting = waits.size() - gone;
  if (waiting === 0) return;
  const countOver = (ms: number) => waits.countWhile((since) => now - since > ms) - gone;
  const longest = Math.max(0, now - waits.at(gone));
  queue.waiting += waiting;
  queue.oldestSeconds = Math.max(queue.oldestSeconds ?? 0, Math.floor(longest / 1000));
  queue.waitingLong += countOver(LONG_MS);
  queue.past.m30 += countOver(30 * MIN_MS);
  queue.past.h1 += countOver(60 * MIN_MS);
  queue.past.h2 += countOver(120 * MIN_MS);
  const slaMs = (slaMinutes(channel) ?? SLA_MINUTES) * MIN_MS;
  const countOpen = (leastMs: number) =>
    waits.countWhile((since) => {
      if (now - since > WAITING_MAX_MS) return true;
      if (now - since < slaMs * AT_RISK_SHARE) return false;
      return hours.openMs(brand, channel, since, now) >= leastMs;
    }) - gone;
  const breached = countOpen(slaMs);
  queue.slaBreached += breached;
  queue.slaAtRisk += countOpen(slaMs * AT_RISK_SHARE) - breached;
};

const QUESTION_MAX_MS = 24 * 60 * MIN_MS;

type Key = { brand: string; channel: string };
export type Queues = {
  /** A conversation that was `before` is `after` now; null: it was not, or is no longer, open. */
  change(before: Conversation | null, after: Conversation | null): void;
  clear(): void;
  /** At `now`, epoch ms. */
  figures(brand: string, rules: Rules): QueueFigures;
  /** Questions of the last day that wait for an answer. */
  questions(brand: string, now: number): number;
};

/** What is asked of the open conversations at each tick, kept as they change: thousands may wait. */
export const createQueues = (): Queues => {
  const rooms = new Map<string, Room>();
  return {
    change: (before, after) => {
      const left = before && rooms.get(before.brand);
      if (left) leave(left, before);
      if (after) {
        const room = rooms.get(after.brand) ?? createRoom();
        rooms.set(after.brand, room);
        enter(room, after);
      }
      if (before && left?.conversations === 0) rooms.delete(before.brand);
    },
    clear: () => rooms.clear(),
    figures: (brand, rules) => {
      const queue = emptyQueue();
      const room = rooms.get(brand);
      if (!room) return queue;
      queue.assigned = room.assigned;
      for (const [channel, waits] of room.waits)
        countWaits(queue, waits, { ...rules, brand, channel });
      return queue;
    },
    questions: (brand, now) => {
      const questions = rooms.get(brand)?.questions;
      if (!questions) return 0;
      return questions.size() - questions.countWhile((since) => now - since > QUESTION_MAX_MS);
    },
  };
};

/** Queues of several brands as one. */
export const addQueues = (queues: readonly QueueFigures[]): QueueFigures =>
  queues.reduce((sum, queue) => {
    const oldest = [sum.oldestSeconds, queue.oldestSeconds].filter((value) => value !== null);
    return {
      waiting: sum.waiting + queue.waiting,
      waitingLong: sum.waitingLong + queue.waitingLong,
      oldestSeconds: oldest.length === 0 ? null : Math.max(...oldest),
      assigned: sum.assigned + queue.assigned,
      past: {
        m30: sum.past.m30 + queue.past.m30,
        h1: sum.past.h1 + queue.past.h1,
        h2: sum.past.h2 + queue.past.h2,
      },
      slaAtRisk: sum.slaAtRisk + queue.slaAtRisk,
      slaBreached: sum.slaBreached + queue.slaBreached,
    };
  }, emptyQueue());
