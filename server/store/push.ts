/** Browsers that take push messages for a person. */
import type { Sql } from './sql.ts';

export type PushSubscription = {
  id: string;
  person: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  device: string;
  createdAt: number;
  failedAt: number | null;
};

const FIELDS = `id, person, endpoint, p256dh, auth, device, created_at as "createdAt",
  failed_at as "failedAt"`;

/** A browser that is known by its endpoint changes hands: whoever allowed it last. Of one person's
 * the newest `keep` stay. */
export const putSubscription = async (
  sql: Sql,
  row: Omit<PushSubscription, 'failedAt'>,
  keep: number,
): Promise<PushSubscription> => {
  const { rows } = await sql.query<PushSubscription>(
    `insert into push_subscriptions (id, person, endpoint, p256dh, auth, device, created_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000.0))
     on conflict (endpoint) do update set person = excluded.person, p256dh = excluded.p256dh,
       auth = excluded.auth, device = excluded.device, created_at = excluded.created_at,
       failed_at = null
     returning ${FIELDS}`,
    [row.id, row.person, row.endpoint, row.p256dh, row.auth, row.device, row.createdAt],
  );
  await sql.query(
    `delete from push_subscriptions where person = $1 and id not in (
       select id from push_subscriptions where person = $1
        order by created_at desc, id limit $2)`,
    [row.person, keep],
  );
  return rows[0] as PushSubscription;
};

/** Newest first. */
export const listSubscriptions = async (
  db: Sql,
  person: string,
  limit: number,
): Promise<PushSubscription[]> => {
  const { rows } = await db.query<PushSubscription>(
    `select ${FIELDS} from push_subscriptions where person = $1
      order by created_at desc, id limit $2`,
    [person, limit],
  );
  return rows;
};

export const listPushPeople = async (db: Sql, limit: number): Promise<string[]> => {
  const { rows } = await db.query<{ person: string }>(
    'select distinct person from push_subscriptions order by person limit $1',
    [limit],
  );
  return rows.map(({ person }) => person);
};

/** False when the person has no such browser. */
export const deleteSubscription = async (
  sql: Sql,
  { person, endpoint }: { person: string; endpoint: string },
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'delete from push_subscriptions where person = $1 and endpoint = $2',
    [person, endpoint],
  );
  return rowCount === 1;
};

/** A push service said that the browser is gone for good. */
export const dropSubscription = async (sql: Sql, id: string): Promise<boolean> => {
  const { rowCount } = await sql.query('delete from push_subscriptions where id = $1', [id]);
  return rowCount === 1;
};
