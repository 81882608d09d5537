/** What a mention is about, in its own words: content words, hashtags, and phrases of two content words
 * with at most one small word between ("fleets on fleek"). Names of the brand, handles, links and
 * bare numbers are left out: they stand in every mention. */
import { VOICE_LIMITS } from '#contracts/voice.ts';
import { KIND, kindOf } from './characters.ts';
import { MEANS, type Meanings } from './meanings.ts';
import type { Name } from './names.ts';
import { MARK } from './reading.ts';
import type { SmallWords } from './small-words.ts';
import type { Tokens } from './tokens.ts';
import { Vocabulary } from './vocabulary.ts';

const WORD_MIN = 3;
/** Words that are kept as strings; what comes later is made anew. */
const SEEN_MAX = 50_000;
/** A longer run of letters is no word. */
const WORD_MAX = 40;

const wordAt = (tokens: Tokens, i: number): string => {
  const start = tokens.starts[i]!;
  return String.fromCharCode(...tokens.chars.subarray(start, start + tokens.lengths[i]!));
};

const isNumber = (tokens: Tokens, i: number): boolean => {
  const end = tokens.starts[i]! + tokens.lengths[i]!;
  for (let at = tokens.starts[i]!; at < end; at += 1) {
    if (kindOf[tokens.chars[at]!] !== KIND.digit) return false;
  }
  return true;
};
const isIdeograph = (tokens: Tokens, i: number): boolean =>
  tokens.lengths[i] === 1 && kindOf[tokens.chars[tokens.starts[i]!]!] === KIND.ideograph;

/** Letters from which a word that begins the key, or is begun by it, is the name. */
const NAME_MIN = 4;
const isNameOf = (word: string, { key, words }: Name): boolean =>
  word === key ||
  words.includes(word) ||
  (Math.min(word.length, key.length) >= NAME_MIN && (key.startsWith(word) || word.startsWith(key)));

/** What stands before the next content word. */
type Before = { word: string; small: string; isIdeograph: boolean };
const NOTHING: Before = { word: '', small: '', isIdeograph: false };

export const createTermReader = (small: SmallWords, meanings: Meanings) => {
  /** Tokens that name the brand, by index; only touched entries are cleared. */
  const names: number[] = [];
  /** Words as strings, made once: the same few thousand stand in most posts. */
  const seen = new Vocabulary();
  const known: string[] = [];
  const wordOf = (tokens: Tokens, i: number): string => {
    const { chars, hashes, starts, lengths } = tokens;
    let id = seen.find(chars, starts[i]!, lengths[i]!, hashes[i]!);
    if (id === 0) {
      if (seen.size >= SEEN_MAX) return wordAt(tokens, i);
      id = seen.intern(chars, starts[i]!, lengths[i]!, hashes[i]!);
    }
    return (known[id] ??= wordAt(tokens, i));
  };

  const findNames = (tokens: Tokens, brand: number): void => {
    names.length = 0;
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      if (meanings.kinds[meaning] !== MEANS.brand || meanings.values[meaning] !== brand) continue;
      for (let i = tokens.hitFrom[h]!; i <= tokens.hitTo[h]!; i += 1) names.push(i);
    }
  };
  const isContent = (tokens: Tokens, i: number, lang: number): boolean => {
    const length = tokens.lengths[i]!;
    if (length < WORD_MIN || length > WORD_MAX || names.includes(i)) return false;
    return !small.has(tokens.ids[i]!, lang) && !isNumber(tokens, i);
  };

  /** `brand`: index of its names among the meanings, -1 for none; `name`: what the source calls it, whose
   * words name it too ("skerry" of "Skerry Air", "spotify" of "SpotifyCares"). At most VOICE_LIMITS.terms. */
  return (tokens: Tokens, lang: number, brand: number, name: Name): string[] => {
    findNames(tokens, brand);
    const terms = new Set<string>();
    let before = NOTHING;
    for (let i = 0; i < tokens.count && terms.size < VOICE_LIMITS.terms; i += 1) {
      const marks = tokens.marks[i]!;
      if ((marks & MARK.afterStop) !== 0) before = NOTHING;
      if ((marks & (MARK.handle | MARK.emoji)) !== 0) before = NOTHING;
      else if (isIdeograph(tokens, i)) {
        const word = wordOf(tokens, i);
        if (before.isIdeograph) terms.add(before.word + word);
        before = { word, small: '', isIdeograph: true };
      } else if (isContent(tokens, i, lang)) {
        const word = wordOf(tokens, i);
        if (isNameOf(word, name)) {
          before = NOTHING;
          continue;
        }
        if ((marks & MARK.hashtag) !== 0) terms.add(`#${word}`);
        terms.add(word);
        if (before.word !== '' && !before.isIdeograph) terms.add(before.word + before.small + word);
        before = { word, small: ' ', isIdeograph: false };
      } else if (before.small === ' ') {
        before = { ...before, small: ` ${wordOf(tokens, i)} ` };
      } else before = NOTHING;
    }
    const list = [...terms];
    return list.length > VOICE_LIMITS.terms ? list.slice(0, VOICE_LIMITS.terms) : list;
  };
};
