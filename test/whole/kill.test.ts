/** The promise behind 202: whatever is killed and however often, an acknowledged row is counted
 * exactly once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import type { Db } from '#server/store/sql.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { runKillLoop, type KillBooks } from '../helpers/kill-loop.ts';

const KILLS = 20;
const TEST_MS = 280_000;

const expectExactlyOnce = async (db: Db, books: KillBooks) => {
  const { rows } = await db.query<{ key: string }>(
    `select channel || '/' || id as key from mentions`,
  );
  const stored = new Set(rows.map(({ key }) => key));
  const lost = [...books.acknowledged].filter((key) => !stored.has(key));
  expect(lost).toEqual([]);
  expect(rows.length, 'rows stored twice').toBe(stored.size);
  for (const table of ['bucket_10s', 'bucket_1m', 'bucket_1h']) {
    const sum = await db.query<{ n: number }>(
      `select coalesce(sum(mentions), 0)::float8 as n from ${table} where topic = ''`,
    );
    expect(sum.rows[0]?.n, table).toBe(stored.size);
  }
  expect(books.acknowledged.size).toBeGreaterThan(KILLS * 100);
  const slowest = Math.max(...books.readySeconds.slice(1));
  console.log(`${books.acknowledged.size} acknowledged, slowest restart ${slowest.toFixed(1)} s`);
};

describe('kill -9 under load', () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  const makeFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-kill-'));
    folders.push(folder);
    return folder;
  };

  it(
    `loses and repeats nothing over ${KILLS} kills on embedded storage`,
    { timeout: TEST_MS },
    async () => {
      const dataDir = await makeFolder();
      const { books, running } = await runKillLoop({ DATA_DIR: dataDir }, KILLS);
      await running.end('SIGTERM');
      const embedded = await startEmbedded({ dataDir });
      const db = await openDb({ databaseUrl: embedded.databaseUrl });
      await expectExactlyOnce(db, books);
      await db.close();
      await embedded.stop();
    },
  );

  it.skipIf(!inject('timescaleUrl') || !inject('redisUrl'))(
    `loses and repeats nothing over ${KILLS} kills on TimescaleDB and Redis`,
    { timeout: TEST_MS },
    async () => {
      const test = await openTestDatabase('timescale');
      const env = {
        DATABASE_URL: test.url,
        REDIS_URL: `${inject('redisUrl')}/7`,
        DATA_DIR: await makeFolder(),
      };
      const { books, running } = await runKillLoop(env, KILLS);
      await running.end('SIGTERM');
      await expectExactlyOnce(test.db, books);
      await test.drop();
    },
  );
});
