/** Mentions as the desk sees them: the one place that decides which row is a question, noise or an
 * answer, for the pipeline and for back-tests. Pure. */
import type { Understood } from '#contracts/understood.ts';
import type { DeskMessage, DeskRow } from './desk.ts';
import type { AgentOf } from './sign-off.ts';
import type { Thread } from './threads.ts';

/** A question mark that ends a word; one inside a link asks nothing. */
const QUESTION_MARK = /[?？؟](?:[\s"'”’)\]!?？؟]|$)/;

export const deskMessage = (row: Understood, thread: Thread, agentOf: AgentOf): DeskMessage => ({
  kind: 'message',
  at: row.at,
  channel: row.channel,
  brand: row.brand,
  conversation: thread.conversation,
  inbound: row.inbound,
  isNoise: row.noise !== null,
  isQuestion: row.inbound && (row.intent === 'question' || QUESTION_MARK.test(row.text)),
  isReply: row.inReplyTo !== undefined || row.conversation !== undefined,
  agent: agentOf(row),
  inboundParentAt: thread.inboundParentAt,
});

/** Agents that the rows name or that `assigned` conversations have, by id. */
export const agentIds = (
  rows: readonly DeskRow[],
  assigned: readonly (string | null)[],
): string[] => {
  const ids = new Set(assigned.filter((id) => id !== null));
  for (const row of rows) {
    const id = row.kind === 'message' ? row.agent : (row.event.agent ?? null);
    if (id !== null) ids.add(id);
  }
  return [...ids].sort();
};
