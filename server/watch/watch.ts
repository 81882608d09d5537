/** The watch: looks at everything each TICK_MS and lets the brain decide. Many servers may run it;
 * the one that holds the lease acts. While the database is away it waits, and the wall goes on. */
import { randomUUID } from 'node:crypto';
import { TICK_MS, type Baseline } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Bus } from '#server/live/bus.ts';
import type { Live } from '#server/live/live.ts';
import type { Logger } from '#server/logger.ts';
import type { Metrics } from '#server/metrics.ts';
import { baselinesLearnedAt, loadBaselines } from '#server/store/baselines.ts';
import { resign, tryLead } from '#server/store/lease.ts';
import type { Db } from '#server/store/sql.ts';
import { sampleDesk } from './samples.ts';
import { LeadLostError, look, takeMemory, type Memory } from './tick.ts';
import { createTrouble } from './trouble.ts';

export type WatchDeps = {
  db: Db;
  bus: Bus;
  clock: Clock;
  catalogue: Catalogue;
  logger: Logger;
  metrics: Metrics;
  live: Pick<Live, 'tickInput' | 'desks'>;
};
export type Watch = {
  /** When the watch last got through a look, leading or not; epoch ms. */
  lastTickAt(): number | null;
  isLeading(): boolean;
  /** Finishes the look that runs and gives the lease back. */
  stop(): Promise<void>;
};

/** One look at a time on one machine: the lease, the memory that belongs to it, the baselines. */
export const createLooker = (deps: WatchDeps, holder: string) => {
  const { db, live, metrics } = deps;
  const lookDeps = { ...deps, tickInput: (now: number) => live.tickInput(now) };
  let leading: { epoch: number; memory: Memory } | null = null;
  let baselines = new Map<string, Baseline>();
  let learnedAt: number | null = null;
  let sampledAt = -Infinity;

  /** Any server may have learned: the newest one tells whether to read them again. */
  const refreshBaselines = async () => {
    const newest = await baselinesLearnedAt(db);
    if (newest === learnedAt) return;
    const rows = await loadBaselines(db);
    baselines = new Map(rows.map((baseline) => [baseline.series, baseline]));
    learnedAt = newest;
  };

  const lead = async (epoch: number): Promise<Memory> => {
    if (leading?.epoch === epoch) return leading.memory;
    learnedAt = null;
    const memory = await takeMemory(db, epoch);
    deps.logger.info({ epoch }, 'this server leads the watch');
    return memory;
  };

  /** `now`: a multiple of TICK_MS. Throws when the database is away. */
  const lookOnce = async (now: number): Promise<void> => {
    const epoch = await tryLead(db, holder, RUNTIME.leaseMs);
    if (epoch === null) {
      leading = null;
      return;
    }
    const memory = await lead(epoch);
    await refreshBaselines();
    const stop = metrics.tickSeconds.startTimer();
    const outcome = await look(lookDeps, memory, baselines, now, epoch);
    stop();
    leading = { epoch, memory: outcome.memory };
    metrics.crisesOpen.set(outcome.crisesOpen);
    if (now - sampledAt >= RUNTIME.deskSampleMs) {
      await sampleDesk(db, live, now);
      sampledAt = now;
    }
  };

  return {
    lookOnce,
    isLeading: () => leading !== null,
    /** After a failed look nothing in memory is trusted: the next one reads it again. */
    forget: () => {
      leading = null;
    },
    stop: async () => {
      if (leading) await resign(db, holder).catch(() => undefined);
      leading = null;
    },
  };
};

export const startWatch = (deps: WatchDeps): Watch => {
  const { clock, metrics } = deps;
  const trouble = createTrouble(deps.logger, 'the watch');
  const looker = createLooker(deps, randomUUID());
  let lastTickAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;
  let running: Promise<void> = Promise.resolve();

  const lookNow = async (): Promise<void> => {
    const now = Math.floor(clock() / TICK_MS) * TICK_MS;
    try {
      await looker.lookOnce(now);
      lastTickAt = now;
      metrics.tickAt.set(now / 1000);
      trouble.end();
    } catch (error) {
      looker.forget();
      if (!(error instanceof LeadLostError)) trouble.begin(error);
    }
  };
  const plan = (delayMs: number): void => {
    timer = setTimeout(() => {
      running = lookNow().finally(() => {
        if (!isStopping) plan(TICK_MS - (clock() % TICK_MS));
      });
    }, delayMs);
  };
  plan(0);
  return {
    lastTickAt: () => lastTickAt,
    isLeading: () => looker.isLeading(),
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await running;
      await looker.stop();
    },
  };
};
