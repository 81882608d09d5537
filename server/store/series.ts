/** One figure over time, for charts. Counts and shares come from the widest buckets that divide the
 * step, because those reach back longest; the queue from its samples; response and handling times
 * are medians of single answers.
 *
 * A step without rows is 0 for a count and null for a share, a gauge or a median: nothing was
 * measured. A step that reaches further back than what is kept is null for all. */
import type { BucketStepSeconds, SeriesName } from '#contracts/bucket.ts';
import { RUNTIME } from '#server/config.ts';
import { BUCKET_TABLES } from './buckets.ts';
import { INSTANT, startWhere } from './page.ts';
import type { Sql } from './sql.ts';

export type SeriesQuery = {
  name: SeriesName;
  brand?: string | undefined;
  channel?: string | undefined;
  topic?: string | undefined;
  /** `fromMs` inclusive, `toMs` exclusive; steps begin at multiples of `stepSeconds`. */
  fromMs: number;
  toMs: number;
  stepSeconds: number;
  /** Most points: the first ones are given. */
  limit: number;
  /** When told, steps before what is kept are null instead of 0. */
  now?: number | undefined;
};
export type Point = { at: number; value: number | null };

const DAY_MS = 86_400_000;
const DAYS = RUNTIME.retentionDays;

type Source = {
  /** One row per moment or answer, with `at` and what `value` reads. */
  from: (step: BucketStepSeconds) => string;
  value: string;
  gap: number | null;
  hasTopic: boolean;
  keptDays: (step: BucketStepSeconds) => number;
};

const KEPT_DAYS: Record<BucketStepSeconds, number> = {
  10: DAYS.base,
  60: DAYS.minute,
  3600: DAYS.hour,
};

const fromBuckets = (value: string, gap: number | null): Source => ({
  from: (step) => BUCKET_TABLES[step],
  value,
  gap,
  hasTopic: true,
  keptDays: (step) => KEPT_DAYS[step],
});

const fromDesk = (table: string, value: string, only?: string): Source => ({
  from: () => (only ? `(select * from ${table} where ${only}) as answers` : table),
  value,
  gap: null,
  hasTopic: false,
  keptDays: () => DAYS.desk,
});

const median = (column: string) => `percentile_cont(0.5) within group (order by ${column})`;

/** The queue is a gauge per brand and channel: `waiting` is the mean over the step of what waited
 * everywhere at one moment, `oldestSeconds` the longest wait of the step. */
const SOURCES: Record<SeriesName, Source> = {
  mentions: fromBuckets('sum(mentions)::float8', 0),
  volume: fromBuckets('sum(volume)::float8', 0),
  negativeShare: fromBuckets('sum(negative)::float8 / nullif(sum(volume), 0)::float8', null),
  sentiment: fromBuckets('sum(score_sum) / nullif(sum(volume), 0)::float8', null),
  waiting: fromDesk('desk_samples', 'sum(waiting)::float8 / count(distinct at)'),
  oldestSeconds: fromDesk('desk_samples', 'max(oldest_seconds)'),
  handleSeconds: fromDesk('responses', median('handle_seconds')),
  firstResponseSeconds: fromDesk('responses', median('response_seconds'), 'is_first'),
};

/** The widest bucket whose width divides the step. */
export const pickStep = (stepSeconds: number): BucketStepSeconds => {
  if (stepSeconds % 3600 === 0) return 3600;
  return stepSeconds % 60 === 0 ? 60 : 10;
};

const readSteps = async (db: Sql, query: SeriesQuery, source: Source, untilMs: number) => {
  const where = startWhere();
  const step = where.bind(query.stepSeconds);
  where.add(`at >= ${INSTANT}`, query.fromMs);
  where.add(`at < ${INSTANT}`, untilMs);
  where.add('brand = ?', query.brand);
  where.add('channel = ?', query.channel);
  if (source.hasTopic) where.add('topic = ?', query.topic ?? '');
  const { rows } = await db.query<{ start: number; value: number | null }>(
    `select date_bin(make_interval(secs => ${step}::float8), at, timestamptz 'epoch') as start,
            ${source.value} as value
       from ${source.from(pickStep(query.stepSeconds))} ${where.text()}
      group by start order by start limit ${where.bind(query.limit)}`,
    where.values,
  );
  return new Map(rows.map(({ start, value }) => [start, value]));
};

/** Every step of the range, oldest first. Asking the queue or response times by topic gives nulls:
 * they are not known by topic. */
export const readSeries = async (db: Sql, query: SeriesQuery): Promise<Point[]> => {
  const source = SOURCES[query.name];
  const stepMs = query.stepSeconds * 1000;
  const firstMs = Math.floor(query.fromMs / stepMs) * stepMs;
  const steps = Math.min(query.limit, Math.max(0, Math.ceil((query.toMs - firstMs) / stepMs)));
  if (steps === 0) return [];
  const untilMs = Math.min(query.toMs, firstMs + steps * stepMs);
  const isKnown = source.hasTopic || !query.topic;
  const range = { ...query, fromMs: firstMs };
  const values = isKnown ? await readSteps(db, range, source, untilMs) : new Map();
  const keptMs = source.keptDays(pickStep(query.stepSeconds)) * DAY_MS;
  const keptFromMs = query.now === undefined ? -Infinity : query.now - keptMs;
  return Array.from({ length: steps }, (_, index) => {
    const at = firstMs + index * stepMs;
    const gap = at < keptFromMs ? null : source.gap;
    return { at, value: at < keptFromMs ? null : (values.get(at) ?? gap) };
  });
};
