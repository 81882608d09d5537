/** Bulk writes by COPY: what goes in comes out, whatever stands in it, and statements of a transaction
 * run in order without being waited for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeTable } from '#server/store/table.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { NOON } from './rows.ts';

type Row = {
  at: number | null;
  name: string | null;
  count: number;
  share: number;
  isOpen: boolean | null;
  tags: string[] | null;
  scores: number[];
  body: unknown;
};
const table = describeTable<Row>({
  ...{ at: 'time', name: 'text', count: 'int', share: 'float', isOpen: 'bool', tags: 'list' },
  ...{ scores: 'floats', body: 'json' },
});
const row = (over: Partial<Row> = {}): Row => ({
  ...{ at: NOON, name: 'plain', count: 1, share: 0.5, isOpen: true, tags: [], scores: [1.5] },
  body: { a: 1 },
  ...over,
});

describe.each(databaseKinds())('copy on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await database.db.query(
      `create table things (at timestamptz, name text unique, count int8, share float8,
         is_open bool, tags text[], scores float8[], body json)`,
    );
  });
  afterAll(() => database.drop());

  const read = async () => {
    const { rows } = await database.db.query<Row>(`select ${table.fields} from things`);
    return rows;
  };

  test('every kind of value comes back as it was', async () => {
    const rows = [
      row(),
      row({
        name: 'tab\there, line\nthere, return\r, back\\slash, \\N, \\.',
        tags: ['a"b', 'c\\d'],
      }),
      row({ name: 'null', at: null, isOpen: null, tags: null, body: null }),
      row({ name: '', at: NOON + 59_999, isOpen: false, tags: ['', 'a,b', '{}', 'null', '\t\n'] }),
      row({ name: 'früh 🚆 אב', at: -1, count: 9_007_199_254_740_991, share: 1e-300 }),
      row({ name: 'old', at: Date.UTC(1999, 11, 31, 23, 59, 59, 999), scores: [] }),
      row({ name: 'deep', body: { text: 'a\n"b"\\', list: [1, null] } }),
    ];
    await database.db.transaction((tx) => table.copy(tx, 'things', rows));
    expect(await read()).toEqual(rows);
  });

  test('one bad row leaves nothing behind, and the connection is as good as before', async () => {
    await database.db.query('truncate things');
    const copy = (rows: Row[]) => database.db.transaction((tx) => table.copy(tx, 'things', rows));
    await expect(copy([row(), row({ name: 'nul\0' })])).rejects.toMatchObject({ code: '22021' });
    await expect(copy([row(), row()])).rejects.toMatchObject({ code: '23505', table: 'things' });
    expect(await read()).toEqual([]);
    await copy([row()]);
    expect(await read()).toHaveLength(1);
    expect(database.db.stats().idle).toBe(database.db.stats().total);
  });

  test('a statement that nobody waits for still decides what becomes of the transaction', async () => {
    await database.db.query('truncate things');
    const failing = database.db.transaction(async (tx) => {
      void tx.query('select nonsense').catch(() => undefined);
      void table.copy(tx, 'things', [row()]).catch(() => undefined);
      return 'done';
    });
    await expect(failing).rejects.toThrow('nonsense');
    expect(await read()).toEqual([]);
  });

  test('statements run in the order given', async () => {
    await database.db.query('truncate things');
    const counts = await database.db.transaction((tx) =>
      Promise.all(
        [0, 1, 2].map(async (index) => {
          const copied = table.copy(tx, 'things', [row({ name: `n${index}` })]);
          const { rows } = await tx.query<{ n: number }>(`select count(*)::int as n from things`);
          await copied;
          return rows[0]?.n;
        }),
      ),
    );
    expect(counts).toEqual([1, 2, 3]);
  });
});
