/** What is normal for each series, as the hourly learning left it. */
import type { Baseline } from '#alerts/contract.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

type Stored = Omit<Baseline, 'rateNoise'> & { rateNoise: number | null };

/** Every brand with its topics, channels and figures of the desk: 500 brands with 40 series each. */
const BASELINES_MAX = 20_000;

const table = describeTable<Stored>({
  series: 'text',
  learnedAt: 'time',
  hours: 'int',
  isLearning: 'bool',
  level: 'floats',
  dispersion: 'floats',
  rateNoise: 'float',
});

/** Writes them whole. A series may be there once. */
export const saveBaselines = async (sql: Sql, rows: readonly Baseline[]): Promise<void> => {
  if (rows.length === 0) return;
  await sql.query(
    `insert into baselines (${table.columns}) ${table.input}
     on conflict (series) do update set ${table.overwrite(['series'])}`,
    table.values(rows.map((row) => ({ ...row, rateNoise: row.rateNoise ?? null }))),
  );
};

const restore = ({ rateNoise, ...row }: Stored): Baseline =>
  rateNoise === null ? row : { ...row, rateNoise };

export const loadBaselines = async (db: Sql, limit = BASELINES_MAX): Promise<Baseline[]> => {
  const { rows } = await db.query<Stored>(
    `select ${table.fields} from baselines order by series limit $1`,
    [limit],
  );
  return rows.map(restore);
};

/** When the newest one was learned, epoch ms; null while there is none. */
export const baselinesLearnedAt = async (db: Sql): Promise<number | null> => {
  const { rows } = await db.query<{ at: number | null }>(
    'select max(learned_at) as at from baselines',
  );
  return rows[0]?.at ?? null;
};

/** Those of the named series that were learned. */
export const findBaselines = async (db: Sql, series: readonly string[]): Promise<Baseline[]> => {
  const { rows } = await db.query<Stored>(
    `select ${table.fields} from baselines where series = any($1) limit $2`,
    [series, BASELINES_MAX],
  );
  return rows.map(restore);
};
