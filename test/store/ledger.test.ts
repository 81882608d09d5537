/** The ledger's promise: a key is new exactly once, whoever asks and however many at a time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claim, findKnown, type LedgerRow } from '#server/store/ledger.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { NOON } from './rows.ts';

const row = (id: string, change: Partial<LedgerRow> = {}): LedgerRow => ({
  source: 'm:forum',
  id,
  at: NOON,
  conversation: null,
  inbound: true,
  ...change,
});

describe.each(databaseKinds())('ledger on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.drop());

  test('a key is new once; a batch may repeat itself, and its first row wins', async () => {
    const { db } = database;
    const batch = [
      row('a', { conversation: 'first' }),
      row('b'),
      row('a'),
      row('a', { source: 'e' }),
    ];
    expect(await claim(db, batch)).toEqual([true, true, false, true]);
    expect(await claim(db, [row('b'), row('c')])).toEqual([false, true]);
    const [known] = await findKnown(db, [{ source: 'm:forum', id: 'a' }]);
    expect(known).toEqual(row('a', { conversation: 'first' }));
  });

  test('finds what is known and nothing else, with every field', async () => {
    const { db } = database;
    const event = row('find-e', { source: 'e', inbound: null, at: NOON + 123 });
    await claim(db, [event]);
    const keys = [
      { source: 'e', id: 'find-e' },
      { source: 'm:forum', id: 'find-e' },
      { source: 'e', id: 'nowhere' },
    ];
    expect(await findKnown(db, keys)).toEqual([event]);
    expect(await findKnown(db, [])).toEqual([]);
    expect(await claim(db, [])).toEqual([]);
  });

  test('a claim that is rolled back leaves the key new', async () => {
    const { db } = database;
    const failing = db.transaction(async (sql) => {
      expect(await claim(sql, [row('undone')])).toEqual([true]);
      throw new Error('the batch failed');
    });
    await expect(failing).rejects.toThrow('the batch failed');
    expect(await claim(db, [row('undone')])).toEqual([true]);
  });

  test('eight writers with the same keys in different order: each key is new to one', async () => {
    const { db } = database;
    const ids = Array.from({ length: 400 }, (_, index) => `shared-${index}`);
    const writers = Array.from({ length: 8 }, (_, writer) =>
      db.transaction(async (sql) => {
        const turned = [...ids.slice(writer * 50), ...ids.slice(0, writer * 50)];
        const ordered = writer % 2 === 0 ? turned : turned.toReversed();
        const firstHalf = await claim(
          sql,
          ordered.slice(0, 200).map((id) => row(id)),
        );
        return firstHalf.filter(Boolean).length;
      }),
    );
    const claimed = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0);
    const { rows } = await db.query<{ n: number }>(
      `select count(*) as n from ledger where id like 'shared-%'`,
    );
    expect(claimed).toBe(rows[0]?.n);
    expect(
      await claim(
        db,
        ids.map((id) => row(id)),
      ),
    ).not.toContain(undefined);
    expect(
      (
        await findKnown(
          db,
          ids.map((id) => row(id)),
        )
      ).length,
    ).toBe(400);
  });

  test('ids of any storable kind are told apart', async () => {
    const { db } = database;
    const ids = ['é', 'e\u0301', 'É', '{a,b}', '"', '\\', 'NULL', 'null', ' x', 'x ', '🫖', "'"];
    expect(
      await claim(
        db,
        ids.map((id) => row(id)),
      ),
    ).toEqual(ids.map(() => true));
    expect(
      await claim(
        db,
        ids.map((id) => row(id)),
      ),
    ).toEqual(ids.map(() => false));
  });
});
