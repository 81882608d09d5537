/** Who holds a rota, worked out the slow and obvious way: the clock of a zone is read from Intl, times
 * are found by stepping, turns by counting them from the first. It shares nothing with the code that
 * it checks but the shapes. */
import type { Layer, OncallState, Rota } from '#contracts/oncall.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const formats = new Map<string, Intl.DateTimeFormat>();
/** What the clock shows, as if it were UTC. */
const shownAt = (zone: string, at: number): number => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  const [month, day, year, hour, minute] = format.format(at).match(/\d+/g)!.map(Number);
  return Date.UTC(year!, month! - 1, day!, hour, minute);
};

const found = new Map<string, number>();
/** The first instant at which the clock shows `shown` (as if it were UTC) or later. */
const firstAt = (zone: string, shown: number): number => {
  const key = `${zone} ${shown}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const before = shown - 27 * HOUR;
  const ahead = shownAt(zone, before) - before;
  const behind = shownAt(zone, shown + 27 * HOUR) - (shown + 27 * HOUR);
  let at = before;
  if (ahead === behind && shownAt(zone, shown - ahead) === shown) at = shown - ahead;
  else while (shownAt(zone, at) < shown) at += MINUTE;
  found.set(key, at);
  return at;
};

const nextDay = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
const onDay = (zone: string, date: string, time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return firstAt(zone, Date.parse(`${date}T00:00Z`) + hours! * HOUR + minutes! * MINUTE);
};

const turns = new WeakMap<Layer, number[]>();
/** Begins of turns, counted from the first until one lies behind the instant. */
const startsUntil = (layer: Layer, zone: string, at: number): number[] => {
  let starts = turns.get(layer);
  if (!starts) turns.set(layer, (starts = [onDay(zone, layer.startsOn, layer.handoverAt)]));
  while (starts.at(-1)! <= at) {
    const { every } = layer;
    if ('hours' in every) starts.push(starts.at(-1)! + every.hours * HOUR);
    else {
      const days = ('days' in every ? every.days : every.weeks * 7) * starts.length;
      starts.push(onDay(zone, nextDay(layer.startsOn, days), layer.handoverAt));
    }
  }
  return starts;
};

const isInWeek = (layer: Layer, zone: string, at: number): boolean => {
  if (!layer.during) return true;
  const today = new Date(shownAt(zone, at)).toISOString().slice(0, 10);
  return [-3, -2, -1, 0, 1, 2, 3].some((away) => {
    const date = nextDay(today, away);
    const hours = layer.during![NAMES[new Date(`${date}T00:00Z`).getUTCDay()]!];
    if (!hours) return false;
    const last = hours.to > hours.from ? date : nextDay(date, 1);
    return onDay(zone, date, hours.from) <= at && at < onDay(zone, last, hours.to);
  });
};

const layerHolder = (layer: Layer, zone: string, at: number): string | null => {
  const starts = startsUntil(layer, zone, at);
  if (at < starts[0]!) return null;
  if (layer.until && at >= onDay(zone, layer.until, '00:00')) return null;
  let turn = starts.length - 1;
  while (starts[turn]! > at) turn -= 1;
  return isInWeek(layer, zone, at) ? layer.people[turn % layer.people.length]! : null;
};

export const slowHolder = (
  state: OncallState,
  rota: Rota,
  at: number,
): { person: string | null; source: string } => {
  const covers = (row: { from: number; to: number }) => row.from <= at && at < row.to;
  const [override] = state.overrides
    .filter((row) => row.rota === rota.key && covers(row))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  if (override) return { person: override.person, source: 'override' };
  const [event] = state.calendars
    .filter((row) => row.rota === rota.key)
    .flatMap(({ shifts }) => shifts.filter(covers))
    .sort((a, b) => b.from - a.from);
  if (event) return { person: event.person, source: 'calendar' };
  const peak = rota.peaks.findLast((row) =>
    covers({
      from: onDay(rota.timeZone, row.from, '00:00'),
      to: onDay(rota.timeZone, row.to, '00:00'),
    }),
  );
  for (const layer of (peak?.layers ?? rota.layers).toReversed()) {
    const person = layerHolder(layer, rota.timeZone, at);
    if (person !== null) return { person, source: peak ? 'peak' : 'layer' };
  }
  return { person: null, source: 'nobody' };
};

/** Whether the zone's clock changes within a day and a half of an instant. */
export const changesNear = (zone: string, at: number): boolean => {
  const [before, after] = [at - 1.5 * DAY, at + 1.5 * DAY];
  return shownAt(zone, before) - before !== shownAt(zone, after) - after;
};

/** Where something of a rota begins or ends, but for turns and windows. */
export const edgesOf = (state: OncallState, rota: Rota): number[] => {
  const { timeZone: zone, layers, peaks } = rota;
  const laid = [...layers, ...peaks.flatMap((peak) => peak.layers)];
  return [
    ...state.overrides.flatMap(({ from, to }) => [from, to]),
    ...state.calendars.flatMap(({ shifts }) => shifts.flatMap(({ from, to }) => [from, to])),
    ...peaks.flatMap(({ from, to }) => [onDay(zone, from, '00:00'), onDay(zone, to, '00:00')]),
    ...laid.map(({ startsOn, handoverAt }) => onDay(zone, startsOn, handoverAt)),
    ...laid.flatMap(({ until }) => (until ? [onDay(zone, until, '00:00')] : [])),
  ];
};
