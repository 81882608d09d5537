/** What one message does to one conversation: who waits since when. Pure rules on a conversation
 * that the desk reducer owns and mutates. They give the same answer for rows that arrive late: each
 * rule compares times and never trusts the order of arrival. */
import type { Conversation } from '#contracts/conversation.ts';

export const newConversation = (
  key: { channel: string; id: string; brand: string },
  source: Conversation['source'],
  at: number,
): Conversation => ({
  ...key,
  source,
  openedAt: at,
  waitingSince: null,
  asksQuestion: false,
  lastInboundAt: null,
  firstReplyAt: null,
  lastReplyAt: null,
  agent: null,
  assignedAt: null,
  resolvedAt: null,
  priority: null,
  inboundCount: 0,
  replyCount: 0,
  reopenedCount: 0,
});

const latest = (known: number | null, at: number): number =>
  known === null || at > known ? at : known;
const earliest = (known: number | null, at: number): number =>
  known === null || at < known ? at : known;

/** The customer spoke at `at`, which reopens what was resolved before. A message that a reply or the
 * resolution has already followed waits for nothing. */
export const customerSpoke = (conversation: Conversation, at: number, isQuestion = false): void => {
  conversation.openedAt = Math.min(conversation.openedAt, at);
  conversation.lastInboundAt = latest(conversation.lastInboundAt, at);
  if (conversation.resolvedAt !== null) {
    if (at <= conversation.resolvedAt) return;
    conversation.resolvedAt = null;
    conversation.reopenedCount += 1;
  }
  const isAnswered = conversation.lastReplyAt !== null && at <= conversation.lastReplyAt;
  if (isAnswered) return;
  const isWaiting = conversation.waitingSince !== null;
  conversation.asksQuestion = isQuestion || (isWaiting && conversation.asksQuestion);
  conversation.waitingSince = earliest(conversation.waitingSince, at);
};

/** Everything up to `at` is dealt with. Where the customer has written since, the wait begins anew
 * at the last message: an earlier one is not remembered. */
const settle = (conversation: Conversation, at: number): void => {
  if (conversation.waitingSince === null || conversation.waitingSince > at) return;
  const { lastInboundAt } = conversation;
  conversation.waitingSince = lastInboundAt !== null && lastInboundAt > at ? lastInboundAt : null;
  if (conversation.waitingSince === null) conversation.asksQuestion = false;
};

/** What a reply answered: since when the customer had waited for it, null when nobody did. */
export type Answered = { waitedSince: number | null; isFirst: boolean };

/** The brand replied at `at`. A reply older than the waiting message does not end its wait. */
export const brandReplied = (
  conversation: Conversation,
  at: number,
  agent: string | null,
): Answered => {
  const { waitingSince, lastReplyAt } = conversation;
  const isFirst = conversation.firstReplyAt === null;
  conversation.openedAt = Math.min(conversation.openedAt, at);
  conversation.replyCount += 1;
  conversation.firstReplyAt = earliest(conversation.firstReplyAt, at);
  conversation.lastReplyAt = latest(lastReplyAt, at);
  if (agent !== null && (lastReplyAt === null || at >= lastReplyAt)) conversation.agent = agent;
  settle(conversation, at);
  const isWaitEnded = waitingSince !== null && waitingSince <= at;
  return { waitedSince: isWaitEnded ? waitingSince : null, isFirst };
};

/** The desk gave the conversation to somebody. An older assignment that arrives late is nothing new. */
export const deskAssigned = (
  conversation: Conversation,
  at: number,
  agent: string | null,
): void => {
  if (conversation.assignedAt !== null && at < conversation.assignedAt) return;
  conversation.assignedAt = at;
  if (agent !== null) conversation.agent = agent;
};

/** The desk closed it. Where the customer has written since (the event came late), it was reopened
 * by that message already. */
export const deskResolved = (conversation: Conversation, at: number): void => {
  settle(conversation, at);
  if (conversation.lastInboundAt !== null && conversation.lastInboundAt > at) {
    conversation.reopenedCount += 1;
    return;
  }
  conversation.resolvedAt = latest(conversation.resolvedAt, at);
};
