/** What the tests of this folder share: a mention in one line, and its reading. */
import { catalogue, type Catalogue } from '#contracts/catalogue.ts';
import type { Mention } from '#contracts/mention.ts';
import { createUnderstand, type UnderstandOptions } from '#server/pipeline/understand.ts';

export const mentionOf = (text: string, more: Partial<Mention> = {}): Mention => ({
  id: 'm-1',
  channel: 'x',
  text,
  at: Date.UTC(2026, 0, 5, 9),
  inbound: true,
  ...more,
});

export const catalogueOf = (part: object = {}): Catalogue => catalogue.parse(part);

export const reader = (part: object = {}, options: UnderstandOptions = {}) => {
  const understand = createUnderstand(catalogueOf(part), options);
  return (text: string, more: Partial<Mention> = {}) => understand(mentionOf(text, more));
};
