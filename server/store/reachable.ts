/** Whether the database answers, for /readyz. */
import type { Sql } from './sql.ts';

export const isReachable = async (db: Sql): Promise<boolean> => {
  try {
    await db.query('select 1');
    return true;
  } catch {
    return false;
  }
};
