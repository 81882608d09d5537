/** The trained model as numbers: a frame of few weights by language, and a table of hashed word and
 * letter sequences. Two outputs, negative and positive, against neutral, which stands at zero. */
import { BUCKETS, FRAME_BY_LANG, FRAME_SIZE, MODEL_LANGS } from './features.ts';

/** Outputs side by side: negative, then positive. */
export const OUTPUTS = 2;
/** A frame row: the features for every language, then by language its features and its offset. */
export const LANG_SIZE = FRAME_BY_LANG + 1;
export const FRAME_WEIGHTS = (FRAME_SIZE + 1 + MODEL_LANGS * LANG_SIZE) * OUTPUTS;
/** Sequences of words tell more than sequences of letters, which are many more. */
export const SEGMENT_SHARE = { words: 2, grams: 1 } as const;
export const TABLE_WEIGHTS = BUCKETS * OUTPUTS;

export type SentimentModel = {
  frame: Float32Array;
  /** Hundred-and-twenty-sevenths of `scale`. */
  table: Int8Array;
  scale: number;
  /** What the table is worth in each language: 0 where nothing was learned for it. */
  gains: Float32Array;
  /** Divides the outputs, so that a confidence of 0.7 is right in 7 of 10. */
  temperature: number;
  /** Rows it was fitted to, with those of the model that it started from. */
  rows: number;
};

/** The frame's part of both outputs, added to `out`. */
export const addFrame = (
  weights: Float32Array | Float64Array,
  frame: Float64Array,
  lang: number,
  out: Float64Array,
) => {
  let negative = weights[FRAME_SIZE * OUTPUTS]!;
  let positive = weights[FRAME_SIZE * OUTPUTS + 1]!;
  for (let k = 0; k < FRAME_SIZE; k += 1) {
    negative += weights[k * OUTPUTS]! * frame[k]!;
    positive += weights[k * OUTPUTS + 1]! * frame[k]!;
  }
  const own = (FRAME_SIZE + 1 + lang * LANG_SIZE) * OUTPUTS;
  for (let k = 0; k < FRAME_BY_LANG; k += 1) {
    negative += weights[own + k * OUTPUTS]! * frame[k]!;
    positive += weights[own + k * OUTPUTS + 1]! * frame[k]!;
  }
  out[0]! += negative + weights[own + FRAME_BY_LANG * OUTPUTS]!;
  out[1]! += positive + weights[own + FRAME_BY_LANG * OUTPUTS + 1]!;
};

/** Chances of negative, neutral and positive from the two outputs. */
export const chancesOf = (negative: number, positive: number, chances: Float64Array) => {
  const most = Math.max(0, negative, positive);
  const a = Math.exp(negative - most);
  const b = Math.exp(-most);
  const c = Math.exp(positive - most);
  const sum = a + b + c;
  chances[0] = a / sum;
  chances[1] = b / sum;
  chances[2] = c / sum;
};
