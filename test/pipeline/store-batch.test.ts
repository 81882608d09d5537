/** What a failed commit leads to, with a scripted database: when to wait, when to give a row up. */
import { describe, expect, it } from 'vitest';
import { isConflict, isRowFault } from '#server/pipeline/faults.ts';
import { pauseMs, Stopped, storeBatch } from '#server/pipeline/store-batch.ts';
import type { CommitOutcome } from '#server/pipeline/commit.ts';
import { mentionRow, NOON } from './make.ts';

const fault = (code: string) => Object.assign(new Error('refused'), { code });

describe('a fault', () => {
  it.each([
    ['a value the database cannot hold', fault('22021'), true],
    ['a broken constraint', fault('23514'), true],
    ['a value too large for an index', fault('54000'), true],
    ['our own slip on a certain row', new TypeError('no'), true],
    ['a lost connection', fault('08006'), false],
    ['a server that shuts down', fault('57P01'), false],
    ['a full disk', fault('53100'), false],
    ['a missing table', fault('42P01'), false],
    ['a refused connection', fault('ECONNREFUSED'), false],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), false],
    ['anything else', 'odd', false],
  ])('%s blames the row: %#', (_what, error, isRow) => {
    expect(isRowFault(error)).toBe(isRow);
  });
  it('of two transactions in each other’s way is a conflict', () => {
    expect(isConflict(fault('40P01'))).toBe(true);
    expect(isConflict(fault('22021'))).toBe(false);
  });
});

it('waits longer from attempt to attempt, up to the cap', () => {
  expect([1, 2, 3, 50].map((attempt) => pauseMs(attempt, 2_000))).toEqual([50, 100, 200, 2_000]);
});

/** A database that refuses rows named `bad...`, and fails `aways` times first. */
const script = (aways: unknown[] = []) => {
  const failures = [...aways];
  const taken: string[] = [];
  const pauses: number[] = [];
  let commits = 0;
  return {
    taken,
    pauses,
    commits: () => commits,
    options: {
      commit: async (rows: readonly ReturnType<typeof mentionRow>[]) => {
        commits += 1;
        if (failures.length > 0) throw failures.shift();
        if (rows.some(({ row }) => row.id.startsWith('bad'))) throw fault('22021');
        taken.push(...rows.map(({ row }) => row.id));
        return {} as CommitOutcome;
      },
      onStored: () => {},
      onFailed: () => {},
      pause: async (ms: number) => void pauses.push(ms),
      isStopped: () => false,
      now: () => NOON,
      batchAttempts: 3,
      retryMaxMs: 2_000,
    },
  };
};
const named = (...ids: string[]) => ids.map((id) => mentionRow({ id }));

it('finds every bad row among many in few commits', async () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => `row${index}`);
  ids[17] = 'bad17';
  ids[801] = 'bad801';
  const { options, taken, commits } = script();
  const letters = await storeBatch(named(...ids), options);
  expect(letters.map(({ row }) => (row as { id: string }).id)).toEqual(['bad17', 'bad801']);
  expect(taken).toHaveLength(998);
  expect(commits()).toBeLessThan(60);
});

it('gives no row up while the database is away', async () => {
  const { options, taken, pauses } = script(
    Array.from({ length: 40 }, () => fault('ECONNREFUSED')),
  );
  expect(await storeBatch(named('a', 'b'), options)).toEqual([]);
  expect(taken).toEqual(['a', 'b']);
  expect(pauses).toHaveLength(40);
});

it('tries a single row again before it gives it up', async () => {
  const { options, taken } = script([fault('22021'), fault('22021')]);
  expect(await storeBatch(named('a'), options)).toEqual([]);
  expect(taken).toEqual(['a']);
});

it('leaves the batch on the log when it is stopped while the database is away', async () => {
  const { options } = script([fault('08006')]);
  const stopped = storeBatch(named('a'), { ...options, isStopped: () => true });
  await expect(stopped).rejects.toBeInstanceOf(Stopped);
});
