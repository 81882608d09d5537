/** A text as numbers for the model: frame features (what the word lists and the signs say) and buckets
 * of hashed word and letter sequences. The trainer and the scorer read by this one code. A bucket is
 * a number only: no text can be had back from it. Work and memory per text follow from READ_LIMITS. */
import { Feelings, squash } from '../feelings.ts';
import type { Meanings } from '../meanings.ts';
import { MARK, READ_LIMITS } from '../reading.ts';
import type { Tokens } from '../tokens.ts';
import { ANY_LANG, type Words } from '../words.ts';

/** Raised when the same text would get other numbers: an older model file is then refused. */
export const FEATURE_VERSION = 1;
export const BUCKET_BITS = 18;
export const BUCKETS = 1 << BUCKET_BITS;
export const FRAME_SIZE = 19;
/** The first frame features are about words: what they are worth differs by language. */
export const FRAME_BY_LANG = 9;
export const MODEL_LANGS = ANY_LANG + 1;

const SHIFT = 32 - BUCKET_BITS;
const SPACE = 0x20;
/** Seeds that keep the kinds of sequences apart. */
const SEED = {
  word: 0x3c6ef372,
  pair: 0x1b873593,
  denied: 0x5bd1e995,
  three: 0x2c1b3c6d,
  four: 0x27d4eb2f,
} as const;
const HANDLE = 0x4d;
const EDGE = 0x1234;
const LANG_STEP = 0x2545f491;

const bucketOf = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b) >>> SHIFT;
};

export class Features {
  readonly #feelings: Feelings;
  readonly frame = new Float64Array(FRAME_SIZE);
  /** Sequences of words, then sequences of letters. */
  readonly words = new Int32Array(3 * READ_LIMITS.tokens + 1);
  readonly grams = new Int32Array(2 * (READ_LIMITS.chars + READ_LIMITS.tokens));
  wordCount = 0;
  gramCount = 0;

  constructor(words: Words, meanings: Meanings) {
    this.#feelings = new Feelings(words, meanings);
  }

  /** `lang` is an index of the word lists. */
  read(tokens: Tokens, lang: number) {
    this.#feelings.read(tokens, lang);
    this.#readFrame(tokens);
    this.#readSequences(tokens, lang);
  }

  #readFrame(tokens: Tokens) {
    const { score, goodSum, badSum, goods, bads, goodEmoji, badEmoji } = this.#feelings;
    const frame = this.frame;
    frame[0] = score;
    frame[1] = Math.abs(score);
    frame[2] = Math.max(0, score - 0.3);
    frame[3] = Math.max(0, -score - 0.3);
    frame[4] = squash(goodSum);
    frame[5] = squash(-badSum);
    frame[6] = Math.min(goods, 4) / 4;
    frame[7] = Math.min(bads, 4) / 4;
    frame[8] = goods + bads === 0 ? 1 : 0;
    frame[9] = Math.min(tokens.exclamations, 3) / 3;
    frame[10] = Math.min(tokens.questions, 2) / 2;
    frame[11] = Math.min(tokens.capitals, 4) / 4;
    frame[12] = tokens.links > 0 ? 1 : 0;
    frame[13] = Math.min(tokens.emoji, 3) / 3;
    frame[14] = Math.min(goodEmoji, 3) / 3;
    frame[15] = Math.min(badEmoji, 3) / 3;
    frame[16] = Math.min(tokens.words, 40) / 40;
    frame[17] = Math.min(tokens.hashtags, 3) / 3;
    frame[18] = Math.min(tokens.handles, 3) / 3;
  }

  /** Words, pairs and denied words belong to their language; letters to all, because "fantast" and
   * "terribl" mean the same in most. Names of accounts are one word. */
  #readSequences(tokens: Tokens, lang: number) {
    const { hashes, marks, count } = tokens;
    const isDenied = this.#feelings.isDenied;
    const words = this.words;
    const space = Math.imul(lang + 1, LANG_STEP);
    let before: number = EDGE;
    let used = 0;
    this.gramCount = 0;
    for (let i = 0; i < count; i += 1) {
      const isHandle = (marks[i]! & MARK.handle) !== 0;
      const hash = isHandle ? HANDLE : hashes[i]!;
      words[used++] = bucketOf((Math.imul(before, 31) + hash) ^ space ^ SEED.pair);
      before = hash;
      if (isHandle) continue;
      words[used++] = bucketOf(hash ^ space ^ SEED.word);
      if (isDenied[i] === 1) words[used++] = bucketOf(hash ^ space ^ SEED.denied);
      if ((marks[i]! & MARK.emoji) === 0) this.#readGrams(tokens, i);
    }
    words[used++] = bucketOf((Math.imul(before, 31) + EDGE) ^ space ^ SEED.pair);
    this.wordCount = used;
  }

  /** Three and four letters at a time, with a space at either end of the word. */
  #readGrams(tokens: Tokens, i: number) {
    const { chars, starts, lengths } = tokens;
    const start = starts[i]!;
    const end = start + lengths[i]!;
    const grams = this.grams;
    let used = this.gramCount;
    let a = SPACE;
    let b = chars[start]!;
    for (let at = start + 1; at <= end; at += 1) {
      const c = at < end ? chars[at]! : SPACE;
      const three = Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b) + Math.imul(c, 0xc2b2ae35);
      grams[used++] = bucketOf(three ^ SEED.three);
      if (at < end) {
        const d = at + 1 < end ? chars[at + 1]! : SPACE;
        grams[used++] = bucketOf((three + Math.imul(d, 0x165667b1)) ^ SEED.four);
      }
      a = b;
      b = c;
    }
    this.gramCount = used;
  }
}
