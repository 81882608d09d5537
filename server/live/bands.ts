/** The bands that the detectors last gave, and how those of several brands read as one. Pure. */
import type { Band } from '#alerts/contract.ts';
import type { Indicator } from '#contracts/signal.ts';
import { WATCH_STATES, type WatchState } from '#contracts/wall.ts';

export type Bands = ReadonlyMap<string, Band>;

const bandKey = (indicator: Indicator, brand: string, topic = ''): string =>
  `${indicator}|${brand}|${topic}`;

const worst = (states: readonly WatchState[]): WatchState =>
  states.reduce<WatchState>(
    (most, state) => (WATCH_STATES.indexOf(state) > WATCH_STATES.indexOf(most) ? state : most),
    'learning',
  );

const NO_BAND: Band = {
  expected: null,
  low: null,
  high: null,
  score: 0,
  state: 'learning',
  learnedHours: 0,
};

/** Distances from the expectation of independent series add up like standard deviations. */
const spread = (bands: readonly Band[], edge: 'low' | 'high'): number =>
  Math.sqrt(bands.reduce((sum, band) => sum + ((band[edge] ?? 0) - (band.expected ?? 0)) ** 2, 0));

/** Series without an expectation may bring this share of a sum that is measured by the others'. */
const UNKNOWN_SHARE_MAX = 0.1;

/** A band of a sum, and how much of the sum its series brings; asked for only where it matters. */
export type Part = { band: Band; seen: () => number };

const leastLearned = (bands: readonly Band[]): number =>
  Math.min(...bands.map(({ learnedHours }) => learnedHours));

/** One band for the sum of series. Those without an expectation yet are left out of it; where they
 * bring more than a little of the sum, nothing is known of it. */
export const combine = (parts: readonly Part[]): Band => {
  const bands = parts.map(({ band }) => band);
  const [first] = bands;
  if (!first) return NO_BAND;
  if (bands.length === 1) return first;
  const known = bands.filter((band) => band.expected !== null);
  const score = Math.max(...bands.map((band) => band.score));
  const state = worst(bands.map((band) => band.state));
  if (known.length < bands.length) {
    const heard = parts.map(({ band, seen }) => ({ band, seen: seen() }));
    const unknown = heard.filter(({ band, seen }) => band.expected === null && seen > 0);
    const sum = (rows: typeof heard) => rows.reduce((all, { seen }) => all + seen, 0);
    if (known.length === 0 || sum(unknown) > UNKNOWN_SHARE_MAX * sum(heard)) {
      const lacking = unknown.length > 0 ? unknown.map(({ band }) => band) : bands;
      const learnedHours = leastLearned(lacking);
      return { ...NO_BAND, learnedHours, score, state: state === 'normal' ? 'learning' : state };
    }
  }
  const expected = known.reduce((sum, band) => sum + (band.expected ?? 0), 0);
  return {
    expected,
    low: Math.max(0, expected - spread(known, 'low')),
    high: expected + spread(known, 'high'),
    ...{ score, state, learnedHours: leastLearned(known) },
  };
};

/** `seen`: what each brand brings to the sum lately. */
export const bandOf = (
  bands: Bands,
  indicator: Indicator,
  brands: readonly string[],
  topic = '',
  seen: (brand: string) => number = () => 1,
): Band =>
  combine(
    brands.map((brand) => ({
      band: bands.get(bandKey(indicator, brand, topic)) ?? NO_BAND,
      seen: () => seen(brand),
    })),
  );
