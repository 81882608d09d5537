/** Alerts on their way to people: queued inside the transaction that caused them, delivered once by
 * whichever server takes the job, tried again until they are too old. What came of it goes on the
 * timeline in the same transaction that ends the job. */
import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss';
import { alertBodyOf } from '#alerts/receivers/body.ts';
import type { Outcome } from '#alerts/receivers/contract.ts';
import { RECEIVERS } from '#alerts/receivers/list.ts';
import type { Alert, AlertBody } from '#contracts/alert.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Crisis, TimelineEntry, TimelineKind } from '#contracts/crisis.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Bus } from '#server/live/bus.ts';
import type { Logger } from '#server/logger.ts';
import type { Metrics } from '#server/metrics.ts';
import { addTimeline } from '#server/store/crises.ts';
import type { Db, Sql } from '#server/store/sql.ts';
import { ALERT_QUEUE, jobIdOf, openBoss, toBossDb } from './boss.ts';
import { createTrouble } from './trouble.ts';

export type DeliveryDeps = {
  db: Db;
  bus: Bus;
  clock: Clock;
  catalogue: Catalogue;
  logger: Logger;
  metrics: Metrics;
  publicUrl: string;
  /** Seconds between two looks for jobs that another server queued. */
  pollSeconds?: number;
};
type Job = { alert: Alert; body: AlertBody };
type Call = JobWithMetadata<Job>;

const POLL_SECONDS = 2;
/** One that waits for a receiver that hangs leaves the others to work. */
const WORKERS = 4;

const entry = (
  alert: Alert,
  kind: TimelineKind,
  at: number,
  text: string,
  data: object = {},
): TimelineEntry => ({
  crisisId: alert.crisisId,
  at,
  kind,
  by: 'tocsin',
  text,
  data: { alert: alert.id, type: alert.type, receiver: alert.receiver, ...data },
});

/** Puts the alerts into the queue by `sql`, a transaction of the caller. Gives back what belongs on
 * the timeline: nothing for an alert that was queued before or whose receiver is gone. */
const createQueueing =
  ({ catalogue, publicUrl }: Pick<DeliveryDeps, 'catalogue' | 'publicUrl'>, boss: PgBoss) =>
  async (sql: Sql, alerts: Alert[], crises: Map<string, Crisis>): Promise<TimelineEntry[]> => {
    const entries: TimelineEntry[] = [];
    for (const alert of alerts) {
      const crisis = crises.get(alert.crisisId);
      const receiver = catalogue.receivers.find(({ key }) => key === alert.receiver);
      if (!crisis || !receiver) continue;
      const siblings = alerts.filter(({ crisisId }) => crisisId === alert.crisisId);
      const place = { index: siblings.indexOf(alert) + 1, of: siblings.length };
      const body = alertBodyOf(alert, crisis, receiver, place, publicUrl);
      const options = { id: jobIdOf(alert.id), db: toBossDb(sql) };
      const queued = await boss.send(ALERT_QUEUE, { alert, body } satisfies Job, options);
      if (queued === null) continue;
      const what = alert.type === 'alert.resolved' ? 'Telling the all-clear to' : 'Calling';
      const text = `${what} ${receiver.contact} by ${receiver.kind}`;
      entries.push(entry(alert, 'alert-queued', alert.at, text));
    }
    return entries;
  };

const attempt = async (deps: DeliveryDeps, { alert, body }: Job): Promise<Outcome> => {
  const receiver = deps.catalogue.receivers.find(({ key }) => key === alert.receiver);
  if (!receiver) return { kind: 'refused', reason: 'the receiver is no longer configured' };
  if (receiver.kind !== 'webhook') return { kind: 'refused', reason: 'no such receiver here' };
  const delivery = { id: alert.id, at: deps.clock(), body, address: null, callbackUrl: null };
  const contact = receiver.contact;
  return RECEIVERS.webhook!.send(
    receiver,
    { ...delivery, contact },
    { smtpUrl: null, vapid: null },
  );
};

/** A retry of an alert that is too old is the end of it. */
const judge = (outcome: Outcome, alert: Alert, now: number): Outcome =>
  outcome.kind === 'retry' && now - alert.at > RUNTIME.alertMaxAgeMs
    ? { kind: 'refused', reason: `${outcome.reason}; given up after an hour` }
    : outcome;

const describe = (outcome: Outcome, call: Call, now: number): TimelineEntry | null => {
  const { alert, body } = call.data;
  const who = `${body.step.contact} by ${body.step.via}`;
  const data = { attempts: call.retryCount + 1 };
  if (outcome.kind === 'accepted') return entry(alert, 'alert-sent', now, `Told ${who}`, data);
  const reason = { ...data, reason: outcome.reason };
  if (outcome.kind === 'refused') {
    const text = `Could not reach ${who}: ${outcome.reason}`;
    return entry(alert, 'alert-failed', now, text, { ...reason, final: true });
  }
  // The first failure is worth a line; the ones after it say the same.
  if (call.retryCount > 0) return null;
  const text = `Not yet reached ${who}: ${outcome.reason}; trying again`;
  return entry(alert, 'alert-failed', now, text, { ...reason, final: false });
};

const STATUS = { accepted: 'completed', retry: 'failed', refused: 'deadletter' } as const;
const METRIC = { accepted: 'sent', retry: 'retried', refused: 'failed' } as const;

const deliver = async (deps: DeliveryDeps, boss: PgBoss, call: Call): Promise<JobResult> => {
  const { alert } = call.data;
  const outcome = judge(await attempt(deps, call.data), alert, deps.clock());
  const line = describe(outcome, call, deps.clock());
  const entries = await deps.db.transaction(async (sql) => {
    if (outcome.kind === 'accepted') {
      await boss.complete(ALERT_QUEUE, call, null, { db: toBossDb(sql) });
    }
    return addTimeline(sql, line ? [line] : []);
  });
  if (entries.length > 0) deps.bus.publish({ kind: 'timeline', entries });
  deps.metrics.alerts.inc({ outcome: METRIC[outcome.kind] });
  const reason = outcome.kind === 'accepted' ? undefined : outcome.reason;
  deps.logger.info(
    { alert: alert.id, crisis: alert.crisisId, receiver: alert.receiver, reason },
    `alert ${METRIC[outcome.kind]}`,
  );
  return { id: call.id, status: STATUS[outcome.kind], ...(reason ? { output: { reason } } : {}) };
};

export type Deliveries = {
  queue: ReturnType<typeof createQueueing>;
  /** Looks for jobs now: call it after the transaction that queued them. */
  wake(): void;
  /** Tells that the database answers, so that the next trouble is said again. */
  noteFine(): void;
  stop(): Promise<void>;
};

export const startDeliveries = async (deps: DeliveryDeps): Promise<Deliveries> => {
  const trouble = createTrouble(deps.logger, 'the queue of alerts');
  const boss = await openBoss(deps.db, trouble);
  const options = {
    includeMetadata: true as const,
    perJobResults: true as const,
    batchSize: RUNTIME.alertsAtOnce / WORKERS,
    localConcurrency: WORKERS,
    pollingIntervalSeconds: deps.pollSeconds ?? POLL_SECONDS,
  };
  const worker = await boss.work<Job, unknown, typeof options>(ALERT_QUEUE, options, (calls) =>
    Promise.all(calls.map((call) => deliver(deps, boss, call))),
  );
  return {
    queue: createQueueing(deps, boss),
    wake: () => boss.notifyWorker(worker),
    noteFine: () => trouble.end(),
    stop: () => boss.stop({ graceful: true, close: false, timeout: RUNTIME.closeGraceMs }),
  };
};
