/** The pool's promises: types, transactions, and coming back after the database was away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '#server/store/db.ts';
import { isReachable } from '#server/store/reachable.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { NOON } from './rows.ts';

describe.each(databaseKinds())('pool on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await database.db.query('create table n (n int)');
  });
  afterAll(() => database.drop());

  test.each([0, NOON, NOON + 1, NOON + 999, -1, Date.UTC(1999, 11, 31, 23, 59, 59, 999)])(
    'a time of %i ms goes in and out unchanged',
    async (ms) => {
      const { rows } = await database.db.query(
        'select to_timestamp($1::float8 / 1000.0) as at, null::timestamptz as none',
        [ms],
      );
      expect(rows).toEqual([{ at: ms, none: null }]);
    },
  );

  test('big and decimal numbers are numbers, also when nobody asked for a zone', async () => {
    const { rows } = await database.db.query(
      `select 9007199254740991::int8 as big, 1.25::numeric as exact, current_setting('timezone') as tz`,
    );
    expect(rows).toEqual([{ big: 9007199254740991, exact: 1.25, tz: 'UTC' }]);
  });

  test('a transaction holds all or nothing, and gives its connection back', async () => {
    const { db } = database;
    await db.transaction((sql) => sql.query('insert into n values (1)'));
    const failing = db.transaction(async (sql) => {
      await sql.query('insert into n values (2)');
      await sql.query('select nonsense');
    });
    await expect(failing).rejects.toThrow('nonsense');
    expect((await db.query('select n from n')).rows).toEqual([{ n: 1 }]);
    expect(db.stats().waiting).toBe(0);
    expect(db.stats().idle).toBe(db.stats().total);
  });

  test('connections that the server cuts, idle or at work, are replaced', async () => {
    const { db } = database;
    const admin = await openDb({ databaseUrl: database.url, poolMax: 1 });
    const cutAll = () =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
            and application_name = 'tocsin'`,
      );
    await Promise.all([1, 2, 3].map(() => db.query('select 1')));
    await cutAll();
    const kept = db.transaction((sql) => sql.query('insert into n values (5)'));
    await expect(kept).resolves.toMatchObject({ rowCount: 1 });
    const cut = db.transaction(async (sql) => {
      await sql.query('insert into n values (3)');
      await cutAll();
      await sql.query('insert into n values (4)');
    });
    await expect(cut).rejects.toThrow();
    await expect.poll(() => isReachable(db)).toBe(true);
    expect((await db.query('select n from n where n > 2')).rows).toEqual([{ n: 5 }]);
    await admin.close();
  });

  test('a database that is not there is an error, not a wait, and closing twice is fine', async () => {
    const gone = await openDb({ databaseUrl: 'postgresql://tocsin@127.0.0.1:1/none' });
    expect(await isReachable(gone)).toBe(false);
    await expect(gone.transaction(async () => 1)).rejects.toThrow();
    await gone.close();
    await gone.close();
  });
});
