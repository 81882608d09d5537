/** Why a start failed, in one line that an operator can act on, without a secret: a database's address
 * is named, never its password. And what a server that breaks down says last. */
import { describeError } from '#server/describe-error.ts';
import { isUnreachable } from '#server/store/reachable.ts';

type SystemError = Error & {
  code?: unknown;
  syscall?: unknown;
  address?: string;
  port?: number;
  severity?: unknown;
};

/** Host, port and name of the database. */
const addressOf = (databaseUrl: string): string => {
  const { hostname, port, pathname, searchParams } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `${host}${port ? `:${port}` : ''}${pathname}`;
};

/** A bug is shown whole, everything else by what it says of itself. */
export const describeFailure = (error: unknown, databaseUrl: string | null): unknown => {
  if (!(error instanceof Error)) return error;
  const { code, syscall, address, port, message, severity } = error as SystemError;
  if (syscall === 'listen') {
    const what = code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${code})`;
    return `Port ${port} on ${address} ${what}: choose another PORT or HOST, or end what has it.`;
  }
  if (databaseUrl !== null && isUnreachable(error)) {
    const reason = typeof code === 'string' ? ` (${code})` : '';
    const where = addressOf(databaseUrl);
    return `The database at ${where} does not answer${reason}: see DATABASE_URL, and whether it runs.`;
  }
  if (databaseUrl !== null && severity !== undefined) {
    return `The database at ${addressOf(databaseUrl)} refuses: ${message}`;
  }
  return error instanceof TypeError || error instanceof ReferenceError ? error.stack : message;
};

/** Of what nobody caught: Node itself would print the error with all that it carries, such as the row
 * that a database refused. */
export const describeCrash = (error: unknown): string =>
  `Tocsin broke down: ${JSON.stringify(describeError(error))}`;
