/** Starts the real parts once per run and tells the tests where they are. A part that is missing is
 * named once with the suites that are skipped; with TOCSIN_FORBID_SKIPS=1 it is an error. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { migrate } from '#server/store/migrate.ts';
import { findPostmaster } from '#server/store/postmaster.ts';
import { startRedis } from './redis.ts';
import {
  isMissing,
  type Missing,
  notePid,
  openRunDir,
  type Service,
  servicesDir,
  TEMPLATE,
} from './services.ts';
import { startTimescale } from './timescale.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's default database, with the template that test databases are cloned from. */
    embeddedUrl: string | null;
    timescaleUrl: string | null;
    redisUrl: string | null;
    servicesDir: string;
  }
}

/** Makes the template in a server. Nobody may connect to it afterwards: a clone needs it unused. */
const makeTemplate = async (url: string): Promise<void> => {
  const admin = await openDb({ databaseUrl: url, poolMax: 1 });
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${TEMPLATE}`;
  const db = await openDb({ databaseUrl: templateUrl.href, poolMax: 1 });
  await migrate(db);
  await db.close();
  await admin.query(`alter database ${TEMPLATE} with allow_connections false`);
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${TEMPLATE}'`,
  );
  await admin.close();
};

const startEmbeddedForTests = async (runDir: string): Promise<Service> => {
  const dataDir = join(runDir, 'embedded');
  writeFileSync(join(runDir, 'embedded.dir'), dataDir);
  const { databaseUrl, stop } = await startEmbedded({
    dataDir,
    settings: { max_connections: '200' },
  });
  const pid = findPostmaster(join(dataDir, 'postgres'));
  if (pid !== null) notePid(runDir, 'embedded', pid);
  return { url: databaseUrl, stop };
};

const withTemplate = async (part: Service | Missing): Promise<Service | Missing> => {
  if (!isMissing(part)) await makeTemplate(part.url);
  return part;
};

type Urls = Record<'embeddedUrl' | 'timescaleUrl' | 'redisUrl', string | null>;
type Services = { urls: Urls; stop(): Promise<void> };

const startAll = async (): Promise<Services> => {
  const runDir = await openRunDir();
  const parts = await Promise.all([
    startEmbeddedForTests(runDir).then(withTemplate),
    startTimescale(runDir).then(withTemplate),
    startRedis(runDir),
  ]);
  const stop = async () => {
    await Promise.all(parts.map((part) => (isMissing(part) ? undefined : part.stop())));
    rmSync(runDir, { recursive: true, force: true });
  };
  const missing = parts.filter(isMissing).map((part) => part.missing);
  if (missing.length > 0 && process.env.TOCSIN_FORBID_SKIPS === '1') {
    await stop();
    throw new Error(`Skips are forbidden, and these parts are missing: ${missing.join('; ')}`);
  }
  for (const reason of missing) console.warn(`SKIPPED: suites that need ${reason}`);
  const [embedded, timescale, redis] = parts.map((part) => (isMissing(part) ? null : part.url));
  return {
    urls: {
      embeddedUrl: embedded ?? null,
      timescaleUrl: timescale ?? null,
      redisUrl: redis ?? null,
    },
    stop,
  };
};

/** Every project of the run calls this file anew, in one process: the first starts the parts, the
 * last one stops them. */
const shared = globalThis as { tocsinServices?: { users: number; services: Promise<Services> } };

export default async function setup(project: TestProject) {
  const run = (shared.tocsinServices ??= { users: 0, services: startAll() });
  run.users += 1;
  const { urls, stop } = await run.services;
  for (const key of ['embeddedUrl', 'timescaleUrl', 'redisUrl'] as const) {
    project.provide(key, urls[key]);
  }
  project.provide('servicesDir', servicesDir());
  return async () => {
    run.users -= 1;
    if (run.users > 0) return;
    delete shared.tocsinServices;
    await stop();
  };
}
