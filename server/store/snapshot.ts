/** Which transactions a reading has seen. A live node loads its state from the database while
 * messages about commits keep arriving: with the transaction's id on each message and the snapshot
 * of the load, every commit is applied exactly once, however the two interleave. */
import { prepared } from './prepared.ts';
import type { Db, Sql } from './sql.ts';

/** Transactions below `xmin` are seen, those from `xmax` on are not, nor those `inProgress`. */
export type Snapshot = { xmin: bigint; xmax: bigint; inProgress: ReadonlySet<bigint> };

const TRANSACTION = prepared(`select pg_current_xact_id()::text as id`);

/** Id of the running transaction, as decimal text. Calling it makes the transaction a writer. */
export const transactionId = async (sql: Sql): Promise<string> => {
  const { rows } = await sql.query<{ id: string }>(TRANSACTION);
  return rows[0]?.id ?? '0';
};

/** `xmin:xmax:in,progress`, as PostgreSQL writes it. */
const parseSnapshot = (text: string): Snapshot => {
  const [xmin = '0', xmax = '0', list = ''] = text.split(':');
  const inProgress = new Set(list === '' ? [] : list.split(',').map(BigInt));
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), inProgress };
};

/** Whether what the transaction wrote was visible to the reading. */
export const hasSeen = (snapshot: Snapshot, transaction: string): boolean => {
  const id = BigInt(transaction);
  return id < snapshot.xmin || (id < snapshot.xmax && !snapshot.inProgress.has(id));
};

/** Runs `read` on one unchanging view of the database and says which view that was. */
export const readConsistently = <T>(
  db: Db,
  read: (sql: Sql) => Promise<T>,
): Promise<{ value: T; snapshot: Snapshot }> =>
  db.transaction(async (sql) => {
    await sql.query(`set transaction isolation level repeatable read, read only`);
    const { rows } = await sql.query<{ view: string }>(
      `select pg_current_snapshot()::text as view`,
    );
    const snapshot = parseSnapshot(rows[0]?.view ?? '0:0:');
    return { value: await read(sql), snapshot };
  });
