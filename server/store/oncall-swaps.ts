/** Swaps: a shift that one person asks another to take. An answer is written once: whoever answers
 * second is told that it stands. */
import type { Swap } from '#contracts/oncall.ts';
import { INSTANT, startWhere } from './page.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

type Row = Omit<Swap, 'from' | 'to'> & { startsAt: number; endsAt: number };

const table = describeTable<Row>({
  id: 'text',
  rota: 'text',
  startsAt: 'time',
  endsAt: 'time',
  giver: 'text',
  taker: 'text',
  state: 'text',
  askedAt: 'time',
  answeredAt: 'time',
  reason: 'text',
});

const toSwap = ({ startsAt, endsAt, ...row }: Row): Swap => ({
  ...row,
  from: startsAt,
  to: endsAt,
});

export const insertSwap = async (sql: Sql, swap: Swap): Promise<void> => {
  const { from, to, ...rest } = swap;
  await sql.query(
    `insert into oncall_swaps (${table.columns}) ${table.input}`,
    table.values([{ ...rest, startsAt: from, endsAt: to }]),
  );
};

export const getSwap = async (db: Sql, id: string): Promise<Swap | null> => {
  const { rows } = await db.query<Row>(`select ${table.fields} from oncall_swaps where id = $1`, [
    id,
  ]);
  return rows[0] ? toSwap(rows[0]) : null;
};

/** Those that end after `endsAfter`, the latest asked first. */
export const listSwaps = async (
  db: Sql,
  filter: { endsAfter: number; person?: string | undefined; state?: Swap['state'] | undefined },
  limit: number,
): Promise<Swap[]> => {
  const where = startWhere();
  where.add(`ends_at > ${INSTANT}`, filter.endsAfter);
  where.add('? in (giver, taker)', filter.person);
  where.add('state = ?', filter.state);
  const { rows } = await db.query<Row>(
    `select ${table.fields} from oncall_swaps ${where.text()}
      order by asked_at desc, id limit ${where.bind(limit)}`,
    where.values,
  );
  return rows.map(toSwap);
};

/** Changes of who holds a rota follow each other until the transaction ends. */
export const lockRota = async (sql: Sql, rota: string): Promise<void> => {
  await sql.query(`select pg_advisory_xact_lock(hashtext('oncall'), hashtext($1))`, [rota]);
};

/** False when it waits for no answer any more. */
export const answerSwap = async (
  sql: Sql,
  id: string,
  state: Exclude<Swap['state'], 'asked'>,
  at: number,
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `update oncall_swaps set state = $2, answered_at = to_timestamp($3::float8 / 1000.0)
      where id = $1 and state = 'asked'`,
    [id, state, at],
  );
  return rowCount === 1;
};

/** What nobody answered before the shift began is asked no more. */
export const expireSwaps = async (sql: Sql, at: number): Promise<number> => {
  const { rowCount } = await sql.query(
    `update oncall_swaps set state = 'expired', answered_at = starts_at
      where state = 'asked' and starts_at <= to_timestamp($1::float8 / 1000.0)`,
    [at],
  );
  return rowCount;
};
