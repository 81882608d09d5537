/** Whose words a text is: one's own, a copy, a repost, a quote. Reposts are read from the source's word
 * or from the text ("RT @name: ..."), and near-copies land on one print: the first content words,
 * so that a repost cut off with "..." has the print of the whole. */
import type { Understood } from '#contracts/understood.ts';
import { MARK } from './reading.ts';
import type { SmallWords } from './small-words.ts';
import { KIND, kindOf } from './characters.ts';
import type { Tokens } from './tokens.ts';
import { HASH_SEED, hashStep } from './vocabulary.ts';
import { ANY_LANG } from './words.ts';

/** Content words that make a print: what a repost keeps of a post even when it is cut off. */
const PRINT_WORDS = 5;
/** Fewer say too little: "app down" is written by many who never saw each other. */
const PRINT_WORDS_MIN = 3;
/** Own content words beside somebody else's text: from here on it is a comment, not a repost. */
const COMMENT_WORDS = 3;
const LETTERS_MIN = 2;
/** Where a name begins that is quoted: at the opening mark, or behind RT, MT or via. */
const QUOTED = /(?:"|[“«„]\s?|\b(?:RT|MT|QT)[\s:"“]{1,3})@\w/u;
const CUT_OFF = /(?:…|\.\.\.)["”»]?\s*(?:https?:\/\/\S{0,100})?\s*$/u;
/** Characters of the end of a text in which it may be cut off. */
const END_CHARS = 160;

export type Origin = {
  print: string;
  repostOf: string | null;
  /** Token of the name whose post is repeated or quoted in the text; -1 where none is. */
  quoted: number;
};

export const createOriginReader = (small: SmallWords) => {
  const isContent = (tokens: Tokens, i: number): boolean =>
    (tokens.marks[i]! & (MARK.handle | MARK.emoji)) === 0 &&
    (tokens.lengths[i]! >= LETTERS_MIN ||
      kindOf[tokens.chars[tokens.starts[i]!]!] === KIND.ideograph) &&
    !small.has(tokens.ids[i]!, ANY_LANG);

  const countContent = (tokens: Tokens, from: number, to: number): number => {
    let count = 0;
    for (let i = from; i < to; i += 1) if (isContent(tokens, i)) count += 1;
    return count;
  };

  /** Print of the tokens from..to, or null where they say too little. */
  const printOf = (tokens: Tokens, from: number, to: number, least: number): string | null => {
    let words = 0;
    let first = HASH_SEED;
    let second = 0;
    for (let i = from; i < to && words < PRINT_WORDS; i += 1) {
      if (!isContent(tokens, i)) continue;
      first = hashStep(first, tokens.hashes[i]!);
      second = (Math.imul(second, 31) + tokens.hashes[i]!) | 0;
      words += 1;
    }
    if (words < least) return null;
    return (first >>> 0).toString(36) + (second >>> 0).toString(36);
  };

  /** The handle behind an RT, or the first one in quotation marks. */
  const quotedIn = (tokens: Tokens, text: string): number => {
    if (tokens.handles === 0 || !QUOTED.test(text)) return -1;
    const at = QUOTED.exec(text)!.index;
    const earlier = text.slice(0, at).match(/@[\p{L}\p{N}_]/gu)?.length ?? 0;
    let handles = 0;
    for (let i = 0; i < tokens.count; i += 1) {
      if ((tokens.marks[i]! & MARK.handle) === 0) continue;
      if (handles === earlier) return i;
      handles += 1;
    }
    return -1;
  };

  return (row: Understood, tokens: Tokens): Origin => {
    const quoted = quotedIn(tokens, row.text);
    const own = quoted < 0 ? 0 : countContent(tokens, 0, quoted);
    const isRepeat = row.repostOf !== undefined || (quoted >= 0 && own < COMMENT_WORDS);
    const repostOf = isRepeat ? (row.repostOf ?? '') : null;
    const isCut = CUT_OFF.test(row.text.slice(-END_CHARS));
    const from = quoted >= 0 && isRepeat ? quoted + 1 : 0;
    let to = quoted >= 0 && !isRepeat ? quoted : tokens.count;
    if (isCut && to === tokens.count) to -= 1;
    const least = repostOf === '' ? 1 : PRINT_WORDS_MIN;
    const post = `=${row.channel}/${row.repostOf ?? row.id}`;
    return { print: printOf(tokens, from, to, least) ?? post, repostOf, quoted };
  };
};
