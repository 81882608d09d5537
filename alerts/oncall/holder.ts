/** Who holds a rota at an instant, since when and until when, and who is the next other person. */
import type { OncallState } from '#contracts/oncall.ts';
import { YEAR_MS } from './civil.ts';
import { pieceAt, type ShiftSource } from './piece.ts';

/** Times in epoch ms. `since`, `until` null: for longer than a year in that direction. */
export type Holder = {
  person: string | null;
  source: ShiftSource;
  since: number | null;
  until: number | null;
};

export const holderAt = (state: OncallState, rota: string, at: number): Holder => {
  const piece = pieceAt(state, rota, at);
  let { from, to } = piece;
  while (from >= at - YEAR_MS) {
    const before = pieceAt(state, rota, from - 1);
    if (before.person !== piece.person) break;
    from = before.from;
  }
  while (to <= at + YEAR_MS) {
    const after = pieceAt(state, rota, to);
    if (after.person !== piece.person) break;
    to = after.to;
  }
  return {
    person: piece.person,
    source: piece.source,
    since: from < at - YEAR_MS ? null : from,
    until: to > at + YEAR_MS ? null : to,
  };
};

/** How far ahead the next holder is looked for: to the end of the year after this one (UTC). A fixed
 * instant, so that the answer changes at known times only: at `nextYears` and where the holder does. */
export const nextHorizon = (at: number): number =>
  Date.UTC(new Date(at).getUTCFullYear() + 2, 0, 1);
export const nextYears = (from: number, to: number): number[] => {
  const years: number[] = [];
  for (let year = new Date(from).getUTCFullYear(); Date.UTC(year, 0, 1) < to; year += 1)
    if (Date.UTC(year, 0, 1) >= from) years.push(Date.UTC(year, 0, 1));
  return years;
};

/** The next person who is another than who holds it now; null: none until the horizon. */
export const nextHolder = (
  state: OncallState,
  rota: string,
  at: number,
): { person: string; from: number } | null => {
  const now = pieceAt(state, rota, at);
  const horizon = nextHorizon(at);
  let from = now.to;
  while (from < horizon) {
    const piece = pieceAt(state, rota, from);
    if (piece.person !== null && piece.person !== now.person) return { person: piece.person, from };
    from = piece.to;
  }
  return null;
};
