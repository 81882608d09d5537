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

type Signal = PromiseWithResolvers<void>;
type Place = {
  entered: Entered;
  outcome: Promise<CommitOutcome>;
  isOver: boolean;
  hasFailed: boolean;
  /** What it enters is known, or it failed: the next one may begin. */
  known: Signal;
  /** Its rows are written, or it failed. */
  written: Signal;
};

const NOTHING: Entered = new Map();

/** Waits for a step of the batch before, but not for ever: the database cannot see that one waits for
 * the other here, and somebody's lock between the two would hold both. */
const behind = async (step: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const late = () => reject(new LineBroken('the batch before takes too long'));
    timer = setTimeout(late, RUNTIME.batchBeforeMs);
  });
  const failed = (error: unknown) => {
    throw new LineBroken('the batch before failed', { cause: error });
  };
  await Promise.race([step.catch(failed), tooLate]).finally(() => clearTimeout(timer));
};

/** `ahead`: those that are not committed yet, in order. Rows are written one batch after the other,
 * because the first rows of a new time make a new part of a table, which only one can do. */
const begin = (commit: Commit, rows: readonly BatchRow[], ahead: readonly Place[]): Place => {
  const before = ahead.at(-1);
  const turn: Turn = {
    before: (key) => {
      for (const { entered } of ahead) if (entered.has(key)) return entered.get(key);
      return undefined;
    },
    toWrite: async (entered) => {
      place.entered = entered;
      place.known.resolve();
      if (before) await behind(before.written.promise);
    },
    toCommit: async () => {
      place.written.resolve();
      if (before) await behind(before.outcome);
    },
  };
  const [known, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const outcome = commit(rows, turn);
  const place: Place = {
    ...{ entered: NOTHING, outcome, known, written },
    ...{ isOver: false, hasFailed: false },
  };
  const end = (hasFailed: boolean) => {
    place.isOver = true;
    place.hasFailed = hasFailed;
    known.resolve();
    written.resolve();
  };
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
      await flying.at(-1)?.known.promise;
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
