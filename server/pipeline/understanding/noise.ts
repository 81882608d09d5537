/** Which inbound posts are nobody's business: the catalogue's rules in their order, then posts that
 * say nothing. A false alarm here hides a customer, so what is part of a conversation is kept: a
 * bare link in a reply is the screenshot that support asked for. */
import type { NoiseConfig } from '#contracts/catalogue.ts';
import type { Mention } from '#contracts/mention.ts';
import { MEANS, type Meanings } from './meanings.ts';
import type { Phrases } from './phrases.ts';
import type { Tokens } from './tokens.ts';

/** Keys of the rules that need no catalogue. */
export const NOISE_EMPTY = 'empty';
export const NOISE_LINK_ONLY = 'link-only';

/** An account as one writes it: with or without the sign, in any case. */
export const accountKey = (name: string): string => name.replace(/^@/, '').toLowerCase();

export const createNoiseReader = (
  rules: readonly NoiseConfig[],
  phrases: Phrases,
  meanings: Meanings,
) => {
  const authors = new Map<string, number>();
  rules.forEach((rule, index) => {
    for (const phrase of rule.any) phrases.add(phrase, meanings.add(MEANS.noise, index));
    for (const phrase of rule.with?.any ?? []) {
      phrases.add(phrase, meanings.add(MEANS.noiseWith, index));
    }
    for (const author of rule.authors) {
      if (!authors.has(accountKey(author))) authors.set(accountKey(author), index);
    }
  });
  const counted = rules
    .map((rule, index) => ({ index, links: rule.linksOver, hashtags: rule.hashtagsOver }))
    .filter((rule) => rule.links !== undefined || rule.hashtags !== undefined);

  const byAuthor = (mention: Mention): number => {
    if (authors.size === 0 || mention.author === undefined) return rules.length;
    const { id, handle } = mention.author;
    const byId = authors.get(accountKey(id)) ?? rules.length;
    const byHandle = handle === undefined ? undefined : authors.get(accountKey(handle));
    return Math.min(byId, byHandle ?? rules.length);
  };

  const isJoined = (tokens: Tokens, index: number): boolean => {
    const wanted = rules[index]!.with;
    if (wanted === undefined || (wanted.link && tokens.links > 0)) return true;
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      const isWanted = meanings.kinds[meaning] === MEANS.noiseWith;
      if (isWanted && meanings.values[meaning] === index) return true;
    }
    return false;
  };

  /** The first rule of the catalogue that matches. */
  const byRule = (mention: Mention, tokens: Tokens): number => {
    let first = byAuthor(mention);
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      if (meanings.kinds[meaning] !== MEANS.noise) continue;
      const index = meanings.values[meaning]!;
      if (index < first && isJoined(tokens, index)) first = index;
    }
    for (const { index, links, hashtags } of counted) {
      if (index >= first) break;
      const isOver =
        (links !== undefined && tokens.links > links) ||
        (hashtags !== undefined && tokens.hashtags > hashtags);
      if (isOver) first = index;
    }
    return first;
  };

  return (mention: Mention, tokens: Tokens): string | null => {
    if (!mention.inbound) return null;
    const rule = rules[byRule(mention, tokens)];
    if (rule !== undefined) return rule.key;
    const saysNothing = tokens.words === 0 && tokens.emoji === 0;
    if (!saysNothing || tokens.questions + tokens.exclamations > 0) return null;
    if (mention.inReplyTo !== undefined || mention.conversation !== undefined) return null;
    return tokens.links > 0 ? NOISE_LINK_ONLY : NOISE_EMPTY;
  };
};
