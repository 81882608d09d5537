/** Secret links to the shifts of one person as iCalendar, found by the SHA-256 of their token. */
import type { Sql } from './sql.ts';

export type CalendarFeed = {
  id: string;
  person: string;
  createdAt: number;
  by: string;
  revokedAt: number | null;
};

const FIELDS = 'id, person, created_at as "createdAt", by, revoked_at as "revokedAt"';

export const insertFeed = async (
  sql: Sql,
  feed: Omit<CalendarFeed, 'revokedAt'> & { tokenHash: Buffer },
): Promise<void> => {
  await sql.query(
    `insert into calendar_feeds (id, person, token_hash, created_at, by)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000.0), $5)`,
    [feed.id, feed.person, feed.tokenHash, feed.createdAt, feed.by],
  );
};

/** The feed, unless it was revoked. */
export const findFeed = async (db: Sql, tokenHash: Buffer): Promise<CalendarFeed | null> => {
  const { rows } = await db.query<CalendarFeed>(
    `select ${FIELDS} from calendar_feeds where token_hash = $1 and revoked_at is null`,
    [tokenHash],
  );
  return rows[0] ?? null;
};

/** Those that are good, newest first; of one person, or of all. */
export const listFeeds = async (
  db: Sql,
  person: string | null,
  limit: number,
): Promise<CalendarFeed[]> => {
  const { rows } = await db.query<CalendarFeed>(
    `select ${FIELDS} from calendar_feeds
      where revoked_at is null and person = coalesce($1, person)
      order by created_at desc, id limit $2`,
    [person, limit],
  );
  return rows;
};

/** The feed that was ended; null when there is none that was good. */
export const revokeFeed = async (
  sql: Sql,
  id: string,
  person: string | null,
  at: number,
): Promise<CalendarFeed | null> => {
  const { rows } = await sql.query<CalendarFeed>(
    `update calendar_feeds set revoked_at = to_timestamp($3::float8 / 1000.0)
      where id = $1 and person = coalesce($2, person) and revoked_at is null returning ${FIELDS}`,
    [id, person, at],
  );
  return rows[0] ?? null;
};
