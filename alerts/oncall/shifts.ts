/** A rota over time: its shifts, and the instants at which anything about it may change. */
import type { OncallState, Shift } from '#contracts/oncall.ts';
import { holderAt, nextYears } from './holder.ts';
import { pieceAt, type ShiftSource } from './piece.ts';

export type SourcedShift = Shift & { source: ShiftSource };

/** [from, to) in epoch ms without gaps, oldest first; the first and last are cut to it. Person null:
 * nobody. Neighbours differ in person or source. */
export const shiftsOf = (
  state: OncallState,
  rota: string,
  from: number,
  to: number,
): SourcedShift[] => {
  const shifts: SourcedShift[] = [];
  for (let at = from; at < to;) {
    const piece = pieceAt(state, rota, at);
    const end = Math.min(piece.to, to);
    const last = shifts.at(-1);
    if (last && last.person === piece.person && last.source === piece.source) last.to = end;
    else shifts.push({ person: piece.person, source: piece.source, from: at, to: end });
    at = end;
  }
  return shifts;
};

/** Instants in [from, to) at which the holder, the source or the next holder changes, oldest first.
 * Between two of them everything about the rota stays the same. */
export const changePoints = (
  state: OncallState,
  rota: string,
  from: number,
  to: number,
): number[] => {
  const starts = shiftsOf(state, rota, from - 1, to).map((shift) => shift.from);
  const points = [...starts.slice(1), ...nextYears(from, to)];
  return [...new Set(points)].sort((a, b) => a - b);
};

/** What one person holds in [from, to), of every rota, oldest first. Not cut: a shift that runs at an
 * edge keeps its own begin and end (as far as a year), so that it is the same shift tomorrow. */
export const shiftsOfPerson = (
  state: OncallState,
  person: string,
  from: number,
  to: number,
): (SourcedShift & { rota: string })[] =>
  state.roster.rotas
    .flatMap(({ key }) => {
      const own = shiftsOf(state, key, from, to).filter((shift) => shift.person === person);
      return own.map((shift) => ({ ...shift, rota: key }));
    })
    .map((shift) => {
      const { since, until } = holderAt(state, shift.rota, shift.from);
      const isFirst = shift.from === from;
      const isLast = shift.to === to;
      return {
        ...shift,
        from: isFirst ? (since ?? shift.from) : shift.from,
        to: isLast ? (until ?? shift.to) : shift.to,
      };
    })
    .sort((a, b) => a.from - b.from || (a.rota < b.rota ? -1 : 1));
