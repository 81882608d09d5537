/** A calendar from elsewhere as a rota: checked against the roster, kept as it came, and unfolded
 * anew each day (`oncall.ts`). */
import type { CalendarOut } from '#contracts/oncall-wire.ts';
import { AppError } from '#server/errors.ts';
import { deleteCalendar, putCalendar } from '#server/store/oncall-calendars.ts';
import { change, type OncallHouse } from './change.ts';
import { readCalendar } from './ical-in.ts';
import { ONCALL } from './limits.ts';
import { needRota, type Actor } from './people.ts';

/** Problems that are listed. */
const PROBLEMS_SHOWN = 50;
const NOBODY = 'No event names a person of the roster';
const DAYS_AHEAD = ONCALL.aheadMs / 86_400_000;
const TOO_FAR = `No event lies in the coming ${DAYS_AHEAD} days: a calendar is read so far ahead`;

/** Throws AppError not-found; invalid-request for a file in which nobody has a shift. */
export const importCalendar = async (
  house: OncallHouse,
  actor: Actor,
  { rota, text }: { rota: string; text: string },
): Promise<CalendarOut> => {
  const now = house.clock();
  const state = await house.oncall.state();
  const { timeZone } = needRota(state, rota);
  const range = { from: now - ONCALL.pastMs, to: now + ONCALL.aheadMs };
  const { people } = state.roster;
  const { shifts, problems } = readCalendar(text, { people, timeZone, ...range });
  const told = problems.slice(0, PROBLEMS_SHOWN);
  if (shifts.length === 0) {
    const errors = told.map((detail) => ({ detail }));
    const detail = problems.length > 0 ? NOBODY : TOO_FAR;
    throw new AppError('invalid-request', detail, { errors });
  }
  const record = { by: actor.name, what: 'calendar-imported' as const, rota };
  await change(house, record, (tx) =>
    putCalendar(tx, { rota, text, importedAt: now, by: actor.name }),
  );
  return { rota, shifts: shifts.length, problems: told };
};

export const removeCalendar = async (
  house: OncallHouse,
  actor: Actor,
  rota: string,
): Promise<void> => {
  const record = { by: actor.name, what: 'calendar-removed' as const, rota };
  await change(house, record, async (tx) => {
    if (!(await deleteCalendar(tx, rota))) throw new AppError('not-found');
  });
};
