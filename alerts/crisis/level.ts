/** The level of a crisis by written criteria: the highest level of which one row of least scores is
 * met. The operator's own criteria (`detection.levels`) take the place of these. */
import type { LevelCriterion } from '#contracts/catalogue.ts';
import { LEVELS, type Level, type Scorecard } from '#contracts/crisis.ts';

const criterion = (
  level: LevelCriterion['level'],
  [damage, deviation, asymmetry]: readonly [number, number, number],
  because: string,
): LevelCriterion => ({ level, damage, deviation, asymmetry, because });

export const DEFAULT_LEVELS: readonly LevelCriterion[] = [
  criterion('critical', [0.85, 0.9, 0], 'great damage and a great departure from normal'),
  criterion('critical', [0.6, 0.85, 0.7], 'great departure, clear damage, and nobody answers'),
  criterion('high', [0.55, 0.6, 0], 'clear damage and a clear departure from normal'),
  criterion('high', [0.35, 0.6, 0.6], 'clear departure, some damage, and many are unanswered'),
  criterion('medium', [0.3, 0.4, 0], 'some damage and some departure from normal'),
  criterion('medium', [0.15, 0.5, 0.5], 'a departure that hurts a little while many wait'),
  criterion('medium', [0, 0.5, 0.65], 'a flooded desk, whatever the mood'),
];

const LOW_BECAUSE = 'a departure from normal that none of the criteria above describes';

export type Levelled = { level: Level; reason: string };

export const isAbove = (level: Level, other: Level): boolean =>
  LEVELS.indexOf(level) > LEVELS.indexOf(other);

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const levelOf = (
  { damage, deviation, asymmetry }: Scorecard,
  criteria: readonly LevelCriterion[] = DEFAULT_LEVELS,
): Levelled => {
  let best: LevelCriterion | null = null;
  for (const row of criteria) {
    const isMet =
      damage.score >= row.damage &&
      deviation.score >= row.deviation &&
      asymmetry.score >= row.asymmetry;
    if (isMet && (!best || isAbove(row.level, best.level))) best = row;
  }
  const scores = `damage ${damage.score}, deviation ${deviation.score}, asymmetry ${asymmetry.score}`;
  return {
    level: best?.level ?? 'low',
    reason: `${upper(best?.because ?? LOW_BECAUSE)} (${scores}).`,
  };
};
