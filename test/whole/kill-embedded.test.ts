/** The promise behind 202 on embedded storage: whatever is killed and however often, an acknowledged
 * row is counted exactly once. The sister of this file asks the same of TimescaleDB and Redis; they
 * are two so that they run side by side. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { expectExactlyOnce, KILLS, KILLS_MS } from '../helpers/exactly-once.ts';
import { runKillLoop } from '../helpers/kill-loop.ts';

it(
  `loses and repeats nothing over ${KILLS} kills on embedded storage`,
  { timeout: KILLS_MS },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-kill-'));
    const { books, running } = await runKillLoop({ DATA_DIR: dataDir }, KILLS);
    await running.end('SIGTERM');
    const embedded = await startEmbedded({ dataDir });
    const db = await openDb({ databaseUrl: embedded.databaseUrl });
    await expectExactlyOnce(db, books);
    await db.close();
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  },
);
