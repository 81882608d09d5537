/** Batches in line: while one writes its totals, the next ones already write their rows, each on a
 * connection of its own, so that neither the database nor this process waits for the other. They are
 * committed in the order given. One whose predecessor fails is rolled back and begins anew behind it. */
import { RUNTIME } from '#server/config.ts';
import type { BatchRow } from './batch.ts';
import type { CommitOutcome, Turn } from './commit.ts';
import type { Entered } from './fresh.ts';

type Commit = (rows: readonly BatchRow[], turn?: Turn) => Promise<CommitOutcome>;
type CommitRows = (rows: readonly BatchRow[]) => Promise<CommitOutcome>;

/** The batch before was not committed, so neither is this one. */
class LineBroken extends Error {}

type Place = {
  entered: Entered;
  outcome: Promise<CommitOutcome>;
  isOver: boolean;
  hasFailed: boolean;
  /** Resolves when what it enters is known, or it failed: the next one may begin. */
  mayFollow: Promise<void>;
};

const NOTHING: Entered = new Map();

/** `ahead`: those that are not committed yet, in order. */
const begin = (commit: Commit, rows: readonly BatchRow[], ahead: readonly Place[]): Place => {
  const { promise: mayFollow, resolve: letFollow } = Promise.withResolvers<void>();
  const turn: Turn = {
    before: (key) => {
      for (const { entered } of ahead) if (entered.has(key)) return entered.get(key);
      return undefined;
    },
    onEntered: (entered) => {
      place.entered = entered;
      letFollow();
    },
    wait: async () => {
      await ahead.at(-1)?.outcome.catch((error: unknown) => {
        throw new LineBroken('the batch before failed', { cause: error });
      });
    },
  };
  const end = (hasFailed: boolean) => {
    place.isOver = true;
    place.hasFailed = hasFailed;
    letFollow();
  };
  const outcome = commit(rows, turn);
  const place: Place = { entered: NOTHING, outcome, isOver: false, hasFailed: false, mayFollow };
  void outcome.then(
    () => end(false),
    () => end(true),
  );
  return place;
};

/** The first commit is the one that is on its way already. */
const firstFrom = (place: Place, commit: Commit): CommitRows => {
  let isFirst = true;
  return async (rows) => {
    if (!isFirst) return commit(rows);
    isFirst = false;
    return place.outcome.catch((error: unknown) => {
      if (error instanceof LineBroken) return commit(rows);
      throw error;
    });
  };
};

/** `add` resolves as soon as the next batch may be given. Its `stored` follows when `store`, which
 * gets the rows one after the other in order, has seen to them; it throws what `store` throws, and
 * so do all behind it. */
export const createLine = <T>(
  commit: Commit,
  store: (rows: readonly BatchRow[], commit: CommitRows) => Promise<T>,
) => {
  let flying: Place[] = [];
  let done: Promise<unknown> = Promise.resolve();
  const follow = async (rows: readonly BatchRow[], place: Place, before: Promise<unknown>) => {
    try {
      await before;
    } catch (error) {
      await place.outcome.catch(() => undefined);
      throw error;
    }
    return store(rows, firstFrom(place, commit));
  };
  return {
    add: async (rows: readonly BatchRow[]): Promise<{ stored: Promise<T> }> => {
      await flying.at(-1)?.mayFollow;
      if (flying.length >= RUNTIME.batchesAtOnce) await flying[0]?.outcome.catch(() => undefined);
      const hasFailed = flying.some((place) => place.hasFailed);
      flying = hasFailed ? [] : flying.filter(({ isOver }) => !isOver);
      if (hasFailed) await done;
      const place = begin(commit, rows, flying);
      const stored = follow(rows, place, done);
      // A failure is for who waits for it, here or behind, and they may not wait yet.
      stored.catch(() => undefined);
      flying = [...flying, place];
      done = stored;
      return { stored };
    },
  };
};
