/** A database of its own for a test file: a clone of the migrated template, gone afterwards. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openDb, type Pool } from '#server/store/db.ts';
import { TEMPLATE } from './services.ts';

export type DatabaseKind = 'embedded' | 'timescale';
export type TestDatabase = { db: Pool; url: string; drop(): Promise<void> };

const serverUrl = (kind: DatabaseKind): string | null =>
  inject(kind === 'embedded' ? 'embeddedUrl' : 'timescaleUrl');

/** False where the machine lacks it: `describe.skipIf(!hasDatabase('timescale'))`. */
export const hasDatabase = (kind: DatabaseKind): boolean => serverUrl(kind) !== null;

/** The kinds that this machine has, for `describe.each`. */
export const databaseKinds = (): DatabaseKind[] =>
  (['embedded', 'timescale'] as const).filter(hasDatabase);

const create = async (kind: DatabaseKind, template: string | null): Promise<TestDatabase> => {
  const server = serverUrl(kind);
  if (server === null) throw new Error(`This machine has no ${kind} database for tests`);
  const name = `t_${randomBytes(8).toString('hex')}`;
  const ask = async (text: string) => {
    const admin = await openDb({ databaseUrl: server, poolMax: 1 });
    await admin.query(text).finally(() => admin.close());
  };
  await ask(`create database ${name}${template ? ` template ${template}` : ''}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = await openDb({ databaseUrl: url.href });
  const drop = async () => {
    await db.close();
    await ask(`drop database if exists ${name} with (force)`);
  };
  return { db, url: url.href, drop };
};

/** A migrated database. */
export const openTestDatabase = (kind: DatabaseKind = 'embedded'): Promise<TestDatabase> =>
  create(kind, TEMPLATE);

/** A database without any table. */
export const openEmptyDatabase = (kind: DatabaseKind = 'embedded'): Promise<TestDatabase> =>
  create(kind, null);
