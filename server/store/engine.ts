/** What the detection engine keeps between two ticks, so that a restart goes on where it stopped. */
import type { Sql } from './sql.ts';

const NAME = 'engine';

/** Takes the state over for the leader of `epoch`: an older one can save no more, and what it was
 * saving is waited for. `state` is null before the first save. Null when a later leader has it. */
export const takeEngine = async (db: Sql, epoch: number): Promise<{ state: unknown } | null> => {
  const { rows } = await db.query<{ state: unknown }>(
    `insert into engine_state (name, epoch, state) values ($1, $2, 'null'::json)
     on conflict (name) do update set epoch = excluded.epoch
      where engine_state.epoch <= excluded.epoch
     returning state`,
    [NAME, epoch],
  );
  return rows[0] ?? null;
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
