/** The alarm budget in words, on its slider, and what a back-test of another one says in one sentence.
 * Pure. */
import type { BacktestResult, BacktestState, FoundIn, Verdict } from '#contracts/tuning.ts';
import type { Word } from './words.ts';

/** What people choose most: a word, false alarms per brand and week, what it is for. */
export const PRESETS = [
  { word: 'Quiet', budget: 0.1, says: 'Only what nobody could miss.' },
  { word: 'Default', budget: 0.5, says: 'One false alarm in two weeks.' },
  { word: 'Early', budget: 2, says: 'Earlier, for the price of two a week.' },
] as const;

const shortest = new Intl.NumberFormat('en', { maximumSignificantDigits: 2, useGrouping: false });

/** Two digits are as fine as a budget is felt. */
export const roundBudget = (budget: number): number => Number(shortest.format(budget));
export const budgetFigure = (budget: number): string => shortest.format(budget);

type Range = { min: number; max: number };
/** Where a budget stands on the slider, 0 to 1: each step is so many times the one before. */
export const toShare = (budget: number, { min, max }: Range): number =>
  Math.min(1, Math.max(0, Math.log(budget / min) / Math.log(max / min)));
export const fromShare = (share: number, { min, max }: Range): number =>
  roundBudget(min * (max / min) ** share);

/** `one in 2 weeks`, `2 a week`. */
export const budgetWords = (budget: number): string => {
  if (budget > 0.95) return `${budgetFigure(budget)} a week`;
  return `one in ${budgetFigure(1 / budget)} weeks`;
};

export const FOUND_WORDS: Record<FoundIn, string> = {
  both: 'both',
  present: 'only in force',
  other: 'only tried',
};
export const VERDICT_WORDS: Record<Verdict, Word & { says: string }> = {
  real: {
    ...{ word: 'real', tone: 'crisis', shape: 'octagon' },
    says: 'while a crisis stood that is on record',
  },
  unjudged: {
    ...{ word: 'not judged', tone: 'raised', shape: 'half' },
    says: 'in a crisis that only the back-test saw',
  },
  false: {
    ...{ word: 'false alarm', tone: 'muted', shape: 'ring' },
    says: 'in no crisis, or in one that a person called false',
  },
};

export const isUnderWay = (state: BacktestState): boolean =>
  state === 'queued' || state === 'reading' || state === 'running';

/** `4 min earlier`, `as early`, `1.5 min later`; null where only one side saw it. */
export const gainWords = (earlierMinutes: number | undefined): string | null => {
  if (earlierMinutes === undefined) return null;
  if (earlierMinutes === 0) return 'as early';
  const minutes = Math.abs(earlierMinutes);
  const size = minutes >= 10 ? Math.round(minutes) : minutes;
  return `${size} min ${earlierMinutes > 0 ? 'earlier' : 'later'}`;
};

/** `4 more signals`, `1 crisis fewer`. */
const more = (count: number, one: string, many: string): string => {
  if (count === 0) return `as many ${many}`;
  const size = Math.abs(count);
  return `${size} ${count > 0 ? 'more' : 'fewer'} ${size === 1 ? one : many}`;
};

/** Minutes gained (negative: lost) over the crises that both budgets find; null without any. */
export const meanGain = ({ crises }: BacktestResult): number | null => {
  const gains = crises.flatMap(({ earlierMinutes }) => earlierMinutes ?? []);
  if (gains.length === 0) return null;
  return Math.round((gains.reduce((sum, gain) => sum + gain, 0) / gains.length) * 10) / 10;
};

/** The whole back-test in one sentence. */
export const headline = (result: BacktestResult): string => {
  const { present, other } = result;
  const gain = gainWords(meanGain(result) ?? undefined);
  const parts = [
    more(other.signals - present.signals, 'signal', 'signals'),
    more(other.falseAlarms.count - present.falseAlarms.count, 'false alarm', 'false alarms'),
    more(other.crises - present.crises, 'crisis', 'crises'),
  ];
  const seen = gain === null ? '' : `; crises seen ${gain} on average`;
  return `${parts.join(', ')}${seen}.`;
};

/** Back-tests of less than this are said to be weak evidence. */
const FEW_BRAND_WEEKS = 4;
/** What so little data can and cannot say; null where there is enough. */
export const doubt = ({ weeks, brands }: BacktestResult): string | null =>
  weeks * brands >= FEW_BRAND_WEEKS
    ? null
    : 'So short a time can show a difference in signals; it cannot prove a rate of false alarms.';
