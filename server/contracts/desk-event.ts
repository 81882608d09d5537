/** An event of the service desk: what happens to a conversation, and what an agent is doing. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { authorIn } from './mention.ts';
import { instantIn, keyText, tidyText } from './text.ts';

export const CONVERSATION_EVENTS = [
  'conversation.opened',
  'conversation.assigned',
  'conversation.replied',
  'conversation.resolved',
  'conversation.reopened',
] as const;

export const AGENT_STATES = ['online', 'busy', 'away', 'offline'] as const;
export type AgentActivity = (typeof AGENT_STATES)[number];

export const conversationEventIn = z.object({
  id: keyText(LIMITS.idChars),
  type: z.enum(CONVERSATION_EVENTS),
  conversation: keyText(LIMITS.idChars),
  at: instantIn,
  channel: keyText(LIMITS.channelChars),
  brand: keyText(LIMITS.brandChars).optional(),
  agent: keyText(LIMITS.agentChars).optional(),
  priority: keyText(LIMITS.tagChars).optional(),
  author: authorIn.optional(),
});

export const agentEventIn = z.object({
  id: keyText(LIMITS.idChars),
  type: z.literal('agent.state'),
  agent: keyText(LIMITS.agentChars),
  name: tidyText(LIMITS.nameChars).optional(),
  state: z.enum(AGENT_STATES),
  at: instantIn,
});

export const deskEventIn = z.discriminatedUnion('type', [conversationEventIn, agentEventIn]);

export type ConversationEvent = z.infer<typeof conversationEventIn>;
export type AgentEvent = z.infer<typeof agentEventIn>;
export type DeskEvent = z.infer<typeof deskEventIn>;
