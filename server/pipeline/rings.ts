/** The newest hour of every series in memory, by event time: what detectors and walls look at. Pure
 * and bounded; used by the live state and by back-tests alike. Counts of all channels of a brand are
 * added up. */
import type { CountWindow } from '#alerts/contract.ts';
import type { BucketIncrement, Counter } from '#contracts/bucket.ts';
import { addAllLate, addLive, createRing, emptyRing, windowOf, type Ring } from './ring.ts';

/** What is kept for a brand as a whole, and for each of its topics. */
const TOTAL_COUNTERS = [
  'volume',
  'negative',
  'positive',
  'scoreSum',
  'question',
  'leaving',
  'reach',
] as const satisfies readonly Counter[];
const TOPIC_COUNTERS = ['volume', 'negative'] as const satisfies readonly Counter[];
export type RingCounter = (typeof TOTAL_COUNTERS)[number];

/** Series (brand and topic) in memory at most, about 7 kB each: the longest silent one makes room. */
const RING_SERIES_MAX = 10_000;

type Series = { newestAt: number; rings: Map<Counter, Ring> };
type Topics = Map<string, Series>;

export type Rings = {
  apply(increments: readonly BucketIncrement[]): void;
  /** Counts of rows older than the live window: never shown, and left out of later loads.
   * `isLoaded`: the last load has brought them in already, so they are taken out again. */
  applyLate(increments: readonly BucketIncrement[], isLoaded?: boolean): void;
  /** Replaces everything by what the database holds. Loading the same twice changes nothing. */
  load(increments: readonly BucketIncrement[]): void;
  /** The last `slots` slots up to the one that holds `now`; topic '' is the whole brand. */
  window(
    brand: string,
    topic: string,
    counter: RingCounter,
    now: number,
    slots: number,
  ): CountWindow;
  brands(): string[];
  has(brand: string): boolean;
  /** Topics of the brand that were seen within the ring, without ''. */
  topics(brand: string): string[];
  size(): number;
};

const createSeries = (topic: string): Series => ({
  newestAt: 0,
  rings: new Map(
    (topic === '' ? TOTAL_COUNTERS : TOPIC_COUNTERS).map((counter) => [counter, createRing()]),
  ),
});

const dropLongestSilent = (brands: Map<string, Topics>): void => {
  let oldest: { brand: string; topic: string; at: number } | null = null;
  for (const [brand, topics] of brands) {
    for (const [topic, { newestAt: at }] of topics) {
      if (!oldest || at < oldest.at) oldest = { brand, topic, at };
    }
  }
  if (!oldest) return;
  const topics = brands.get(oldest.brand);
  topics?.delete(oldest.topic);
  if (topics?.size === 0) brands.delete(oldest.brand);
};

export const createRings = (seriesMax = RING_SERIES_MAX): Rings => {
  const brands = new Map<string, Topics>();
  let size = 0;

  const seriesOf = (brand: string, topic: string): Series => {
    const known = brands.get(brand)?.get(topic);
    if (known) return known;
    if (size >= seriesMax) dropLongestSilent(brands);
    else size += 1;
    let topics = brands.get(brand);
    if (!topics) brands.set(brand, (topics = new Map()));
    const series = createSeries(topic);
    topics.set(topic, series);
    return series;
  };

  const each = (
    increments: readonly BucketIncrement[],
    add: (ring: Ring, at: number, value: number) => void,
  ): void => {
    for (const { brand, topic, at, counts } of increments) {
      const series = seriesOf(brand, topic);
      if (at > series.newestAt) series.newestAt = at;
      for (const [counter, ring] of series.rings) add(ring, at, counts[counter]);
    }
  };

  return {
    apply: (increments) => each(increments, addLive),
    applyLate: (increments, isLoaded = false) =>
      addAllLate((add) => each(increments, add), isLoaded),
    load: (increments) => {
      for (const topics of brands.values()) {
        for (const series of topics.values()) series.rings.forEach(emptyRing);
      }
      each(increments, addLive);
    },
    window: (brand, topic, counter, now, slots) =>
      windowOf(brands.get(brand)?.get(topic)?.rings.get(counter), now, slots),
    brands: () => [...brands.keys()],
    has: (brand) => brands.has(brand),
    topics: (brand) => [...(brands.get(brand)?.keys() ?? [])].filter((topic) => topic !== ''),
    size: () => size,
  };
};
