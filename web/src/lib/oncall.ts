/** On-call as people read it: words for where a shift comes from, days of the viewer's own calendar
 * with the hours that they really have, stretches of a row, times of form fields. Pure. */
import type { ShiftOut } from '#contracts/oncall.ts';
import type { SwapOut } from '#contracts/oncall-wire.ts';
import type { ShapeName, Tone } from './words.ts';

export type Source = ShiftOut['source'];
export const SOURCE_WORDS: Record<Source, { word: string; says: string }> = {
  layer: { word: '', says: 'by turns' },
  peak: { word: 'peak', says: 'by the peak schedule' },
  calendar: { word: 'imported', says: 'by the imported calendar' },
  override: { word: 'stands in', says: 'stands in' },
  nobody: { word: 'nobody', says: 'nobody holds it' },
};
export const SWAP_WORDS: Record<SwapOut['state'], { word: string; tone: Tone; shape: ShapeName }> =
  {
    asked: { word: 'asked', tone: 'raised', shape: 'half' },
    accepted: { word: 'accepted', tone: 'calm', shape: 'circle' },
    declined: { word: 'declined', tone: 'muted', shape: 'square' },
    cancelled: { word: 'withdrawn', tone: 'muted', shape: 'ring' },
    expired: { word: 'expired', tone: 'muted', shape: 'ring' },
  };

/** People look different up to here; then looks repeat, and names stand beside them anyway. */
export const LOOKS = 8;
/** The look of each person, by the order of the roster. */
export const looksOf = (people: readonly { key: string }[]): ReadonlyMap<string, number> =>
  new Map(people.map(({ key }, index) => [key, index % LOOKS]));

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

const HOUR = 3_600_000;
const dayStart = (at: number, ahead: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + ahead).getTime();
};

export const SPANS = { weeks: 14, month: 28 } as const;
export type Span = keyof typeof SPANS;
export type Day = {
  from: number;
  to: number;
  /** Real hours: 23 or 25 where the clock changes. */
  hours: number;
  isWeekend: boolean;
  isToday: boolean;
};
/** Days of the viewer's calendar, from the Monday of the week that `at` lies in. */
export const daysOf = (at: number, span: Span, now: number): Day[] => {
  const monday = -((new Date(at).getDay() + 6) % 7);
  return Array.from({ length: SPANS[span] }, (_, index) => {
    const from = dayStart(at, monday + index);
    const to = dayStart(at, monday + index + 1);
    const weekday = new Date(from).getDay();
    return {
      from,
      to,
      hours: Math.round((to - from) / HOUR),
      isWeekend: weekday === 0 || weekday === 6,
      isToday: from <= now && now < to,
    };
  });
};
/** The same weekday so many days later, whatever the clock did meanwhile. */
export const daysLater = (at: number, days: number): number => dayStart(at, days);

export type Stretch = ShiftOut & {
  fromAt: number;
  toAt: number;
  /** In percent of the row. */
  left: number;
  width: number;
};
export const stretchesOf = (shifts: readonly ShiftOut[], from: number, to: number): Stretch[] =>
  shifts
    .map((shift) => ({ shift, fromAt: Date.parse(shift.from), toAt: Date.parse(shift.to) }))
    .filter(({ fromAt, toAt }) => toAt > from && fromAt < to)
    .map(({ shift, fromAt, toAt }) => {
      const start = Math.max(fromAt, from);
      const end = Math.min(toAt, to);
      const share = 100 / (to - from);
      return { ...shift, fromAt, toAt, left: (start - from) * share, width: (end - start) * share };
    });

/** Whether the viewer's clock is another at the second instant. */
export const changesClock = (from: number, to: number): boolean =>
  new Date(from).getTimezoneOffset() !== new Date(to).getTimezoneOffset();

const two = (value: number) => String(value).padStart(2, '0');
/** For `datetime-local`, on the viewer's own clock. */
export const toField = (at: number): string => {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
};
/** Null: no time was given. */
export const fromField = (text: string): number | null => {
  const at = text === '' ? NaN : new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
};

/** Why a stretch cannot be taken as it is given; empty: it can. */
export const spanFault = (from: number | null, to: number | null, now: number): string => {
  if (from === null || to === null) return 'Give both times.';
  if (from >= to) return 'It must end after it begins.';
  return to <= now ? 'It is over already.' : '';
};

const dayOnly = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
/** `9 Feb`: for what is good for weeks. */
export const date = (at: string | number): string => dayOnly.format(new Date(at));

/** What the dialog of stand-ins and swaps begins with. Times in epoch ms. */
export type Wish = {
  kind: 'override' | 'swap';
  rota: string;
  giver: string | null;
  from: number;
  to: number;
};
