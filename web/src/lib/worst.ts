/** A crisis is described at its worst: title, tests and evidence stay as they were then. Once it has
 * calmed they must not read as now. Pure. */
import type { CrisisOut } from '#contracts/crisis.ts';
import { figure, moment } from './format.ts';

/** Plainly less than at its worst: this share of the mentions a minute. */
const FALLEN_SHARE = 0.7;

const worstPerMinute = ({ scorecard }: CrisisOut): number | null =>
  scorecard.deviation.evidence.find(({ what }) => what === 'mentions a minute')?.value ?? null;

/** What is said of a crisis that has calmed; null while its figures are those of now. `perMinute`: all
 * mentions of its brand now, where that is known. */
export const worstWords = (
  crisis: CrisisOut,
  perMinute: number | null,
  now: number,
): string | null => {
  const said = 'Title and figures are from its worst.';
  if (crisis.state === 'resolved' || crisis.state === 'false-alarm') return said;
  if (crisis.quietSince) return `Calm since ${moment(crisis.quietSince, now)}. ${said}`;
  const worst = worstPerMinute(crisis);
  if (worst === null || perMinute === null || perMinute >= FALLEN_SHARE * worst) return null;
  return `Now ${figure(perMinute)} mentions a minute. ${said}`;
};
