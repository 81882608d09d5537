/** Wall clocks and instants: what a clock in a zone shows at an instant, and when it first shows a day
 * and a time. Offsets come from Temporal, once for each stretch between two changes of a zone's clock;
 * all else is arithmetic on them, because a proof over weeks asks a million times. */
import { Temporal } from 'temporal-polyfill';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const YEAR_MS = 366 * DAY_MS;
/** Dates and times that are remembered as numbers. */
const TEXTS_MAX = 10_000;

/** [from, to) during which the zone's clock is `offset` ms ahead of UTC. */
type Stretch = { from: number; to: number; offset: number };
/** Stretches of a zone that were asked for, oldest first. */
const known = new Map<string, Stretch[]>();
/** Zones that the tables of this machine do not know are read as UTC: a call must go out. */
const isZone = new Map<string, boolean>();

export const isTimeZone = (zone: string): boolean => {
  const told = isZone.get(zone);
  if (told !== undefined) return told;
  let is = true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    is = false;
  }
  isZone.set(zone, is);
  return is;
};

const readStretch = (zone: string, at: number): Stretch => {
  const name = isTimeZone(zone) ? zone : 'UTC';
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
  const offset = moment.offsetNanoseconds / 1e6;
  const next = moment.getTimeZoneTransition('next');
  // The transition that lies at this very instant begins the stretch.
  const last = moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: last?.epochMilliseconds ?? -Infinity,
    to: next?.epochMilliseconds ?? Infinity,
    offset,
  };
};

const stretchAt = (zone: string, at: number): Stretch => {
  let stretches = known.get(zone);
  if (!stretches) known.set(zone, (stretches = []));
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.to <= at) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  if (found && found.from <= at) return found;
  const read = readStretch(zone, at);
  stretches.splice(low, 0, read);
  return read;
};

/** Days since 1970-01-01 of the date that the zone's clock shows. */
export const dayAt = (zone: string, at: number): number =>
  Math.floor((at + stretchAt(zone, at).offset) / DAY_MS);

/** Minutes since midnight that the zone's clock shows. */
export const minuteAt = (zone: string, at: number): number => {
  const local = at + stretchAt(zone, at).offset;
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
};

/** The first instant at which the zone's clock shows this day and minute, or more: of a time that the
 * clock skips the first instant after the gap, of one that it shows twice the first. */
export const instantOf = (zone: string, day: number, minute: number): number => {
  const local = day * DAY_MS + minute * MINUTE_MS;
  // No clock is further than 26 h from UTC, not even across a day that was left out.
  let stretch = stretchAt(zone, local - 26 * 60 * MINUTE_MS);
  for (;;) {
    const at = Math.max(stretch.from, local - stretch.offset);
    if (at < stretch.to) return at;
    stretch = stretchAt(zone, stretch.to);
  }
};

/** Texts of rosters are few and asked again and again; what fills the memory is forgotten. */
const remembered = (read: (text: string) => number): ((text: string) => number) => {
  const known = new Map<string, number>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      if (known.size >= TEXTS_MAX) known.clear();
      known.set(text, (value = read(text)));
    }
    return value;
  };
};
/** `2026-03-29` -> days since 1970-01-01. */
export const dayOf = remembered((date) => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS));
/** `09:30` -> 570; `24:00` -> 1440. */
export const minuteOf = remembered(
  (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)),
);
/** 0: Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;
