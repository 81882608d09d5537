/** How negative the talk is, and how sure that is: three of four is not three hundred of four
 * hundred. Pure. */
import type { WallState, WatchState } from '#contracts/wall.ts';

/** 95 % of a normal distribution lies within this many standard deviations. */
const Z = 1.96;
/** Beyond this many the wall says raised: of the hundred separate quarters of an hour of a day, the
 * 95 % of the whiskers would raise two for nothing, this one in three weeks. */
const RAISED_Z = 3.3;
/** Fewer mentions in the history than this give no expectation. */
const HISTORY_LEAST = 50;

/** Wilson's score interval of a share: honest for few cases and near 0 and 1, where the textbook
 * interval is not (E. B. Wilson, 1927). */
export const wilson = (hits: number, of: number, z = Z): { low: number; high: number } => {
  if (of <= 0) return { low: 0, high: 1 };
  const share = hits / of;
  const scale = 1 + z ** 2 / of;
  const middle = (share + z ** 2 / (2 * of)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
};

export type MoodCounts = { volume: number; negative: number; scoreSum: number };
export const noMood = (): MoodCounts => ({ volume: 0, negative: 0, scoreSum: 0 });

export const addMood = (sum: MoodCounts, more: MoodCounts): MoodCounts => ({
  volume: sum.volume + more.volume,
  negative: sum.negative + more.negative,
  scoreSum: sum.scoreSum + more.scoreSum,
});

const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** The mood of the last minutes against that of the last day. Raised when the share lies above the
 * usual one beyond doubt. */
export const moodOf = (recent: MoodCounts, usual: MoodCounts): WallState['sentiment'] => {
  const expected = usual.volume >= HISTORY_LEAST ? round(usual.negative / usual.volume) : null;
  const { volume, negative } = recent;
  if (volume <= 0) {
    const state = expected === null ? 'learning' : 'normal';
    const nothing = { negativeShare: null, low: null, high: null, score: null };
    return { ...nothing, expected, mentions: 0, state };
  }
  const { low, high } = wilson(negative, volume);
  let state: WatchState = 'learning';
  if (expected !== null) {
    const sure = wilson(negative, volume, RAISED_Z).low;
    state = sure > expected ? 'raised' : 'normal';
  }
  return {
    negativeShare: round(negative / volume),
    expected,
    low: round(low),
    high: round(high),
    score: round(recent.scoreSum / volume),
    mentions: volume,
    state,
  };
};
