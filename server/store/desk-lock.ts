/** One writer of the desk at a time. A conversation that does not exist yet cannot be locked by its
 * row, and two pipelines that create the same one at once would each overwrite the other's. */
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';

/** Any number that no other advisory lock of the house uses. */
const DESK_LOCK = 730_114_001;

const LOCK = prepared(`select pg_advisory_xact_lock($1)`);

/** Waits until no other transaction writes conversations or agents; held until this one ends. */
export const lockDesk = async (sql: Sql): Promise<void> => {
  await sql.query(LOCK, [DESK_LOCK]);
};
