/** Labelled texts made ready for fitting: each is read once, by the code that reads mentions, into
 * arrays that lie side by side. Twenty thousand posts take some 25 MB. */
import type { SentimentLabel } from '#contracts/understood.ts';
import { createLanguageReader } from '../language.ts';
import { Meanings } from '../meanings.ts';
import { Phrases } from '../phrases.ts';
import { Tokens } from '../tokens.ts';
import { HASH_SEED, hashStep } from '../vocabulary.ts';
import { ANY_LANG, langIndexOf, WordLists } from '../words.ts';
import { Features, FRAME_SIZE } from './features.ts';

export type LabelledText = {
  text: string;
  /** What the source says; read from the text where it says nothing. */
  lang?: string;
  label: SentimentLabel;
  /** How much the row counts: 1, unless a person vouches for it. */
  weight?: number;
};

export const LABEL_INDEX: Record<SentimentLabel, number> = { negative: 0, neutral: 1, positive: 2 };
export const LABEL_COUNT = 3;

export type TrainingRows = {
  count: number;
  labels: Uint8Array;
  langs: Uint8Array;
  weights: Float64Array;
  /** FRAME_SIZE numbers a row. */
  frames: Float64Array;
  buckets: Int32Array;
  /** Where a row's words begin and where its letters do; one more at the end. */
  starts: Int32Array;
  /** By the words of the text, so that a repeated text falls into the part where it fell before. */
  parts: Uint32Array;
};

/** Reads texts into their buckets, appending to one growing array. */
export const createRowReader = () => {
  const phrases = new Phrases();
  const meanings = new Meanings();
  const lists = new WordLists(phrases, meanings);
  phrases.seal();
  const words = lists.seal();
  const langOf = createLanguageReader(words);
  const tokens = new Tokens(phrases.vocabulary);
  const features = new Features(words, meanings);
  const langsOf = (text: string, lang: string | undefined): number[] => {
    const said = langIndexOf(langOf(tokens, text, lang));
    const read = langIndexOf(langOf(tokens, text, undefined));
    return read === said || read === ANY_LANG ? [said] : [said, read];
  };
  return (text: string, lang: string | undefined) => {
    phrases.match(tokens.read(text));
    let part = HASH_SEED;
    for (let i = 0; i < tokens.count; i += 1) part = hashStep(part, tokens.hashes[i]!);
    return { features, tokens, langs: langsOf(text, lang), part: (part ^ (part >>> 15)) >>> 0 };
  };
};

const extended = (array: Int32Array, least: number): Int32Array => {
  if (least <= array.length) return array;
  const larger = new Int32Array(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
};

/** A text that reads as another language than its source says teaches both: a third of what is
 * collected as Hindi is English. */
export const prepareRows = (texts: readonly LabelledText[]): TrainingRows => {
  const read = createRowReader();
  const most = texts.length * 2;
  const rows: TrainingRows = {
    count: 0,
    labels: new Uint8Array(most),
    langs: new Uint8Array(most),
    weights: new Float64Array(most),
    frames: new Float64Array(most * FRAME_SIZE),
    buckets: new Int32Array(Math.max(1, texts.length) * 128),
    starts: new Int32Array(2 * most + 1),
    parts: new Uint32Array(most),
  };
  let used = 0;
  for (const { text, lang, label, weight = 1 } of texts) {
    const { features, tokens, langs, part } = read(text, lang);
    for (const index of langs) {
      const i = rows.count++;
      features.read(tokens, index);
      const { words, grams, wordCount, gramCount, frame } = features;
      rows.labels[i] = LABEL_INDEX[label];
      rows.langs[i] = index;
      rows.weights[i] = weight;
      rows.parts[i] = part;
      rows.frames.set(frame, i * FRAME_SIZE);
      rows.buckets = extended(rows.buckets, used + wordCount + gramCount);
      rows.buckets.set(words.subarray(0, wordCount), used);
      rows.buckets.set(grams.subarray(0, gramCount), used + wordCount);
      rows.starts[2 * i + 1] = used + wordCount;
      used += wordCount + gramCount;
      rows.starts[2 * i + 2] = used;
    }
  }
  return rows;
};
