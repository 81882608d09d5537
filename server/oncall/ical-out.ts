/** The shifts of one person as an iCalendar file, for the calendar on their phone. Times are in UTC,
 * so that no reader needs a time zone of its own; nobody's address is in it. */
import ical from 'ical-generator';
import type { Person, Rota } from '#contracts/oncall.ts';
import type { SourcedShift } from '#alerts/oncall/shifts.ts';

/** How often a phone may ask again. */
const REFRESH_SECONDS = 3_600;

/** The same shift has the same UID each time; `now` is when the file was made. */
export const calendarOf = ({
  person,
  shifts,
  rotas,
  now,
}: {
  person: Person;
  shifts: readonly (SourcedShift & { rota: string })[];
  rotas: readonly Rota[];
  now: number;
}): string => {
  const calendar = ical({ name: `On call: ${person.name}`, prodId: '//Tocsin//On-call//EN' });
  calendar.ttl(REFRESH_SECONDS);
  for (const { rota, from, to, source } of shifts) {
    const name = rotas.find(({ key }) => key === rota)?.name ?? rota;
    calendar.createEvent({
      id: `${encodeURIComponent(rota)}-${from}@tocsin`,
      stamp: new Date(now),
      start: new Date(from),
      end: new Date(to),
      summary: source === 'override' ? `${name} (standing in)` : name,
    });
  }
  return calendar.toString();
};
