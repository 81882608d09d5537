/** What a customer wants with a post: rules over the speech words of the lexicons and the feeling.
 * The order of the rules is the order of urgency: somebody who leaves also complains. */
import type { Intent, Sentiment } from '#contracts/understood.ts';
import { MEANS, SPEECH, type Meanings } from './meanings.ts';
import { MARK } from './reading.ts';
import type { Tokens } from './tokens.ts';
import { ANY_LANG, langIndexOf, type Words } from './words.ts';

/** A score at or below this is a complaint whatever else is said. */
const COMPLAINT_SCORE = -0.3;
/** Letters that tell the beginning of a name from a small word. */
const NAME_MIN = 3;

/** The token begins a sentence, or the text but for names before it. */
const isStartAt = (tokens: Tokens, at: number): boolean => {
  if ((tokens.marks[at]! & MARK.afterStop) !== 0) return true;
  for (let i = at - 1; i >= 0; i -= 1) {
    if ((tokens.marks[i]! & (MARK.handle | MARK.emoji)) === 0) return false;
  }
  return true;
};

/** What follows is the brand: an account, or the beginning of its folded name. */
const isNameAt = (tokens: Tokens, at: number, brand: string): boolean => {
  if (at >= tokens.count || (tokens.marks[at]! & MARK.afterStop) !== 0) return false;
  if ((tokens.marks[at]! & MARK.handle) !== 0) return true;
  const length = tokens.lengths[at]!;
  if (length < NAME_MIN || length > brand.length) return false;
  const start = tokens.starts[at]!;
  for (let i = 0; i < length; i += 1) {
    if (tokens.chars[start + i] !== brand.charCodeAt(i)) return false;
  }
  return true;
};

/** Bits that count only at their place become what they stand for, or nothing. */
const placed = (said: number, tokens: Tokens, from: number, to: number, brand: string): number => {
  if ((said & (SPEECH.farewell | SPEECH.parting)) === 0) return said;
  const isBye = (said & SPEECH.farewell) !== 0 && isStartAt(tokens, from);
  const isParted = (said & SPEECH.parting) !== 0 && isNameAt(tokens, to + 1, brand);
  return isBye || isParted ? said | SPEECH.mayLeave : said;
};

/** Bits of SPEECH that a text shows. Question words count where a sentence begins or where a
 * question mark stands: "how" in the middle of a sentence asks nothing. `brand`: its name, folded. */
export const speechOf = (
  tokens: Tokens,
  lang: number,
  words: Words,
  meanings: Meanings,
  brand: string,
): number => {
  const table = words.speech[lang]!;
  let bits = 0;
  let isStart = true;
  for (let i = 0; i < tokens.count; i += 1) {
    const marks = tokens.marks[i]!;
    if ((marks & (MARK.handle | MARK.emoji)) !== 0) continue;
    if ((marks & MARK.afterStop) !== 0) isStart = true;
    const said = placed(table[tokens.ids[i]!]!, tokens, i, i, brand);
    bits |= isStart ? said : said & ~SPEECH.question;
    isStart = false;
  }
  for (let h = 0; h < tokens.hitCount; h += 1) {
    const meaning = tokens.hitMeaning[h]!;
    if (meanings.kinds[meaning] !== MEANS.speech) continue;
    if (lang !== ANY_LANG && meanings.langs[meaning] !== lang) continue;
    const said = meanings.values[meaning]!;
    bits |= placed(said, tokens, tokens.hitFrom[h]!, tokens.hitTo[h]!, brand);
  }
  return tokens.questions > 0 ? bits | SPEECH.question : bits;
};

/** A score from here on is praise: "never again with anybody else". */
const PRAISE_SCORE = 0.5;
const isMeant = (bits: number, sentiment: Sentiment): boolean =>
  sentiment.label !== 'positive' ||
  (sentiment.score < PRAISE_SCORE && (bits & SPEECH.thanks) === 0);

/** Who answers support and says "uninstalled" tells a step of the repair. */
const isLeaving = (bits: number, sentiment: Sentiment, isAnswer: boolean): boolean => {
  if ((bits & SPEECH.leaving) !== 0) return isMeant(bits, sentiment);
  if ((bits & SPEECH.mayLeave) === 0) return false;
  if ((bits & (SPEECH.stays | SPEECH.thanks)) !== 0 || sentiment.label === 'positive') return false;
  return sentiment.label === 'negative' || (!isAnswer && (bits & SPEECH.question) === 0);
};

/** Has tried elsewhere and still wants something: who thanks for the call that helped does not. */
const isStillOpen = (bits: number, sentiment: Sentiment): boolean => {
  if (sentiment.label === 'positive') return (bits & SPEECH.complaint) !== 0;
  return sentiment.label === 'negative' || (bits & (SPEECH.complaint | SPEECH.request)) !== 0;
};

type Context = {
  /** The brand's name, folded. */
  name: string;
  /** The post answers another. */
  isAnswer: boolean;
};

export const createIntentReader =
  (words: Words, meanings: Meanings) =>
  (tokens: Tokens, lang: string, sentiment: Sentiment, context: Context): Intent => {
    const bits = speechOf(tokens, langIndexOf(lang), words, meanings, context.name);
    const isNegative = sentiment.label === 'negative';
    if (isLeaving(bits, sentiment, context.isAnswer)) return 'leaving';
    if ((bits & SPEECH.elsewhere) !== 0 && isStillOpen(bits, sentiment))
      return 'other-channel-first';
    if ((bits & SPEECH.thanks) !== 0 && sentiment.label === 'positive') {
      if ((bits & SPEECH.question) === 0 || tokens.questions === 0) return 'thanks';
    }
    if (isNegative && (bits & SPEECH.complaint) !== 0) return 'complaint';
    if (sentiment.score <= COMPLAINT_SCORE) return 'complaint';
    if ((bits & SPEECH.request) !== 0) return 'request';
    if ((bits & SPEECH.question) !== 0) return 'question';
    if (isNegative || (bits & SPEECH.complaint) !== 0) return 'complaint';
    return 'other';
  };
