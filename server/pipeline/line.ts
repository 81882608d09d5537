/** Batches in line: while one writes its totals, the next already writes its rows on a second
 * connection, so that neither the database nor this process waits for the other. They are committed in
 * the order given. One whose predecessor fails is rolled back and begins anew behind it. */
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
  hasFailed: boolean;
  /** Resolves when the next one may begin: this one waits for nobody any more. */
  mayFollow: Promise<void>;
};

const NOTHING: Entered = new Map();

const begin = (commit: Commit, rows: readonly BatchRow[], before: Place | null): Place => {
  const { promise: mayFollow, resolve: letFollow } = Promise.withResolvers<void>();
  const turn: Turn = {
    before: before?.entered ?? NOTHING,
    wait: async (entered) => {
      place.entered = entered;
      await before?.outcome.catch((error: unknown) => {
        throw new LineBroken('the batch before failed', { cause: error });
      });
      letFollow();
    },
  };
  const outcome = commit(rows, turn).catch((error: unknown) => {
    place.hasFailed = true;
    throw error;
  });
  const place: Place = { entered: NOTHING, outcome, hasFailed: false, mayFollow };
  void outcome.then(
    () => letFollow(),
    () => letFollow(),
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
  let last: Place | null = null;
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
      await last?.mayFollow;
      if (last?.hasFailed) {
        last = null;
        await done;
      }
      const place = begin(commit, rows, last);
      const stored = follow(rows, place, done);
      // A failure is for who waits for it, here or behind, and they may not wait yet.
      stored.catch(() => undefined);
      last = place;
      done = stored;
      return { stored };
    },
  };
};
