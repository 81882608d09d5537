/** The beat of the house as the store knows it: that it came this far. */
import type { Sql } from './sql.ts';

const NAME = 'pipeline';

/** `at`: of the newest beat, epoch ms. */
export const noteBeat = async (sql: Sql, at: number): Promise<void> => {
  await sql.query(
    `insert into heartbeats (name, at) values ($1, to_timestamp($2::float8 / 1000.0))
     on conflict (name) do update set at = greatest(heartbeats.at, excluded.at)`,
    [NAME, at],
  );
};

/** Null: none yet. */
export const lastStoredBeat = async (db: Sql): Promise<number | null> => {
  const { rows } = await db.query<{ at: number }>('select at from heartbeats where name = $1', [
    NAME,
  ]);
  return rows[0]?.at ?? null;
};
