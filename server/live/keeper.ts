/** Keeps the live state true to the database: loads it, and sorts out which commits a load has seen
 * already, so that each counts once whether a load or a message brings it. */
import type { Committed } from '#contracts/committed.ts';
import type { Clock } from '#server/clock.ts';
import { hasSeen, type Snapshot } from '#server/store/snapshot.ts';
import type { Db } from '#server/store/sql.ts';
import type { BusMessage } from './bus.ts';
import { loadState } from './load.ts';
import { applyCommitted, applyWatch, loadInto, type State } from './state.ts';

/** How often the state is compared with the database by loading it anew. */
export const RECONCILE_MS = 60_000;
/** Without a successful load for this long the state is called stale. */
const STALE_AFTER_MS = 3 * RECONCILE_MS;
/** Messages that may wait for a load; beyond it the load is repeated instead. */
const HELD_MAX = 10_000;

export type Keeper = {
  /** One load at a time; a call during a load waits for that one. */
  load(): Promise<void>;
  apply(message: BusMessage): void;
  isStale(now: number): boolean;
};

export const createKeeper = (options: { db: Db; clock: Clock }, state: State): Keeper => {
  let snapshot: Snapshot | null = null;
  let loadedAt: number | null = null;
  let held: BusMessage[] | null = null;
  let hasLost = false;
  let loading: Promise<void> | null = null;

  const take = (committed: Committed): void => {
    const isSeen =
      snapshot !== null && committed.tx !== undefined && hasSeen(snapshot, committed.tx);
    if (isSeen) state.rings.applyLate(committed.late ?? [], true);
    else applyCommitted(state, committed, options.clock());
  };
  const apply = (message: BusMessage): void => {
    if (message.kind === 'committed') take(message.committed);
    else if (message.kind === 'watch') applyWatch(state, message);
  };
  const loadOnce = async (): Promise<void> => {
    held = [];
    hasLost = false;
    try {
      const now = options.clock();
      const loaded = await loadState(options.db, now);
      loadInto(state, loaded, now);
      snapshot = loaded.snapshot;
      loadedAt = now;
    } finally {
      const waiting = held;
      held = null;
      waiting.forEach(apply);
    }
  };
  const loadWhole = async (): Promise<void> => {
    do await loadOnce();
    while (hasLost);
  };

  return {
    load: () =>
      (loading ??= loadWhole().finally(() => {
        loading = null;
      })),
    apply: (message) => {
      if (held === null) apply(message);
      else if (held.length < HELD_MAX) held.push(message);
      else hasLost = true;
    },
    isStale: (now) => loadedAt === null || now - loadedAt > STALE_AFTER_MS,
  };
};
