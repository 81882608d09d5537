/** Everything else that is watched, as rows of the wall: the bands of the series that have no tile of
 * their own. Pure. */
import { INDICATORS, type Indicator } from '#contracts/signal.ts';
import { WATCH_STATES, type WallInstrument } from '#contracts/wall.ts';
import type { Bands } from './bands.ts';

/** Volume, topics, queue and channels have tiles, rules have gauges, alerts from outside no band. */
const SHOWN_ELSEWHERE: readonly Indicator[] = [
  'volume',
  'emerging',
  'queue',
  'silence',
  'rule',
  'external',
];
/** Rows of a wall at most: the most unusual ones. */
const INSTRUMENTS_SHOWN_MAX = 60;

type Series = { indicator: Indicator; brand: string; subject: string };

/** `${indicator}|${brand}|${subject}`: a brand may hold a bar itself, the key of a topic does not. */
const parse = (name: string, brands: ReadonlySet<string>): Series | null => {
  const [first, last] = [name.indexOf('|'), name.lastIndexOf('|')];
  const indicator = INDICATORS.find((one) => one === name.slice(0, first));
  if (!indicator || SHOWN_ELSEWHERE.includes(indicator)) return null;
  const brand = name.slice(first + 1, last);
  return brands.has(brand) ? { indicator, brand, subject: name.slice(last + 1) } : null;
};

const compare = (a: WallInstrument, b: WallInstrument): number =>
  WATCH_STATES.indexOf(b.state) - WATCH_STATES.indexOf(a.state) ||
  (b.everyWeeks ?? 0) - (a.everyWeeks ?? 0) ||
  INDICATORS.indexOf(a.indicator) - INDICATORS.indexOf(b.indicator) ||
  (a.brand + a.subject < b.brand + b.subject ? -1 : 1);

const rounded = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value.toPrecision(4));

/** Those that depart most first. */
export const instrumentsOf = (bands: Bands, brands: ReadonlySet<string>): WallInstrument[] => {
  const rows: WallInstrument[] = [];
  for (const [name, band] of bands) {
    const series = parse(name, brands);
    if (!series) continue;
    const { state, learnedHours } = band;
    rows.push({
      ...series,
      observed: rounded(band.observed),
      expected: rounded(band.expected),
      low: rounded(band.low),
      high: rounded(band.high),
      everyWeeks: rounded(band.everyWeeks),
      state,
      learnedHours,
    });
  }
  return rows.sort(compare).slice(0, INSTRUMENTS_SHOWN_MAX);
};
