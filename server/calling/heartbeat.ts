/** The dead-man's switch: every half minute a made-up mention takes the whole road: intake's checks and
 * the log, the pipeline and the store, live state, the watch, the pass of the chains, the sender. Each
 * hands it on when its own work is done, and the last one calls HEARTBEAT_URL. When any of them hangs
 * the calls stop, and whoever waits for them there raises the alarm. */
import { judgeError, judgeStatus, postGuarded } from '#alerts/receivers/http.ts';
import { beatRow } from '#contracts/heartbeat.ts';
import type { IntakeLog } from '#contracts/log.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { readMention } from '#server/intake/read-row.ts';
import type { Logger } from '#server/logger.ts';
import type { Metrics } from '#server/metrics.ts';
import { createTrouble } from '#server/watch/trouble.ts';

export type HeartbeatDeps = {
  /** HEARTBEAT_URL: a secret, it is in no log. */
  url: string;
  log: Pick<IntakeLog, 'append'>;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  /** Only the node that leads calling sends. */
  isLeading(): boolean;
  everyMs?: number;
};
export type Heartbeat = {
  /** A beat has come through everything. `at`: its own time, when it set out. */
  arrived(at: number): void;
  /** When the last beat was told outside, epoch ms; null: none since the start. */
  lastAt(): number | null;
  stop(): Promise<void>;
};

/** The far side is slow at most this long: the next beat must not meet it. */
const CALL_TIMEOUT_MS = 10_000;
/** How often it is looked whether a beat is due, and whether this node leads by now. */
const LOOK_MS = 1_000;

export const startHeartbeat = (deps: HeartbeatDeps): Heartbeat => {
  const { url, log, clock, logger, metrics } = deps;
  const trouble = createTrouble(logger, 'the heartbeat');
  let newest = -Infinity;
  let toldAt: number | null = null;
  let calling: Promise<void> = Promise.resolve();
  let sending: Promise<void> | null = null;
  let begunAt = -Infinity;
  const everyMs = deps.everyMs ?? RUNTIME.heartbeatEveryMs;

  const send = async (): Promise<void> => {
    const now = clock();
    const read = readMention(beatRow(now));
    if (!read.ok) throw new Error('intake refuses the beat');
    await log.append({ kind: 'mentions', receivedAt: now, rows: [read.row] });
  };
  const beat = (): void => {
    // While the log hangs no further beat is put behind the one that waits.
    if (sending || !deps.isLeading() || clock() - begunAt < everyMs) return;
    begunAt = clock();
    sending = send()
      .catch((error: unknown) => trouble.begin(error))
      .finally(() => {
        sending = null;
      });
  };
  /** Whoever runs the server chose the address: it may lie in their own network. */
  const call = async (): Promise<void> => {
    const given = { method: 'GET', body: '', allowPrivateAddress: true } as const;
    const outcome = await postGuarded(url, { ...given, timeoutMs: CALL_TIMEOUT_MS }).then(
      (answer) => judgeStatus(answer, clock()),
      judgeError,
    );
    if (outcome.kind !== 'accepted') return trouble.begin(new Error(outcome.reason));
    toldAt = clock();
    metrics.heartbeatAt.set(toldAt / 1000);
    trouble.end();
  };
  const timer = setInterval(beat, Math.min(everyMs, LOOK_MS));
  beat();
  return {
    arrived: (at) => {
      if (at <= newest) return;
      newest = at;
      calling = calling.then(call);
    },
    lastAt: () => toldAt,
    stop: async () => {
      clearInterval(timer);
      await Promise.all([sending, calling]);
    },
  };
};
