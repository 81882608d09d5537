/** What kind of voice speaks: a fault of one's own, "anyone else?", words of harm. Apart from the
 * words of intent, because these lists are long and only live mentions are read for them. */
import { HEARD, MEANS, type Meanings } from './meanings.ts';
import { entriesOf, spellingsOf } from './lexicon/lexicon.ts';
import type { Phrases } from './phrases.ts';
import type { Tokens } from './tokens.ts';
import { ANY_LANG, LEXICONS } from './words.ts';

const HEARD_LISTS = [
  ['faults', HEARD.fault],
  ['mine', HEARD.mine],
  ['faultsOfMine', HEARD.faultOfMine],
  ['shared', HEARD.shared],
  ['harm', HEARD.harm],
] as const;

export const addHeard = (phrases: Phrases, meanings: Meanings): void => {
  LEXICONS.forEach((lexicon, lang) => {
    for (const [name, bit] of HEARD_LISTS) {
      for (const entry of entriesOf(lexicon[name]).flatMap(spellingsOf)) {
        phrases.add(entry, meanings.add(MEANS.heard, bit, lang));
      }
    }
  });
};

/** Bits of HEARD in the text, by the lists of its language; of every language where none is known. */
export const heardOf = (tokens: Tokens, lang: number, meanings: Meanings): number => {
  let bits = 0;
  for (let h = 0; h < tokens.hitCount; h += 1) {
    const meaning = tokens.hitMeaning[h]!;
    if (meanings.kinds[meaning] !== MEANS.heard) continue;
    if (lang === ANY_LANG || meanings.langs[meaning] === lang) bits |= meanings.values[meaning]!;
  }
  return bits;
};

export const isFirstHand = (bits: number): boolean =>
  (bits & HEARD.faultOfMine) !== 0 || ((bits & HEARD.fault) !== 0 && (bits & HEARD.mine) !== 0);
