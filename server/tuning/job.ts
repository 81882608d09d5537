/** One back-test on its way from asked to over, and how it is told to who asks. */
import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { instantOut } from '#contracts/text.ts';
import type { BacktestOut, BacktestResult, BacktestState } from '#contracts/tuning.ts';
import type { Asked, FromThread } from './talk.ts';

export type Job = {
  id: string;
  by: string;
  asked: Asked;
  askedAt: number;
  state: BacktestState;
  endedAt: number | null;
  progress: { done: number; of: number } | null;
  /** When the mentions began to be played: time left follows from what is done since. */
  playedFrom: number | null;
  problem: string | null;
  result: BacktestResult | null;
  worker: Worker | null;
};
export const OVER: ReadonlySet<BacktestState> = new Set(['done', 'failed', 'cancelled']);
/** Less than this share says nothing about the time that is left. */
const SHARE_TO_TELL = 0.02;

const secondsLeft = ({ state, progress, playedFrom }: Job, now: number): number | null => {
  if (state !== 'running' || !progress || playedFrom === null) return null;
  const share = progress.done / progress.of;
  if (share < SHARE_TO_TELL) return null;
  return Math.round(((now - playedFrom) / 1000 / share) * (1 - share));
};

/** `ahead`: how many run before it. Without the result. */
export const jobOut = (job: Job, ahead: number, now: number): BacktestOut => {
  const { id, state, by, asked, askedAt, endedAt, progress, problem } = job;
  const left = secondsLeft(job, now);
  return {
    ...{ id, state, by },
    askedAt: instantOut(askedAt),
    ...(endedAt === null ? {} : { endedAt: instantOut(endedAt) }),
    ...(asked.brand === undefined ? {} : { brand: asked.brand }),
    from: instantOut(asked.from),
    to: instantOut(asked.to),
    present: asked.present,
    other: asked.other,
    ...(state === 'queued' ? { ahead } : {}),
    ...(progress === null
      ? {}
      : { progress: { ...progress, ...(left === null ? {} : { secondsLeft: left }) } }),
    ...(problem === null ? {} : { problem }),
  };
};

export const newJob = (asked: Asked, by: string, askedAt: number): Job => ({
  ...{ id: randomUUID(), by, asked, askedAt, state: 'queued', endedAt: null },
  ...{ progress: null, playedFrom: null, problem: null, result: null, worker: null },
});

/** Takes over what the thread says. */
export const hear = (job: Job, message: FromThread, now: number): void => {
  if (message.kind === 'progress') {
    const { state, done, of } = message;
    if (state === 'running') job.playedFrom ??= now;
    Object.assign(job, { state, progress: { done, of } });
  } else if (message.kind === 'result') job.result = message.result;
  else job.problem = message.problem;
};
