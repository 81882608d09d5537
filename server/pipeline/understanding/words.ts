/** The lexicons compiled into tables by word number, so that one look-up of a word serves sentiment,
 * language and intent. A word's weight depends on the language: German "gut" is no English gut. */
import { ar } from './lexicon/ar.ts';
import { de } from './lexicon/de.ts';
import { EMOJI } from './lexicon/emoji.ts';
import { en } from './lexicon/en.ts';
import { es } from './lexicon/es.ts';
import { fr } from './lexicon/fr.ts';
import { hi } from './lexicon/hi.ts';
import { it } from './lexicon/it.ts';
import {
  entriesOf,
  listsOf,
  spellingsOf,
  WEIGHTS,
  wordsOf,
  type Lexicon,
} from './lexicon/lexicon.ts';
import { pt } from './lexicon/pt.ts';
import { MEANS, SPEECH, type Meanings } from './meanings.ts';
import type { Phrases } from './phrases.ts';

export const LEXICONS: readonly Lexicon[] = [en, de, es, fr, it, pt, ar, hi];
/** Index of the tables for a language without a lexicon: every language's words at once. */
export const ANY_LANG = LEXICONS.length;
const langIndexes = new Map(LEXICONS.map((lexicon, i) => [lexicon.lang, i]));
export const langIndexOf = (lang: string): number => langIndexes.get(lang) ?? ANY_LANG;

/** What a word does to the feelings around it, as bits. */
export const ROLE = { negates: 1, boosts: 2, dampens: 4, contrasts: 8 } as const;

type Entry = { lang: number; word: number; value: number };

const SPEECH_LISTS = [
  ['thanks', SPEECH.thanks],
  ['requests', SPEECH.request],
  ['questions', SPEECH.question],
  ['leaving', SPEECH.leaving],
  ['mayLeave', SPEECH.mayLeave],
  ['farewells', SPEECH.farewell],
  ['partings', SPEECH.parting],
  ['stays', SPEECH.stays],
  ['complaints', SPEECH.complaint],
  ['elsewhere', SPEECH.elsewhere],
] as const;
const ROLE_LISTS = [
  ['negators', ROLE.negates],
  ['boosters', ROLE.boosts],
  ['dampers', ROLE.dampens],
  ['contrasts', ROLE.contrasts],
] as const;
const WEIGHT_LISTS = Object.entries(WEIGHTS) as [keyof typeof WEIGHTS, number][];

/** Sets of the words, before the vocabulary is complete. */
export class WordLists {
  readonly #weights: Entry[] = [];
  readonly #roles: Entry[] = [];
  readonly #votes: Entry[] = [];
  readonly #speech: Entry[] = [];
  readonly #phrases: Phrases;
  readonly #meanings: Meanings;

  constructor(phrases: Phrases, meanings: Meanings) {
    this.#phrases = phrases;
    this.#meanings = meanings;
    LEXICONS.forEach((lexicon, lang) => this.#addLexicon(lexicon, lang));
    // Hindi is posted with English words between: they keep their weight there.
    this.#addWeights(en, langIndexOf('hi'), langIndexOf('hi'));
    for (const [name, weight] of WEIGHT_LISTS) {
      if (name === 'poor') continue;
      for (const sign of wordsOf(EMOJI[name])) this.#addEmoji(sign, weight);
    }
  }

  /** The tables, once every phrase is in the vocabulary. */
  seal(): Words {
    return new Words(this.#phrases.vocabulary.size, {
      weights: this.#weights,
      roles: this.#roles,
      votes: this.#votes,
      speech: this.#speech,
    });
  }

  #addLexicon(lexicon: Lexicon, lang: number) {
    // A single letter tells no language: "a" and "e" are words in most.
    for (const word of wordsOf(lexicon.common)) {
      if (word.length > 1) this.#addWord(this.#votes, word, lang, 1 << lang);
    }
    for (const [name, bit] of ROLE_LISTS) {
      for (const word of wordsOf(lexicon[name])) this.#addWord(this.#roles, word, lang, bit);
    }
    this.#addWeights(lexicon, lang, lang);
    for (const [name, bit] of SPEECH_LISTS) {
      for (const entry of entriesOf(lexicon[name] ?? '').flatMap(spellingsOf)) {
        this.#addSpeech(entry, lang, bit);
      }
    }
    const leaves = this.#meanings.add(MEANS.speech, SPEECH.leaving, lang);
    for (const lists of listsOf(lexicon.leavingPairs)) this.#phrases.addJoined(lists, leaves);
  }

  #addWeights(lexicon: Lexicon, lang: number, meaningLang: number) {
    for (const [name, weight] of WEIGHT_LISTS) {
      for (const entry of entriesOf(lexicon[name])) {
        const symbols = this.#phrases.symbolsOf(entry);
        const only = symbols.length === 1 ? symbols[0]! : 0;
        if (only > 0) {
          this.#weights.push({ lang, word: only, value: weight });
          const isTelling = lexicon.lang !== 'hi' && lexicon === LEXICONS[lang];
          if (isTelling) this.#votes.push({ lang, word: only, value: 1 << lang });
        } else this.#phrases.add(entry, this.#meanings.add(MEANS.feeling, weight, meaningLang));
      }
    }
  }

  #addWord(entries: Entry[], word: string, lang: number, value: number) {
    for (const symbol of this.#phrases.symbolsOf(word)) {
      if (symbol > 0) entries.push({ lang, word: symbol, value });
    }
  }

  #addSpeech(entry: string, lang: number, bit: number) {
    const symbols = this.#phrases.symbolsOf(entry);
    const only = symbols.length === 1 ? symbols[0]! : 0;
    if (only > 0) this.#speech.push({ lang, word: only, value: bit });
    else this.#phrases.add(entry, this.#meanings.add(MEANS.speech, bit, lang));
  }

  #addEmoji(sign: string, weight: number) {
    const symbol = this.#phrases.symbolsOf(sign)[0];
    if (symbol === undefined) return;
    for (let lang = 0; lang < LEXICONS.length; lang += 1) {
      this.#weights.push({ lang, word: symbol, value: weight });
    }
  }
}

export class Words {
  /** By language (ANY_LANG last), then by word number. */
  readonly weights: Int8Array[];
  readonly roles: Uint8Array[];
  readonly speech: Uint16Array[];
  /** Languages in whose common words it stands, as bits. */
  readonly votes: Uint16Array;

  constructor(size: number, entries: Record<'weights' | 'roles' | 'votes' | 'speech', Entry[]>) {
    const langs = LEXICONS.length + 1;
    this.weights = Array.from({ length: langs }, () => new Int8Array(size));
    this.roles = Array.from({ length: langs }, () => new Uint8Array(size));
    this.speech = Array.from({ length: langs }, () => new Uint16Array(size));
    this.votes = new Uint16Array(size);
    for (const { word, value } of entries.votes) this.votes[word]! |= value;
    for (const { lang, word, value } of entries.weights) {
      // First come, first kept: the stronger lists stand first, and English leads where none is told.
      const isTold = this.weights[lang]![word] !== 0;
      if (!isTold) this.weights[lang]![word] = value;
      const any = this.weights[ANY_LANG]!;
      const isStopWord = this.votes[word] !== 0 && Math.abs(value) < WEIGHTS.good;
      if (any[word] === 0 && !isStopWord) any[word] = value;
    }
    for (const { lang, word, value } of entries.roles) {
      this.roles[lang]![word]! |= value;
      this.roles[ANY_LANG]![word]! |= value;
    }
    for (const { lang, word, value } of entries.speech) {
      this.speech[lang]![word]! |= value;
      this.speech[ANY_LANG]![word]! |= value;
    }
  }
}
