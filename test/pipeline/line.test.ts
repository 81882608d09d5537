/** Batches in line on a real database: committed in order, each knowing what those before it are about
 * to store, and begun anew where one before it fails. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BatchRow } from '#server/pipeline/batch.ts';
import { commitBatch, type CommitOutcome, type Turn } from '#server/pipeline/commit.ts';
import { createLine } from '#server/pipeline/line.ts';
import type { Db } from '#server/store/sql.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { context, mentionRow, NOON } from './make.ts';

describe.each(databaseKinds())('batches in line on %s', (kind) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    await test.db.query(`truncate mentions, ledger, conversations, responses, agents,
      bucket_10s, bucket_1m, bucket_1h`);
  });

  const count = async (table: string): Promise<number> => {
    const { rows } = await test.db.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return rows[0]?.n ?? 0;
  };

  type Options = {
    onCommit?: (rows: readonly BatchRow[], turn: Turn | undefined) => void;
    db?: Db;
  };
  /** A line that notes in which order it stored what. */
  const open = ({ onCommit, db = test.db }: Options = {}) => {
    const order: string[] = [];
    const commit = (rows: readonly BatchRow[], turn?: Turn): Promise<CommitOutcome> => {
      onCommit?.(rows, turn);
      return commitBatch(db, rows, context(), turn);
    };
    const line = createLine(commit, async (rows, commitRows) => {
      const outcome = await commitRows(rows).catch(() => commitRows(rows));
      order.push(rows[0]?.row.id ?? '');
      return outcome;
    });
    return { line, order };
  };
  const addAll = async (line: ReturnType<typeof open>['line'], batches: BatchRow[][]) => {
    const stored: Promise<CommitOutcome>[] = [];
    for (const rows of batches) stored.push((await line.add(rows)).stored);
    return Promise.all(stored);
  };
  const named = (prefix: string, size = 50) =>
    Array.from({ length: size }, (_, index) => mentionRow({ id: `${prefix}-${index}` }));

  it('are stored in the order given, each once', async () => {
    const { line, order } = open();
    const names = Array.from({ length: 12 }, (_, index) => `b${index}`);
    const outcomes = await addAll(
      line,
      names.map((name) => named(name)),
    );
    expect(order).toEqual(names.map((name) => `${name}-0`));
    expect(outcomes.map(({ stored }) => stored.mentions)).toEqual(names.map(() => 50));
    const ids = outcomes.map(({ committed }) => BigInt(committed.tx ?? 0));
    expect(ids.toSorted((a, b) => (a < b ? -1 : 1))).toHaveLength(12);
    expect(await count('mentions')).toBe(600);
  });

  it('store a row once that comes again while it is on its way', async () => {
    const { line } = open();
    const rows = named('again');
    const outcomes = await addAll(line, [
      rows,
      rows.toReversed(),
      [...rows, ...named('new')],
      rows,
    ]);
    expect(outcomes.map(({ stored }) => stored.mentions)).toEqual([50, 0, 50, 0]);
    expect(outcomes.map(({ repeated }) => repeated.mentions)).toEqual([0, 50, 50, 50]);
    expect(await count('ledger')).toBe(100);
  });

  it('find the parents of replies that are not committed yet', async () => {
    const { line } = open();
    const question = mentionRow({ id: 'q', at: NOON - 60_000 });
    const answer = mentionRow({
      ...{ id: 'a', at: NOON - 20_000, inReplyTo: 'q', inbound: false, agent: 'ada' },
    });
    const thanks = mentionRow({ id: 't', at: NOON, inReplyTo: 'a' });
    const outcomes = await addAll(line, [[question], [answer], [thanks]]);
    expect(outcomes[1]?.committed.responses).toMatchObject([
      { responseSeconds: 40, conversation: 'q', agent: 'ada' },
    ]);
    expect(outcomes[2]?.committed.conversations).toMatchObject([
      { id: 'q', inboundCount: 2, replyCount: 1 },
    ]);
    expect(await count('conversations')).toBe(1);
  });

  it('begin anew behind one that fails, and store what it had claimed', async () => {
    let failures = 0;
    // The totals of the first attempt at the second batch fail when its rows are written already.
    const failing: Db = {
      ...test.db,
      transaction: (work) =>
        test.db.transaction((tx) =>
          work({
            ...tx,
            copy: (text, data) => {
              if (!text.startsWith('copy conversations') || !data.includes('second-0')) {
                return tx.copy(text, data);
              }
              if (failures > 0) return tx.copy(text, data);
              failures += 1;
              return Promise.reject(new Error('no totals today'));
            },
          }),
        ),
    };
    let attempts = 0;
    const { line, order } = open({ db: failing, onCommit: () => void (attempts += 1) });
    const second = named('second');
    const batches = [named('first'), second, [...named('third'), ...second], named('fourth')];
    const outcomes = await addAll(line, batches);
    expect(failures).toBe(1);
    expect(attempts).toBeGreaterThan(5);
    expect(order).toEqual(['first-0', 'second-0', 'third-0', 'fourth-0']);
    expect(outcomes.map(({ stored }) => stored.mentions)).toEqual([50, 50, 50, 50]);
    expect([await count('mentions'), await count('ledger')]).toEqual([200, 200]);
  });

  it('of two processes with the same rows in another order store each row once', async () => {
    const batches = Array.from({ length: 8 }, (_, index) => named(`row${index}`, 120));
    const [one, other] = [open(), open()];
    const outcomes = await Promise.all([
      addAll(one.line, batches),
      addAll(
        other.line,
        batches.toReversed().map((rows) => rows.toReversed()),
      ),
    ]);
    const stored = outcomes.flat().reduce((sum, each) => sum + each.stored.mentions, 0);
    expect(stored).toBe(960);
    expect([await count('mentions'), await count('conversations')]).toEqual([960, 960]);
    const { rows } = await test.db.query<{ n: number }>(
      `select sum(mentions)::int as n from bucket_10s where topic = ''`,
    );
    expect(rows[0]?.n).toBe(960);
  });

  it('fail behind one that is given up, and so do all after it', async () => {
    const line = createLine<CommitOutcome>(
      (rows, turn) => commitBatch(test.db, rows, context(), turn),
      (rows, commitRows) => commitRows(rows),
    );
    const bad = await line.add([mentionRow({ id: 'bad', text: 'nul \0' })]);
    await expect(bad.stored).rejects.toMatchObject({ code: '22021' });
    await expect(line.add(named('after'))).rejects.toMatchObject({ code: '22021' });
    expect(await count('mentions')).toBe(0);
  });
});
