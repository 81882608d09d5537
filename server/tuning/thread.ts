/** The thread of one back-test, entered by `backtests.ts`: it reads, plays, says what came of it, and
 * ends. It gives way to everything else on the machine: the live server comes first. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openDb } from '#server/store/db.ts';
import { playBacktest } from './play.ts';
import type { FromThread, ThreadInput } from './talk.ts';

if (!parentPort) throw new Error('thread.ts runs as a thread');
const port = parentPort;
const { databaseUrl, catalogue, asked } = workerData as ThreadInput;
const post = (message: FromThread): void => port.postMessage(message);

/** On Linux priorities belong to threads; elsewhere this would slow the whole server. */
const LOW_PRIORITY = 10;
if (process.platform === 'linux') setPriority(LOW_PRIORITY);

const db = await openDb({ databaseUrl, poolMax: 1 });
try {
  const tell = (progress: Omit<Extract<FromThread, { kind: 'progress' }>, 'kind'>): void =>
    post({ kind: 'progress', ...progress });
  const outcome = await playBacktest({ db, catalogue, tell }, asked);
  post(
    'problem' in outcome
      ? { kind: 'refused', problem: outcome.problem }
      : { kind: 'result', result: outcome },
  );
} finally {
  await db.close();
}
