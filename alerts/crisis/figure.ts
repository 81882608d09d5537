/** The number that matters of a crisis: how much there is an hour beside the usual, or how many wait
 * where the desk is the story. What a phone shows first, and what is compared when it worsens. */
import type { Figure } from '#contracts/alert.ts';
import type { Crisis, Scorecard } from '#contracts/crisis.ts';

const MINUTES_PER_HOUR = 60;
type Row = Scorecard['deviation']['evidence'][number];

const toFigure = (what: string, { value, expected }: Row, times: number): Figure => ({
  what,
  value: Math.round(value * times),
  expected: expected === undefined ? null : Math.round(expected * times),
});

export const figureOf = ({
  scenario,
  scorecard,
}: Pick<Crisis, 'scenario' | 'scorecard'>): Figure | null => {
  const find = (rows: readonly Row[], name: string) => rows.find(({ what }) => what === name);
  const waiting = find(scorecard.asymmetry.evidence, 'waiting');
  const talk = find(scorecard.deviation.evidence, 'mentions a minute');
  if (waiting && (scenario === 'queue-flood' || !talk)) return toFigure('waiting', waiting, 1);
  return talk ? toFigure('mentions an hour', talk, MINUTES_PER_HOUR) : null;
};

/** "120 an hour", "41 waiting". */
export const figureWords = ({ what, value }: Pick<Figure, 'what' | 'value'>): string =>
  what.endsWith('an hour') ? `${value} an hour` : `${value} ${what}`;
