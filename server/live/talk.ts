/** What is being said, as figures: volume, mood and topics of one brand or of all together, read from
 * the rings and the bands. Pure. */
import { TICK_MS, type CountWindow } from '#alerts/contract.ts';
import { instantOut } from '#contracts/text.ts';
import type { WallState, WallTopic } from '#contracts/wall.ts';
import type { Emerging } from '#server/pipeline/emerging/emerging.ts';
import type { RingCounter, Rings } from '#server/pipeline/rings.ts';
import { bandOf, type Bands } from './bands.ts';
import { addMood, moodOf, noMood, type MoodCounts } from './moods.ts';

const SLOTS_PER_MINUTE = 6;
const SLOT_MS = 10_000;
const TOPIC_MINUTES = 5;
const MOOD_MINUTES = 15;
/** What a brand brings to the sum of all is looked at over so long. */
const LATELY_MINUTES = 15;
/** Topics on a wall at most: the ones that deviate most. */
const TOPICS_SHOWN_MAX = 20;
/** Deviation that reads as score 0.5, in standard deviations of a Poisson count. */
const HALF_SCORE_SIGMAS = 3;

/** What the last day says of each series: counts per brand, and per brand and topic by
 * `usualKey`. */
export type Usual = { moods: Map<string, MoodCounts>; perMinute: Map<string, number> };
export const usualKey = (brand: string, topic: string): string => `${brand}\0${topic}`;

export type Talk = { rings: Rings; emerging: Emerging; bands: Bands; usual: Usual };

const round = (value: number): number => Math.round(value * 100) / 100;

/** The last `minutes` up to `now`: whole slots, and of the oldest one the part that still belongs. */
const sumOf = (
  rings: Rings,
  series: { brand: string; topic: string; counter: RingCounter },
  now: number,
  minutes: number,
): number => {
  const slots = minutes * SLOTS_PER_MINUTE + 1;
  const { counts } = rings.window(series.brand, series.topic, series.counter, now, slots);
  return sumSlots(counts, now);
};

/** Of slots up to the one that `now` lies in: the oldest counts as far as it still belongs. */
const sumSlots = (counts: ArrayLike<number>, now: number): number => {
  const elapsed = (now % SLOT_MS) / SLOT_MS;
  let sum = (counts[0] ?? 0) * (1 - elapsed);
  for (let slot = 1; slot < counts.length; slot += 1) sum += counts[slot] ?? 0;
  return sum;
};

export const volumeOf = (
  { rings, bands }: Talk,
  brands: readonly string[],
  now: number,
): WallState['volume'] => {
  const perMinute = brands.reduce(
    (sum, brand) => sum + sumOf(rings, { brand, topic: '', counter: 'volume' }, now, 1),
    0,
  );
  const lately = (brand: string) =>
    sumOf(rings, { brand, topic: '', counter: 'volume' }, now, LATELY_MINUTES);
  const band = bandOf(bands, 'volume', brands, '', lately);
  const { expected, low, high, state, learnedHours } = band;
  return { perMinute: round(perMinute), expected, low, high, state, learnedHours };
};

const recentMood = (rings: Rings, brand: string, now: number): MoodCounts => {
  const count = (counter: RingCounter) => {
    const { counts } = rings.window(brand, '', counter, now, MOOD_MINUTES * SLOTS_PER_MINUTE);
    let sum = 0;
    for (let slot = 0; slot < counts.length; slot += 1) sum += counts[slot] ?? 0;
    return sum;
  };
  return { volume: count('volume'), negative: count('negative'), scoreSum: count('scoreSum') };
};

export const sentimentOf = (
  { rings, bands, usual }: Talk,
  brands: readonly string[],
  now: number,
): WallState['sentiment'] => {
  const mood = moodOf(
    brands.map((brand) => recentMood(rings, brand, now)).reduce(addMood, noMood()),
    brands.map((brand) => usual.moods.get(brand) ?? noMood()).reduce(addMood, noMood()),
  );
  const isSignal = bandOf(bands, 'negativeShare', brands).state === 'signal';
  return isSignal ? { ...mood, state: 'signal' } : mood;
};

/** 0..1 by how far a count lies above what is usual, until the detectors give a score. */
const deviation = (perMinute: number, expected: number): number => {
  const observed = perMinute * TOPIC_MINUTES;
  const usual = expected * TOPIC_MINUTES;
  const sigmas = (observed - usual) / Math.sqrt(usual + 1);
  return sigmas <= 0 ? 0 : sigmas / (sigmas + HALF_SCORE_SIGMAS);
};

const topicOf = (
  { rings, bands, usual }: Talk,
  brands: readonly string[],
  topic: string,
  now: number,
): Omit<WallTopic, 'name'> => {
  const sum = (counter: RingCounter) =>
    brands.reduce(
      (all, brand) => all + sumOf(rings, { brand, topic, counter }, now, TOPIC_MINUTES),
      0,
    );
  const volume = sum('volume');
  const perMinute = volume / TOPIC_MINUTES;
  const band = bandOf(bands, 'volume', brands, topic, (brand) =>
    sumOf(rings, { brand, topic, counter: 'volume' }, now, LATELY_MINUTES),
  );
  const usualRates = brands
    .map((brand) => usual.perMinute.get(usualKey(brand, topic)))
    .filter((rate) => rate !== undefined);
  const usualRate = usualRates.length === 0 ? null : usualRates.reduce((a, b) => a + b, 0);
  const expected = band.expected ?? usualRate;
  const ownScore = expected === null ? 0 : deviation(perMinute, expected);
  return {
    topic,
    emerging: false,
    perMinute: round(perMinute),
    expected: expected === null ? null : round(expected),
    score: round(band.expected === null ? ownScore : band.score),
    negativeShare: volume > 0 ? round(Math.min(1, sum('negative') / volume)) : null,
    state: band.state,
  };
};

const lastMinutes = ({ counts, startAt }: CountWindow, now: number): number => {
  const end = Math.min(counts.length, Math.floor((now - startAt) / SLOT_MS) + 1);
  const from = Math.max(0, end - TOPIC_MINUTES * SLOTS_PER_MINUTE - 1);
  return sumSlots(Array.prototype.slice.call(counts, from, end) as number[], now);
};

/** Those that nobody defined, as of the last look of the detectors. */
const emergingOf = (
  { emerging, bands }: Talk,
  brands: readonly string[],
  now: number,
): WallTopic[] => {
  const lookedAt = Math.floor(now / TICK_MS) * TICK_MS;
  return brands.flatMap((brand) =>
    emerging
      .topics(brand, lookedAt)
      .flatMap(({ topic, name, volume, negative, emerging: burst }) => {
        if (!burst) return [];
        const band = bandOf(bands, 'emerging', [brand], topic);
        const mentions = lastMinutes(volume, now);
        const perMinute = mentions / TOPIC_MINUTES;
        const expected = (burst.expected * 60) / burst.windowSeconds;
        return {
          topic,
          name: name ?? burst.name,
          emerging: true,
          perMinute: round(perMinute),
          expected: round(expected),
          score: round(band.expected === null ? deviation(perMinute, expected) : band.score),
          negativeShare:
            mentions > 0 ? round(Math.min(1, lastMinutes(negative, now) / mentions)) : null,
          // Whoever bursts against its own past is raised, whatever the detectors make of it.
          state: band.state === 'signal' ? band.state : ('raised' as const),
          since: instantOut(burst.firstAt),
          voices: burst.voices,
          roots: burst.roots,
        };
      }),
  );
};

/** Topics by deviation, then by volume, then by name. */
export const topicsOf = (
  talk: Talk,
  brands: readonly string[],
  names: ReadonlyMap<string, string>,
  now: number,
): WallTopic[] => {
  const topics = new Set(brands.flatMap((brand) => talk.rings.topics(brand)));
  const tracked = [...topics].map((topic): WallTopic => ({
    ...topicOf(talk, brands, topic, now),
    name: names.get(topic) ?? topic,
  }));
  return [...tracked, ...emergingOf(talk, brands, now)]
    .sort((a, b) => b.score - a.score || b.perMinute - a.perMinute || (a.topic < b.topic ? -1 : 1))
    .slice(0, TOPICS_SHOWN_MAX);
};
