/** Overrides: somebody holds a rota for a while in place of who would. A cancelled one stays, for the
 * record. */
import type { Override } from '#contracts/oncall.ts';
import { INSTANT, startWhere } from './page.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

type Row = Omit<Override, 'from' | 'to'> & { startsAt: number; endsAt: number };

const table = describeTable<Row>({
  id: 'text',
  rota: 'text',
  person: 'text',
  startsAt: 'time',
  endsAt: 'time',
  createdAt: 'time',
  by: 'text',
  reason: 'text',
  swap: 'text',
});

const toOverride = ({ startsAt, endsAt, ...row }: Row): Override => ({
  ...row,
  from: startsAt,
  to: endsAt,
});

export const insertOverride = async (sql: Sql, override: Override): Promise<void> => {
  const { from, to, ...rest } = override;
  await sql.query(
    `insert into oncall_overrides (${table.columns}) ${table.input}`,
    table.values([{ ...rest, startsAt: from, endsAt: to }]),
  );
};

export const getOverride = async (db: Sql, id: string): Promise<Override | null> => {
  const { rows } = await db.query<Row>(
    `select ${table.fields} from oncall_overrides where id = $1 and cancelled_at is null`,
    [id],
  );
  return rows[0] ? toOverride(rows[0]) : null;
};

/** Those in force that end after `endsAfter`, the latest begin first. */
export const listOverrides = async (
  db: Sql,
  filter: { endsAfter: number; startsBefore?: number | undefined; rota?: string | undefined },
  limit: number,
): Promise<Override[]> => {
  const where = startWhere();
  where.addPlain('cancelled_at is null');
  where.add(`ends_at > ${INSTANT}`, filter.endsAfter);
  where.add(`starts_at < ${INSTANT}`, filter.startsBefore);
  where.add('rota = ?', filter.rota);
  const { rows } = await db.query<Row>(
    `select ${table.fields} from oncall_overrides ${where.text()}
      order by starts_at desc, id limit ${where.bind(limit)}`,
    where.values,
  );
  return rows.map(toOverride);
};

/** False when there is none in force. */
export const cancelOverride = async (sql: Sql, id: string, at: number): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `update oncall_overrides set cancelled_at = to_timestamp($2::float8 / 1000.0)
      where id = $1 and cancelled_at is null`,
    [id, at],
  );
  return rowCount === 1;
};
