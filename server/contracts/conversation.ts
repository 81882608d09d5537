/** A conversation and the agents who work on it: what the desk figures are computed from. Built
 * from desk events where a source has a desk, from mentions and replies where it has none. */
import type { AgentActivity } from './desk-event.ts';

/** Key is (channel, id). All times epoch ms; null where it has not happened. */
export type Conversation = {
  channel: string;
  id: string;
  brand: string;
  /** 'desk': told by desk events. 'replies': read from mentions. A desk event wins for good. */
  source: 'desk' | 'replies';
  openedAt: number;
  /** The customer's first message that no reply has followed; null when nobody waits. */
  waitingSince: number | null;
  /** Somebody waits, and asks something. */
  asksQuestion: boolean;
  lastInboundAt: number | null;
  firstReplyAt: number | null;
  lastReplyAt: number | null;
  agent: string | null;
  assignedAt: number | null;
  resolvedAt: number | null;
  priority: string | null;
  inboundCount: number;
  replyCount: number;
  reopenedCount: number;
};

/** What changed in the conversations that customers opened in the minute that begins at `at`: how many
 * there are, and in how many nobody has answered. Sums of changes are counts. */
export type Opening = { brand: string; at: number; opened: number; unanswered: number };

/** One answer to a waiting customer.
 * `responseSeconds`: reply minus the message it answers (the parent by `inReplyTo` where it is
 * known and inbound, else `waitingSince`).
 * `handleSeconds`: reply minus the latest of that message, the assignment to this agent, and this
 * agent's previous reply anywhere: the longest the agent can have worked on it. Null without agent. */
export type ResponseSample = {
  at: number;
  brand: string;
  channel: string;
  conversation: string;
  agent: string | null;
  /** First reply of the conversation. */
  isFirst: boolean;
  responseSeconds: number;
  handleSeconds: number | null;
};

export type Agent = {
  id: string;
  name: string;
  /** null: never told by the desk, known from replies only. */
  activity: AgentActivity | null;
  since: number | null;
  lastReplyAt: number | null;
};
