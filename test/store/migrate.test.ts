/** Migrations on both databases: complete, repeatable, and closed to files that were changed. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '#server/store/migrate.ts';
import { HYPERTABLES } from '#server/store/timescale.ts';
import { databaseKinds, openEmptyDatabase, type TestDatabase } from '../helpers/database.ts';

const SQL_DIR = new URL('../../sql/', import.meta.url).pathname;

describe.each(databaseKinds())('migrations on %s', (kind) => {
  let database: TestDatabase;
  let dir: string;

  beforeEach(async () => {
    database = await openEmptyDatabase(kind);
    dir = mkdtempSync(join(tmpdir(), 'tocsin-sql-'));
    cpSync(SQL_DIR, dir, { recursive: true });
  });
  afterEach(async () => {
    await database.drop();
    rmSync(dir, { recursive: true });
  });

  test('run once, and change nothing the second time', async () => {
    const first = await migrate(database.db, { dir });
    const second = await migrate(database.db, { dir });
    expect(first.applied.length).toBeGreaterThan(3);
    expect(second.applied).toEqual([]);
    expect(second.timescale).toBe(first.timescale);
  });

  test('run once when two servers start together', async () => {
    const both = await Promise.all([migrate(database.db, { dir }), migrate(database.db, { dir })]);
    const names = both.flatMap(({ applied }) => applied);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(3);
  });

  test('every table says what it holds', async () => {
    await migrate(database.db, { dir });
    const { rows } = await database.db.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'grafana') and c.relkind in ('r', 'p', 'v')
          and obj_description(c.oid) is null`,
    );
    expect(rows).toEqual([]);
  });

  test('a file that was changed after it ran is refused', async () => {
    await migrate(database.db, { dir });
    writeFileSync(join(dir, '0001-mention.sql'), 'select 1;');
    await expect(migrate(database.db, { dir })).rejects.toThrow('0001-mention.sql was changed');
  });

  test('a file that comes before one that ran is refused', async () => {
    await migrate(database.db, { dir });
    writeFileSync(join(dir, '0000-early.sql'), 'select 1;');
    await expect(migrate(database.db, { dir })).rejects.toThrow('0000-early.sql comes before');
  });

  test('a file that this version does not know is refused', async () => {
    writeFileSync(join(dir, '9999-later.sql'), 'create table later (n int);');
    await migrate(database.db, { dir });
    rmSync(join(dir, '9999-later.sql'));
    await expect(migrate(database.db, { dir })).rejects.toThrow('9999-later.sql');
  });

  test('a file that fails leaves nothing of itself behind, and the ones before it whole', async () => {
    writeFileSync(join(dir, '9999-broken.sql'), 'create table half (n int); select nonsense;');
    await expect(migrate(database.db, { dir })).rejects.toThrow('nonsense');
    const { rows } = await database.db.query(
      `select to_regclass('half') as half, to_regclass('mentions')::text as mention`,
    );
    expect(rows).toEqual([{ half: null, mention: 'mentions' }]);
    rmSync(join(dir, '9999-broken.sql'));
    expect((await migrate(database.db, { dir })).applied).toEqual([]);
  });

  test('tables are split by time exactly where TimescaleDB is', async () => {
    const { timescale } = await migrate(database.db, { dir });
    expect(timescale === 'none').toBe(kind === 'embedded');
    if (timescale === 'none') return;
    const { rows } = await database.db.query<{ name: string }>(
      'select hypertable_name as name from timescaledb_information.hypertables order by 1',
    );
    expect(rows.map(({ name }) => name)).toEqual(HYPERTABLES.map(({ table }) => table).sort());
    const policies = await database.db.query(
      `select 1 from timescaledb_information.jobs where proc_name like 'policy_%'
          and hypertable_schema = 'public'`,
    );
    expect(policies.rowCount > 0).toBe(timescale === 'timescale');
  });
});
