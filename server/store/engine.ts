/** What the detection engine keeps between two ticks, so that a restart goes on where it stopped. */
import type { Sql } from './sql.ts';

const NAME = 'engine';

export const loadEngine = async (db: Sql): Promise<unknown | null> => {
  const { rows } = await db.query<{ state: unknown }>(
    'select state from engine_state where name = $1',
    [NAME],
  );
  return rows[0]?.state ?? null;
};

/** False, and nothing written, when a later leader than `epoch` has saved. */
export const saveEngine = async (sql: Sql, state: unknown, epoch: number): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `insert into engine_state (name, epoch, state) values ($1, $2, $3::json)
     on conflict (name) do update
        set epoch = excluded.epoch, state = excluded.state, saved_at = now()
      where engine_state.epoch <= excluded.epoch`,
    [NAME, epoch, JSON.stringify(state)],
  );
  return rowCount === 1;
};
