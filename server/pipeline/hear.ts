/** From an understood mention to a voice: what kind of thing it says about which subject, and whose
 * words they are. Apart from `understand.ts`, because only live mentions are heard, and their text
 * is read here a second time with longer lists. Work per row is bounded by READ_LIMITS. */
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Understood } from '#contracts/understood.ts';
import type { Voice } from '#contracts/voice.ts';
import { createBrandReader } from './understanding/brands.ts';
import { addHeard, heardOf, isFirstHand } from './understanding/heard.ts';
import { speechOf } from './understanding/intent.ts';
import { HEARD, MEANS, Meanings, SPEECH } from './understanding/meanings.ts';
import { createNameFolder } from './understanding/names.ts';
import { createOriginReader } from './understanding/origin.ts';
import { Phrases } from './understanding/phrases.ts';
import { SmallWords } from './understanding/small-words.ts';
import { createTermReader } from './understanding/terms.ts';
import { Tokens } from './understanding/tokens.ts';
import { langIndexOf, WordLists } from './understanding/words.ts';

export type Hear = (row: Understood, parentKind: Voice['parentKind']) => Voice;

export const createHear = (catalogue: Pick<Catalogue, 'brands'>): Hear => {
  const phrases = new Phrases();
  const meanings = new Meanings();
  const lists = new WordLists(phrases, meanings);
  addHeard(phrases, meanings);
  createBrandReader(catalogue.brands, phrases, meanings);
  const small = new SmallWords(phrases);
  phrases.seal();
  small.seal(phrases.vocabulary.size);
  const words = lists.seal();
  const termsOf = createTermReader(small, meanings);
  const originOf = createOriginReader(small);
  const indexOf = new Map(catalogue.brands.map(({ key }, index) => [key, index]));
  const tokens = new Tokens(phrases.vocabulary);
  const nameOf = createNameFolder();

  /** The brand's own name stands at token `at`. */
  const isOwnName = (at: number, brand: number): boolean => {
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      const isName = meanings.kinds[meaning] === MEANS.brand && tokens.hitFrom[h] === at;
      if (isName && meanings.values[meaning] === brand) return true;
    }
    return false;
  };

  return (row, parentKind) => {
    phrases.match(tokens.read(row.text));
    const lang = langIndexOf(row.lang);
    const brand = indexOf.get(row.brand) ?? -1;
    const isHeard = row.inbound && row.noise === null;
    const heard = isHeard ? heardOf(tokens, lang, meanings) : 0;
    const name = nameOf(row.brand);
    const speech = isHeard ? speechOf(tokens, lang, words, meanings, name.key) : 0;
    const isAddressed = tokens.handles > 0 || row.inReplyTo !== undefined;
    const { print, repostOf, quoted } = originOf(row, tokens);
    const isOfBrand = quoted >= 0 && isOwnName(quoted, brand);
    return {
      at: row.at,
      brand: row.brand,
      channel: row.channel,
      id: row.id,
      inbound: row.inbound,
      author: row.author?.id ?? null,
      topics: row.topics,
      terms: termsOf(tokens, lang, brand, name),
      print,
      repostOf,
      parent: row.inReplyTo ?? null,
      parentKind: parentKind ?? (isOfBrand ? 'post' : null),
      mood: row.sentiment.label,
      score: row.sentiment.score,
      intent: row.intent,
      isQuestion: (speech & SPEECH.question) !== 0,
      isFirstHand: repostOf === null && isFirstHand(heard, row.sentiment.label, isAddressed),
      isShared: (heard & HEARD.shared) !== 0,
      isHarm: (heard & HEARD.harm) !== 0,
      isLeaving: row.intent === 'leaving',
      importance: row.importance,
      reach: row.reach,
    };
  };
};
