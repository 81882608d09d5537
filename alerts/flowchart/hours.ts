/** Hours of the week as stretches of real time: a chart's `during`, exact in every time zone. A window
 * belongs to the day on which it begins; on a closed day none begins. */
import { dayOf } from '#alerts/oncall/civil.ts';
import { weekPieceAt } from '#alerts/oncall/week.ts';
import type { Flowchart } from '#contracts/flowchart.ts';

export type Hours = Flowchart['hours'][number];
/** [from, to) in epoch ms. */
export type Stretch = { from: number; to: number };

const pieceOf = ({ week, timeZone, closed }: Hours, at: number) =>
  weekPieceAt(week, timeZone, at, closed.length > 0 ? new Set(closed.map(dayOf)) : undefined);

/** When the hours apply within [from, to): apart from each other, oldest first. */
export const openStretches = (hours: Hours, from: number, to: number): Stretch[] => {
  const found: Stretch[] = [];
  for (let at = from; at < to;) {
    const piece = pieceOf(hours, at);
    const end = Math.min(piece.to, to);
    const last = found.at(-1);
    if (piece.isWithin) {
      if (last?.to === at) last.to = end;
      else found.push({ from: at, to: end });
    }
    at = end;
  }
  return found;
};

export const isWithin = (stretches: readonly Stretch[], at: number): boolean =>
  stretches.some(({ from, to }) => from <= at && at < to);

export const isOpenAt = (hours: Hours, at: number): boolean => pieceOf(hours, at).isWithin;
