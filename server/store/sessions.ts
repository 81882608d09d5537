/** Signed-in browsers, found by the SHA-256 of the token in their cookie. */
import { randomUUID } from 'node:crypto';
import type { Sql } from './sql.ts';

export type Session = { id: string; userId: string; expiresAt: number };

export const insertSession = async (
  sql: Sql,
  session: { tokenHash: Buffer; userId: string; expiresAt: number },
): Promise<Session> => {
  const id = randomUUID();
  const { tokenHash, userId, expiresAt } = session;
  await sql.query(
    `insert into sessions (id, token_hash, user_id, expires_at)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000.0))`,
    [id, tokenHash, userId, expiresAt],
  );
  return { id, userId, expiresAt };
};

/** The session, unless it has ended at `now`. */
export const findSession = async (
  db: Sql,
  tokenHash: Buffer,
  now: number,
): Promise<Session | null> => {
  const { rows } = await db.query<Session>(
    `select id, user_id as "userId", expires_at as "expiresAt" from sessions
      where token_hash = $1 and expires_at > to_timestamp($2::float8 / 1000.0)`,
    [tokenHash, now],
  );
  return rows[0] ?? null;
};

/** False when there was none. */
export const deleteSession = async (sql: Sql, tokenHash: Buffer): Promise<boolean> =>
  (await sql.query('delete from sessions where token_hash = $1', [tokenHash])).rowCount > 0;
