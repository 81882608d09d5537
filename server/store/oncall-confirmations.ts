/** When a person last proved that a way reaches them, and the code that waits for it. One row a way:
 * locking it makes codes and tries of one way follow each other. */
import type { Confirmation } from '#contracts/oncall.ts';
import type { Sql } from './sql.ts';

export type WaitingCode = {
  codeHash: Buffer | null;
  askedAt: number | null;
  tries: number;
  confirmedAt: number | null;
};

/** The row of the way, made where it is missing, locked until the transaction ends. */
export const lockWay = async (sql: Sql, person: string, way: string): Promise<WaitingCode> => {
  await sql.query(
    'insert into way_confirmations (person, way) values ($1, $2) on conflict do nothing',
    [person, way],
  );
  const { rows } = await sql.query<WaitingCode>(
    `select code_hash as "codeHash", asked_at as "askedAt", tries, confirmed_at as "confirmedAt"
       from way_confirmations where person = $1 and way = $2 for update`,
    [person, way],
  );
  return rows[0] as WaitingCode;
};

/** A new code takes the place of the one before, with all its tries. */
export const setCode = async (
  sql: Sql,
  { person, way, codeHash, at }: { person: string; way: string; codeHash: Buffer; at: number },
): Promise<void> => {
  await sql.query(
    `update way_confirmations
        set code_hash = $3, asked_at = to_timestamp($4::float8 / 1000.0), tries = 0
      where person = $1 and way = $2`,
    [person, way, codeHash, at],
  );
};

export const addTry = async (sql: Sql, person: string, way: string): Promise<void> => {
  await sql.query('update way_confirmations set tries = tries + 1 where person = $1 and way = $2', [
    person,
    way,
  ]);
};

/** The code is used up by it. */
export const confirmWay = async (
  sql: Sql,
  { person, way, confirmedAt }: Confirmation,
): Promise<void> => {
  await sql.query(
    `insert into way_confirmations (person, way, confirmed_at)
     values ($1, $2, to_timestamp($3::float8 / 1000.0))
     on conflict (person, way) do update
       set confirmed_at = excluded.confirmed_at, code_hash = null, tries = 0`,
    [person, way, confirmedAt],
  );
};

export const listConfirmations = async (db: Sql, limit: number): Promise<Confirmation[]> => {
  const { rows } = await db.query<Confirmation>(
    `select person, way, confirmed_at as "confirmedAt" from way_confirmations
      where confirmed_at is not null order by person, way limit $1`,
    [limit],
  );
  return rows;
};

/** How many codes a person was sent by one way since then. */
export const countCodes = async (
  sql: Sql,
  { person, kind, address }: { person: string; kind: string; address: string | null },
  since: number,
): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*) as count from messages
      where person = $1 and type = 'notice.confirm' and way->>'kind' = $2
        and way->>'address' is not distinct from $3
        and queued_at > to_timestamp($4::float8 / 1000.0)`,
    [person, kind, address, since],
  );
  return rows[0]?.count ?? 0;
};

/** Codes that are too old to count stand in no message any more. */
export const forgetCodes = async (sql: Sql, before: number): Promise<number> => {
  const { rowCount } = await sql.query(
    `update messages set body = (body::jsonb - 'code')::json
      where type = 'notice.confirm' and queued_at < to_timestamp($1::float8 / 1000.0)
        and body->>'code' is not null`,
    [before],
  );
  return rowCount;
};
