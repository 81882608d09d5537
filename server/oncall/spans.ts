/** Stretches of time that people name, and who holds a rota in them. */
import type { OncallState } from '#contracts/oncall.ts';
import { shiftsOf } from '#alerts/oncall/shifts.ts';
import { AppError } from '#server/errors.ts';
import { ONCALL } from './limits.ts';

export type Span = { from: number; to: number };

/** Throws AppError invalid-request for a stretch that is none, is too long, or is over. */
export const checkSpan = ({ from, to }: Span, now: number): void => {
  const refuse = (detail: string) => new AppError('invalid-request', detail);
  if (from >= to) throw refuse('It must end after it begins');
  if (to - from > ONCALL.spanMaxMs) throw refuse('It is longer than a year');
  if (to <= now) throw refuse('It is over already');
};

/** Whether the person holds the rota at each instant of the stretch. */
export const holdsThroughout = (
  state: OncallState,
  rota: string,
  { from, to }: Span,
  person: string,
): boolean => {
  const shifts = shiftsOf(state, rota, from, to);
  return shifts.length > 0 && shifts.every((shift) => shift.person === person);
};
