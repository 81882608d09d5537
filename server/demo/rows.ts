/** The rows of the demo in the shape of the public interface: what a connector would post. */
import type { z } from 'zod';
import type { AgentActivity, conversationEventIn, deskEventIn } from '#contracts/desk-event.ts';
import type { Author, mentionIn } from '#contracts/mention.ts';
import { instantOut } from '#contracts/text.ts';
import { BRAND, BRAND_ACCOUNT, type DemoChannel } from './brand.ts';
import type { Draft } from './posts.ts';

export type MentionRow = z.input<typeof mentionIn>;
export type EventRow = z.input<typeof deskEventIn>;
type ConversationEventName = z.input<typeof conversationEventIn>['type'];
type Short<Name> = Name extends `conversation.${infer Rest}` ? Rest : never;

export const postRow = (
  id: string,
  channel: DemoChannel,
  draft: Draft,
  author: Author,
  at: number,
): MentionRow & { conversation: string } => ({
  id,
  channel,
  text: draft.text,
  at: instantOut(at),
  inbound: true,
  brand: BRAND,
  author: channel === 'chat' ? { id: author.id, name: author.name } : author,
  conversation: `c-${id}`,
  lang: draft.lang,
});

/** The same words from somebody else, carrying them to more people. */
export const repostRow = (
  id: string,
  original: MentionRow,
  author: Author,
  at: number,
): MentionRow & { conversation: string } => ({
  ...original,
  id,
  at: instantOut(at),
  author,
  conversation: `c-${id}`,
  repostOf: original.id,
});

export const replyRow = (
  post: MentionRow,
  agent: string,
  text: string,
  lang: string,
  at: number,
): MentionRow => ({
  id: `r-${post.id}`,
  channel: post.channel,
  text,
  at: instantOut(at),
  inbound: false,
  brand: BRAND,
  author: { ...BRAND_ACCOUNT },
  inReplyTo: post.id,
  conversation: post.conversation,
  lang,
  agent,
});

export const conversationRow = (
  name: Short<ConversationEventName>,
  post: MentionRow & { conversation?: string | undefined },
  at: number,
  agent?: string,
): EventRow => ({
  id: `${post.channel}-${post.conversation}-${name}`,
  type: `conversation.${name}`,
  conversation: post.conversation!,
  at: instantOut(at),
  channel: post.channel,
  brand: BRAND,
  ...(agent === undefined ? {} : { agent }),
});

export const agentStateRow = (
  agent: { id: string; name: string },
  state: AgentActivity,
  at: number,
): EventRow => ({
  id: `${agent.id}-${state}-${at}`,
  type: 'agent.state',
  agent: agent.id,
  name: agent.name,
  state,
  at: instantOut(at),
});
