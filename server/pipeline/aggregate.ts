/** Understood mentions -> counts per 10 s, brand, channel and topic. Pure and on the hot path: one
 * look-up per row and topic, no object that is thrown away. */
import type { BucketIncrement, Counts } from '#contracts/bucket.ts';
import type { Intent, Understood } from '#contracts/understood.ts';

/** Width of a base bucket. */
export const BASE_MS = 10_000;

/** Start of the base bucket that `at` (epoch ms) lies in. */
export const baseSlot = (at: number): number => at - (((at % BASE_MS) + BASE_MS) % BASE_MS);

/** Written out, because one fixed shape is several times faster than a shape made in a loop. */
const zeroCounts = (): Counts => ({
  mentions: 0,
  outbound: 0,
  noise: 0,
  volume: 0,
  negative: 0,
  positive: 0,
  scoreSum: 0,
  complaint: 0,
  question: 0,
  request: 0,
  thanks: 0,
  leaving: 0,
  reposts: 0,
  reach: 0,
});

const countIntent = (counts: Counts, intent: Intent): void => {
  if (intent in counts) counts[intent as keyof Counts] += 1;
};

const count = (counts: Counts, row: Understood): void => {
  counts.mentions += 1;
  if (!row.inbound) {
    counts.outbound += 1;
    return;
  }
  if (row.noise !== null) {
    counts.noise += 1;
    return;
  }
  counts.volume += 1;
  if (row.sentiment.label === 'negative') counts.negative += 1;
  else if (row.sentiment.label === 'positive') counts.positive += 1;
  counts.scoreSum += row.sentiment.score;
  countIntent(counts, row.intent);
  if (row.repostOf !== undefined) counts.reposts += 1;
  counts.reach += row.reach;
};

/** One brand and channel of a batch: its buckets by start, those of each topic apart. */
type Series = { brand: string; channel: string; all: Buckets; topics: Map<string, Buckets> };
type Buckets = Map<number, BucketIncrement>;

class Batch {
  readonly increments: BucketIncrement[] = [];
  readonly #brands = new Map<string, Map<string, Series>>();

  add(row: Understood): void {
    const at = baseSlot(row.at);
    const series = this.#seriesOf(row.brand, row.channel);
    count(this.#bucketOf(series, series.all, '', at), row);
    for (const topic of row.topics) {
      let buckets = series.topics.get(topic);
      if (!buckets) series.topics.set(topic, (buckets = new Map()));
      count(this.#bucketOf(series, buckets, topic, at), row);
    }
  }

  #seriesOf(brand: string, channel: string): Series {
    let channels = this.#brands.get(brand);
    if (!channels) this.#brands.set(brand, (channels = new Map()));
    let series = channels.get(channel);
    if (!series) {
      series = { brand, channel, all: new Map(), topics: new Map() };
      channels.set(channel, series);
    }
    return series;
  }

  #bucketOf({ brand, channel }: Series, buckets: Buckets, topic: string, at: number): Counts {
    let found = buckets.get(at);
    if (!found) {
      found = { brand, channel, topic, at, counts: zeroCounts() };
      buckets.set(at, found);
      this.increments.push(found);
    }
    return found.counts;
  }
}

/** Sums the rows into base buckets: one under topic '' and one under each topic of the row. No key
 * is built of strings: those cost as much as all the counting. */
export const aggregate = (rows: readonly Understood[]): BucketIncrement[] => {
  const batch = new Batch();
  for (const row of rows) batch.add(row);
  return batch.increments;
};
