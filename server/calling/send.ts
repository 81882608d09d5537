/** The loop of the sender: looks when it is told to, when something falls due, and once a second for
 * what nobody told it of. It runs where calling is led. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RUNTIME } from '#server/config.ts';
import { countWaiting } from '#server/store/outbox.ts';
import { createTrouble } from '#server/watch/trouble.ts';
import { openSending, type SendingDeps } from './sending.ts';

export type SenderDeps = Omit<SendingDeps, 'trouble'> & {
  /** A beat of the house came as far as the sender, and the sender works. */
  onBeat?(at: number): void;
};
export type Sender = {
  wake(): void;
  /** Hands a beat of the house on to the next look. */
  beat(at: number): void;
  /** When it last got through a look, epoch ms. */
  lastLookAt(): number | null;
  /** Begins nothing more and waits for the attempts under way, for a while. */
  stop(): Promise<void>;
};

/** After a look that took long others get as long: a storm of wakes does not fill the house. */
const REST_MAX_MS = 1_000;

export const startSender = (given: SenderDeps): Sender => {
  const { db, clock, metrics } = given;
  const trouble = createTrouble(given.logger, 'the sender');
  const deps: SendingDeps = { ...given, trouble };
  let sending: Awaited<ReturnType<typeof openSending>> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopping = false;
  let restUntil = 0;
  let lookedAt: number | null = null;
  let beatAt: number | null = null;

  const look = async (): Promise<number> => {
    const now = clock();
    const beat = beatAt;
    try {
      sending ??= await openSending(deps, wake);
      const nextAt = await sending.look();
      const { waiting, oldestDueAt } = await countWaiting(db, now);
      metrics.messagesWaiting.set(waiting);
      metrics.messageWaitSeconds.set(oldestDueAt === null ? 0 : (now - oldestDueAt) / 1000);
      lookedAt = clock();
      trouble.end();
      if (beat !== null) given.onBeat?.(beat);
      return Math.min(nextAt ?? Infinity, now + RUNTIME.senderPollMs);
    } catch (error) {
      trouble.begin(error);
      return now + RUNTIME.senderPollMs;
    }
  };
  const plan = (at: number): void => {
    clearTimeout(timer);
    // A clock that was set back must not put the next look off.
    const waitMs = Math.min(Math.max(at, restUntil) - clock(), RUNTIME.senderPollMs);
    timer = setTimeout(run, Math.max(0, waitMs));
  };
  const run = (): void => {
    isWoken = false;
    const begunAt = clock();
    running = look().then((nextAt) => {
      running = null;
      restUntil = clock() + Math.min(clock() - begunAt, REST_MAX_MS);
      if (!isStopping) plan(isWoken ? 0 : nextAt);
    });
  };
  const wake = (): void => {
    if (isStopping) return;
    if (running) isWoken = true;
    else plan(0);
  };
  run();
  return {
    wake,
    beat: (at) => {
      if (at <= (beatAt ?? -Infinity)) return;
      beatAt = at;
      wake();
    },
    lastLookAt: () => lookedAt,
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await running;
      sending?.stop();
      const grace = new AbortController();
      const late = sleep(RUNTIME.closeGraceMs, undefined, { signal: grace.signal });
      await Promise.race([sending?.settled(), late.catch(() => undefined)]);
      grace.abort();
    },
  };
};
