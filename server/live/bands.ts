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

/** One band for the sum of series. Those without an expectation yet are left out of it. */
export const combine = (bands: readonly Band[]): Band => {
  const [first] = bands;
  if (!first) return NO_BAND;
  if (bands.length === 1) return first;
  const known = bands.filter((band) => band.expected !== null);
  const expected = known.reduce((sum, band) => sum + (band.expected ?? 0), 0);
  const isKnown = known.length > 0;
  return {
    expected: isKnown ? expected : null,
    low: isKnown ? Math.max(0, expected - spread(known, 'low')) : null,
    high: isKnown ? expected + spread(known, 'high') : null,
    score: Math.max(...bands.map(({ score }) => score)),
    state: worst(bands.map(({ state }) => state)),
    learnedHours: Math.max(...bands.map(({ learnedHours }) => learnedHours)),
  };
};

export const bandOf = (
  bands: Bands,
  indicator: Indicator,
  brands: readonly string[],
  topic = '',
): Band =>
  combine(
    brands
      .map((brand) => bands.get(bandKey(indicator, brand, topic)))
      .filter((band) => band !== undefined),
  );
