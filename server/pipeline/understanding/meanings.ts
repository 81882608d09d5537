/** What a phrase may mean. A phrase found in a text is a number into this list; the kinds are kept
 * apart so that each part picks its own from one pass over the text. */

export const MEANS = {
  topic: 0,
  /** The topic is off the table, whatever else names it. */
  notTopic: 1,
  noise: 2,
  brand: 3,
  /** `value` is a sentiment weight. */
  feeling: 4,
  /** `value` is a bit of SPEECH. */
  speech: 5,
  /** `value` is a bit of HEARD. */
  heard: 6,
  /** What a noise rule wants beside its own phrases. */
  noiseWith: 7,
} as const;

/** What a customer does with words, as bits. */
export const SPEECH = {
  thanks: 1,
  request: 2,
  question: 4,
  leaving: 8,
  complaint: 16,
  /** Has tried another channel before this one. */
  elsewhere: 32,
  mayLeave: 64,
  stays: 128,
  /** Counts as `mayLeave` where a sentence begins. */
  farewell: 256,
  /** Counts as `mayLeave` right before the brand's name. */
  parting: 512,
} as const;

/** What a story is made of, as bits: read by `hear.ts` alone. */
export const HEARD = {
  /** Something does not work, does not come or is wrong. */
  fault: 1,
  /** The author speaks of what is theirs. */
  mine: 2,
  /** Both at once, in one phrase. */
  faultOfMine: 4,
  shared: 8,
  harm: 16,
  /** A fault in the mouth of who is angry. */
  ill: 32,
  /** A unit of time; a number in words. */
  unit: 64,
  count: 128,
  /** Time lost. */
  span: 256,
} as const;

export class Meanings {
  readonly kinds: number[] = [];
  /** Index of the topic, rule or brand; weight; or bit. */
  readonly values: number[] = [];
  /** Index of the language that the phrase belongs to; -1 for every one. */
  readonly langs: number[] = [];

  add(kind: number, value: number, lang = -1): number {
    this.kinds.push(kind);
    this.values.push(value);
    this.langs.push(lang);
    return this.kinds.length - 1;
  }
}
