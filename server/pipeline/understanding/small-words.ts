/** Words that say nothing about the subject: the common words and fillers of each language. Told apart
 * by language, because one language's small word is another's fault: German "die", French "plus". */
import { wordsOf } from './lexicon/lexicon.ts';
import type { Phrases } from './phrases.ts';
import { ANY_LANG, LEXICONS } from './words.ts';

/** Common, and yet they say what is the matter. */
const TELLING = new Set(['down']);
/** English stands first in LEXICONS; its words are mixed into posts of every language. */
const ENGLISH = 1;

export class SmallWords {
  readonly #entries: [symbol: number, bit: number][] = [];
  /** Languages as bits, by word number. */
  #langs = new Uint16Array(0);

  constructor(phrases: Phrases) {
    LEXICONS.forEach(({ common, fillers }, lang) => {
      for (const word of [...wordsOf(common), ...wordsOf(fillers)]) {
        if (TELLING.has(word)) continue;
        for (const symbol of phrases.symbolsOf(word)) this.#entries.push([symbol, 1 << lang]);
      }
    });
  }

  /** `size` of the vocabulary, once every phrase is in it. */
  seal(size: number): void {
    this.#langs = new Uint16Array(size);
    for (const [symbol, bit] of this.#entries) this.#langs[symbol]! |= bit;
  }

  /** By the text's own language and English; by every language where it is not told (ANY_LANG). */
  has(id: number, lang: number): boolean {
    const langs = this.#langs[id]!;
    return lang === ANY_LANG ? langs !== 0 : (langs & ((1 << lang) | ENGLISH)) !== 0;
  }
}
