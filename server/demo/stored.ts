/** Two days of stored mentions from before the demo's real rows, with one small outage in them, so that
 * /tuning has something to play. Written behind the running server's back: in a thread of low
 * priority, all at once, and without counts, which `prepare.ts` has drawn for these days already. */
import { Worker } from 'node:worker_threads';
import type { Catalogue } from '#contracts/catalogue.ts';
import { describeError } from '#server/describe-error.ts';
import type { Logger } from '#server/logger.ts';
import { realFrom } from './prepare.ts';
import type { Outage } from './rhythm.ts';

const HOUR_MS = 3_600_000;
const STORED_HOURS = 48;
/** The outage of one region only: so long before the real rows, so long, so strong. */
const OUTAGE_BEFORE_HOURS = 21;
const OUTAGE = { lastsMs: 15 * 60_000, peakFactor: 1.3 };

export type StoredInput = {
  databaseUrl: string;
  catalogue: Catalogue;
  seed: number;
  offsetHours: number;
  /** Epoch ms. */
  from: number;
  to: number;
  outage: Outage;
};
type Options = Pick<StoredInput, 'databaseUrl' | 'catalogue' | 'seed' | 'offsetHours'> & {
  /** When the demo started, epoch ms. */
  now: number;
  logger: Logger;
};

/** Begins at once; `stop` ends it wherever it is. */
export const storeThePast = ({ now, logger, ...rest }: Options): { stop(): Promise<unknown> } => {
  const to = realFrom(now);
  const outage = { startAt: to - OUTAGE_BEFORE_HOURS * HOUR_MS, ...OUTAGE };
  const worker = new Worker(new URL('./stored-thread.ts', import.meta.url), {
    name: 'stored past',
    workerData: { ...rest, from: to - STORED_HOURS * HOUR_MS, to, outage } satisfies StoredInput,
  });
  worker.on('error', (error) => logger.warn({ error: describeError(error) }, 'no stored past'));
  return { stop: () => worker.terminate() };
};
