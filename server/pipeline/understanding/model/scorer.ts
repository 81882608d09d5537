/** The scorer by a trained model: fits `createUnderstand(catalogue, { scorer })`. Allocates nothing
 * but its answer. */
import { SENTIMENTS, type Sentiment } from '#contracts/understood.ts';
import type { Meanings } from '../meanings.ts';
import type { Scorer } from '../sentiment.ts';
import { langIndexOf, type Words } from '../words.ts';
import { BUCKETS, Features } from './features.ts';
import { addFrame, chancesOf, OUTPUTS, SEGMENT_SHARE, type SentimentModel } from './model.ts';

const BYTE = 8;

/** Both weights of a bucket in one number: one look-up a sequence. */
const packTable = ({ table }: SentimentModel): Int16Array => {
  const packed = new Int16Array(BUCKETS);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const low = table[bucket * OUTPUTS + 1]! & 0xff;
    packed[bucket] = (table[bucket * OUTPUTS]! << BYTE) | low;
  }
  return packed;
};

export const createModelScorer = (model: SentimentModel) => {
  const table = packTable(model);
  const unit = model.scale / 127;
  const out = new Float64Array(OUTPUTS);
  const chances = new Float64Array(SENTIMENTS.length);

  const addSequences = (buckets: Int32Array, count: number, gain: number) => {
    if (count === 0) return;
    let negative = 0;
    let positive = 0;
    for (let i = 0; i < count; i += 1) {
      const both = table[buckets[i]!]!;
      negative += both >> BYTE;
      positive += (both << 24) >> 24;
    }
    const share = (gain * unit) / Math.sqrt(count);
    out[0]! += negative * share;
    out[1]! += positive * share;
  };

  return (words: Words, meanings: Meanings): Scorer => {
    const features = new Features(words, meanings);
    return (tokens, lang): Sentiment => {
      const index = langIndexOf(lang);
      features.read(tokens, index);
      out.fill(0);
      addFrame(model.frame, features.frame, index, out);
      const gain = model.gains[index]!;
      addSequences(features.words, features.wordCount, gain * SEGMENT_SHARE.words);
      addSequences(features.grams, features.gramCount, gain * SEGMENT_SHARE.grams);
      chancesOf(out[0]! / model.temperature, out[1]! / model.temperature, chances);
      return sentimentOf(chances);
    };
  };
};

const sentimentOf = (chances: Float64Array): Sentiment => {
  const negative = chances[0]!;
  const neutral = chances[1]!;
  const positive = chances[2]!;
  let best = 1;
  if (negative > neutral && negative >= positive) best = 0;
  else if (positive > neutral) best = 2;
  return {
    label: SENTIMENTS[best]!,
    score: Math.round((positive - negative) * 1000) / 1000,
    confidence: Math.round(chances[best]! * 100) / 100,
  };
};
