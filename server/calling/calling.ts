/** Calling: the loop that runs the flowchart. Many servers may run it; the one that holds the lease
 * acts, and its sender with it. Woken by whatever changes a crisis, by what came of a message, by the
 * clock of the chains, and once a second for what nobody told it of. */
import { RUNTIME } from '#server/config.ts';
import type { BusMessage } from '#server/live/bus.ts';
import { createTrouble } from '#server/watch/trouble.ts';
import { createCaller, type CallingDeps } from './caller.ts';
import { CallingLeadLostError } from './pass.ts';

export type Calling = {
  wake(): void;
  stop(): Promise<void>;
  isLeading(): boolean;
  /** When it last got through a pass, leading or not; epoch ms. */
  lastPassAt(): number | null;
};

/** What of a message there may be something to do about. */
const wakes = (message: BusMessage): boolean =>
  message.kind === 'oncall' ||
  message.kind === 'gap' ||
  (message.kind === 'watch' && (message.crises.length > 0 || message.beatAt !== undefined)) ||
  (message.kind === 'timeline' && message.entries.some(({ kind }) => kind === 'declined'));

export const startCalling = (deps: CallingDeps): Calling => {
  const { bus, clock } = deps;
  const trouble = createTrouble(deps.logger, 'calling');
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopping = false;
  let lastPassAt: number | null = null;
  let beatAt: number | null = null;

  const passNow = async (): Promise<number> => {
    const beat = beatAt;
    try {
      const nextAt = await caller.pass();
      lastPassAt = clock();
      trouble.end();
      if (beat !== null) caller.beat(beat);
      return nextAt;
    } catch (error) {
      caller.forget();
      if (error instanceof CallingLeadLostError) await caller.retire();
      else trouble.begin(error);
      return clock() + RUNTIME.callingPollMs;
    }
  };
  const run = (): void => {
    isWoken = false;
    running = passNow().then((nextAt) => {
      running = null;
      if (!isStopping) plan(isWoken ? clock() : nextAt);
    });
  };
  const plan = (at: number): void => {
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, at - clock()));
  };
  const wake = (): void => {
    if (isStopping) return;
    if (running) isWoken = true;
    else plan(clock());
  };
  const caller = createCaller(deps, wake);
  const unsubscribe = bus.subscribe((message) => {
    if (message.kind === 'watch' && message.beatAt !== undefined) ({ beatAt } = message);
    if (message.kind === 'oncall') caller.wakeSender();
    if (message.kind === 'timeline') caller.noteUndelivered(message.entries);
    if (wakes(message)) wake();
  });
  run();
  return {
    wake,
    isLeading: () => caller.isLeading(),
    lastPassAt: () => lastPassAt,
    stop: async () => {
      isStopping = true;
      unsubscribe();
      clearTimeout(timer);
      await running;
      await caller.stop();
    },
  };
};
