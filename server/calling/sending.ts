/** The sender without its timer: one look takes what is due, most severe first and by the pace, and
 * starts the attempts. Written down before the request leaves, settled when it is over. */
import { PACE_MAX, PACE_WINDOW_MS, planSending } from '#alerts/flowchart/pacing.ts';
import type { Outcome } from '#alerts/receivers/contract.ts';
import { RUNTIME } from '#server/config.ts';
import type { Bus } from '#server/live/bus.ts';
import type { Metrics } from '#server/metrics.ts';
import { addTimeline } from '#server/store/crises.ts';
import {
  dueMessages,
  nextDueAt,
  postponeMessages,
  sentSince,
  takeMessages,
  takeOverSending,
  type Taken,
} from '#server/store/outbox.ts';
import type { Db } from '#server/store/sql.ts';
import type { Trouble } from '#server/watch/trouble.ts';
import { attempt, type AttemptDeps } from './attempt.ts';
import { entryOf, settle, settledOf } from './outcome.ts';
import { createRoom, type Begin } from './room.ts';
import { createSentLog } from './sent-log.ts';

export type SendingDeps = AttemptDeps & {
  db: Db;
  bus: Bus;
  metrics: Metrics;
  trouble: Trouble;
  /** The term of the lease under which this sender works. */
  epoch: number;
  /** The chains of these crises have something to hear of. */
  onFate(crisisIds: string[]): void;
  breakerOpenMs?: number;
};

const DOWN = 'the provider is down';
/** Rows that the pace is read from when a sender begins: 5,000 people by one way each, at the limit. */
const SENT_ROWS_MAX = 5_000 * PACE_MAX;
/** Until the next look, where another was faster. */
const AGAIN_MS = 100;
const RECORD_RETRY_MS = 500;
const METRIC = { accepted: 'accepted', retry: 'retried', failed: 'failed' } as const;

/** Writes down what came of it, however long the database is away: only a stop ends that, and then the
 * next server makes the attempt again. */
const record = async (
  deps: SendingDeps,
  taken: Taken,
  outcome: Outcome,
  isStopping: () => boolean,
): Promise<void> => {
  const { db, bus, clock, logger, metrics, trouble } = deps;
  const { message, riders } = taken;
  const now = clock();
  const settled = settledOf(outcome, message, now);
  for (;;) {
    try {
      const entries = await settle(db, taken, settled, now);
      if (entries === null) return;
      if (entries.length > 0) bus.publish({ kind: 'timeline', entries });
      const via = message.way.kind;
      metrics.messages.inc({ outcome: METRIC[settled.kind], via });
      if (settled.kind === 'accepted') metrics.messageSeconds.observe((now - message.dueAt) / 1000);
      const { id, crisisId, attempts } = message;
      const reason = 'reason' in settled ? settled.reason : undefined;
      const bundled = riders.length;
      const line = { message: id, crisis: crisisId, via, attempts, bundled, reason };
      logger.info(line, `message ${METRIC[settled.kind]}`);
      if (settled.kind !== 'retry') {
        const crises = [message, ...riders].flatMap((told) => told.crisisId ?? []);
        if (crises.length > 0) deps.onFate([...new Set(crises)]);
      }
      return;
    } catch (error) {
      trouble.begin(error);
      if (isStopping()) return;
      await new Promise((done) => setTimeout(done, RECORD_RETRY_MS));
    }
  }
};

/** Those of a receiver that is left alone wait with it, and say so once. */
const postpone = async (deps: SendingDeps, ids: string[], until: number): Promise<void> => {
  const { db, bus, clock } = deps;
  const entries = await db.transaction(async (sql) => {
    const first = await postponeMessages(sql, ids, DOWN, until);
    const text = (who: string) => `Not yet reached ${who}: ${DOWN}; trying again`;
    const data = { reason: DOWN, final: false };
    return addTimeline(
      sql,
      first.flatMap((told) => entryOf(told, 'alert-failed', clock(), text, data)),
    );
  });
  if (entries.length > 0) bus.publish({ kind: 'timeline', entries });
};

/** Throws when the database is away. `onEnd`: an attempt is over, and there may be room for another. */
export const openSending = async (deps: SendingDeps, onEnd: () => void) => {
  const { db, clock, epoch } = deps;
  const room = createRoom(clock, deps.breakerOpenMs);
  const underWay = new Set<Promise<void>>();
  let isStopping = false;
  await takeOverSending(db, epoch);
  const log = createSentLog(await sentSince(db, clock() - PACE_WINDOW_MS, SENT_ROWS_MAX));

  const run = async (taken: Taken): Promise<void> => {
    const { message } = taken;
    const takeBack = log.add(message, clock());
    const tried = await room.breakerOf(message.way.receiver).run(() => attempt(deps, taken));
    const outcome: Outcome = tried ?? { kind: 'retry', reason: DOWN };
    const mayHaveArrived = outcome.kind === 'retry' && outcome.mayHaveArrived === true;
    if (outcome.kind !== 'accepted' && !mayHaveArrived) takeBack();
    await record(deps, taken, outcome, () => isStopping);
  };
  const start = (taken: Taken): void => {
    const running = run(taken).finally(() => {
      room.leave(taken.message.way.receiver);
      underWay.delete(running);
      onEnd();
    });
    underWay.add(running);
  };

  /** What somebody else took, or need not be sent any more, leaves its room. */
  const take = async (begin: readonly Begin[], now: number): Promise<Taken[]> => {
    let taken: Taken[] = [];
    try {
      if (begin.length > 0) taken = await takeMessages(db, begin, now, epoch);
      return taken;
    } finally {
      const ids = new Set(taken.map(({ message }) => message.id));
      for (const { leader, receiver } of begin) if (!ids.has(leader)) room.leave(receiver);
    }
  };

  return {
    /** Gives when there is something to do next, as far as is known now. */
    look: async (): Promise<number | null> => {
      const now = clock();
      const waiting = await dueMessages(db, now, RUNTIME.messagesDueMax);
      const plan = planSending({ waiting, sent: log.recent(now), now });
      const { begin, wait } = room.choose(plan.send);
      const taken = await take(begin, now);
      for (const each of taken) start(each);
      for (const [until, ids] of wait) await postpone(deps, ids, until);
      const again = taken.length < begin.length ? now + AGAIN_MS : null;
      const times = [again, plan.nextAt, await nextDueAt(db, now)];
      const known = times.filter((at) => at !== null);
      return known.length > 0 ? Math.min(...known) : null;
    },
    /** Waits for the attempts under way. */
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => {
      isStopping = true;
    },
  };
};
