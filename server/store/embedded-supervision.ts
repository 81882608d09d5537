/** Keeps the embedded PostgreSQL running for as long as the server does. It is watched by its pid,
 * because one that was taken over is nobody's child, and it comes back under the same address, so
 * that the pool finds it again by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#server/logger.ts';
import { isEnding, isRunning } from './postmaster.ts';

const LOOK_EVERY_MS = 100;
/** The wait between two attempts to bring it back doubles up to a cap. */
const FIRST_PAUSE_MS = 100;
const PAUSE_MAX_MS = 1_000;
/** One that lived for less is not brought back at once: it dies of something that is still there. */
const STEADY_MS = 30_000;
/** One that was told to end waits for its clients, and our pool does not leave: after so long they
 * are cut off, so that it can come back. A server that closes at the same time is through by then. */
const ENDING_MAX_MS = 12_000;

export type Supervision = {
  /** Ends the watching, then `stop` has the postmaster that ran last; nothing starts after that. */
  end(stop: (pid: number) => Promise<void>): Promise<void>;
};
type Options = {
  pid: number;
  clusterDir: string;
  logger?: Logger;
  /** Told of each death. */
  onGone: () => void;
  /** One attempt. Notes each postmaster as soon as there is one; null when it did not come up. */
  bringBack: (note: (pid: number) => void, isOver: () => boolean) => Promise<number | null>;
};

export const supervise = ({ clusterDir, logger, onGone, bringBack, pid }: Options): Supervision => {
  const over = new AbortController();
  const isOver = () => over.signal.aborted;
  const pause = (ms: number) =>
    sleep(ms, undefined, { ref: false, signal: over.signal }).catch(() => undefined);
  let last = pid;
  let readyAt = performance.now();
  let waitMs = 0;
  const lengthenWait = () => {
    waitMs = Math.min(Math.max(FIRST_PAUSE_MS, waitMs * 2), PAUSE_MAX_MS);
  };

  const untilGone = async (): Promise<void> => {
    let endingMs = 0;
    while (isRunning(last) && !isOver()) {
      await pause(LOOK_EVERY_MS);
      endingMs = isEnding(clusterDir) ? endingMs + LOOK_EVERY_MS : 0;
      if (endingMs > ENDING_MAX_MS && !isOver() && isRunning(last)) process.kill(last, 'SIGINT');
    }
  };
  const tryOnce = async (): Promise<boolean> => {
    try {
      return (await bringBack((found) => (last = found), isOver)) !== null;
    } catch {
      // A disk without room for its log or its pid file: it may have some later.
      return false;
    }
  };
  const replace = async (): Promise<void> => {
    const since = performance.now();
    if (since - readyAt > STEADY_MS) waitMs = 0;
    logger?.warn({ pid: last }, 'embedded PostgreSQL has ended; it is started again');
    try {
      onGone();
    } catch {
      // Only its last words are lost.
    }
    while (!isOver()) {
      await pause(waitMs);
      lengthenWait();
      if (isOver() || !(await tryOnce())) continue;
      readyAt = performance.now();
      const awayMs = Math.round(readyAt - since);
      logger?.info({ pid: last, awayMs }, 'embedded PostgreSQL is back');
      return;
    }
  };
  const run = async (): Promise<void> => {
    while (!isOver()) {
      await untilGone();
      if (!isOver()) await replace();
    }
  };
  const ended = run();
  return {
    end: async (stop) => {
      over.abort();
      await stop(last);
      await ended;
    },
  };
};
