/** The list of everything that happens by the calendar: a name, a time and the work. A job that still
 * runs when its time comes again is left out that time; a failure is logged and tried at the next. */
import { schedule, validate, type ScheduledTask } from 'node-cron';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Clock } from './clock.ts';
import { describeError } from './describe-error.ts';
import { remindOfReview } from './documents/review.ts';
import { learnSentiment } from './learning/learn.ts';
import type { Logger } from './logger.ts';
import type { OncallHouse } from './oncall/change.ts';
import { remindOfConfirmations } from './oncall/remind.ts';
import { isUnreachable } from './store/reachable.ts';
import { applyRetention } from './store/retention.ts';
import type { Db } from './store/sql.ts';
import { learnBaselines } from './watch/baselines.ts';

export type ScheduleDeps = Pick<OncallHouse, 'bus' | 'oncall' | 'documents' | 'receivers'> & {
  db: Db;
  clock: Clock;
  catalogue: Catalogue;
  logger: Logger;
  /** Aborted when the server closes: what takes long gives up. */
  signal?: AbortSignal;
};
export type ScheduledJob = {
  name: string;
  /** Minute, hour, day of month, month, day of week; UTC. */
  expression: string;
  /** At the start of the server too: what the first look needs. */
  isAtStart?: boolean;
  work(deps: ScheduleDeps): Promise<unknown>;
};

export const BASELINES: ScheduledJob = {
  name: 'baselines',
  expression: '7 * * * *',
  isAtStart: true,
  work: learnBaselines,
};

export const JOBS: readonly ScheduledJob[] = [
  BASELINES,
  // Ended sessions go with it.
  {
    name: 'retention',
    expression: '23 3 * * *',
    work: ({ db, clock }) => applyRetention(db, clock()),
  },
  // Each reminder has an id of its own, so that several nodes send it once.
  { name: 'remind-of-confirmations', expression: '3 9 * * *', work: remindOfConfirmations },
  { name: 'remind-of-review', expression: '5 9 * * *', work: remindOfReview },
  // One node does it, whichever comes first.
  { name: 'learn-sentiment', expression: '41 2 * * *', work: learnSentiment },
];

/** Runs one job and never throws. */
export const runJob = async (job: ScheduledJob, deps: ScheduleDeps): Promise<void> => {
  try {
    await job.work(deps);
  } catch (error) {
    const level = isUnreachable(error) ? 'warn' : 'error';
    deps.logger[level]({ job: job.name, error: describeError(error) }, 'a scheduled job failed');
  }
};

/** `node-cron` reports through the console unless told otherwise. */
const quiet = (logger: Logger) => ({
  info: (message: string) => logger.debug(message),
  debug: (message: string | Error) => logger.debug(String(message)),
  warn: (message: string) => logger.warn(message),
  error: (message: string | Error) => logger.error(String(message)),
});

export const startSchedule = (
  deps: ScheduleDeps,
  jobs: readonly ScheduledJob[] = JOBS,
): { stop(): Promise<void> } => {
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  const track = (job: ScheduledJob): Promise<void> => {
    const work = runJob(job, { ...deps, signal: closing.signal }).finally(() =>
      running.delete(work),
    );
    running.add(work);
    return work;
  };
  const tasks: ScheduledTask[] = jobs.map((job) => {
    if (!validate(job.expression)) throw new Error(`${job.name}: wrong time ${job.expression}`);
    if (job.isAtStart) void track(job);
    return schedule(job.expression, () => track(job), {
      name: job.name,
      timezone: 'UTC',
      noOverlap: true,
      logger: quiet(deps.logger),
    });
  });
  return {
    stop: async () => {
      closing.abort();
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running);
    },
  };
};
