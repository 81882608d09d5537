/** What TimescaleDB's licence has is used there and not even tried elsewhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#server/store/sql.ts';
import { applyTimescale, HYPERTABLES } from '#server/store/timescale.ts';
import { hasDatabase, openTestDatabase, type TestDatabase } from '../helpers/database.ts';

/** A database that is told to be of an edition, has no hypertable, and notes what it is asked. */
const pretend = (license: string | null) => {
  const asked: string[] = [];
  const query = async (text: string) => {
    asked.push(text);
    const rows = text.includes('timescaledb.license') && license !== null ? [{ license }] : [];
    return { rows: rows as never[], rowCount: rows.length };
  };
  const db: Db = {
    query,
    transaction: (work) => work({ query, copy: async () => {} }),
    close: async () => {},
  };
  return { db, count: (word: string) => asked.filter((text) => text.includes(word)).length };
};

describe('by licence', () => {
  test('the community edition gets compression and retention policies', async () => {
    const { db, count } = pretend('timescale');
    expect(await applyTimescale(db)).toBe('timescale');
    expect(count('create_hypertable')).toBe(HYPERTABLES.length);
    expect(count('add_retention_policy')).toBe(HYPERTABLES.length);
    expect(count('add_compression_policy')).toBe(HYPERTABLES.length - 1);
  });

  test('the Apache edition gets tables split by time and is asked for nothing else', async () => {
    const { db, count } = pretend('apache');
    expect(await applyTimescale(db)).toBe('apache');
    expect(count('create_hypertable')).toBe(HYPERTABLES.length);
    expect(count('policy') + count('compress')).toBe(0);
  });

  test('plain PostgreSQL is asked for none of it', async () => {
    const { db, count } = pretend(null);
    expect(await applyTimescale(db)).toBe('none');
    expect(count('hypertable')).toBe(0);
  });
});

describe.skipIf(!hasDatabase('timescale'))('on a real server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('timescale');
  });
  afterAll(() => database.drop());

  test('the edition is the one the server says, and again changes nothing', async () => {
    const { rows } = await database.db.query<{ license: string }>(
      `select current_setting('timescaledb.license') as license`,
    );
    expect(await applyTimescale(database.db)).toBe(rows[0]?.license);
  });

  test('what is asked of the community edition is understood, and refused by licence only', async () => {
    const { rows } = await database.db.query<{ license: string }>(
      `select current_setting('timescaledb.license') as license`,
    );
    if (rows[0]?.license === 'timescale') return;
    const asked = [
      `select add_retention_policy('mentions'::regclass, make_interval(days => 400), true)`,
      `select add_compression_policy('mentions'::regclass, '30 days'::interval, true)`,
      `alter table mentions set (timescaledb.compress,
         timescaledb.compress_segmentby = 'brand', timescaledb.compress_orderby = 'at desc')`,
    ];
    for (const text of asked) {
      await expect(database.db.query(text)).rejects.toThrow(/license/);
    }
  });
});
