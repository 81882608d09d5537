/** The team's rules as people read them: how far, when reached at this pace, how near before. Pure. */
import type { WallRule } from '#contracts/wall.ts';
import { clockTime, count, shortMoment } from './format.ts';

const RANKS: Record<WallRule['state'], number> = { crossed: 2, near: 1, far: 0 };

/** What is crossed or nearest leads. */
export const rankRules = (rules: readonly WallRule[]): WallRule[] =>
  [...rules].sort(
    (a, b) =>
      RANKS[b.state] - RANKS[a.state] ||
      b.count / b.posts - a.count / a.posts ||
      a.name.localeCompare(b.name),
  );

/** `reaches 10 at about 14:20 (14:05–15:10)`, or how many are missing. */
export const forecastWords = (rule: WallRule, now: number): string => {
  const { state, crossing, posts, level } = rule;
  if (state === 'crossed') return `reached: calls at least ${level}`;
  if (crossing === null) return `${count(Math.max(0, posts - rule.count))} more to go`;
  const { at, earliest, latest } = crossing;
  const range = latest === null ? 'or later' : `${clockTime(earliest)}–${clockTime(latest)}`;
  return `reaches ${count(posts)} at about ${shortMoment(at, now)} (${range})`;
};

/** The last time it was nearly reached; '' if never. */
export const missWords = ({ nearMisses }: WallRule, now: number): string => {
  const [last] = nearMisses;
  return last ? `near miss ${count(last.peak)}, ${shortMoment(last.at, now)}` : '';
};
