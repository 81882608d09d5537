/** Four weeks of counts that nobody has to write out: from a few hours of real rows it learns how a
 * post is understood on average, and spreads that over the rhythm. So the history has the very mix
 * that the live traffic will have. */
import { COUNTERS, emptyCounts, type BucketIncrement, type Counts } from '#contracts/bucket.ts';
import { calmPerMinute, minuteFactor } from './rhythm.ts';
import { rngAt, type Rng } from './rng.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Mean counts of one key per post that the rhythm expects. */
type Mix = { brand: string; channel: string; topic: string; perPost: Counts };

/** What the rows between `from` and `to` became, in relation to the rhythm of those minutes. */
export const learnMix = (
  increments: readonly BucketIncrement[],
  from: number,
  to: number,
  offsetHours: number,
): Mix[] => {
  let posts = 0;
  for (let at = from; at < to; at += MINUTE_MS) {
    posts += calmPerMinute(at, offsetHours) * Math.min(1, (to - at) / MINUTE_MS);
  }
  const mixes = new Map<string, Mix>();
  for (const { brand, channel, topic, counts } of increments) {
    const key = `${brand}|${channel}|${topic}`;
    const mix = mixes.get(key) ?? { brand, channel, topic, perPost: emptyCounts() };
    for (const counter of COUNTERS) mix.perPost[counter] += counts[counter] / posts;
    mixes.set(key, mix);
  }
  return [...mixes.values()];
};

const PARTS_OF_VOLUME = [
  'negative',
  'positive',
  'complaint',
  'question',
  'request',
  'thanks',
  'leaving',
  'reposts',
] as const;

/** One draw of a bucket in which `posts` are expected; null when it stays empty. */
const drawCounts = (rng: Rng, { perPost }: Mix, posts: number): Counts | null => {
  const counts = emptyCounts();
  counts.volume = rng.poisson(perPost.volume * posts);
  counts.noise = rng.poisson(perPost.noise * posts);
  counts.outbound = rng.poisson(perPost.outbound * posts);
  counts.mentions = counts.volume + counts.noise + counts.outbound;
  if (counts.mentions === 0) return null;
  if (counts.volume === 0) return counts;
  for (const part of PARTS_OF_VOLUME) {
    const mean = (counts.volume * perPost[part]) / perPost.volume;
    counts[part] = Math.min(counts.volume, rng.poisson(mean));
  }
  counts.scoreSum = (counts.volume * perPost.scoreSum) / perPost.volume;
  counts.reach = Math.round((counts.volume * perPost.reach) / perPost.volume);
  return counts;
};

type Span = { seed: number; from: number; to: number; offsetHours: number };

const drawSlice = (mixes: Mix[], rng: Rng, at: number, posts: number): BucketIncrement[] =>
  mixes.flatMap((mix) => {
    const counts = drawCounts(rng, mix, posts);
    const { brand, channel, topic } = mix;
    return counts ? [{ brand, channel, topic, at, counts }] : [];
  });

/** Buckets of a minute; `from` and `to` on the minute. */
export const minuteHistory = (mixes: Mix[], { seed, from, to, offsetHours }: Span) => {
  const rows: BucketIncrement[] = [];
  for (let at = from; at < to; at += MINUTE_MS) {
    const posts = calmPerMinute(at, offsetHours) * minuteFactor(seed, at);
    rows.push(...drawSlice(mixes, rngAt(seed, 6, at / MINUTE_MS), at, posts));
  }
  return rows;
};

/** Buckets of an hour; `from` and `to` on the hour. */
export const hourHistory = (mixes: Mix[], { seed, from, to, offsetHours }: Span) => {
  const rows: BucketIncrement[] = [];
  for (let hour = from; hour < to; hour += HOUR_MS) {
    let posts = 0;
    for (let at = hour; at < hour + HOUR_MS; at += MINUTE_MS) {
      posts += calmPerMinute(at, offsetHours) * minuteFactor(seed, at);
    }
    rows.push(...drawSlice(mixes, rngAt(seed, 7, hour / HOUR_MS), hour, posts));
  }
  return rows;
};

/** Buckets of a minute summed to hours. */
export const sumToHours = (minutes: readonly BucketIncrement[]): BucketIncrement[] => {
  const hours = new Map<string, BucketIncrement>();
  for (const { brand, channel, topic, at, counts } of minutes) {
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    const key = `${brand}|${channel}|${topic}|${hour}`;
    const sum = hours.get(key) ?? { brand, channel, topic, at: hour, counts: emptyCounts() };
    for (const counter of COUNTERS) sum.counts[counter] += counts[counter];
    hours.set(key, sum);
  }
  return [...hours.values()];
};

/** Of those who wait, the share that asks something. */
const ASKING_SHARE = 0.4;
/** A desk that closes what needs no answer leaves next to nobody without one. */
const UNANSWERED_SHARE = 0.002;

type Usual = { unanswered: number; handleSeconds: number | null; sampleRate: number };

/** The desk of the past, every ten minutes: as the rhythm made it. `unanswered` is what the sample had
 * on average when `sampleRate` posts a minute came in. */
export const deskHistory = (
  { seed, from, to, offsetHours }: Span,
  { unanswered, handleSeconds, sampleRate }: Usual,
) => {
  const rows = [];
  for (let at = from; at < to; at += 10 * MINUTE_MS) {
    const rng = rngAt(seed, 8, at / MINUTE_MS);
    const mean = (unanswered * calmPerMinute(at, offsetHours)) / sampleRate;
    const waiting = rng.poisson(mean * Math.exp(0.3 * rng.normal()));
    rows.push({
      ...{ at, waiting, assigned: Math.min(waiting, 9) },
      oldestSeconds: waiting === 0 ? null : 40 + Math.round(140 * rng.next()),
      questionsWaiting: rng.poisson(waiting * ASKING_SHARE),
      handleSeconds: handleSeconds === null ? null : handleSeconds * Math.exp(0.1 * rng.normal()),
      unansweredShare: UNANSWERED_SHARE * rng.next(),
    });
  }
  return rows;
};
