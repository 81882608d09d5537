/** The thread of one lesson, entered by `learn.ts`: it fits, says what came of it, and ends. It gives way
 * to everything else on the machine. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Learnt, Lesson } from './talk.ts';
import { teach } from './teach.ts';

if (!parentPort) throw new Error('thread.ts runs as a thread');

/** On Linux priorities belong to threads; elsewhere this would slow the whole server. */
const LOW_PRIORITY = 10;
if (process.platform === 'linux') setPriority(LOW_PRIORITY);

parentPort.postMessage(teach(workerData as Lesson) satisfies Learnt);
