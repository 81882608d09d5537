/** The job queue of the alerts: pg-boss in the same database, so that an alert is queued by the very
 * transaction that caused it, and on the same pool, so that it comes back with it. */
import { createHash } from 'node:crypto';
import { PgBoss, type Db as BossDb } from 'pg-boss';
import { RUNTIME } from '#server/config.ts';
import type { Sql } from '#server/store/sql.ts';
import type { Trouble } from './trouble.ts';

export const ALERT_QUEUE = 'alerts';
/** Alerts that reached nobody: kept for a person to look at. */
const DEAD_QUEUE = 'alerts-dead';

const DAY_SECONDS = 86_400;
/** How often pg-boss looks for deliveries that died with their process. */
const SUPERVISE_SECONDS = 10;
/** Attempts end by age (RUNTIME.alertMaxAgeMs); pg-boss only must not end them before. */
const RETRY_MAX = 10_000;
const KEEP_DAYS = 14;

/** Our handle, in or outside a transaction, as pg-boss wants it. */
export const toBossDb = (sql: Sql): BossDb => ({
  executeSql: (text, values) => sql.query(text, values ?? []),
});

/** The job of an alert has an id that follows from the alert's: queued twice is queued once. */
export const jobIdOf = (alertId: string): string => {
  const hex = createHash('sha256').update(alertId).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
};

const createQueues = async (boss: PgBoss): Promise<void> => {
  await boss.createQueue(DEAD_QUEUE, { retentionSeconds: 90 * DAY_SECONDS });
  await boss.createQueue(ALERT_QUEUE, {
    deadLetter: DEAD_QUEUE,
    retryLimit: RETRY_MAX,
    retryDelay: RUNTIME.alertRetrySeconds,
    retryBackoff: true,
    retryDelayMax: RUNTIME.alertRetryMaxSeconds,
    expireInSeconds: RUNTIME.alertExpireSeconds,
    retentionSeconds: KEEP_DAYS * DAY_SECONDS,
    deleteAfterSeconds: KEEP_DAYS * DAY_SECONDS,
  });
};

/** pg-boss tells most errors as plain objects with the fields of the error. */
const toError = (told: unknown): Error =>
  told instanceof Error
    ? told
    : Object.assign(new Error((told as { message?: string }).message), told);

export const openBoss = async (db: Sql, trouble: Trouble): Promise<PgBoss> => {
  const boss = new PgBoss({
    db: toBossDb(db),
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => trouble.begin(toError(error)));
  try {
    await boss.start();
    await createQueues(boss);
  } catch (error) {
    await boss.stop({ graceful: false, close: false }).catch(() => undefined);
    throw error;
  }
  return boss;
};
