/** Who leads among the alerts nodes. The lease runs by the database's clock, the one that all nodes
 * share, and every change of the holder counts the epoch up: what a former leader still writes
 * carries an older epoch and is refused. */
import type { Db, Sql } from './sql.ts';

const NAME = 'alerts';

/** Takes or renews the lease for `ttlMs`. Gives the epoch of the holder, null for anybody else.
 * `name`: of another lease than that of the watch. */
export const tryLead = async (
  db: Db,
  holder: string,
  ttlMs: number,
  name = NAME,
): Promise<number | null> => {
  const { rows } = await db.query<{ epoch: number }>(
    `insert into leases (name, holder, epoch, expires_at)
     values ($1, $2, 1, clock_timestamp() + $3::float8 * interval '1 ms')
     on conflict (name) do update
        set holder = excluded.holder,
            epoch = leases.epoch + (leases.holder <> excluded.holder)::int,
            expires_at = excluded.expires_at
      where leases.holder = excluded.holder or leases.expires_at < clock_timestamp()
     returning epoch`,
    [name, holder, ttlMs],
  );
  return rows[0]?.epoch ?? null;
};

/** Inside a transaction: holds every other leader back until it ends. False when another leads by now,
 * and nothing of the transaction may stand then. */
export const holdLead = async (sql: Sql, epoch: number, name: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'select epoch from leases where name = $1 and epoch = $2 for share',
    [name, epoch],
  );
  return rowCount === 1;
};

/** Gives the lease back, so that the next leader need not wait for its end. */
export const resign = async (db: Db, holder: string, name = NAME): Promise<void> => {
  await db.query(
    `update leases set expires_at = clock_timestamp() - interval '1 ms'
      where name = $1 and holder = $2`,
    [name, holder],
  );
};
