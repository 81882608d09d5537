/** Counts by slice of time, in three widths. A batch writes through to all of them at once, so they
 * always agree, and a late row corrects each. */
import {
  type BucketIncrement,
  type BucketStepSeconds,
  COUNTERS,
  type Counter,
  type Counts,
  emptyCounts,
} from '#contracts/bucket.ts';
import { INSTANT, startWhere } from './page.ts';
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';
import { describeTable, type Kind, toColumn } from './table.ts';

type Key = { at: number; brand: string; channel: string; topic: string };
type Flat = Key & Counts;

/** Most rows of one reading of history: five weeks of hours for 2,000 series. */
const HISTORY_ROWS_MAX = 1_680_000;

export const BUCKET_TABLES: Record<BucketStepSeconds, string> = {
  10: 'bucket_10s',
  60: 'bucket_1m',
  3600: 'bucket_1h',
};

const counterKinds = Object.fromEntries(
  COUNTERS.map((counter) => [counter, counter === 'scoreSum' ? 'float' : 'int']),
) as Record<Counter, Kind>;

const table = describeTable<Flat>({
  at: 'time',
  brand: 'text',
  channel: 'text',
  topic: 'text',
  ...counterKinds,
});

const COUNTER_COLUMNS = COUNTERS.map(toColumn);
const SUMS = COUNTER_COLUMNS.map((column) => `sum(${column}) as ${column}`).join(', ');

/** Adds the rows of `input` to one table, slices in one order: two batches never wait for each
 * other in a circle. */
const addTo = (name: string, seconds: number): string => `
  insert into ${name} (${table.columns})
  select date_bin(interval '${seconds} seconds', at, timestamptz 'epoch') as slice,
         brand, channel, topic, ${SUMS}
    from input group by slice, brand, channel, topic order by brand, channel, topic, slice
  on conflict (brand, channel, topic, at) do update set
    ${COUNTER_COLUMNS.map((column) => `${column} = ${name}.${column} + excluded.${column}`).join(', ')}`;

const ADD = prepared(
  `with input as materialized (${table.input}),
        minutes as (${addTo('bucket_1m', 60)}),
        hours as (${addTo('bucket_1h', 3600)})
   ${addTo('bucket_10s', 10)}`,
);

const flatten = ({ at, brand, channel, topic, counts }: BucketIncrement): Flat => ({
  at,
  brand,
  channel,
  topic,
  ...counts,
});

const toIncrement = ({ at, brand, channel, topic, ...counts }: Flat): BucketIncrement => ({
  brand,
  channel,
  topic,
  at,
  counts,
});

/** Adds the counts to every width. Call it last in a transaction: others wait for it on the busiest
 * slices. */
export const addIncrements = async (sql: Sql, rows: readonly BucketIncrement[]): Promise<void> => {
  if (rows.length > 0) await sql.query(ADD, table.values(rows.map(flatten)));
};

/** Writes slices of one width as they are told, over what is there: history that was counted
 * elsewhere. */
export const backfillBuckets = async (
  sql: Sql,
  step: BucketStepSeconds,
  rows: readonly BucketIncrement[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql.query(
    `insert into ${BUCKET_TABLES[step]} (${table.columns}) ${table.input}
     on conflict (brand, channel, topic, at)
     do update set ${table.overwrite(['at', 'brand', 'channel', 'topic'])}`,
    table.values(rows.map(flatten)),
  );
};

/** Slices of one width, oldest first. `topic` '' asks for totals, undefined for everything. */
export const listBuckets = async (
  db: Sql,
  filter: {
    step: BucketStepSeconds;
    fromMs: number;
    toMs?: number | undefined;
    brand?: string | undefined;
    topic?: string | undefined;
    limit: number;
  },
): Promise<BucketIncrement[]> => {
  const where = startWhere();
  where.add(`at >= ${INSTANT}`, filter.fromMs);
  where.add(`at < ${INSTANT}`, filter.toMs);
  where.add('brand = ?', filter.brand);
  where.add('topic = ?', filter.topic);
  const { rows } = await db.query<Flat>(
    `select ${table.fields} from ${BUCKET_TABLES[filter.step]} ${where.text()}
      order by at, brand, channel, topic limit ${where.bind(filter.limit)}`,
    where.values,
  );
  return rows.map(toIncrement);
};

export type HourCounts = { brand: string; topic: string; at: number } & Partial<Counts>;
type HourRange = { fromMs: number; toMs: number; limit?: number };

/** The named counters of whole hours summed over channels, oldest first: what baselines learn from. */
export const hourlyHistory = async (
  db: Sql,
  range: HourRange & { counters?: readonly Counter[] },
): Promise<HourCounts[]> => {
  const { fromMs, toMs, limit = HISTORY_ROWS_MAX, counters = COUNTERS } = range;
  const sums = counters.map((counter) => {
    const type = counterKinds[counter] === 'int' ? 'bigint' : 'float8';
    return `sum(${toColumn(counter)})::${type} as "${counter}"`;
  });
  const { rows } = await db.query<HourCounts>(
    `select brand, topic, at, ${sums.join(', ')} from bucket_1h
      where at >= to_timestamp($1::float8 / 1000.0) and at < to_timestamp($2::float8 / 1000.0)
      group by brand, topic, at order by at, brand, topic limit $3`,
    [fromMs, toMs, limit],
  );
  return rows;
};

/** Rows of each channel by whole hours, oldest first. */
export const hourlyChannels = async (
  db: Sql,
  { fromMs, toMs, limit = HISTORY_ROWS_MAX }: HourRange,
): Promise<{ brand: string; channel: string; at: number; mentions: number }[]> => {
  const { rows } = await db.query<{ brand: string; channel: string; at: number; mentions: number }>(
    `select brand, channel, at, mentions from bucket_1h
      where at >= to_timestamp($1::float8 / 1000.0) and at < to_timestamp($2::float8 / 1000.0)
        and topic = ''
      order by at, brand, channel limit $3`,
    [fromMs, toMs, limit],
  );
  return rows;
};

/** Channels by brand that were heard since `fromMs`. */
export const listChannels = async (
  db: Sql,
  { fromMs, limit }: { fromMs: number; limit: number },
): Promise<{ brand: string; channel: string }[]> => {
  const { rows } = await db.query<{ brand: string; channel: string }>(
    `select distinct brand, channel from bucket_1h
      where topic = '' and at >= to_timestamp($1::float8 / 1000.0)
      order by brand, channel limit $2`,
    [fromMs, limit],
  );
  return rows;
};

/** Late rows of one reading, the newest: of the topics that are asked for alone. */
const LATE_ROWS_MAX = 200_000;

/** Without the late rows, which the buckets hold as history. The first condition is that of the index
 * `mention_late`. */
const TOPIC_COUNTS = (table: string) => `
  with late as (
    select at, brand, topics, sentiment from mentions
     where received_at - at > interval '5 minutes'
       and at >= to_timestamp($2::float8 / 1000.0) and at < to_timestamp($3::float8 / 1000.0)
       and inbound and noise is null and topics && $1::text[]
     order by at desc limit ${LATE_ROWS_MAX}),
  counted as (
    select at, brand, topic, volume, negative from ${table}
     where topic = any($1) and at >= to_timestamp($2::float8 / 1000.0)
       and at < to_timestamp($3::float8 / 1000.0)
    union all
    select date_bin($4 * interval '1 second', at, timestamptz 'epoch'), brand, topic, -1,
           case when sentiment = 'negative' then -1 else 0 end
      from late cross join unnest(topics) topic where topic = any($1))
  select at, brand, '' as channel, topic, sum(volume)::bigint as volume,
         sum(negative)::bigint as negative
    from counted group by brand, topic, at having sum(volume) > 0 order by at desc limit $5`;

/** Slices of the topics, summed over channels, newest first: what rules count. */
export const listTopicCounts = async (
  db: Sql,
  filter: {
    step: BucketStepSeconds;
    topics: readonly string[];
    fromMs: number;
    toMs: number;
    limit: number;
  },
): Promise<BucketIncrement[]> => {
  const { step, topics, fromMs, toMs, limit } = filter;
  if (topics.length === 0) return [];
  const { rows } = await db.query<Flat>(TOPIC_COUNTS(BUCKET_TABLES[step]), [
    ...[topics, fromMs, toMs, step, limit],
  ]);
  return rows.map(({ at, brand, channel, topic, volume, negative }) => ({
    ...{ brand, channel, topic, at },
    counts: { ...emptyCounts(), volume, negative },
  }));
};
