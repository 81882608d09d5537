/** From a text to its reading: words folded to lower case without accents, handles, hashtags, emoji
 * and emoticons, each with its number in the vocabulary. The one tokenisation that every part shares;
 * work is linear in the characters read. */
import {
  DIGITS_END,
  FOLD_MASK,
  KIND,
  kindOf,
  LETTERS_END,
  readingOf,
  scriptOf,
  SPECIAL_END,
} from './characters.ts';
import { MARK, READ_LIMITS, Reading } from './reading.ts';
import { readEntity, readFace, readPicture, type Sign } from './signs.ts';
import { HASH_PRIME, HASH_SEED, hashStep, type Vocabulary } from './vocabulary.ts';

const AT = 0x40;
const UNDERSCORE = 0x5f;
const CODE = {
  newline: 0x0a,
  space: 0x20,
  exclamation: 0x21,
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
  arabicQuestion: 0x61f,
  wideQuestion: 0xff1f,
} as const;
const isQuestionMark = (unit: number): boolean =>
  unit === CODE.question || unit === CODE.arabicQuestion || unit === CODE.wideQuestion;
const isUrlStart = (text: string, at: number): boolean => {
  const second = text.charCodeAt(at + 1);
  if (second === CODE.w) return text.startsWith('www.', at);
  if (second !== CODE.t) return false;
  return text.startsWith('http://', at) || text.startsWith('https://', at);
};

export class Tokens extends Reading {
  readonly #vocabulary: Vocabulary;
  #used = 0;
  #afterStop = 0;

  constructor(vocabulary: Vocabulary) {
    super();
    this.#vocabulary = vocabulary;
  }

  read(text: string): this {
    this.clear();
    this.#used = 0;
    this.#afterStop = 0;
    const readings = readingOf;
    const end = Math.min(text.length, READ_LIMITS.chars);
    let at = 0;
    while (at < end && this.count < READ_LIMITS.tokens) {
      const unit = text.charCodeAt(at);
      const reading = readings[unit]!;
      if (reading < DIGITS_END) {
        const isLink = (unit === CODE.h || unit === CODE.w) && isUrlStart(text, at);
        at = isLink ? this.#link(text, at, end) : this.#plain(text, at, end);
      } else at = this.#other(text, at, end, unit, reading >> 16);
    }
    this.steps = at;
    return this;
  }

  #other(text: string, at: number, end: number, unit: number, kind: number): number {
    switch (kind) {
      case KIND.at:
        return this.#tagged(text, at, end, MARK.handle);
      case KIND.hash:
        return this.#tagged(text, at, end, MARK.hashtag);
      case KIND.stop:
        return this.#stop(text, at, unit);
      case KIND.ideograph:
        return this.#ideograph(unit, at);
      case KIND.emoji:
      case KIND.highSurrogate:
        return this.#sign(readPicture(text, at));
      case KIND.ampersand:
        return this.#sign(readEntity(text, at));
      default:
        if (unit !== CODE.equals && unit !== CODE.less) return at + 1;
        return this.#sign(readFace(text, at));
    }
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
        // The space that ends the word is read with it.
        if (unit === CODE.space) at += 1;
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
    if (isQuestionMark(unit)) this.questions += 1;
    else if (unit === CODE.exclamation) this.exclamations += 1;
    else if (unit === CODE.colon || unit === CODE.semicolon) return this.#sign(readFace(text, at));
    return at + 1;
  }

  #sign({ first, second, next }: Sign): number {
    if (first === 0) return next;
    const start = this.#used;
    const length = second === 0 ? 1 : 2;
    this.chars[start] = first;
    this.chars[start + 1] = second;
    let hash = hashStep(HASH_SEED, first);
    if (length === 2) hash = hashStep(hash, second);
    this.emoji += 1;
    this.#push(start, start + length, hash, MARK.emoji);
    return next;
  }

  #ideograph(unit: number, at: number): number {
    const start = this.#used;
    this.chars[start] = unit;
    this.#countWord(unit);
    this.#push(start, start + 1, hashStep(HASH_SEED, unit), MARK.word);
    return at + 1;
  }
}
