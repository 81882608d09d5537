/** Silences: what people keep quiet, for how long and why. Rows are only ever ended, never deleted. */
import type { Silence } from '#contracts/calling.ts';
import { decodeCursor, INSTANT, type Page, startWhere, toPage } from './page.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

const table = describeTable<Silence>({
  id: 'text',
  owner: 'text',
  reason: 'text',
  createdAt: 'time',
  startsAt: 'time',
  endsAt: 'time',
  endedBy: 'text',
  brand: 'text',
  scenario: 'text',
  topic: 'text',
  upToLevel: 'text',
  toldStart: 'bool',
  toldEnd: 'bool',
});

export const addSilence = async (sql: Sql, silence: Silence): Promise<void> => {
  await sql.query(
    `insert into silences (${table.columns}) ${table.input}`,
    table.values([silence]),
  );
};

export const getSilence = async (db: Sql, id: string): Promise<Silence | null> => {
  const { rows } = await db.query<Silence>(`select ${table.fields} from silences where id = $1`, [
    id,
  ]);
  return rows[0] ?? null;
};

/** Those that may hold something now or whose begin or end was not told yet. */
export const listWorkingSilences = async (db: Sql, limit: number): Promise<Silence[]> => {
  const { rows } = await db.query<Silence>(
    `select ${table.fields} from silences where not told_end order by ends_at limit $1`,
    [limit],
  );
  return rows;
};

/** Newest first. `now`: only those that have not ended. */
export const listSilences = async (
  db: Sql,
  filter: { endsAfter?: number | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<Silence>> => {
  const where = startWhere();
  where.add(`ends_at > ${INSTANT}`, filter.endsAfter);
  if (filter.cursor !== undefined) {
    const [at, id] = decodeCursor(filter.cursor, 1);
    const time = INSTANT.replace('?', where.bind(at));
    where.addPlain(`(created_at, id) < (${time}, ${where.bind(id)})`);
  }
  const { rows } = await db.query<Silence>(
    `select ${table.fields} from silences ${where.text()}
      order by created_at desc, id desc limit ${where.bind(filter.limit + 1)}`,
    where.values,
  );
  return toPage(rows, filter.limit, (row) => [row.createdAt, row.id]);
};

/** Ends it at `at`, before its time; one that has not begun never does. False when it is over. */
export const endSilence = async (
  sql: Sql,
  { id, by, at }: { id: string; by: string; at: number },
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `update silences
        set ended_by = $2, ends_at = to_timestamp($3::float8 / 1000.0),
            starts_at = least(starts_at, to_timestamp(($3::float8 - 1) / 1000.0))
      where id = $1 and ended_by is null and ends_at > to_timestamp($3::float8 / 1000.0)`,
    [id, by, at],
  );
  return rowCount === 1;
};

export const noteSilencesTold = async (
  sql: Sql,
  { begun, ended }: { begun: readonly string[]; ended: readonly string[] },
): Promise<void> => {
  if (begun.length + ended.length === 0) return;
  await sql.query(
    `update silences set told_start = told_start or id = any($1), told_end = told_end or id = any($2)
      where id = any($1) or id = any($2)`,
    [begun, ended],
  );
};
