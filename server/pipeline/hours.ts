/** Hours of operation as instants: when a channel is open, and how much open time lies between two
 * moments. Reads the week from the catalogue in the brand's own time zone. */
import type { Catalogue, ChannelConfig } from '#contracts/catalogue.ts';

type Span = { from: number; to: number };
type WeekHours = NonNullable<ChannelConfig['hours']>;

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const createFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** Wall-clock time of the zone at `at`, written as if it were UTC. */
const localAsUtc = (format: Intl.DateTimeFormat, at: number): number => {
  const part = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, +value]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** The instant at which the zone's clock shows `local` (written as UTC). */
const instantOf = (format: Intl.DateTimeFormat, local: number): number => {
  const guess = local - (localAsUtc(format, local) - local);
  return local - (localAsUtc(format, guess) - guess);
};

const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Open spans that touch [from, to]; a day whose hours end before they begin runs past midnight. */
const openSpans = (hours: WeekHours, timeZone: string, from: number, to: number): Span[] => {
  const format = createFormat(timeZone);
  const firstDay = Math.floor(localAsUtc(format, from) / DAY_MS) - 1;
  const lastDay = Math.floor(localAsUtc(format, to) / DAY_MS);
  const spans: Span[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    const midnight = day * DAY_MS;
    const weekday = WEEKDAYS[new Date(midnight).getUTCDay()];
    const open = weekday === undefined ? undefined : hours[weekday];
    if (!open) continue;
    const begin = minutesOf(open.from);
    const end = minutesOf(open.to);
    const length = end > begin ? end - begin : end - begin + 1440;
    const span = {
      from: instantOf(format, midnight + begin * 60_000),
      to: instantOf(format, midnight + (begin + length) * 60_000),
    };
    if (span.to > from && span.from < to) spans.push(span);
  }
  return spans;
};

export type Hours = {
  isOpen(brand: string, channel: string, at: number): boolean;
  /** Milliseconds of [from, to] in which the channel was open. */
  openMs(brand: string, channel: string, from: number, to: number): number;
};

/** Spans are worked out once a day and channel, and looked up from then on. */
export const createHours = (catalogue: Catalogue, reachMs: number): Hours => {
  const zones = new Map(catalogue.brands.map(({ key, timeZone }) => [key, timeZone]));
  const weeks = new Map(catalogue.channels.map(({ key, hours }) => [key, hours]));
  const cache = new Map<string, Span & { spans: Span[] }>();

  const spansOf = (brand: string, channel: string, from: number, to: number): Span[] | null => {
    const week = weeks.get(channel);
    if (!week) return null;
    const zone = zones.get(brand) ?? 'UTC';
    const key = `${channel}\0${zone}`;
    let cached = cache.get(key);
    if (!cached || from < cached.from || to > cached.to) {
      const reach = { from: Math.min(from, to - reachMs) - DAY_MS, to: to + DAY_MS };
      cached = { ...reach, spans: openSpans(week, zone, reach.from, reach.to) };
      cache.set(key, cached);
    }
    return cached.spans;
  };

  return {
    isOpen: (brand, channel, at) => {
      const spans = spansOf(brand, channel, at, at);
      return spans === null || spans.some((span) => span.from <= at && at < span.to);
    },
    openMs: (brand, channel, from, to) => {
      const spans = spansOf(brand, channel, from, to);
      if (spans === null) return Math.max(0, to - from);
      return spans.reduce(
        (sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)),
        0,
      );
    },
  };
};
