/** How live nodes hear what was committed and decided: a list of listeners inside one process, a
 * Redis stream (bus-redis.ts) between many. It is a messenger, not a memory: a message that is lost
 * is healed by the next load from the database. */
import type { Band } from '#alerts/contract.ts';
import type { Committed } from '#contracts/committed.ts';
import type { ChainOut } from '#contracts/calling.ts';
import type { Crisis, TimelineEntry } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { WallRule } from '#contracts/wall.ts';

export { createRedisBus } from './bus-redis.ts';

/** `gap`: messages were missed; only the database knows what they said. Bands by
 * `${indicator}|${brand}|${topic}`. */
export type BusMessage =
  | { kind: 'committed'; committed: Committed }
  | {
      kind: 'watch';
      at: number;
      bands: [string, Band][];
      /** Gauges of the operator's rules, with a look only. */
      rules?: WallRule[];
      signals: Signal[];
      crises: Crisis[];
      /** The newest beat of the house that came through a look. */
      beatAt?: number;
    }
  | { kind: 'timeline'; entries: (TimelineEntry & { id?: string })[] }
  /** The chains that are not over, all of them: who is called for what, and when who is next. */
  | { kind: 'chains'; chains: ChainOut[] }
  /** People changed who is on call, or how they are reached. */
  | { kind: 'oncall' }
  | { kind: 'gap' };

export type BusListener = (message: BusMessage) => void;
export type Bus = {
  publish(message: BusMessage): void;
  subscribe(listener: BusListener): () => void;
  close(): Promise<void>;
};

/** Listeners by turns, each shielded from the failure of another. */
export const createListeners = (onError: (error: unknown) => void) => {
  const listeners = new Set<BusListener>();
  return {
    tell: (message: BusMessage): void => {
      for (const listener of listeners) {
        try {
          listener(message);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe: (listener: BusListener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
};

/** The bus of one process: tells everybody at once, in order. */
export const createLocalBus = (onError: (error: unknown) => void = () => {}): Bus => {
  const listeners = createListeners(onError);
  return {
    publish: listeners.tell,
    subscribe: listeners.subscribe,
    close: async () => listeners.clear(),
  };
};
