/** The door of every scorer, and the one by word lists alone: it needs nothing but the lists, and the
 * trained model in `model/` stands on the same reading of them. */
import type { Sentiment, SentimentLabel } from '#contracts/understood.ts';
import { Feelings } from './feelings.ts';
import type { Meanings } from './meanings.ts';
import type { Tokens } from './tokens.ts';
import { langIndexOf, type Words } from './words.ts';

/** Reads tokens (with their phrase hits) in a language; 'und' where it is not known. */
export type Scorer = (tokens: Tokens, lang: string) => Sentiment;

/** Chosen on the development sets (tweeteval and umsab). */
const THRESHOLDS = {
  negativeBelow: -0.13,
  positiveAbove: 0.3,
  /** The other word lists are shorter than the English one: less stands for as much. */
  positiveAboveElsewhere: 0.2,
} as const;

export const createLexiconScorer = (words: Words, meanings: Meanings): Scorer => {
  const feelings = new Feelings(words, meanings);
  return (tokens, lang) => {
    feelings.read(tokens, langIndexOf(lang));
    const { positiveAbove, positiveAboveElsewhere } = THRESHOLDS;
    return sentimentOf(feelings.score, lang === 'en' ? positiveAbove : positiveAboveElsewhere);
  };
};

/** Label by two thresholds; confidence is how far the score stands from the nearest of them. */
const sentimentOf = (score: number, positiveAbove: number): Sentiment => {
  const { negativeBelow } = THRESHOLDS;
  let label: SentimentLabel = 'neutral';
  let distance = Math.min(score - negativeBelow, positiveAbove - score);
  if (score <= negativeBelow) {
    label = 'negative';
    distance = negativeBelow - score;
  } else if (score >= positiveAbove) {
    label = 'positive';
    distance = score - positiveAbove;
  }
  return {
    label,
    score: Math.round(score * 1000) / 1000,
    confidence: Math.round((0.4 + 0.6 * Math.min(1, distance / 0.7)) * 100) / 100,
  };
};
