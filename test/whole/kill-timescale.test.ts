/** The promise behind 202 on TimescaleDB and Redis: whatever is killed and however often, an
 * acknowledged row is counted exactly once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, it } from 'vitest';
import { openTestDatabase } from '../helpers/database.ts';
import { expectExactlyOnce, KILLS, KILLS_MS } from '../helpers/exactly-once.ts';
import { runKillLoop } from '../helpers/kill-loop.ts';

it.skipIf(!inject('timescaleUrl') || !inject('redisUrl'))(
  `loses and repeats nothing over ${KILLS} kills on TimescaleDB and Redis`,
  { timeout: KILLS_MS },
  async () => {
    const test = await openTestDatabase('timescale');
    const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-kill-'));
    const env = {
      DATABASE_URL: test.url,
      REDIS_URL: `${inject('redisUrl')}/7`,
      DATA_DIR: dataDir,
    };
    const { books, running } = await runKillLoop(env, KILLS);
    await running.end('SIGTERM');
    await expectExactlyOnce(test.db, books);
    await test.drop();
    await rm(dataDir, { recursive: true, force: true });
  },
);
