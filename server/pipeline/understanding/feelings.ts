/** What the word lists say about a text: a weight for each token, phrases over words, and their sum
 * with negation, boosters, contrast and capitals. Read once per text, for the scorer by lists and for
 * the trained model alike. */
import { MEANS, type Meanings } from './meanings.ts';
import { MARK, READ_LIMITS } from './reading.ts';
import type { Tokens } from './tokens.ts';
import { ANY_LANG, ROLE, type Words } from './words.ts';

/** Set by hand. Weights are tenths. */
const TUNING = {
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
} as const;

/** A sum of weights as a score in -1..1. */
export const squash = (sum: number): number =>
  sum / Math.sqrt(sum * sum + TUNING.half * TUNING.half);

export class Feelings {
  readonly #words: Words;
  readonly #meanings: Meanings;
  readonly #weights = new Float64Array(READ_LIMITS.tokens);
  readonly #isTaken = new Uint8Array(READ_LIMITS.tokens);
  /** Tokens that stand behind a negation: 1. */
  readonly isDenied = new Uint8Array(READ_LIMITS.tokens);
  /** Everything together, -1..1. */
  score = 0;
  /** Weights of good and of bad tokens as they stand in the lists, and how many there are. */
  goodSum = 0;
  badSum = 0;
  goods = 0;
  bads = 0;
  goodEmoji = 0;
  badEmoji = 0;

  constructor(words: Words, meanings: Meanings) {
    this.#words = words;
    this.#meanings = meanings;
  }

  /** `lang` is an index of the word lists. */
  read(tokens: Tokens, lang: number) {
    this.#weigh(tokens, lang);
    this.score = squash(this.#sum(tokens, lang));
  }

  /** Single words first, then phrases over them: "on hold" outweighs "hold". */
  #weigh(tokens: Tokens, lang: number) {
    const table = this.#words.weights[lang]!;
    const weights = this.#weights;
    const isTaken = this.#isTaken;
    const { kinds, langs, values } = this.#meanings;
    const { ids, count } = tokens;
    for (let i = 0; i < count; i += 1) {
      weights[i] = table[ids[i]!]!;
      isTaken[i] = 0;
    }
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      if (kinds[meaning] !== MEANS.feeling) continue;
      if (lang !== ANY_LANG && langs[meaning] !== lang) continue;
      const from = tokens.hitFrom[h]!;
      const to = tokens.hitTo[h]!;
      if (from === to && weights[to] !== 0) continue;
      for (let i = from; i <= to; i += 1) {
        weights[i] = 0;
        isTaken[i] = from === to ? 0 : 1;
      }
      weights[to] = values[meaning]!;
    }
  }

  #clear() {
    this.goodSum = 0;
    this.badSum = 0;
    this.goods = 0;
    this.bads = 0;
    this.goodEmoji = 0;
    this.badEmoji = 0;
  }

  #count(weight: number, isEmoji: boolean) {
    if (weight > 0) {
      this.goods += 1;
      this.goodSum += weight;
      if (isEmoji) this.goodEmoji += 1;
    } else {
      this.bads += 1;
      this.badSum -= weight;
      if (isEmoji) this.badEmoji += 1;
    }
  }

  #sum(tokens: Tokens, lang: number): number {
    const roles = this.#words.roles[lang]!;
    const weights = this.#weights;
    const isTaken = this.#isTaken;
    const isShouting = tokens.capitals * 2 > tokens.words;
    const { ids, marks: marksOf, count } = tokens;
    let total = 0;
    let denied = 0;
    let strength = 1;
    this.#clear();
    for (let i = 0; i < count; i += 1) {
      const marks = marksOf[i]!;
      this.isDenied[i] = 0;
      if ((marks & MARK.handle) !== 0) continue;
      if ((marks & MARK.afterStop) !== 0) denied = 0;
      const role = isTaken[i] === 1 ? 0 : roles[ids[i]!]!;
      if ((role & ROLE.contrasts) !== 0) {
        total *= TUNING.beforeContrast;
        denied = 0;
      }
      this.isDenied[i] = denied > 0 ? 1 : 0;
      let weight = weights[i]!;
      if (weight !== 0) {
        const isEmoji = (marks & MARK.emoji) !== 0;
        const before = this.goodEmoji + this.badEmoji;
        this.#count(weight, isEmoji);
        if (isEmoji) weight /= 1 + before * 0.7;
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
  }
}
