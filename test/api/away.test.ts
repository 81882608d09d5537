/** The real faces of a database that is not there, as the driver shows them: all of them are 503 with
 * Retry-After, and none is called our own mistake. */
import { describe, expect, it } from 'vitest';
import { openApp, type Problem } from './harness.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { openDb } from '#server/store/db.ts';
import type { Db } from '#server/store/sql.ts';

/** Nobody listens there. */
const CLOSED_PORT = 21_499;

const mentionsFrom = async (db: Db) => {
  const harness = await openApp({ deps: { db } });
  const { headers } = await harness.makeKey('api', 'viewer');
  const response = await harness.call({ url: '/api/v1/mentions', headers });
  const levels = harness.lines.map((line) => JSON.parse(line).level);
  await harness.close();
  return { response, levels };
};

describe.each([
  ['no server at the address', `postgresql://127.0.0.1:${CLOSED_PORT}/none`],
  ['no server at either address of the name', `postgresql://localhost:${CLOSED_PORT}/none`],
  ['no socket', 'postgresql:///none?host=/nonexistent/socket'],
  ['no such host', 'postgresql://database.invalid/none'],
])('%s', (_name, databaseUrl) => {
  it('is 503', async () => {
    const db = await openDb({ databaseUrl });
    const { response, levels } = await mentionsFrom(db);
    await db.close();
    expect(response.statusCode).toBe(503);
    expect(response.json<Problem>().type).toBe('urn:tocsin:error:storage-down');
    expect(response.headers['retry-after']).toBe('5');
    expect(levels).toEqual([40]);
  });
});

describe('a connection that ends in the middle of a question', () => {
  it('is 503', async () => {
    const database = await openTestDatabase();
    const db: Db = {
      ...database.db,
      query: () => database.db.query('select pg_terminate_backend(pg_backend_pid())'),
    };
    const { response } = await mentionsFrom(db);
    await database.drop();
    expect(response.statusCode).toBe(503);
  });
});
