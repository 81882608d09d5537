/** What kind of voice speaks: a fault of one's own, "anyone else?", words of harm. Apart from the
 * words of intent, because these lists are long and only live mentions are read for them. */
import type { SentimentLabel } from '#contracts/understood.ts';
import { KIND, kindOf } from './characters.ts';
import { HEARD, MEANS, type Meanings } from './meanings.ts';
import { entriesOf, listsOf, spellingsOf } from './lexicon/lexicon.ts';
import type { Phrases } from './phrases.ts';
import type { Tokens } from './tokens.ts';
import { ANY_LANG, LEXICONS } from './words.ts';

const HEARD_LISTS = [
  ['faults', HEARD.fault],
  ['mine', HEARD.mine],
  ['faultsOfMine', HEARD.faultOfMine],
  ['shared', HEARD.shared],
  ['harm', HEARD.harm],
  ['ills', HEARD.ill],
  ['spans', HEARD.span],
  ['units', HEARD.unit],
  ['counts', HEARD.count],
] as const;
/** Letters of a number with its unit ("40min"). */
const FUSED_MAX = 10;
const UNITS = new Set(LEXICONS.flatMap(({ units }) => entriesOf(units ?? '')));

export const addHeard = (phrases: Phrases, meanings: Meanings): void => {
  LEXICONS.forEach((lexicon, lang) => {
    for (const [name, bit] of HEARD_LISTS) {
      for (const entry of entriesOf(lexicon[name] ?? '').flatMap(spellingsOf)) {
        phrases.add(entry, meanings.add(MEANS.heard, bit, lang));
      }
    }
    const fault = meanings.add(MEANS.heard, HEARD.faultOfMine, lang);
    for (const lists of listsOf(lexicon.faultPairs)) phrases.addJoined(lists, fault);
    const ill = meanings.add(MEANS.heard, HEARD.ill, lang);
    for (const lists of listsOf(lexicon.illPairs)) phrases.addJoined(lists, ill);
  });
};

const beginsWithDigit = (tokens: Tokens, i: number): boolean =>
  kindOf[tokens.chars[tokens.starts[i]!]!] === KIND.digit;

/** "40min", "2hrs": a number and its unit in one word. */
const isFusedSpan = (tokens: Tokens, i: number): boolean => {
  const length = tokens.lengths[i]!;
  if (length < 2 || length > FUSED_MAX || !beginsWithDigit(tokens, i)) return false;
  let at = tokens.starts[i]!;
  const end = at + length;
  while (at < end && kindOf[tokens.chars[at]!] === KIND.digit) at += 1;
  return at < end && UNITS.has(String.fromCharCode(...tokens.chars.subarray(at, end)));
};

/** Bits of HEARD in the text, by the lists of its language; of every language where none is known. */
export const heardOf = (tokens: Tokens, lang: number, meanings: Meanings): number => {
  let bits = 0;
  let countAt = -1;
  for (let h = 0; h < tokens.hitCount; h += 1) {
    const meaning = tokens.hitMeaning[h]!;
    if (meanings.kinds[meaning] !== MEANS.heard) continue;
    if (lang !== ANY_LANG && meanings.langs[meaning] !== lang) continue;
    const bit = meanings.values[meaning]!;
    bits |= bit;
    const before = tokens.hitFrom[h]! - 1;
    if (bit === HEARD.count) countAt = tokens.hitTo[h]!;
    const isCounted = before >= 0 && (before === countAt || beginsWithDigit(tokens, before));
    if (bit === HEARD.unit && isCounted) bits |= HEARD.span;
  }
  for (let i = 0; i < tokens.count && (bits & HEARD.span) === 0; i += 1) {
    if (isFusedSpan(tokens, i)) bits |= HEARD.span;
  }
  return bits;
};

/** A fault or an ill that befell the author. `mood` and `isAddressed` (to somebody by name, or as an
 * answer) tell a report from talk: who is angry at the brand and names a fault has met it. */
export const isFirstHand = (bits: number, mood: SentimentLabel, isAddressed: boolean): boolean => {
  if ((bits & HEARD.faultOfMine) !== 0) return true;
  const isMine = (bits & HEARD.mine) !== 0;
  if (mood !== 'negative') return isMine && (bits & HEARD.fault) !== 0;
  if ((bits & (HEARD.fault | HEARD.span)) !== 0) return isMine || isAddressed;
  return isMine && (bits & HEARD.ill) !== 0;
};
