/** The pool of connections, the only door to PostgreSQL. Times come out as epoch milliseconds and
 * big or decimal numbers as numbers, so that no store function converts by hand. */
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { RUNTIME } from '#server/config.ts';
import type { Logger } from '#server/logger.ts';
import { preparedName } from './prepared.ts';
import type { Db, Tx } from './sql.ts';

type PoolStats = { total: number; idle: number; waiting: number };
export type Pool = Db & { stats(): PoolStats };

const { builtins } = pg.types;

/** `2026-11-22 05:06:59.123+00`: sessions run in UTC, so the offset is always the same. */
const instant = (text: string): number => Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);

const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, instant],
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
]);

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSERS.get(oid)) || pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig;

const run = async <Row>(
  client: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<{ rows: Row[]; rowCount: number }> => {
  const name = preparedName(text);
  const config = { text, values: values as unknown[], ...(name ? { name } : {}) };
  const result = await client.query(config);
  return { rows: (result.rows ?? []) as Row[], rowCount: result.rowCount ?? 0 };
};

const copy = async (client: pg.PoolClient, text: string, data: string): Promise<void> => {
  const stream = client.query(copyFrom(text));
  stream.end(data);
  await finished(stream);
};

/** How the driver names `query_timeout`. */
const READ_TIMEOUT = 'Query read timeout';

type Held = { client: pg.PoolClient; release(): void; note(error: Error): void };

const hold = async (pool: pg.Pool): Promise<Held> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  const note = (error: Error) => {
    broken = error;
  };
  client.on('error', note);
  const release = () => {
    client.off('error', note);
    client.release(broken);
  };
  return { client, release, note };
};

/** A connection in a transaction. One that died in the pool without being noticed says so at
 * `begin`, when nothing is lost yet: it is dropped, and another taken. */
const begin = async (pool: pg.Pool): Promise<Held> => {
  for (let dropped = 0; ; dropped += 1) {
    const held = await hold(pool);
    try {
      await held.client.query('begin');
      return held;
    } catch (error) {
      held.note(error as Error);
      held.release();
      if (dropped >= pool.options.max) throw error;
    }
  }
};

/** What `work` gets. Statements need not be waited for: each begins when the one before it is done,
 * and none after one that failed. `settled` throws what the first failure was. */
const statements = (client: pg.PoolClient) => {
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(begin: () => Promise<T>): Promise<T> => {
    const running = last.then(begin);
    last = running;
    running.catch(() => undefined);
    return running;
  };
  const tx: Tx = {
    query: (text, values) => inOrder(() => run(client, text, values)),
    copy: (text, data) => inOrder(() => copy(client, text, data)),
  };
  return { tx, settled: () => last };
};

const transact = async <T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const { client, release, note } = await begin(pool);
  const { tx, settled } = statements(client);
  try {
    const outcome = await work(tx);
    // A commit after a failure that nobody waited for would roll back and pass for a success.
    await settled();
    await client.query('commit');
    return outcome;
  } catch (error) {
    await settled().catch(() => undefined);
    // A statement that the server still works on cannot be rolled back: the connection is given up.
    if ((error as Error).message === READ_TIMEOUT) note(error as Error);
    else await client.query('rollback').catch(note);
    throw error;
  } finally {
    release();
  }
};

/** Opens the pool. It connects when it is first asked, and again after the database was away:
 * a query then fails at once or after the named timeouts, never hangs. */
export const openDb = async (input: {
  databaseUrl: string;
  logger?: Logger;
  poolMax?: number;
}): Promise<Pool> => {
  const pool = new pg.Pool({
    connectionString: input.databaseUrl,
    max: input.poolMax ?? RUNTIME.dbConnectionsMax,
    connectionTimeoutMillis: RUNTIME.dbConnectTimeoutMs,
    idleTimeoutMillis: RUNTIME.dbIdleTimeoutMs,
    statement_timeout: RUNTIME.dbStatementTimeoutMs,
    query_timeout: RUNTIME.dbStatementTimeoutMs + RUNTIME.dbConnectTimeoutMs,
    idle_in_transaction_session_timeout: RUNTIME.dbStatementTimeoutMs,
    keepAlive: true,
    application_name: 'tocsin',
    options: '-c timezone=UTC -c datestyle=ISO',
    types,
  });
  let closing: Promise<void> | undefined;
  // An idle connection that the server closed: the pool drops it and opens another when needed.
  // A closed pool's last connections may outlive it by a moment: they break without a loss.
  pool.on('error', (error) => {
    if (!closing) input.logger?.warn({ code: error.name }, 'a database connection broke');
  });
  return {
    query: (text, values) => run(pool, text, values),
    transaction: (work) => transact(pool, work),
    stats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => (closing ??= pool.end()),
  };
};
