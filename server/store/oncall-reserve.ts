/** Who of the reserve was asked to come in a crisis, and what they said. */
import type { Sql } from './sql.ts';

export const RESERVE_ANSWERS = ['accept', 'refuse'] as const;
export type ReserveAnswer = (typeof RESERVE_ANSWERS)[number];
export type ReserveAsk = {
  id: string;
  crisisId: string;
  person: string;
  askedAt: number;
  by: string;
  answer: ReserveAnswer | null;
  answeredAt: number | null;
  /** In how many minutes they are there. */
  minutes: number | null;
};

const FIELDS = `id, crisis_id as "crisisId", person, asked_at as "askedAt", by, answer,
  answered_at as "answeredAt", minutes`;

/** False when the person was asked in this crisis before. */
export const insertReserveAsk = async (
  sql: Sql,
  ask: Pick<ReserveAsk, 'id' | 'crisisId' | 'person' | 'askedAt' | 'by'>,
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `insert into reserve_asks (id, crisis_id, person, asked_at, by)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000.0), $5) on conflict do nothing`,
    [ask.id, ask.crisisId, ask.person, ask.askedAt, ask.by],
  );
  return rowCount === 1;
};

export const listReserveAsks = async (
  db: Sql,
  crisisId: string,
  limit: number,
): Promise<ReserveAsk[]> => {
  const { rows } = await db.query<ReserveAsk>(
    `select ${FIELDS} from reserve_asks where crisis_id = $1 order by asked_at, id limit $2`,
    [crisisId, limit],
  );
  return rows;
};

/** What the person said last counts: who was in may fall ill. Null when they were not asked, or have
 * said the same before. */
export const answerReserveAsk = async (
  sql: Sql,
  given: Pick<ReserveAsk, 'crisisId' | 'person' | 'minutes'> & {
    answer: ReserveAnswer;
    at: number;
  },
): Promise<ReserveAsk | null> => {
  const { rows } = await sql.query<ReserveAsk>(
    `update reserve_asks
        set answer = $3, minutes = $4, answered_at = to_timestamp($5::float8 / 1000.0)
      where crisis_id = $1 and person = $2
        and (answer is distinct from $3 or minutes is distinct from $4::bigint)
      returning ${FIELDS}`,
    [given.crisisId, given.person, given.answer, given.minutes, given.at],
  );
  return rows[0] ?? null;
};
