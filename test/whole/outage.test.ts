/** What a Tocsin leans on goes away under load and comes back: the database dies, is cut off, hangs;
 * Redis is cut off; the disk is full. What was acknowledged is stored once, the wall says what is
 * wrong and when it is over, and nobody has to restart anything. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { findPostmaster } from '#server/store/postmaster.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { untilDrained } from '../helpers/kill-loop.ts';
import { KEYS, startProcess, type Running } from '../helpers/process.ts';
import { startProxy, type Proxy } from '../helpers/proxy.ts';
import { expectStoredOnce, MARK, startLoad, type Load } from '../helpers/steady-load.ts';

const PATIENCE_MS = 90_000;
const TEST_MS = 240_000;
const ERROR_LEVEL = 50;

type Health = { lagSeconds: number; storage: string; stale: boolean };

const readHealth = async ({ url }: Running): Promise<Health> => {
  const headers = { authorization: `Bearer ${KEYS.display}` };
  const answer = await fetch(`${url}/api/v1/wall`, { headers });
  return ((await answer.json()) as { health: Health }).health;
};

const until = async (what: string, isSo: () => Promise<boolean> | boolean) => {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`never: ${what}`);
    await sleep(100);
  }
  return Math.round(performance.now() - begun);
};
const untilBehind = (running: Running) =>
  until('storage behind', async () => (await readHealth(running)).storage !== 'ok');
const untilOk = (running: Running) =>
  until('storage ok', async () => (await readHealth(running)).storage === 'ok');

/** The detector looks again: it has looked at a moment after this call. */
const untilWatched = async ({ url }: Running) => {
  const since = Date.now() / 1_000;
  const name = 'tocsin_detector_last_tick_timestamp_seconds';
  await until('a look of the detector', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]) > since;
  });
};

const expectAllTaken = (load: Load) => {
  const answers = load.takeAnswers();
  expect(answers.length).toBeGreaterThan(10);
  expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
};
const expectRefusals = (load: Load) => {
  const refused = load.takeAnswers().filter(({ status }) => status !== 202);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, retryAfter } of refused) {
    expect(status).toBe(503);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
};

type Line = { level?: number; msg?: string };

/** The log says nothing at level error, and nothing of what people wrote. */
const expectDiscreetLog = (running: Running): Line[] => {
  const output = running.output();
  expect(output).not.toContain(MARK);
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  expect(parsed.filter(({ level = 0 }) => level >= ERROR_LEVEL)).toEqual([]);
  return parsed;
};

const folders: string[] = [];
const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-outage-'));
  folders.push(folder);
  return folder;
};
const open: { running: Running; load: Load }[] = [];
/** A loaded server. What a failed test left is ended after it. */
const startLoaded = async (env: Record<string, string>) => {
  const running = await startProcess({ LOG_LEVEL: 'info', ...env });
  const load = startLoad(running);
  open.push({ running, load });
  await until('rows', () => load.acknowledged.size > 100);
  return { running, load };
};
/** Stops the load and waits until all that was taken is stored. */
const settle = async (running: Running, load: Load) => {
  await load.stop();
  await untilDrained(running);
};
afterEach(async () => {
  for (const { running, load } of open.splice(0)) {
    await load.stop();
    await running.end('SIGTERM');
  }
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const expectEmbeddedHas = async (dataDir: string, acknowledged: ReadonlySet<string>) => {
  const embedded = await startEmbedded({ dataDir });
  const db = await openDb({ databaseUrl: embedded.databaseUrl });
  try {
    await expectStoredOnce(db, acknowledged);
  } finally {
    await db.close();
    await embedded.stop();
  }
};

const postmasterOf = (dataDir: string) => findPostmaster(join(dataDir, 'postgres'));
/** One of the processes of a postmaster, by what it is called. */
const findProcess = (postmaster: number, name: string): number =>
  Number(
    readdirSync('/proc').find((pid) => {
      try {
        const isNamed = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name);
        return isNamed && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(` ${postmaster} `);
      } catch {
        return false;
      }
    }),
  );

describe.skipIf(process.platform !== 'linux')('the embedded database is killed', () => {
  it('and comes back by itself, with everything stored', { timeout: TEST_MS }, async () => {
    const dataDir = makeFolder();
    const { running, load } = await startLoaded({ DATA_DIR: dataDir });
    const first = postmasterOf(dataDir) as number;
    // A process of the cluster that is stopped keeps a new postmaster out for as long as it is.
    const holder = findProcess(first, 'checkpointer');
    process.kill(holder, 'SIGSTOP');
    process.kill(first, 'SIGKILL');
    load.takeAnswers();
    await untilBehind(running);
    await sleep(3_000);
    expect((await readHealth(running)).storage).not.toBe('ok');
    process.kill(holder, 'SIGCONT');
    const backMs = await untilOk(running);
    expectAllTaken(load);
    const second = postmasterOf(dataDir) as number;
    expect(second).not.toBe(first);
    // Once more, without anything in its way.
    process.kill(second, 'SIGKILL');
    await until('a third one', () => ![null, first, second].includes(postmasterOf(dataDir)));
    await untilOk(running);
    // One connection's process alone, as a machine that is out of memory chooses it.
    process.kill(findProcess(postmasterOf(dataDir) as number, 'tocsin postgres'), 'SIGKILL');
    await untilOk(running);
    await untilWatched(running);
    await settle(running, load);
    expectAllTaken(load);
    const lines = expectDiscreetLog(running);
    expect(lines.filter(({ msg = '' }) => msg.includes('PostgreSQL has ended'))).toHaveLength(2);
    await running.end('SIGTERM');
    expect(postmasterOf(dataDir)).toBeNull();
    await expectEmbeddedHas(dataDir, load.acknowledged);
    console.log(`${load.acknowledged.size} rows, storage ok ${backMs} ms after it could start`);
  });
});

const hasServices = inject('timescaleUrl') !== null && inject('redisUrl') !== null;

describe.skipIf(!hasServices)('TimescaleDB and Redis behind a bad network', () => {
  let database: TestDatabase;
  let toDatabase: Proxy;
  let toRedis: Proxy;
  const env = () => {
    const databaseUrl = new URL(database.url);
    databaseUrl.host = `127.0.0.1:${toDatabase.port}`;
    const redisUrl = `redis://127.0.0.1:${toRedis.port}/8`;
    return { DATABASE_URL: databaseUrl.href, REDIS_URL: redisUrl, DATA_DIR: makeFolder() };
  };
  beforeAll(async () => {
    const addressOf = (url: string) => ({
      host: new URL(url).hostname,
      port: Number(new URL(url).port),
    });
    toDatabase = await startProxy(addressOf(inject('timescaleUrl') as string));
    toRedis = await startProxy(addressOf(inject('redisUrl') as string));
  });
  afterAll(async () => {
    await toDatabase.close();
    await toRedis.close();
  });

  const withLoad = async (work: (running: Running, load: Load) => Promise<void>) => {
    database = await openTestDatabase('timescale');
    const { running, load } = await startLoaded(env());
    try {
      await work(running, load);
      await untilOk(running);
      await untilWatched(running);
      await settle(running, load);
      await expectStoredOnce(database.db, load.acknowledged);
      expectDiscreetLog(running);
    } finally {
      await toDatabase.heal();
      await toRedis.heal();
      await load.stop();
      await running.end('SIGTERM');
      await database.drop();
    }
  };

  it('a database that is cut off', { timeout: TEST_MS }, () =>
    withLoad(async (running, load) => {
      load.takeAnswers();
      await toDatabase.cut();
      await untilBehind(running);
      await sleep(3_000);
      await toDatabase.heal();
      await untilOk(running);
      expectAllTaken(load);
    }),
  );

  it('a database that hangs', { timeout: TEST_MS }, () =>
    withLoad(async (running, load) => {
      load.takeAnswers();
      toDatabase.stall();
      await untilBehind(running);
      await sleep(8_000);
      expect((await readHealth(running)).storage).not.toBe('ok');
      await toDatabase.heal();
      await untilOk(running);
      expectAllTaken(load);
    }),
  );

  it('Redis that is cut off', { timeout: TEST_MS }, () =>
    withLoad(async (running, load) => {
      load.takeAnswers();
      await toRedis.cut();
      await untilBehind(running);
      await sleep(2_000);
      expectRefusals(load);
      await toRedis.heal();
      await until('202 again', () => load.takeAnswers().some(({ status }) => status === 202));
    }),
  );
});

const canMount = (() => {
  if (process.getuid?.() !== 0) return false;
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]);
  if (status === 0) spawnSync('umount', [dir]);
  rmSync(dir, { recursive: true, force: true });
  return status === 0;
})();

/** Fills the disk until nothing more goes on it, not even a byte. */
const fillUp = (file: string) => {
  const handle = openSync(file, 'w');
  for (const size of [1_048_576, 4_096, 1]) {
    const chunk = Buffer.alloc(size, 7);
    try {
      for (;;) if (writeSync(handle, chunk) < size) break;
    } catch {
      // No room for a piece of this size.
    }
  }
  closeSync(handle);
};

describe.skipIf(!canMount)('the disk (tmpfs, root only)', () => {
  const disk = makeFolder();
  beforeAll(() => {
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=480m', 'tmpfs', disk]);
    expect(status).toBe(0);
  });
  afterAll(() => void spawnSync('umount', [disk]));

  it('full under log and database: refused, kept, and over', { timeout: TEST_MS }, async () => {
    const dataDir = join(disk, 'data');
    const stuffing = join(disk, 'stuffing');
    const { running, load } = await startLoaded({ DATA_DIR: dataDir });
    load.takeAnswers();
    fillUp(stuffing);
    await until('503', () => load.takeAnswers().some(({ status }) => status === 503));
    // A postmaster that dies now has no room for its own pid file.
    const before = postmasterOf(dataDir);
    if (before !== null) process.kill(before, 'SIGKILL');
    load.takeAnswers();
    await sleep(4_000);
    expectRefusals(load);
    rmSync(stuffing);
    await until('202 again', () => load.takeAnswers().some(({ status }) => status === 202));
    await untilOk(running);
    await untilWatched(running);
    await settle(running, load);
    expect(postmasterOf(dataDir)).not.toBe(before);
    expectDiscreetLog(running);
    await running.end('SIGTERM');
    await expectEmbeddedHas(dataDir, load.acknowledged);
  });
});
