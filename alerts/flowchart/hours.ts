/** Hours of the week as stretches of real time: a chart's `during`, exact in every time zone. A window
 * belongs to the day on which it begins; one that ends before it begins reaches into the next day. On
 * a closed day nothing begins, and what reaches into it ends at its midnight. A time that a change of
 * the clocks leaves out is the first instant after it, one that it repeats is the first of the two. */
import { Temporal } from 'temporal-polyfill';
import type { Flowchart } from '#contracts/flowchart.ts';

export type Hours = Flowchart['hours'][number];
/** [from, to) in epoch ms. */
export type Stretch = { from: number; to: number };

const DAY_MS = 24 * 3_600_000;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The instant of a time of day, 'HH:MM' up to 24:00. */
const instantOf = (date: Temporal.PlainDate, time: string, zone: string): number => {
  const isEndOfDay = time.startsWith('24');
  const day = isEndOfDay ? date.add({ days: 1 }) : date;
  const wanted = day.toPlainDateTime(isEndOfDay ? '00:00' : time);
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(wanted)) return found.epochMilliseconds;
  return found.getTimeZoneTransition('next')?.epochMilliseconds ?? found.epochMilliseconds;
};

const windowOf = (hours: Hours, date: Temporal.PlainDate): Stretch | null => {
  const window = hours.week[WEEKDAYS[date.dayOfWeek - 1] ?? 'mon'];
  if (window === undefined || hours.closed.includes(date.toString())) return null;
  const next = date.add({ days: 1 });
  const reachesOver = window.to <= window.from;
  const isCut = reachesOver && hours.closed.includes(next.toString());
  return {
    from: instantOf(date, window.from, hours.timeZone),
    to: isCut
      ? instantOf(next, '00:00', hours.timeZone)
      : instantOf(reachesOver ? next : date, window.to, hours.timeZone),
  };
};

/** When the hours apply within [from, to): apart from each other, oldest first. */
export const openStretches = (hours: Hours, from: number, to: number): Stretch[] => {
  const dateOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.timeZone).toPlainDate();
  const last = dateOf(to);
  const found: Stretch[] = [];
  // Two days back: a window of the day before may reach in, and a zone may skip a whole day.
  let date = dateOf(from - 2 * DAY_MS);
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const window = windowOf(hours, date);
    if (window === null || window.from >= window.to) continue;
    const clipped = { from: Math.max(window.from, from), to: Math.min(window.to, to) };
    if (clipped.from >= clipped.to) continue;
    const before = found.at(-1);
    if (before !== undefined && clipped.from <= before.to) {
      before.to = Math.max(before.to, clipped.to);
    } else found.push(clipped);
  }
  return found;
};

export const isWithin = (stretches: readonly Stretch[], at: number): boolean =>
  stretches.some(({ from, to }) => from <= at && at < to);

export const isOpenAt = (hours: Hours, at: number): boolean =>
  openStretches(hours, at, at + 1).length > 0;
