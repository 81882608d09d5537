/** What a language's word list holds. Entries are parted by commas, may have several words and end
 * in `*` for any ending; `common` and the other word lists are parted by spaces. All lists were
 * written for Tocsin. */

export type Lexicon = {
  /** BCP 47 primary subtag. */
  lang: string;
  /** Frequent small words: they tell the language. */
  common: string;
  /** Weights in tenths by name of the list: see WEIGHTS. */
  worst: string;
  bad: string;
  poor: string;
  /** Not bad by itself, but customers who write it are seldom content. */
  hint: string;
  fine: string;
  good: string;
  best: string;
  negators: string;
  boosters: string;
  dampers: string;
  contrasts: string;
  thanks: string;
  requests: string;
  questions: string;
  leaving: string;
  /** Leaving where nothing speaks against it: no thanks, no praise, none of `stays`. */
  mayLeave?: string;
  /** Like `mayLeave`, but only where a sentence begins: "bye". */
  farewells?: string;
  /** Like `mayLeave`, but only right before the brand's name: "done with". */
  partings?: string;
  /** Who reinstalls stays. */
  stays?: string;
  leavingPairs?: Pairs;
  complaints: string;
  /** The author tried another channel first. */
  elsewhere: string;
  /** Words that say nothing about the subject, beside `common`; parted by spaces. */
  fillers: string;
  /** For `hear.ts`: a fault or a wait; "my", "at my place"; both in one phrase, or a fault that only
   * who meets it reports ("is down here"); "anyone else?"; danger, discrimination, law, press. */
  faults: string;
  mine: string;
  faultsOfMine: string;
  shared: string;
  harm: string;
  /** Faults in the mouth of who is angry: "late", "no crew", "had to". */
  ills?: string;
  illPairs?: Pairs;
  /** Time lost: in words, or a unit behind a number ("3 hours", "40min"); numbers as words. */
  spans?: string;
  units?: string;
  counts?: string;
  /** Faults that only who meets them reports. */
  faultPairs?: Pairs;
};
type HeardNames = 'faults' | 'mine' | 'faultsOfMine' | 'shared' | 'harm';
type ReportNames = 'ills' | 'illPairs' | 'spans' | 'units' | 'counts' | 'faultPairs';
export type HeardLists = Pick<Lexicon, HeardNames | ReportNames>;
type LeavingNames = 'leaving' | 'mayLeave' | 'farewells' | 'partings' | 'stays' | 'leavingPairs';
export type WantLists = Pick<Lexicon, LeavingNames | 'elsewhere'>;

/** Rows of lists: each entry of the first list goes with each of the next ("cant", "log in"). */
export type Pairs = readonly (readonly string[])[];

export const WEIGHTS = {
  worst: -32,
  bad: -20,
  poor: -12,
  hint: -6,
  fine: 10,
  good: 20,
  best: 30,
} as const;

export const entriesOf = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
/** "im" is written "i'm" as well, which is read as two words. */
export const spellingsOf = (entry: string): string[] => {
  const parted = entry.replace(/\bi(m|ve|d|ll)\b/g, "i'$1");
  return parted === entry ? [entry] : [entry, parted];
};
export const listsOf = (pairs: Pairs = []): string[][][] =>
  pairs.map((lists) => lists.map(entriesOf).map((list) => list.flatMap(spellingsOf)));
export const wordsOf = (list: string): string[] => list.split(/\s+/).filter(Boolean);
