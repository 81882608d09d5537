/** Keeps the live state true to the database: loads it, and sorts out which commits a load has seen
 * already, so that each counts once whether a load or a message brings it. */
import type { Committed } from '#contracts/committed.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Hear } from '#server/pipeline/hear.ts';
import { hasSeen, type Snapshot } from '#server/store/snapshot.ts';
import type { Db } from '#server/store/sql.ts';
import type { BusMessage } from './bus.ts';
import { loadPast } from './load-past.ts';
import { loadState, type RuleTopics } from './load.ts';
import { applyCommitted, applyPast, applySeen, applyWatch, loadInto, type State } from './state.ts';

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
  /** Messages were missed: what they said is read by the next load. */
  noteGap(): void;
  isStale(now: number): boolean;
};
export type KeeperOptions = { db: Db; clock: Clock; hear: Hear; rules: RuleTopics };

export const createKeeper = (options: KeeperOptions, state: State): Keeper => {
  let snapshot: Snapshot | null = null;
  let loadedAt: number | null = null;
  let held: BusMessage[] | null = null;
  let hasLost = false;
  let loading: Promise<void> | null = null;
  /** Whether voices were missed, and until when all were heard; null: never. */
  let lacksVoices = true;
  let heardUntil: number | null = null;

  const take = (committed: Committed): void => {
    const isSeen =
      snapshot !== null && committed.tx !== undefined && hasSeen(snapshot, committed.tx);
    if (isSeen) applySeen(state, committed);
    else applyCommitted(state, committed, options.clock());
    if (!lacksVoices) heardUntil = Math.max(heardUntil ?? 0, committed.at);
  };
  const apply = (message: BusMessage): void => {
    if (message.kind === 'committed') take(message.committed);
    else if (message.kind === 'watch') applyWatch(state, message);
    else if (message.kind === 'chains') state.chains = message.chains;
  };
  /** What is heard twice counts once, so it begins well before the last message. */
  const hearPast = async (now: number): Promise<void> => {
    const sinceMs = heardUntil === null ? null : heardUntil - RUNTIME.lateAfterMs;
    lacksVoices = false;
    try {
      applyPast(state, await loadPast(options.db, options.hear, { now, sinceMs }));
      heardUntil = now;
    } catch (error) {
      lacksVoices = true;
      throw error;
    }
  };
  const loadOnce = async (): Promise<void> => {
    held = [];
    hasLost = false;
    try {
      const now = options.clock();
      const loaded = await loadState(options.db, now, options.rules);
      loadInto(state, loaded, now);
      snapshot = loaded.snapshot;
      loadedAt = now;
      if (lacksVoices) await hearPast(now);
    } finally {
      const waiting = held;
      held = null;
      waiting.forEach(apply);
    }
  };
  const loadWhole = async (): Promise<void> => {
    do {
      await loadOnce();
      lacksVoices ||= hasLost;
    } while (hasLost);
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
    noteGap: () => {
      lacksVoices = true;
    },
    isStale: (now) => loadedAt === null || now - loadedAt > STALE_AFTER_MS,
  };
};
