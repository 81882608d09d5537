/** Hours of the week in a time zone: whether an instant lies within them, and for how long that stays
 * so. A window begins and ends when the zone's clock first shows its times; one that does not end
 * after it begins reaches into the next day. Layers, and hours of the flowchart, are such weeks. */
import type { Layer } from '#contracts/oncall.ts';
import { dayAt, instantOf, minuteOf, weekdayOf } from './civil.ts';

export type WeekHours = NonNullable<Layer['during']>;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** [from, to) in which the answer is the same; the next piece may have the same answer again. */
export type Piece = { isWithin: boolean; from: number; to: number };

/** `closed`: days (since 1970-01-01) on which no window begins. */
export const weekPieceAt = (
  week: WeekHours,
  zone: string,
  at: number,
  closed?: ReadonlySet<number>,
): Piece => {
  const today = dayAt(zone, at);
  let isWithin = false;
  let from = instantOf(zone, today, 0);
  let to = instantOf(zone, today + 2, 0);
  for (let day = today - 1; day <= today + 1; day += 1) {
    const hours = week[DAYS[weekdayOf(day)]!];
    if (!hours || closed?.has(day)) continue;
    const first = minuteOf(hours.from);
    const last = minuteOf(hours.to);
    const begin = instantOf(zone, day, first);
    const end = instantOf(zone, last > first ? day : day + 1, last);
    if (begin <= at && at < end) isWithin = true;
    for (const edge of [begin, end]) {
      if (edge <= at) from = Math.max(from, edge);
      else to = Math.min(to, edge);
    }
  }
  return { isWithin, from, to };
};
