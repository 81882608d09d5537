/** Stores one batch whatever happens: waits while the database is away, and finds the rows that it
 * refuses by halving the batch until they stand alone. */
import type { DeadLetter } from '#contracts/log.ts';
import type { BatchRow } from './batch.ts';
import type { CommitOutcome } from './commit.ts';
import { faultName, isConflict, isRowFault } from './faults.ts';

export type StoreOptions = {
  commit: (rows: readonly BatchRow[]) => Promise<CommitOutcome>;
  /** Told after each commit, in order. */
  onStored: (outcome: CommitOutcome) => void;
  /** Told after each attempt that failed. `isAway`: the database, not a row, is the reason. */
  onFailed: (fault: { error: unknown; isAway: boolean; rows: number }) => void;
  /** Waits that long; resolves early when the pipeline stops. */
  pause: (ms: number) => Promise<void>;
  isStopped: () => boolean;
  now: () => number;
  batchAttempts: number;
  retryMaxMs: number;
};

const FIRST_PAUSE_MS = 50;

/** The wait doubles from attempt to attempt, up to a cap. */
export const pauseMs = (attempt: number, maxMs: number): number =>
  Math.min(maxMs, FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 20));

/** Thrown when the pipeline stops while the database is away: the batch stays on the log. */
export class Stopped extends Error {}

/** One commit, repeated while the database is away. Throws a row fault after the named number of
 * attempts, so that a passing cause does not cost a row. */
const commitPatiently = async (rows: readonly BatchRow[], options: StoreOptions): Promise<void> => {
  let rowFaults = 0;
  for (let attempt = 1; ; attempt += 1) {
    let outcome: CommitOutcome;
    try {
      outcome = await options.commit(rows);
    } catch (error) {
      const isRow = isRowFault(error);
      options.onFailed({ error, isAway: !isRow && !isConflict(error), rows: rows.length });
      if (isRow) rowFaults += 1;
      const isLast = rows.length > 1 ? rowFaults > 0 : rowFaults >= options.batchAttempts;
      if (isLast) throw error;
      await options.pause(
        isConflict(error) ? FIRST_PAUSE_MS : pauseMs(attempt, options.retryMaxMs),
      );
      if (options.isStopped()) throw new Stopped('stopped while the batch could not be stored');
      continue;
    }
    options.onStored(outcome);
    return;
  }
};

/** Stores the rows. Gives back those that were refused for good, with the reason. */
export const storeBatch = async (
  rows: readonly BatchRow[],
  options: StoreOptions,
): Promise<DeadLetter[]> => {
  try {
    await commitPatiently(rows, options);
    return [];
  } catch (error) {
    if (!isRowFault(error)) throw error;
    const [only] = rows;
    if (rows.length <= 1) {
      const reason = `the database refused the row: ${faultName(error)}`;
      return only ? [{ kind: only.kind, row: only.row, reason, at: options.now() }] : [];
    }
    const middle = rows.length >> 1;
    const first = await storeBatch(rows.slice(0, middle), options);
    return [...first, ...(await storeBatch(rows.slice(middle), options))];
  }
};
