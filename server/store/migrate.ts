/** Brings the schema up to date: the files of sql/ in order, forward only, each in a transaction of
 * its own, with the checksum of what was run. Servers that start together wait for each other. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Db, Sql } from './sql.ts';
import { applyTimescale, type TimescaleEdition } from './timescale.ts';

type Migration = { name: string; text: string; checksum: string };

const DEFAULT_DIR = fileURLToPath(new URL('../../sql/', import.meta.url));
const FILE_NAME = /^\d{4}-[a-z-]+\.sql$/;

/** A database that does not match the files: nothing was changed. */
class MigrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MigrationError';
  }
}

const readMigrations = (dir: string): Migration[] =>
  readdirSync(dir)
    .filter((name) => FILE_NAME.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(dir, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });

const readApplied = async (sql: Sql): Promise<Map<string, string>> => {
  const { rows } = await sql.query<{ name: string; checksum: string }>(
    'select name, checksum from migrations order by name limit 10000',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
};

const createTable = (sql: Sql) =>
  sql.query(
    `create table if not exists migrations (
       name text primary key, checksum text not null, applied_at timestamptz not null default now());
     comment on table migrations is 'Files of sql/ that were run, with the checksum of what was run'`,
  );

/** Every file that was run must be there, unchanged, and before all that were not. */
const checkApplied = (applied: Map<string, string>, files: Migration[]): void => {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const [name, checksum] of applied) {
    const file = byName.get(name);
    if (!file) throw new MigrationError(`The database has ${name}, which this version does not`);
    if (file.checksum !== checksum) throw new MigrationError(`${name} was changed after it ran`);
  }
  const last = [...applied.keys()].at(-1) ?? '';
  const early = files.find((file) => !applied.has(file.name) && file.name < last);
  if (early) throw new MigrationError(`${early.name} comes before ${last}, which already ran`);
};

/** Runs what is missing. Throws MigrationError, or the database's own error for a bad file. */
export const migrate = async (
  db: Db,
  options: { dir?: string } = {},
): Promise<{ applied: string[]; timescale: TimescaleEdition }> => {
  const files = readMigrations(options.dir ?? DEFAULT_DIR);
  const applied: string[] = [];
  const lockAndCheck = async (sql: Sql) => {
    // Rewriting a large table takes what it takes.
    await sql.query('set local statement_timeout = 0');
    await sql.query(`select pg_advisory_xact_lock(hashtext('tocsin migrate'))`);
    await createTable(sql);
    const done = await readApplied(sql);
    checkApplied(done, files);
    return done;
  };
  let missing = await db.transaction(async (sql) => {
    const done = await lockAndCheck(sql);
    return files.filter((file) => !done.has(file.name));
  });
  while (missing.length > 0) {
    const [file, ...rest] = missing as [Migration, ...Migration[]];
    await db.transaction(async (sql) => {
      const done = await lockAndCheck(sql);
      if (done.has(file.name)) return;
      await sql.query(file.text);
      await sql.query('insert into migrations (name, checksum) values ($1, $2)', [
        file.name,
        file.checksum,
      ]);
      applied.push(file.name);
    });
    missing = rest;
  }
  return { applied, timescale: await applyTimescale(db) };
};
