/** What TimescaleDB adds where the database has it: tables split by time in every edition,
 * compression and retention policies only where its licence has them (`timescaledb.license` is
 * `timescale`; Debian's Apache edition refuses them). Plain PostgreSQL runs the same schema without. */
import { RUNTIME } from '#server/config.ts';
import type { Db, Sql } from './sql.ts';

export type TimescaleEdition = 'none' | 'apache' | 'timescale';

type Hypertable = {
  table: string;
  /** Time that one chunk holds: few enough chunks for planning, small enough to drop by. */
  chunk: string;
  /** Chunks older than this are compressed; null where rows are changed for long. */
  compressAfter: string | null;
  segmentBy: string;
  retentionDays: number;
};

const DAYS = RUNTIME.retentionDays;

export const HYPERTABLES: readonly Hypertable[] = [
  hypertable('mentions', '7 days', '30 days', 'brand', DAYS.mentions),
  hypertable('bucket_10s', '1 day', null, '', DAYS.base),
  hypertable('bucket_1m', '7 days', '14 days', 'brand, channel, topic', DAYS.minute),
  hypertable('bucket_1h', '90 days', '180 days', 'brand, channel, topic', DAYS.hour),
  hypertable('responses', '30 days', '60 days', 'brand, channel', DAYS.desk),
  hypertable('desk_samples', '30 days', '60 days', 'brand, channel', DAYS.desk),
];

function hypertable(
  table: string,
  chunk: string,
  compressAfter: string | null,
  segmentBy: string,
  retentionDays: number,
): Hypertable {
  return { table, chunk, compressAfter, segmentBy, retentionDays };
}

/** The edition that is installed in this database. */
export const readEdition = async (sql: Sql): Promise<TimescaleEdition> => {
  const { rows } = await sql.query<{ license: string | null }>(
    `select current_setting('timescaledb.license', true) as license
       from pg_extension where extname = 'timescaledb'`,
  );
  const [found] = rows;
  if (!found) return 'none';
  return found.license === 'timescale' ? 'timescale' : 'apache';
};

const lock = (sql: Sql) => sql.query(`select pg_advisory_xact_lock(hashtext('tocsin timescale'))`);

/** Makes the extension where the server has it loaded and the user may; otherwise goes without. */
const createExtension = async (db: Db): Promise<void> => {
  try {
    await db.transaction(async (sql) => {
      await lock(sql);
      const { rows } = await sql.query<{ preload: string }>(
        `select current_setting('shared_preload_libraries') as preload
           from pg_available_extensions where name = 'timescaledb' and installed_version is null`,
      );
      if (rows[0]?.preload.includes('timescaledb')) await sql.query('create extension timescaledb');
    });
  } catch (error) {
    // insufficient_privilege: the operator may create it and start again.
    if ((error as { code?: string }).code !== '42501') throw error;
  }
};

const addPolicies = async (sql: Sql, row: Hypertable): Promise<void> => {
  if (row.compressAfter !== null) {
    await sql.query(
      `alter table ${row.table} set (timescaledb.compress,
         timescaledb.compress_segmentby = '${row.segmentBy}',
         timescaledb.compress_orderby = 'at desc')`,
    );
    await sql.query(`select add_compression_policy($1::regclass, $2::interval, true)`, [
      row.table,
      row.compressAfter,
    ]);
  }
  await sql.query(`select add_retention_policy($1::regclass, make_interval(days => $2), true)`, [
    row.table,
    row.retentionDays,
  ]);
};

/** Makes every hypertable that is not one yet, and their policies where the licence has them. */
export const applyTimescale = async (db: Db): Promise<TimescaleEdition> => {
  await createExtension(db);
  const edition = await readEdition(db);
  if (edition === 'none') return edition;
  const { rows } = await db.query<{ name: string }>(
    `select hypertable_name as name from timescaledb_information.hypertables
      where hypertable_schema = current_schema() limit 1000`,
  );
  const known = new Set(rows.map((row) => row.name));
  const fresh = HYPERTABLES.filter((row) => !known.has(row.table));
  if (fresh.length === 0) return edition;
  await db.transaction(async (sql) => {
    // Splitting a large table takes what it takes.
    await sql.query('set local statement_timeout = 0');
    await lock(sql);
    for (const row of fresh) {
      await sql.query(
        `select create_hypertable($1::regclass, 'at', chunk_time_interval => $2::interval,
           if_not_exists => true, migrate_data => true, create_default_indexes => false)`,
        [row.table, row.chunk],
      );
      if (edition === 'timescale') await addPolicies(sql, row);
    }
  });
  return edition;
};
