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

  test('writers that meet in the middle of the same keys share them out, and none fails', async () => {
    const { db } = database;
    const rows = Array.from({ length: 3_000 }, (_, index) => row(`shared-${index}`));
    let open = 0;
    const claimTogether = (own: LedgerRow[]) =>
      db.transaction(async (sql) => {
        await sql.query('select 1');
        open += 1;
        while (open < 4) await new Promise((done) => setTimeout(done, 1));
        return (await claim(sql, own)).filter(Boolean).length;
      });
    const shares = await Promise.all(
      [rows, rows.toReversed(), rows, rows.toReversed()].map(claimTogether),
    );
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(rows.length);
    expect((await findKnown(db, rows)).length).toBe(rows.length);
  });

  test('a claim waits for one that is undecided, and takes the key when that fails', async () => {
    const { db } = database;
    let waiting: Promise<boolean[]> | undefined;
    const failing = db.transaction(async (sql) => {
      await claim(sql, [row('contested')]);
      waiting = claim(db, [row('contested')]);
      await sql.query('select pg_sleep(0.05)');
      throw new Error('the batch failed');
    });
    await expect(failing).rejects.toThrow('the batch failed');
    expect(await waiting).toEqual([true]);
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
