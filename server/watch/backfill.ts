/** History that arrives long after it happened, as a back-fill does, teaches the baselines at once
 * and not only at the next full hour: a brand that brings its past is watched from day one. */
import type { Committed } from '#contracts/committed.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Bus } from '#server/live/bus.ts';

const HOUR_MS = 3_600_000;

/** Whether the commit changed an hour that is over: baselines are made of whole hours. */
const changesHistory = ({ late, at }: Committed): boolean => {
  const thisHour = Math.floor(at / HOUR_MS) * HOUR_MS;
  return (late ?? []).some((increment) => increment.at < thisHour);
};

/** Calls `learn` after history came in: when it has been quiet for RUNTIME.backfillQuietMs, and every
 * RUNTIME.backfillEveryMs while it goes on. One at a time; `learn` must not throw. */
export const learnAfterBackfill = (deps: {
  bus: Bus;
  clock: Clock;
  learn(): Promise<void>;
}): { stop(): Promise<void> } => {
  const { bus, clock, learn } = deps;
  let timer: NodeJS.Timeout | undefined;
  let waitingSince: number | null = null;
  let running: Promise<void> = Promise.resolve();

  const run = () => {
    waitingSince = null;
    running = running.then(learn);
  };
  const unsubscribe = bus.subscribe((message) => {
    if (message.kind !== 'committed' || !changesHistory(message.committed)) return;
    const now = clock();
    waitingSince ??= now;
    const latest = waitingSince + RUNTIME.backfillEveryMs - now;
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, Math.min(RUNTIME.backfillQuietMs, latest)));
  });
  return {
    stop: async () => {
      unsubscribe();
      clearTimeout(timer);
      await running;
    },
  };
};
