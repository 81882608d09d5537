/** Who waits, since when, and which promises that breaks: the open conversations of a brand as
 * figures. Pure. Waiting is counted on the wall clock, also out of hours (customers do); the brand's
 * own SLA runs in its hours of operation only. */
import type { DeskGauge } from '#alerts/contract.ts';
import type { Conversation } from '#contracts/conversation.ts';
import type { WallQueue } from '#contracts/wall.ts';
import { RUNTIME } from '#server/config.ts';
import type { Hours } from './hours.ts';

const MIN_MS = 60_000;
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

/** A customer who waited for days has left; one whose message lies ahead of the clock waits 0 s. */
const waitedMs = (conversation: Conversation, now: number): number | null => {
  if (conversation.waitingSince === null) return null;
  const waited = Math.max(0, now - conversation.waitingSince);
  return waited > WAITING_MAX_MS ? null : waited;
};

export type QueueFigures = Pick<
  DeskGauge,
  'waiting' | 'oldestSeconds' | 'assigned' | 'slaAtRisk' | 'slaBreached'
> &
  Pick<WallQueue, 'past'>;

const emptyQueue = (): QueueFigures => ({
  waiting: 0,
  oldestSeconds: null,
  assigned: 0,
  past: { m30: 0, h1: 0, h2: 0 },
  slaAtRisk: 0,
  slaBreached: 0,
});

export type SlaOf = (channel: string) => number | undefined;

type Rules = { now: number; hours: Hours; slaMinutes: SlaOf };

/** Thousands may wait, most of them on few channels: the last one is remembered. */
const createSlaMs = ({ slaMinutes }: Rules) => {
  let channel: string | null = null;
  let slaMs = 0;
  return (name: string): number => {
    if (name !== channel) {
      channel = name;
      slaMs = (slaMinutes(name) ?? SLA_MINUTES) * MIN_MS;
    }
    return slaMs;
  };
};

const countWait = (
  queue: QueueFigures,
  conversation: Conversation,
  waited: number,
  rules: Rules & { slaMsOf: (channel: string) => number },
): void => {
  queue.waiting += 1;
  queue.oldestSeconds = Math.max(queue.oldestSeconds ?? 0, Math.floor(waited / 1000));
  if (waited > 30 * MIN_MS) queue.past.m30 += 1;
  if (waited > 60 * MIN_MS) queue.past.h1 += 1;
  if (waited > 120 * MIN_MS) queue.past.h2 += 1;
  const { brand, channel } = conversation;
  const slaMs = rules.slaMsOf(channel);
  if (waited < slaMs * AT_RISK_SHARE) return;
  const open = rules.hours.openMs(brand, channel, rules.now - waited, rules.now);
  if (open >= slaMs) queue.slaBreached += 1;
  else if (open >= slaMs * AT_RISK_SHARE) queue.slaAtRisk += 1;
};

const QUESTION_MAX_MS = 24 * 60 * MIN_MS;

/** Questions of the last day that wait for an answer. */
export const countQuestions = (conversations: Iterable<Conversation>, now: number): number => {
  let questions = 0;
  for (const conversation of conversations) {
    if (!conversation.asksQuestion) continue;
    const waited = waitedMs(conversation, now);
    if (waited !== null && waited <= QUESTION_MAX_MS) questions += 1;
  }
  return questions;
};

/** Figures of the conversations at `now` (epoch ms). */
export const queueOf = (conversations: Iterable<Conversation>, rules: Rules): QueueFigures => {
  const queue = emptyQueue();
  const known = { ...rules, slaMsOf: createSlaMs(rules) };
  for (const conversation of conversations) {
    if (isAssigned(conversation)) queue.assigned += 1;
    const waited = waitedMs(conversation, rules.now);
    if (waited !== null) countWait(queue, conversation, waited, known);
  }
  return queue;
};

/** Queues of several brands as one. */
export const addQueues = (queues: readonly QueueFigures[]): QueueFigures =>
  queues.reduce((sum, queue) => {
    const oldest = [sum.oldestSeconds, queue.oldestSeconds].filter((value) => value !== null);
    return {
      waiting: sum.waiting + queue.waiting,
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
