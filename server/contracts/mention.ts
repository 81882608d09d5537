/** A mention as Tocsin keeps it: one post, comment or message about or by a brand. The wire shape
 * (RFC 3339 times, unknown fields dropped) is read by `mentionIn`; inside the house times are
 * epoch milliseconds. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { instantIn, keyText, tidyText } from './text.ts';

export const authorIn = z.object({
  id: keyText(LIMITS.idChars),
  handle: tidyText(LIMITS.nameChars).optional(),
  name: tidyText(LIMITS.nameChars).optional(),
  followers: z.int().min(0).max(LIMITS.countMax).optional(),
  verified: z.boolean().optional(),
});

export const mentionIn = z.object({
  id: keyText(LIMITS.idChars),
  channel: keyText(LIMITS.channelChars),
  text: tidyText(LIMITS.textChars),
  at: instantIn,
  inbound: z.boolean(),
  brand: keyText(LIMITS.brandChars).optional(),
  author: authorIn.optional(),
  inReplyTo: keyText(LIMITS.idChars).optional(),
  conversation: keyText(LIMITS.idChars).optional(),
  lang: keyText(LIMITS.langChars).optional(),
  url: keyText(LIMITS.urlChars).optional(),
  reposts: z.int().min(0).max(LIMITS.countMax).optional(),
  repostOf: keyText(LIMITS.idChars).optional(),
  agent: keyText(LIMITS.agentChars).optional(),
  tags: z.array(keyText(LIMITS.tagChars)).max(LIMITS.tagsPerMention).optional(),
});

export type Author = z.infer<typeof authorIn>;
/** `at` in epoch milliseconds. `brand` is absent until the catalogue has named it. */
export type Mention = z.infer<typeof mentionIn>;
