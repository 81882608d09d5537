/** What a Tocsin leans on goes away under load and comes back: the database dies, is cut off, hangs;
 * Redis is cut off. What was acknowledged is stored once, the wall says what is wrong and when it is
 * over, and nobody has to restart anything. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import {
  expectAllTaken,
  expectDiscreetLog,
  expectEmbeddedHas,
  expectRefusals,
  endAll,
  makeFolder,
  postmasterOf,
  readHealth,
  removeFolders,
  settle,
  startLoaded,
  TEST_MS,
  until,
  untilBehind,
  untilOk,
  untilWatched,
} from '../helpers/outage.ts';
import type { Running } from '../helpers/process.ts';
import { startProxy, type Proxy } from '../helpers/proxy.ts';
import { expectStoredOnce, type Load } from '../helpers/steady-load.ts';

afterEach(endAll);
afterAll(removeFolders);

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
