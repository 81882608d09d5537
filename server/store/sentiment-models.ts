/** Sentiment models that were learned from corrections: the newest with bytes is in force. A try that
 * was no better is kept without bytes, so that it is known and not made again every night. */
import type { HeldOut } from '#contracts/correction.ts';
import type { Sql, Tx } from './sql.ts';

export type Learned = {
  id: number;
  /** Epoch ms. */
  at: number;
  isKept: boolean;
  /** The newest correction that it knows. */
  through: number;
  corrections: number;
  /** Rows of the fit, with those that the shipped weights stand on. */
  rows: number;
  figures: HeldOut;
};
export type LearnedModel = Learned & { bytes: Uint8Array };
export type NewLearned = Omit<Learned, 'id' | 'isKept'> & { bytes: Uint8Array | null };

const FIELDS = `id, at, bytes is not null as "isKept", through, corrections, rows, figures`;

/** The newest try, in force or not. */
export const lastLearning = async (sql: Sql): Promise<Learned | null> => {
  const { rows } = await sql.query<Learned>(
    `select ${FIELDS} from sentiment_models order by id desc limit 1`,
  );
  return rows[0] ?? null;
};

export const newestModelId = async (sql: Sql): Promise<number | null> => {
  const { rows } = await sql.query<{ id: number }>(
    `select id from sentiment_models where bytes is not null order by id desc limit 1`,
  );
  return rows[0]?.id ?? null;
};

export const newestModel = async (sql: Sql): Promise<LearnedModel | null> => {
  const { rows } = await sql.query<LearnedModel>(
    `select ${FIELDS}, bytes from sentiment_models
      where bytes is not null order by id desc limit 1`,
  );
  return rows[0] ?? null;
};

/** Keeps it, and forgets all models but the newest `kept`, and the tries from before them. */
export const addLearned = async (
  tx: Tx,
  { at, bytes, through, corrections, rows, figures }: NewLearned,
  kept: number,
): Promise<void> => {
  await tx.query(
    `insert into sentiment_models (at, bytes, through, corrections, rows, figures)
     values (to_timestamp($1::float8 / 1000.0), $2, $3, $4, $5, $6::json)`,
    [
      at,
      bytes === null ? null : Buffer.from(bytes),
      ...[through, corrections, rows, JSON.stringify(figures)],
    ],
  );
  await tx.query(
    `delete from sentiment_models where id <
       (select min(id) from (select id from sentiment_models
          where bytes is not null order by id desc limit $1) as newest)
       and (select count(*) from sentiment_models where bytes is not null) >= $1`,
    [kept],
  );
};
