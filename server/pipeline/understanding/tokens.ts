/** The one reading of a text that every part shares: words folded to lower case without accents,
 * handles, hashtags, emoji and emoticons, each with its number in the vocabulary. Buffers are
 * reused; a reading is valid until the next one. Work is linear in the characters read, which
 * `READ_LIMITS` caps. */
import {
  DIGITS_END,
  FOLD_MASK,
  KIND,
  kindOf,
  LETTERS_END,
  readingOf,
  SCRIPT_COUNT,
  scriptOf,
  SPECIAL_END,
} from './characters.ts';
import { HASH_PRIME, HASH_SEED, hashStep, type Vocabulary } from './vocabulary.ts';

export const READ_LIMITS = {
  /** Characters of a text that are read; what follows changes nothing. */
  chars: 4_000,
  tokens: 512,
  /** Phrase hits kept. */
  hits: 1_024,
} as const;

/** Bits of `marks`. */
export const MARK = {
  hashtag: 1,
  handle: 2,
  emoji: 4,
  /** A clause ended before this token. */
  afterStop: 8,
  capitals: 16,
  /** A letter was drawn out ("soooo"). */
  drawnOut: 32,
  word: 64,
} as const;

const AT = 0x40;
const UNDERSCORE = 0x5f;
const SKIN_TONE_FROM = 0xdffb;
const CODE = {
  newline: 0x0a,
  exclamation: 0x21,
  quote: 0x27,
  opening: 0x28,
  closing: 0x29,
  dash: 0x2d,
  three: 0x33,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  equals: 0x3d,
  question: 0x3f,
  upperZ: 0x5a,
  h: 0x68,
  l: 0x6c,
  t: 0x74,
  w: 0x77,
} as const;
const HAPPY = ')]DPp3*';
const SAD = '([/\\|';
const ENTITIES = ['&amp;', '&lt;', '&gt;', '&quot;', '&#39;'];
const isUrlStart = (text: string, at: number): boolean => {
  const second = text.charCodeAt(at + 1);
  if (second === CODE.w) return text.startsWith('www.', at);
  if (second !== CODE.t) return false;
  return text.startsWith('http://', at) || text.startsWith('https://', at);
};

export class Tokens {
  count = 0;
  readonly ids = new Int32Array(READ_LIMITS.tokens);
  readonly hashes = new Int32Array(READ_LIMITS.tokens);
  readonly starts = new Int32Array(READ_LIMITS.tokens);
  readonly lengths = new Int32Array(READ_LIMITS.tokens);
  readonly marks = new Uint8Array(READ_LIMITS.tokens);
  /** Folded letters of all tokens, one after the other. */
  readonly chars = new Uint16Array(READ_LIMITS.chars + 2 * READ_LIMITS.tokens + 8);
  /** Words by script of their first letter. */
  readonly scripts = new Int32Array(SCRIPT_COUNT);
  words = 0;
  emoji = 0;
  links = 0;
  hashtags = 0;
  handles = 0;
  questions = 0;
  exclamations = 0;
  capitals = 0;
  /** Characters looked at: the measure of work. */
  steps = 0;
  /** Phrases found, by `phrases.ts`: what it means, first and last token. */
  hitCount = 0;
  readonly hitMeaning = new Int32Array(READ_LIMITS.hits);
  readonly hitFrom = new Int32Array(READ_LIMITS.hits);
  readonly hitTo = new Int32Array(READ_LIMITS.hits);

  readonly #vocabulary: Vocabulary;
  #used = 0;
  #afterStop = 0;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  read(text: string): this {
    this.#reset();
    const end = Math.min(text.length, READ_LIMITS.chars);
    let at = 0;
    while (at < end && this.count < READ_LIMITS.tokens) {
      const unit = text.charCodeAt(at);
      switch (kindOf[unit]) {
        case KIND.letter:
        case KIND.digit:
          if ((unit === CODE.h || unit === CODE.w) && isUrlStart(text, at)) {
            at = this.#link(text, at, end);
          } else at = this.#plain(text, at, end);
          break;
        case KIND.at:
          at = this.#tagged(text, at, end, MARK.handle);
          break;
        case KIND.hash:
          at = this.#tagged(text, at, end, MARK.hashtag);
          break;
        case KIND.stop:
          at = this.#stop(text, at, unit);
          break;
        case KIND.ideograph:
          this.#ideograph(unit);
          at += 1;
          break;
        case KIND.emoji:
        case KIND.highSurrogate:
          at = this.#picture(text, at, unit);
          break;
        case KIND.ampersand:
          at = this.#entity(text, at);
          break;
        default:
          at = unit === CODE.equals || unit === CODE.less ? this.#face(text, at) : at + 1;
      }
    }
    this.steps = at;
    return this;
  }

  #reset() {
    this.count = 0;
    this.words = 0;
    this.emoji = 0;
    this.links = 0;
    this.hashtags = 0;
    this.handles = 0;
    this.questions = 0;
    this.exclamations = 0;
    this.capitals = 0;
    this.hitCount = 0;
    this.scripts.fill(0);
    this.#used = 0;
    this.#afterStop = 0;
  }

  #push(start: number, end: number, hash: number, marks: number) {
    const i = this.count;
    this.starts[i] = start;
    this.lengths[i] = end - start;
    this.hashes[i] = hash;
    this.marks[i] = marks | this.#afterStop;
    this.ids[i] = this.#vocabulary.find(this.chars, start, end - start, hash);
    this.#used = end;
    this.#afterStop = 0;
    this.count = i + 1;
  }

  /** The common word, in one tight loop; whatever is special about it is left to `#word`. */
  #plain(text: string, from: number, end: number): number {
    const chars = this.chars;
    const readings = readingOf;
    const start = this.#used;
    let to = start;
    let hash = HASH_SEED;
    let at = from;
    let last = 0;
    let run = 0;
    let upper = 0;
    for (; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      const reading = readings[unit]!;
      if (reading >= DIGITS_END) {
        if (reading < SPECIAL_END) return this.#word(text, from, end, 0);
        break;
      }
      const folded = reading & FOLD_MASK;
      if (folded === last) {
        run += 1;
        if (run > 1 && reading < LETTERS_END) return this.#word(text, from, end, 0);
      } else run = 0;
      last = folded;
      if (folded !== unit && unit <= CODE.upperZ) upper += 1;
      chars[to++] = folded;
      hash = Math.imul(hash ^ folded, HASH_PRIME);
    }
    let marks: number = MARK.word;
    if (upper > 2 && upper === to - start) {
      marks |= MARK.capitals;
      this.capitals += 1;
    }
    this.words += 1;
    this.scripts[scriptOf[chars[start]!]!]! += 1;
    this.#push(start, to, hash, marks);
    return at;
  }

  /** Any run of letters and digits. An apostrophe joins ("don't" is dont) but parts an elision
   * ("l'avion" is l, avion). A letter drawn out is written twice. */
  #word(text: string, from: number, end: number, mark: number): number {
    const chars = this.chars;
    const readings = readingOf;
    const start = this.#used;
    let to = start;
    let hash = HASH_SEED;
    if (mark === MARK.handle) {
      chars[to++] = AT;
      hash = hashStep(hash, AT);
    }
    let at = from;
    let last = 0;
    let run = 0;
    let upper = 0;
    let drawnOut = 0;
    for (; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      const reading = readings[unit]!;
      if (reading < DIGITS_END) {
        const folded = reading & FOLD_MASK;
        if (folded === last && reading < LETTERS_END) {
          run += 1;
          if (run > 1 && mark !== MARK.handle) {
            drawnOut = MARK.drawnOut;
            continue;
          }
        } else run = 0;
        last = folded;
        if (folded !== unit && unit <= CODE.upperZ) upper += 1;
        chars[to++] = folded;
        hash = Math.imul(hash ^ folded, HASH_PRIME);
        continue;
      }
      const kind = reading >> 16;
      if (kind === KIND.underscore && mark === MARK.handle) {
        chars[to++] = UNDERSCORE;
        hash = hashStep(hash, UNDERSCORE);
      } else if (kind === KIND.apostrophe) {
        if (mark !== 0 || to - start < 2 || last === CODE.l) break;
        if (kindOf[text.charCodeAt(at + 1)] !== KIND.letter) break;
      } else if (kind !== KIND.dropped) break;
    }
    if (mark !== MARK.handle) this.#countWord(chars[start]!);
    let marks = (mark === 0 ? MARK.word : mark) | drawnOut;
    if (upper > 2 && upper === to - start) {
      marks |= MARK.capitals;
      this.capitals += 1;
    }
    this.#push(start, to, hash, marks);
    if (drawnOut !== 0) this.#undraw();
    return at;
  }

  #countWord(first: number) {
    this.words += 1;
    this.scripts[scriptOf[first]!]! += 1;
  }

  /** "greaat" is unknown: tries it once more without any doubled letter. */
  #undraw() {
    const i = this.count - 1;
    if (this.ids[i] !== 0) return;
    const start = this.starts[i]!;
    const end = start + this.lengths[i]!;
    const chars = this.chars;
    let to = start;
    let hash = HASH_SEED;
    for (let at = start; at < end; at += 1) {
      if (at > start && chars[at] === chars[at - 1]) continue;
      chars[to++] = chars[at]!;
      hash = hashStep(hash, chars[at]!);
    }
    this.lengths[i] = to - start;
    this.hashes[i] = hash;
    this.ids[i] = this.#vocabulary.find(chars, start, to - start, hash);
    this.#used = to;
  }

  /** "@name" or "#word"; alone the sign means nothing. */
  #tagged(text: string, at: number, end: number, mark: number): number {
    const kind = kindOf[text.charCodeAt(at + 1)]!;
    const isName = kind === KIND.letter || kind === KIND.digit || kind === KIND.underscore;
    if (!isName || at + 1 >= end) return at + 1;
    if (mark === MARK.handle) this.handles += 1;
    else {
      if (kind === KIND.underscore) return at + 1;
      this.hashtags += 1;
    }
    return this.#word(text, at + 1, end, mark);
  }

  #link(text: string, from: number, end: number): number {
    this.links += 1;
    let at = from;
    while (at < end) {
      const unit = text.charCodeAt(at);
      if (kindOf[unit] === KIND.space || unit === CODE.newline) break;
      at += 1;
    }
    return at;
  }

  #stop(text: string, at: number, unit: number): number {
    this.#afterStop = MARK.afterStop;
    if (unit === CODE.question || unit === 0xff1f || unit === 0x61f) this.questions += 1;
    else if (unit === CODE.exclamation) this.exclamations += 1;
    else if (unit === CODE.colon || unit === CODE.semicolon) return this.#face(text, at);
    return at + 1;
  }

  /** ":)", ":-(", "=D", "<3": pushed as ":)", ":(" or "<3". */
  #face(text: string, at: number): number {
    if (text.charCodeAt(at) === CODE.less) {
      if (text.charCodeAt(at + 1) !== CODE.three) return at + 1;
      this.#symbol(CODE.less, CODE.three);
      return at + 2;
    }
    const nose = text.charCodeAt(at + 1);
    const mouthAt = nose === CODE.dash || nose === CODE.quote ? at + 2 : at + 1;
    const mouth = text[mouthAt];
    if (mouth === undefined) return at + 1;
    const isLetter = kindOf[mouth.charCodeAt(0)] === KIND.letter;
    if (isLetter && kindOf[text.charCodeAt(mouthAt + 1)] === KIND.letter) return at + 1;
    if (HAPPY.includes(mouth)) this.#symbol(CODE.colon, CODE.closing);
    else if (SAD.includes(mouth)) this.#symbol(CODE.colon, CODE.opening);
    else return at + 1;
    return mouthAt + 1;
  }

  #symbol(first: number, second: number) {
    const start = this.#used;
    this.chars[start] = first;
    this.chars[start + 1] = second;
    const length = second === 0 ? 1 : 2;
    let hash = hashStep(HASH_SEED, first);
    if (length === 2) hash = hashStep(hash, second);
    this.emoji += 1;
    this.#push(start, start + length, hash, MARK.emoji);
  }

  #ideograph(unit: number) {
    const start = this.#used;
    this.chars[start] = unit;
    this.#countWord(unit);
    this.#push(start, start + 1, hashStep(HASH_SEED, unit), MARK.word);
  }

  /** One emoji; skin tones are no emoji of their own. Lone surrogates are passed over. */
  #picture(text: string, at: number, unit: number): number {
    if (kindOf[unit] === KIND.emoji) {
      this.#symbol(unit, 0);
      return at + 1;
    }
    const low = text.charCodeAt(at + 1);
    if (!(low >= 0xdc00 && low <= 0xdfff)) return at + 1;
    const isSkinTone = unit === 0xd83c && low >= SKIN_TONE_FROM;
    if (!isSkinTone) this.#symbol(unit, low);
    return at + 2;
  }

  /** Sources that escape HTML: "&amp;" is nothing, "&lt;3" a heart. */
  #entity(text: string, at: number): number {
    for (const entity of ENTITIES) {
      if (!text.startsWith(entity, at)) continue;
      const next = at + entity.length;
      if (entity !== '&lt;' || text.charCodeAt(next) !== CODE.three) return next;
      this.#symbol(CODE.less, CODE.three);
      return next + 1;
    }
    return at + 1;
  }
}
