/** The first scorer: our own word lists with negation, boosters, contrast, capitals and emoji. It is
 * one of many that fit `Scorer`; a trained model takes its place by the same door. */
import type { Sentiment, SentimentLabel } from '#contracts/understood.ts';
import { MEANS, type Meanings } from './meanings.ts';
import { MARK, READ_LIMITS } from './reading.ts';
import type { Tokens } from './tokens.ts';
import { ANY_LANG, langIndexOf, ROLE, type Words } from './words.ts';

/** Reads tokens (with their phrase hits) in a language; 'und' where it is not known. */
export type Scorer = (tokens: Tokens, lang: string) => Sentiment;

/** Set by hand; the two thresholds on the development sets (tweeteval and umsab). Weights are tenths. */
export const TUNING = {
  /** Words that a negation reaches. */
  negationReach: 3,
  /** A denied good word is bad; a denied bad word is only a little good. */
  deniedGood: -0.75,
  deniedBad: -0.3,
  boost: 1.35,
  dampen: 0.7,
  capitals: 1.3,
  drawnOut: 1.2,
  beforeContrast: 0.6,
  /** Each exclamation mark, up to three. */
  exclamation: 0.08,
  /** Sum of weights at which the score stands at 0.71. */
  half: 34,
  negativeBelow: -0.13,
  positiveAbove: 0.3,
  /** The other word lists are shorter than the English one: less stands for as much. */
  positiveAboveElsewhere: 0.2,
} as const;

export const createLexiconScorer = (words: Words, meanings: Meanings): Scorer => {
  const weights = new Float64Array(READ_LIMITS.tokens);
  const isTaken = new Uint8Array(READ_LIMITS.tokens);

  /** Single words first, then phrases over them: "on hold" outweighs "hold". */
  const weigh = (tokens: Tokens, lang: number) => {
    const table = words.weights[lang]!;
    const { ids, count } = tokens;
    for (let i = 0; i < count; i += 1) {
      weights[i] = table[ids[i]!]!;
      isTaken[i] = 0;
    }
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      if (meanings.kinds[meaning] !== MEANS.feeling) continue;
      if (lang !== ANY_LANG && meanings.langs[meaning] !== lang) continue;
      const from = tokens.hitFrom[h]!;
      const to = tokens.hitTo[h]!;
      if (from === to && weights[to] !== 0) continue;
      for (let i = from; i <= to; i += 1) {
        weights[i] = 0;
        isTaken[i] = from === to ? 0 : 1;
      }
      weights[to] = meanings.values[meaning]!;
    }
  };

  const sum = (tokens: Tokens, lang: number): number => {
    const roles = words.roles[lang]!;
    const isShouting = tokens.capitals * 2 > tokens.words;
    let total = 0;
    let denied = 0;
    let strength = 1;
    let emoji = 0;
    const { ids, marks: marksOf, count } = tokens;
    for (let i = 0; i < count; i += 1) {
      const marks = marksOf[i]!;
      if ((marks & MARK.handle) !== 0) continue;
      if ((marks & MARK.afterStop) !== 0) denied = 0;
      const role = isTaken[i] === 1 ? 0 : roles[ids[i]!]!;
      if ((role & ROLE.contrasts) !== 0) {
        total *= TUNING.beforeContrast;
        denied = 0;
      }
      let weight = weights[i]!;
      if (weight !== 0) {
        if ((marks & MARK.emoji) !== 0) weight /= 1 + emoji++ * 0.7;
        else if (denied > 0 && isTaken[i] === 0 && (role & ROLE.negates) === 0) {
          weight *= weight > 0 ? TUNING.deniedGood : TUNING.deniedBad;
        }
        if ((marks & MARK.capitals) !== 0 && !isShouting) weight *= TUNING.capitals;
        if ((marks & MARK.drawnOut) !== 0) weight *= TUNING.drawnOut;
        total += weight * strength;
      }
      denied = (role & ROLE.negates) !== 0 ? TUNING.negationReach : denied - 1;
      if ((role & ROLE.boosts) !== 0) strength = TUNING.boost;
      else strength = (role & ROLE.dampens) !== 0 ? TUNING.dampen : 1;
    }
    return total * (1 + TUNING.exclamation * Math.min(tokens.exclamations, 3));
  };

  return (tokens, lang) => {
    const index = langIndexOf(lang);
    weigh(tokens, index);
    const total = sum(tokens, index);
    const score = total / Math.sqrt(total * total + TUNING.half * TUNING.half);
    return sentimentOf(score, lang === 'en' ? TUNING.positiveAbove : TUNING.positiveAboveElsewhere);
  };
};

/** Label by two thresholds; confidence is how far the score stands from the nearest of them. */
export const sentimentOf = (score: number, positiveAbove: number): Sentiment => {
  const { negativeBelow } = TUNING;
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
