/** Counts of one slice of time: the unit in which everything is aggregated, stored, charted and
 * compared with what is normal. The same shape holds 10 s, 1 min and 1 h. */

export const BUCKET_STEPS_SECONDS = [10, 60, 3600] as const;
export type BucketStepSeconds = (typeof BUCKET_STEPS_SECONDS)[number];

/** What is counted. Sums only, so that buckets add up over time, channels and machines. */
export const COUNTERS = [
  'mentions', // every distinct row, in or out, noise too
  'outbound', // posts and replies by the brand
  'noise', // inbound called noise
  'volume', // inbound without noise: what is watched
  'negative', // of volume
  'positive', // of volume
  'scoreSum', // sum of sentiment scores of volume
  'complaint', // of volume, by intent
  'question',
  'request',
  'thanks',
  'leaving',
  'reposts', // of volume: rows that repeat another
  'reach', // sum of reach of volume
] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counts = Record<Counter, number>;

/** Where a count belongs. `topic` is '' for the total of brand and channel. A row with two topics
 * counts once under '' and once under each topic. */
export type BucketKey = { brand: string; channel: string; topic: string };

/** Counts to add to the base (10 s) bucket that begins at `at` (epoch ms, multiple of 10,000). */
export type BucketIncrement = BucketKey & { at: number; counts: Counts };

/** Names of GET /api/v1/series. */
export const SERIES_NAMES = [
  'mentions',
  'volume',
  'negativeShare',
  'sentiment',
  'waiting',
  'oldestSeconds',
  'handleSeconds',
  'firstResponseSeconds',
] as const;
export type SeriesName = (typeof SERIES_NAMES)[number];

export const emptyCounts = (): Counts =>
  Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Counts;
