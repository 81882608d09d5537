/** The level of a crisis by written criteria: the highest level of which one row of least scores is
 * met. In code until the catalogue carries it.
 *
 *   critical  great damage and great departure, or both with many unanswered
 *   high      clear damage and clear departure, or less damage with many unanswered
 *   medium    some damage and some departure, less with many unanswered, or a flooded queue
 *   low       a departure that none of these rows describes */
import { LEVELS, type Level, type Scorecard } from '#contracts/crisis.ts';

type Least = { damage: number; deviation: number; asymmetry: number };

const CRITERIA: { level: Level; least: Least[] }[] = [
  {
    level: 'critical',
    least: [
      { damage: 0.8, deviation: 0.8, asymmetry: 0 },
      { damage: 0.6, deviation: 0.8, asymmetry: 0.7 },
    ],
  },
  {
    level: 'high',
    least: [
      { damage: 0.55, deviation: 0.6, asymmetry: 0 },
      { damage: 0.35, deviation: 0.6, asymmetry: 0.6 },
    ],
  },
  {
    level: 'medium',
    least: [
      { damage: 0.3, deviation: 0.4, asymmetry: 0 },
      { damage: 0.15, deviation: 0.5, asymmetry: 0.5 },
      { damage: 0, deviation: 0.5, asymmetry: 0.65 },
    ],
  },
];

export const levelOf = ({ damage, deviation, asymmetry }: Scorecard): Level =>
  CRITERIA.find(({ least }) =>
    least.some(
      (row) =>
        damage.score >= row.damage &&
        deviation.score >= row.deviation &&
        asymmetry.score >= row.asymmetry,
    ),
  )?.level ?? 'low';

export const isAbove = (level: Level, other: Level): boolean =>
  LEVELS.indexOf(level) > LEVELS.indexOf(other);
