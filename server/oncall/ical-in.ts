/** Reads an iCalendar file as a rota: each event is a shift of the person that it names. A file comes
 * from outside: what cannot be read is a problem with its place in the file, never an exception, and
 * every count has a limit. Nothing of a text of the file stands in a problem. */
import ICAL from 'ical.js';
import type { Person, Shift } from '#contracts/oncall.ts';
import { dayOf, instantOf, isTimeZone } from '#alerts/oncall/civil.ts';
import { isTame, isTameZoneRule } from './ical-rules.ts';

/** Limits of an imported calendar. */
export const CALENDAR = {
  bytesMax: 512 * 1024,
  eventsMax: 2_000,
  /** Steps of all recurrences together, those before the asked time included: 12 us each. */
  stepsMax: 40_000,
  stepsPerEvent: 12_000,
  shiftsMax: 5_000,
  shiftMaxMs: 366 * 86_400_000,
  problemsMax: 100,
} as const;

type Given = {
  people: readonly Person[];
  from: number;
  to: number;
  /** For times without a zone where the file names none. */
  timeZone?: string;
};
type Read = { shifts: Shift[]; problems: string[] };
type Reading = Given &
  Read & {
    floating: string;
    steps: number;
    personOf(event: ICAL.Component): Person | null;
  };

const textOf = (component: ICAL.Component, name: string): string => {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** The first of the roster counts. */
const indexOf = (
  people: readonly Person[],
  namesOf: (person: Person) => (string | undefined)[],
): ReadonlyMap<string, Person> => {
  const index = new Map<string, Person>();
  for (const person of people) {
    for (const name of namesOf(person)) {
      const key = name?.toLowerCase();
      if (key !== undefined && !index.has(key)) index.set(key, person);
    }
  }
  return index;
};

/** Whom an event names. Attendees first: a summary may be anything. Looked up once for all occurrences
 * of an event: a file may hold thousands of attendees, and a roster thousands of people. */
const finderOf = (people: readonly Person[]): Reading['personOf'] => {
  const byMail = indexOf(people, ({ email, ways }) => [
    email,
    ...ways.filter(({ via }) => via === 'mail').map(({ address }) => address),
  ]);
  const byName = indexOf(people, ({ key, name }) => [key, name]);
  const known = new WeakMap<ICAL.Component, { person: Person | null }>();
  const find = (event: ICAL.Component): Person | null => {
    for (const attendee of event.getAllProperties('attendee')) {
      const mail = String(attendee.getFirstValue()).replace(/^mailto:/i, '');
      const found = byMail.get(mail.toLowerCase());
      if (found) return found;
    }
    return byName.get(textOf(event, 'summary').toLowerCase()) ?? null;
  };
  return (event) => {
    const found = known.get(event) ?? { person: find(event) };
    known.set(event, found);
    return found.person;
  };
};

const zoneOf = (event: ICAL.Component): string | null => {
  const zone = event.getFirstProperty('dtstart')?.getParameter('tzid');
  return typeof zone === 'string' ? zone : null;
};

/** A zone that this machine knows by its name is read by its own tables, another by the rules of the
 * file; what has none is on the clock of the file. */
const instantAt = (time: ICAL.Time, zone: string | null, floating: string): number => {
  const isOwn = zone !== null && isTimeZone(zone);
  if (!isOwn && !time.isDate && time.zone && time.zone.tzid !== 'floating')
    return time.toUnixTime() * 1_000;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = dayOf(`${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`);
  const minute = time.isDate ? 0 : time.hour * 60 + time.minute;
  return instantOf(isOwn ? zone : floating, day, minute) + (time.isDate ? 0 : time.second * 1_000);
};

const addShift = (
  reading: Reading,
  event: ICAL.Component,
  { start, end }: { start: ICAL.Time; end: ICAL.Time },
): string | null => {
  const zone = zoneOf(event);
  const from = instantAt(start, zone, reading.floating);
  const to = instantAt(end, zone, reading.floating);
  if (!(from < to) || to - from > CALENDAR.shiftMaxMs) return 'does not end after it begins';
  if (to <= reading.from || from >= reading.to) return null;
  const person = reading.personOf(event);
  if (!person) return 'names nobody of the roster';
  if (reading.shifts.length >= CALENDAR.shiftsMax) return 'is one shift too many';
  reading.shifts.push({ person: person.key, from, to });
  return null;
};

/** The occurrences of an event and of those that stand in for one of them. */
const unfold = (reading: Reading, event: ICAL.Event, tell: (problem: string) => void): void => {
  const told = (problem: string | null) => problem !== null && tell(problem);
  const rules = event.component.getAllProperties('rrule').map((row) => row.getFirstValue());
  if (!rules.every((rule) => isTame(rule as ICAL.Recur)))
    return tell('repeats by a rule that is not followed');
  if (!event.isRecurring())
    return void told(
      addShift(reading, event.component, { start: event.startDate, end: event.endDate }),
    );
  const seen = new Set<string>();
  const iterator = event.iterator();
  for (let steps = 0; ; steps += 1) {
    reading.steps += 1;
    if (steps >= CALENDAR.stepsPerEvent || reading.steps >= CALENDAR.stepsMax)
      return tell('repeats too often to be followed to its end');
    const next = iterator.next();
    if (!next) break;
    if (instantAt(next, zoneOf(event.component), reading.floating) >= reading.to) break;
    const { recurrenceId, item, startDate, endDate } = event.getOccurrenceDetails(next);
    seen.add(recurrenceId.toString());
    if (textOf(item.component, 'status').toUpperCase() !== 'CANCELLED')
      told(addShift(reading, item.component, { start: startDate, end: endDate }));
  }
  for (const [id, moved] of Object.entries(event.exceptions)) {
    if (seen.has(id) || textOf(moved.component, 'status').toUpperCase() === 'CANCELLED') continue;
    told(addShift(reading, moved.component, { start: moved.startDate, end: moved.endDate }));
  }
};

/** Zones of the file that are known by name, or whose rules are not followed, do not count. */
const cleanZones = (calendar: ICAL.Component, problems: string[]): void => {
  for (const zone of [...calendar.getAllSubcomponents('vtimezone')]) {
    const rules = zone
      .getAllSubcomponents()
      .flatMap((part) => part.getAllProperties('rrule').map((row) => row.getFirstValue()));
    const isOwn = isTimeZone(textOf(zone, 'tzid'));
    const isWild = !rules.every((rule) => isTameZoneRule(rule as ICAL.Recur));
    if (isWild && !isOwn) problems.push('a time zone of the file has a rule that is not followed');
    if (isOwn || isWild) calendar.removeSubcomponent(zone);
  }
};

const readAll = (calendar: ICAL.Component, reading: Reading): void => {
  cleanZones(calendar, reading.problems);
  const components = calendar.getAllSubcomponents('vevent').slice(0, CALENDAR.eventsMax);
  const standIns = new Map<string, ICAL.Component[]>();
  const masters = new Set<string>();
  for (const component of components) {
    const uid = textOf(component, 'uid');
    if (!component.hasProperty('recurrence-id')) masters.add(uid);
    else standIns.set(uid, [...(standIns.get(uid) ?? []), component]);
  }
  components.forEach((component, index) => {
    const tell = (problem: string) => {
      const line = `event ${index + 1} ${problem}`;
      if (reading.problems.length < CALENDAR.problemsMax && !reading.problems.includes(line))
        reading.problems.push(line);
    };
    try {
      const uid = textOf(component, 'uid');
      const isStandIn = component.hasProperty('recurrence-id');
      if (textOf(component, 'status').toUpperCase() === 'CANCELLED') return;
      if (isStandIn && masters.has(uid)) return;
      if (!component.hasProperty('dtstart')) return tell('has no beginning');
      const exceptions = isStandIn ? [] : (standIns.get(uid) ?? []);
      unfold(reading, new ICAL.Event(component, { exceptions }), tell);
    } catch {
      tell('cannot be read');
    }
  });
};

/** Shifts that touch [from, to), oldest first. */
export const readCalendar = (text: string, given: Given): Read => {
  const shifts: Shift[] = [];
  const problems: string[] = [];
  if (Buffer.byteLength(text) > CALENDAR.bytesMax)
    return { shifts, problems: [`the file is larger than ${CALENDAR.bytesMax / 1024} kB`] };
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown as unknown[]);
    if (calendar.name !== 'vcalendar') return { shifts, problems: ['the file is no calendar'] };
    const named = textOf(calendar, 'x-wr-timezone');
    const floating = isTimeZone(named) && named !== '' ? named : (given.timeZone ?? 'UTC');
    if (calendar.getAllSubcomponents('vevent').length > CALENDAR.eventsMax)
      problems.push(`only the first ${CALENDAR.eventsMax} events are read`);
    const personOf = finderOf(given.people);
    readAll(calendar, { ...given, shifts, problems, floating, steps: 0, personOf });
  } catch {
    return { shifts: [], problems: ['the file is no iCalendar'] };
  }
  return { shifts: shifts.sort((a, b) => a.from - b.from), problems };
};
