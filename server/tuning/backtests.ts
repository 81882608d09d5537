/** The back-tests of this node: one runs at a time, on a thread of its own, a few wait, and the results
 * of the last ones are kept in memory: a back-test can be asked for again, so that nothing is lost
 * with them. */
import { Worker } from 'node:worker_threads';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { BacktestOut, BacktestState } from '#contracts/tuning.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { describeError } from '#server/describe-error.ts';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/logger.ts';
import { hear, jobOut, newJob, OVER, type Job } from './job.ts';
import type { Asked, FromThread, ThreadInput } from './talk.ts';

type Deps = { databaseUrl: string; catalogue: Catalogue; clock: Clock; logger: Logger };
export type Backtests = {
  /** Throws AppError too-many-requests while the queue is full. */
  ask(asked: Asked, by: string): BacktestOut;
  find(id: string): BacktestOut | null;
  /** Newest first, without their results. */
  list(): BacktestOut[];
  /** False when there is none. One that is over stays as it is. */
  cancel(id: string): boolean;
  /** Ends the thread that runs, and waits for its end. */
  close(): Promise<void>;
};

const BROKEN = 'It broke down on our side: the log of the server says why';
const TOO_LARGE = 'It needed more memory than it may take: choose a shorter time or one brand';
type Room = {
  deps: Deps;
  jobs: Map<string, Job>;
  /** A thread lives, if only to end. */
  isBusy: boolean;
  isClosed: boolean;
  ended: Promise<unknown>;
};

const inState = ({ jobs }: Room, ...states: BacktestState[]): Job[] =>
  [...jobs.values()].filter(({ state }) => states.includes(state));

const tell = (room: Room, job: Job): BacktestOut => {
  const ahead = inState(room, 'reading', 'running').length + inState(room, 'queued').indexOf(job);
  return jobOut(job, ahead, room.deps.clock());
};

const end = ({ deps, jobs }: Room, job: Job, state: BacktestState): void => {
  job.state = state;
  job.endedAt = deps.clock();
  job.worker = null;
  const seconds = Math.round((job.endedAt - job.askedAt) / 1000);
  const mentions = job.result?.mentions ?? 0;
  deps.logger.info({ backtest: job.id, state, seconds, mentions }, 'back-test over');
  const over = [...jobs.values()].filter((one) => OVER.has(one.state));
  for (const { id } of over.slice(0, -RUNTIME.tuningKept)) jobs.delete(id);
};

/** A cancelled one is over before its thread is: what the thread still says is not heard. */
const stop = (room: Room, job: Job): void => {
  const { worker } = job;
  end(room, job, 'cancelled');
  void worker?.terminate();
};

const launch = ({ deps }: Room, job: Job): Worker => {
  const { databaseUrl, catalogue, clock, logger } = deps;
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    name: 'back-test',
    workerData: { databaseUrl, catalogue, asked: job.asked } satisfies ThreadInput,
    resourceLimits: { maxOldGenerationSizeMb: RUNTIME.tuningThreadMb },
  });
  worker.on('message', (message: FromThread) => {
    if (!OVER.has(job.state)) hear(job, message, clock());
  });
  worker.on('error', (error) => {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    job.problem ??= isLarge ? TOO_LARGE : BROKEN;
    logger.warn({ backtest: job.id, error: describeError(error) }, 'a back-test broke down');
  });
  return worker;
};

/** The next one begins when the thread before it is gone: two never share the machine. */
const startNext = (room: Room): void => {
  const [job] = inState(room, 'queued');
  if (room.isClosed || room.isBusy || !job) return;
  room.isBusy = true;
  job.state = 'reading';
  const worker = (job.worker = launch(room, job));
  room.ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      room.isBusy = false;
      if (job.result === null) job.problem ??= BROKEN;
      if (!OVER.has(job.state)) end(room, job, job.result === null ? 'failed' : 'done');
      resolve();
      startNext(room);
    });
  });
};

const ask = (room: Room, asked: Asked, by: string): BacktestOut => {
  if (inState(room, 'queued').length >= RUNTIME.tuningQueueMax) {
    const detail = `${RUNTIME.tuningQueueMax} back-tests wait already: cancel one or wait`;
    throw new AppError('too-many-requests', detail, { retryAfterSeconds: 10 });
  }
  const job = newJob(asked, by, room.deps.clock());
  room.jobs.set(job.id, job);
  startNext(room);
  return tell(room, job);
};

export const createBacktests = (deps: Deps): Backtests => {
  const room: Room = {
    ...{ deps, jobs: new Map(), isBusy: false, isClosed: false, ended: Promise.resolve() },
  };
  return {
    ask: (asked, by) => ask(room, asked, by),
    find: (id) => {
      const job = room.jobs.get(id);
      if (!job) return null;
      return { ...tell(room, job), ...(job.result ? { result: job.result } : {}) };
    },
    list: () => [...room.jobs.values()].reverse().map((job) => tell(room, job)),
    cancel: (id) => {
      const job = room.jobs.get(id);
      if (job && !OVER.has(job.state)) stop(room, job);
      return job !== undefined;
    },
    close: async () => {
      room.isClosed = true;
      for (const job of inState(room, 'queued', 'reading', 'running')) stop(room, job);
      await room.ended;
    },
  };
};
