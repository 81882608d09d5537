/** The desk reducer: conversations and agents as they stand, plus rows in any order -> the
 * conversations after them, and one sample per answer. Pure. Definitions of the times are those of
 * contracts/conversation.ts; the rules for one conversation stand in waiting.ts. */
import type { Agent, Conversation, ResponseSample } from '#contracts/conversation.ts';
import type { AgentEvent, ConversationEvent } from '#contracts/desk-event.ts';
import {
  brandReplied,
  customerSpoke,
  deskAssigned,
  deskResolved,
  newConversation,
} from './waiting.ts';

/** A mention as the desk sees it. `agent` only on replies; `inboundParentAt` is the time of the
 * customer's message that a reply names as its parent, where it is known. */
export type DeskMessage = {
  kind: 'message';
  at: number;
  channel: string;
  brand: string;
  conversation: string;
  inbound: boolean;
  isNoise: boolean;
  isQuestion: boolean;
  /** An outbound post that replies to nobody opens no conversation. */
  isReply: boolean;
  agent: string | null;
  inboundParentAt: number | null;
};
export type DeskRow =
  | DeskMessage
  | { kind: 'event'; at: number; event: ConversationEvent }
  | { kind: 'agent'; at: number; event: AgentEvent };

export type DeskState = { conversations: Conversation[]; agents: Agent[] };
/** Only what the rows touched. */
export type DeskChange = DeskState & { responses: ResponseSample[] };

type Desk = {
  conversations: Map<string, Conversation>;
  agents: Map<string, Agent>;
  touched: Set<Conversation>;
  touchedAgents: Set<Agent>;
  responses: ResponseSample[];
  /** Conversations that the desk itself speaks of in this batch: known before the first row. */
  told: Set<string>;
  brandOf: Map<string, string>;
  fallbackBrand: string;
};

const keyOf = (channel: string, id: string): string => `${channel}\0${id}`;

/** At one instant a question comes before its answer, and an answer before the closing. */
const RANK: Record<ConversationEvent['type'], number> = {
  'conversation.opened': 0,
  'conversation.reopened': 0,
  'conversation.assigned': 1,
  'conversation.replied': 2,
  'conversation.resolved': 3,
};
const rankOf = (row: DeskRow): number => {
  if (row.kind === 'message') return row.inbound ? 0 : 2;
  return row.kind === 'agent' ? 1 : RANK[row.event.type];
};

const findAgent = (desk: Desk, id: string): Agent => {
  let agent = desk.agents.get(id);
  if (!agent) {
    agent = { id, name: id, activity: null, since: null, lastReplyAt: null };
    desk.agents.set(id, agent);
  }
  desk.touchedAgents.add(agent);
  return agent;
};

const findConversation = (
  desk: Desk,
  where: { channel: string; id: string; brand: string },
  at: number,
): Conversation => {
  const key = keyOf(where.channel, where.id);
  let conversation = desk.conversations.get(key);
  if (!conversation) {
    conversation = newConversation(where, 'replies', at);
    desk.conversations.set(key, conversation);
  }
  if (desk.told.has(key)) conversation.source = 'desk';
  desk.touched.add(conversation);
  return conversation;
};

/** A reply, and its sample where it answered somebody who is known to have waited. */
const applyReply = (
  desk: Desk,
  conversation: Conversation,
  reply: { at: number; agent: string | null; inboundParentAt: number | null },
): void => {
  const agent = reply.agent === null ? null : findAgent(desk, reply.agent);
  const previous = agent?.lastReplyAt ?? null;
  const assignedAt = conversation.agent === reply.agent ? conversation.assignedAt : null;
  const { waitedSince, isFirst } = brandReplied(conversation, reply.at, reply.agent);
  if (agent) agent.lastReplyAt = Math.max(previous ?? reply.at, reply.at);
  const parentAt = reply.inboundParentAt;
  const since = parentAt !== null && parentAt <= reply.at ? parentAt : waitedSince;
  if (since === null) return;
  const begins = [since, previous, assignedAt].filter(
    (at): at is number => at !== null && at <= reply.at,
  );
  desk.responses.push({
    at: reply.at,
    brand: conversation.brand,
    channel: conversation.channel,
    conversation: conversation.id,
    agent: reply.agent,
    isFirst,
    responseSeconds: (reply.at - since) / 1000,
    handleSeconds: agent ? (reply.at - Math.max(...begins)) / 1000 : null,
  });
};

/** A conversation of the desk takes its replies from the desk alone: the same reply also arrives as
 * a mention and must not count twice. */
const applyMessage = (desk: Desk, row: DeskMessage): void => {
  if (row.inbound ? row.isNoise : !row.isReply) return;
  const { channel, brand } = row;
  const conversation = findConversation(desk, { channel, brand, id: row.conversation }, row.at);
  if (row.inbound) {
    conversation.inboundCount += 1;
    customerSpoke(conversation, row.at, row.isQuestion);
  } else if (conversation.source === 'replies') {
    applyReply(desk, conversation, row);
  }
};

const applyEvent = (desk: Desk, event: ConversationEvent): void => {
  const { channel, conversation: id, at } = event;
  const brand = event.brand ?? desk.brandOf.get(keyOf(channel, id)) ?? desk.fallbackBrand;
  const conversation = findConversation(desk, { channel, id, brand }, at);
  if (event.priority !== undefined) conversation.priority = event.priority;
  const agent = event.agent ?? null;
  switch (event.type) {
    case 'conversation.opened':
    case 'conversation.reopened':
      return customerSpoke(conversation, at);
    case 'conversation.assigned':
      if (agent !== null) findAgent(desk, agent);
      return deskAssigned(conversation, at, agent);
    case 'conversation.replied':
      return applyReply(desk, conversation, {
        at,
        agent: agent ?? conversation.agent,
        inboundParentAt: null,
      });
    case 'conversation.resolved':
      return deskResolved(conversation, at);
  }
};

const applyAgent = (desk: Desk, event: AgentEvent): void => {
  const agent = findAgent(desk, event.agent);
  if (event.name !== undefined) agent.name = event.name;
  if (agent.since !== null && event.at < agent.since) return;
  agent.activity = event.state;
  agent.since = event.at;
};

const noteTold = (desk: Desk, rows: readonly DeskRow[]): void => {
  for (const row of rows) {
    if (row.kind === 'event') desk.told.add(keyOf(row.event.channel, row.event.conversation));
    if (row.kind === 'message') {
      desk.brandOf.set(keyOf(row.channel, row.conversation), row.brand);
    }
  }
};

/** Applies the rows in event-time order. `state` holds the conversations and agents they name, as
 * stored; it is not changed. `fallbackBrand` is for a desk event that names no brand in a
 * conversation that nobody else has named one for. */
export const reduceDesk = (
  state: DeskState,
  rows: readonly DeskRow[],
  fallbackBrand: string,
): DeskChange => {
  const desk: Desk = {
    conversations: new Map(state.conversations.map((c) => [keyOf(c.channel, c.id), { ...c }])),
    agents: new Map(state.agents.map((agent) => [agent.id, { ...agent }])),
    touched: new Set(),
    touchedAgents: new Set(),
    responses: [],
    told: new Set(),
    brandOf: new Map(),
    fallbackBrand,
  };
  noteTold(desk, rows);
  const ordered = [...rows].sort((a, b) => a.at - b.at || rankOf(a) - rankOf(b));
  for (const row of ordered) {
    if (row.kind === 'message') applyMessage(desk, row);
    else if (row.kind === 'event') applyEvent(desk, row.event);
    else applyAgent(desk, row.event);
  }
  return {
    conversations: [...desk.touched],
    agents: [...desk.touchedAgents],
    responses: desk.responses,
  };
};
