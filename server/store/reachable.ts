/** Whether the database answers, and whether an error says that it does not. */
import type { Sql } from './sql.ts';

/** SQLSTATE: connection trouble, no resources left, shutting down. A statement that was cut off by its
 * time (57014) is none of it: the database answers, and what was asked is too much. */
const AWAY_STATES = /^(08...|53...|57P..)$/;
const AWAY_CODES = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the driver says without a code. */
const AWAY_MESSAGES =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

type DriverError = Error & { code?: unknown; syscall?: unknown; errors?: unknown };

/** True when nothing is wrong with what was asked: it may be asked again later. */
export const isUnreachable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, syscall, errors, message } = error as DriverError;
  if (syscall === 'connect') return true;
  if (typeof code === 'string' && (AWAY_STATES.test(code) || AWAY_CODES.test(code))) return true;
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isUnreachable);
  return code === undefined && AWAY_MESSAGES.test(message);
};

/** Any other error than being away is thrown. */
export const isReachable = async (db: Sql): Promise<boolean> => {
  try {
    return (await db.query('select 1 as up')).rowCount === 1;
  } catch (error) {
    if (isUnreachable(error)) return false;
    throw error;
  }
};
