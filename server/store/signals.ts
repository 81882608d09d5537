/** Signals: departures from normal, from opening to closing. */
import type { Signal } from '#contracts/signal.ts';
import { decodeCursor, INSTANT, type Page, startWhere, toPage } from './page.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

const table = describeTable<Signal>({
  id: 'text',
  indicator: 'text',
  brand: 'text',
  topic: 'text',
  openedAt: 'time',
  closedAt: 'time',
  observed: 'float',
  expected: 'float',
  low: 'float',
  high: 'float',
  score: 'float',
  everyWeeks: 'float',
  why: 'text',
  suppressed: 'text',
  detail: 'json',
});

/** Writes them whole, new or known. An id may be there once. */
export const saveSignals = async (sql: Sql, rows: readonly Signal[]): Promise<void> => {
  if (rows.length === 0) return;
  await sql.query(
    `insert into signals (${table.columns}) ${table.input}
     on conflict (id) do update set ${table.overwrite(['id'])}`,
    table.values(rows),
  );
};

export type SignalFilter = {
  brand?: string | undefined;
  openOnly?: boolean | undefined;
  /** By opening: `from` inclusive, `to` exclusive, epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  cursor?: string | undefined;
};

/** Newest first. */
export const listSignals = async (db: Sql, filter: SignalFilter): Promise<Page<Signal>> => {
  const where = startWhere();
  where.add('brand = ?', filter.brand);
  where.add(`opened_at >= ${INSTANT}`, filter.from);
  where.add(`opened_at < ${INSTANT}`, filter.to);
  if (filter.openOnly) where.addPlain('closed_at is null');
  if (filter.cursor !== undefined) {
    const [at, id] = decodeCursor(filter.cursor, 1);
    const time = INSTANT.replace('?', where.bind(at));
    where.addPlain(`(opened_at, id) < (${time}, ${where.bind(id)})`);
  }
  const { rows } = await db.query<Signal>(
    `select ${table.fields} from signals ${where.text()}
      order by opened_at desc, id desc limit ${where.bind(filter.limit + 1)}`,
    where.values,
  );
  return toPage(rows, filter.limit, (row) => [row.openedAt, row.id]);
};
