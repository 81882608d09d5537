/** The past of every series that has a baseline, hour by hour, and what is learned from it. The scheduled
 * job fills it from the database and a back-test from its own rows: what teaches what stands here once.
 * Hours of crises and of planned events teach nothing; noise is in no hour, because volume does not
 * count it, and drills never become buckets. */
import { learnBaseline } from '#alerts/baseline/learn.ts';
import type { Baseline, HourPoint, PlannedEvent } from '#alerts/contract.ts';
import { LEARNED, seriesName, type DeskFigure } from '#alerts/indicators.ts';
import type { Counts } from '#contracts/bucket.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { RUNTIME } from '#server/config.ts';

export const HOUR_MS = 3_600_000;
const NONE: ReadonlySet<number> = new Set();
const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

const FROM_COUNTS = LEARNED.filter((learned) => learned.from === 'counts');
const FROM_CHANNELS = LEARNED.filter((learned) => learned.from === 'channels');
const FROM_DESK = LEARNED.filter((learned) => learned.from === 'desk');
/** Counters that teach anything. */
export const TAUGHT_COUNTERS = [...new Set(FROM_COUNTS.map(({ counter }) => counter))];

export type DeskMeans = Partial<Record<DeskFigure, number | null>>;
/** Starts of hours by brand, epoch ms. */
export type Excluded = ReadonlyMap<string, ReadonlySet<number>>;

/** Hours that a crisis or a planned event touched: unknown to the baselines, not empty. A false alarm
 * was a normal hour after all. */
export const excludedHours = (
  crises: Iterable<Crisis>,
  events: readonly PlannedEvent[],
  now: number,
): Excluded => {
  const excluded = new Map<string, Set<number>>();
  const exclude = (brand: string, from: number, to: number): void => {
    const hours = excluded.get(brand) ?? new Set<number>();
    excluded.set(brand, hours);
    for (let at = hourOf(from); at <= to; at += HOUR_MS) hours.add(at);
  };
  for (const { brand, firstMentionAt, resolvedAt, state } of crises) {
    if (state !== 'false-alarm') exclude(brand, firstMentionAt, resolvedAt ?? now);
  }
  for (const { brand, from, to } of events) exclude(brand, from, Math.min(to, now));
  return excluded;
};

/** An hour of a series: the sum of a count, or the sum of `samples` of a gauge. */
type Hour = { at: number; sum: number; samples: number };
type Series = { name: string; subject: string; isMean: boolean; total: number; hours: Hour[] };

/** Rows mostly come in the order of time: the hour is the last one or close to it. */
const add = (series: Series, at: number, value: number): void => {
  const hour = hourOf(at);
  series.total += value;
  let index = series.hours.length - 1;
  while (index >= 0 && series.hours[index]!.at > hour) index -= 1;
  const known = series.hours[index];
  if (known?.at === hour) {
    known.sum += value;
    known.samples += 1;
  } else series.hours.splice(index + 1, 0, { at: hour, sum: value, samples: 1 });
};

const pointsOf = ({ hours, isMean }: Series, since: number): HourPoint[] =>
  hours
    .filter(({ at }) => at >= since)
    .map(({ at, sum, samples }) => ({ at, value: isMean ? sum / samples : sum }));

/** A few posts of long ago, days apart from all that follows, are no past to measure by: whoever goes
 * live with one of them has not been quiet for a month. Fewer hours with a row than this are a few. */
const PAST_HOURS = 24;
const APART_MS = 72 * HOUR_MS;

/** A feed that became so many times denser, and stayed so for a day outside of crises, is another feed:
 * a channel was connected, or a recording begins in earnest. Its past begins there. */
const STEP_TIMES = 8;
const STEP_HOURS = 18;
/** Each day since the step is at least so many times what was before. */
const STEP_STAYS = 3;
/** A day of which no more hours than this teach is no evidence. */
const DAY_TAUGHT = 12;
/** Mentions an hour that a brand of no words is taken to have. */
const LEAST_PACE = 0.05;
const DAY_MS = 24 * HOUR_MS;

/** Mentions an hour over [from, to), by the hours that teach. Hours without a row are empty ones. */
const paceOf =
  (hours: readonly Hour[], excluded: ReadonlySet<number>) =>
  (from: number, to: number): { hours: number; mean: number } => {
    let taught = (to - from) / HOUR_MS;
    for (const at of excluded) if (at >= from && at < to) taught -= 1;
    let sum = 0;
    for (const hour of hours)
      if (hour.at >= from && hour.at < to && !excluded.has(hour.at)) sum += hour.sum;
    return { hours: taught, mean: sum / Math.max(1, taught) };
  };

/** The hour at which the brand became another one; `since` where it never did. */
const stepSince = (
  hours: readonly Hour[],
  since: number,
  now: number,
  excluded: ReadonlySet<number>,
): number => {
  const end = hourOf(now);
  const pace = paceOf(hours, excluded);
  const staysAbove = (least: number, from: number): boolean => {
    for (let day = from; day + DAY_MS <= end; day += DAY_MS) {
      const { hours: taught, mean } = pace(day, day + DAY_MS);
      if (taught > DAY_TAUGHT && mean < least) return false;
    }
    return true;
  };
  let best: { at: number; mean: number } | null = null;
  let bestTimes = STEP_TIMES;
  for (let at = end - DAY_MS; at - since >= DAY_MS; at -= DAY_MS) {
    const after = pace(at, end);
    const before = Math.max(pace(since, at).mean, LEAST_PACE);
    if (after.hours < STEP_HOURS || after.mean < bestTimes * before) continue;
    if (!staysAbove(STEP_STAYS * before, at)) continue;
    best = { at, mean: after.mean };
    bestTimes = after.mean / before;
  }
  if (best === null) return since;
  // The day is known; the step lies where, in it or the day before, the rows began to come.
  const { at: day, mean } = best;
  const isBegun = ({ at, sum }: Hour) =>
    at >= day - DAY_MS && at < end && sum >= mean / 3 && !excluded.has(at);
  return hours.find(isBegun)?.at ?? day;
};

/** Where the past of a brand begins, by the hours of all its mentions. */
const heardSince = (hours: readonly Hour[], now: number, excluded: ReadonlySet<number>): number => {
  let since = hours[0]?.at ?? 0;
  let before = since;
  let told = 0;
  for (const { at, sum } of hours) {
    if (sum <= 0) continue;
    if (told < PAST_HOURS && at - before > APART_MS) {
      since = at;
      told = 0;
    }
    told += 1;
    before = at;
  }
  return stepSince(hours, since, now, excluded);
};

/** The busiest subjects (topics, channels) of each indicator, and all that is about the whole brand. */
const kept = (series: Iterable<Series>): Series[] => {
  const seen = new Map<string, number>();
  return [...series]
    .sort((a, b) => b.total - a.total)
    .filter(({ name, subject }) => {
      if (subject === '') return true;
      const indicator = name.slice(0, name.indexOf('|'));
      const count = (seen.get(indicator) ?? 0) + 1;
      seen.set(indicator, count);
      return count <= RUNTIME.baselineTopicsMax;
    });
};

export const createHistory = () => {
  const brands = new Map<string, Map<string, Series>>();

  const seriesOf = (indicator: string, brand: string, subject: string, isMean: boolean) => {
    const name = seriesName(indicator, brand, subject);
    let known = brands.get(brand);
    if (!known) brands.set(brand, (known = new Map()));
    let series = known.get(name);
    if (!series) known.set(name, (series = { name, subject, isMean, total: 0, hours: [] }));
    return series;
  };

  return {
    brands: (): string[] => [...brands.keys()],
    /** Counts of a slice of time that begins at `at`; topic '' is the whole brand. */
    count: (brand: string, topic: string, at: number, counts: Partial<Counts>): void => {
      for (const { indicator, counter, perTopic } of FROM_COUNTS) {
        if (topic !== '' && !perTopic) continue;
        add(seriesOf(indicator, brand, topic, false), at, counts[counter] ?? 0);
      }
    },
    countChannel: (brand: string, channel: string, at: number, mentions: number): void => {
      for (const { indicator } of FROM_CHANNELS) {
        add(seriesOf(indicator, brand, channel, false), at, mentions);
      }
    },
    /** What the desk showed at a moment, or on average over an hour. */
    sample: (brand: string, at: number, figures: DeskMeans): void => {
      for (const { indicator, figure } of FROM_DESK) {
        const value = figures[figure] ?? null;
        if (value !== null) add(seriesOf(indicator, brand, '', true), at, value);
      }
    },
    /** What is normal for the brand by what ended before `now`. */
    learn: (brand: string, now: number, excluded: Excluded): Baseline[] => {
      const own = brands.get(brand);
      const talk = own?.get(seriesName('volume', brand, ''))?.hours ?? [];
      const since = heardSince(talk, now, excluded.get(brand) ?? NONE);
      return kept(own?.values() ?? []).map((series) =>
        learnBaseline(series.name, pointsOf(series, since), now, excluded.get(brand)),
      );
    },
  };
};
