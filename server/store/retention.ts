/** Forgetting: rows that are older than their days go, in small transactions that hold nobody up.
 * Where a table is split by time, whole chunks are dropped instead, so its rows may live up to one
 * chunk longer. Signals, crises and timelines are the record of what happened and stay. */
import { RUNTIME } from '#server/config.ts';
import type { Db } from './sql.ts';
import { readEdition } from './timescale.ts';

export type RetentionDays = { [Name in keyof typeof RUNTIME.retentionDays]: number };

const DAY_MS = 86_400_000;
/** Rows of one transaction, and transactions of one run. */
const BATCH_ROWS = 10_000;
const BATCHES_MAX = 10_000;

type Rule = { table: string; age: string; days: (days: RetentionDays) => number };

const RULES: readonly Rule[] = [
  { table: 'bucket_10s', age: 'at', days: (days) => days.base },
  { table: 'bucket_1m', age: 'at', days: (days) => days.minute },
  { table: 'bucket_1h', age: 'at', days: (days) => days.hour },
  { table: 'mentions', age: 'at', days: (days) => days.mentions },
  // Their mention is gone by then, and its text with it.
  { table: 'corrections', age: 'mention_at', days: (days) => days.mentions },
  { table: 'quarantine', age: 'received_at', days: (days) => days.mentions },
  { table: 'ledger', age: 'at', days: (days) => days.ledger },
  { table: 'responses', age: 'at', days: (days) => days.desk },
  { table: 'desk_samples', age: 'at', days: (days) => days.desk },
  {
    table: 'conversations',
    age: 'greatest(opened_at, last_inbound_at, last_reply_at, assigned_at, resolved_at)',
    days: (days) => days.desk,
  },
  // Codes, reminders, notices; what belongs to a crisis stays with it.
  {
    table: 'messages',
    age: 'case when crisis_id is null then queued_at end',
    days: (days) => days.desk,
  },
  { table: 'external_alerts', age: 'refreshed_at', days: (days) => days.base },
  { table: 'sessions', age: 'expires_at', days: () => 0 },
];

const deleteRows = async (db: Db, { table, age }: Rule, before: number): Promise<number> => {
  let gone = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const { rowCount } = await db.query(
      `delete from ${table} where ctid = any (array(
         select ctid from ${table} where ${age} < to_timestamp($1::float8 / 1000.0) limit $2))`,
      [before, BATCH_ROWS],
    );
    gone += rowCount;
    if (rowCount < BATCH_ROWS) break;
  }
  return gone;
};

const dropChunks = async (db: Db, { table }: Rule, before: number): Promise<number> => {
  const { rowCount } = await db.query(
    `select drop_chunks($1::regclass, older_than => to_timestamp($2::float8 / 1000.0))`,
    [table, before],
  );
  return rowCount;
};

const listHypertables = async (db: Db): Promise<Set<string>> => {
  if ((await readEdition(db)) === 'none') return new Set();
  const { rows } = await db.query<{ name: string }>(
    `select hypertable_name as name from timescaledb_information.hypertables
      where hypertable_schema = current_schema() limit 1000`,
  );
  return new Set(rows.map(({ name }) => name));
};

/** Removes what is older than `days` at `now`. Gives rows removed per table; chunks where the table
 * is split. */
export const applyRetention = async (
  db: Db,
  now: number,
  days: RetentionDays = RUNTIME.retentionDays,
): Promise<Record<string, number>> => {
  const hypertables = await listHypertables(db);
  const removed: Record<string, number> = {};
  for (const rule of RULES) {
    const before = now - rule.days(days) * DAY_MS;
    const remove = hypertables.has(rule.table) ? dropChunks : deleteRows;
    removed[rule.table] = await remove(db, rule, before);
  }
  return removed;
};
