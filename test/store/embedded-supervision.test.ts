/** The embedded PostgreSQL that dies while the server lives: it comes back by itself under the same
 * address, whoever started it, as often as it dies, and never after the server has stopped it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDb, type Pool } from '#server/store/db.ts';
import { type Embedded, startEmbedded } from '#server/store/embedded.ts';
import { findPostmaster, isRunning } from '#server/store/postmaster.ts';
import { isReachable } from '#server/store/reachable.ts';

const MODULE = new URL('../../server/store/embedded.ts', import.meta.url).href;
const WARN = 40;

type Line = { level: number; msg: string; pid?: number };

describe('embedded PostgreSQL that dies', () => {
  let dataDir: string;
  let embedded: Embedded;
  let db: Pool;
  let lines: Line[];

  const clusterDir = () => join(dataDir, 'postgres');
  const postmaster = () => findPostmaster(clusterDir()) as number;
  const start = async () => {
    const logger = pino({ base: null }, { write: (line) => lines.push(JSON.parse(line) as Line) });
    embedded = await startEmbedded({ dataDir, logger });
    db = await openDb({ databaseUrl: embedded.databaseUrl });
  };
  const untilBack = async (before: number) => {
    for (let round = 0; round < 600; round += 1) {
      const now = findPostmaster(clusterDir());
      if (now !== null && now !== before && (await isReachable(db))) return now;
      await sleep(50);
    }
    throw new Error('it did not come back');
  };
  /** One of its processes by what it is called. */
  const findProcess = (name: string): number => {
    const found = readdirSync('/proc').find((pid) => {
      try {
        const isNamed = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name);
        return (
          isNamed && readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\t${postmaster()}\n`)
        );
      } catch {
        return false;
      }
    });
    return Number(found);
  };

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'tocsin-supervised-'));
    lines = [];
  });
  afterEach(async () => {
    await db.close();
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('comes back each time, with all that was committed, told once per death', async () => {
    await start();
    await db.query('create table kept (n int primary key)');
    for (const n of [1, 2, 3]) {
      await db.query('insert into kept values ($1)', [n]);
      const before = postmaster();
      process.kill(before, 'SIGKILL');
      await untilBack(before);
      // It answers a moment before that is noticed; one that dies in between is no new death.
      const isBack = () => lines.filter(({ msg }) => msg.includes('is back')).length;
      await expect.poll(isBack, { timeout: 20_000 }).toBe(n);
    }
    expect((await db.query('select count(*) as n from kept')).rows).toEqual([{ n: 3 }]);
    const told = lines.filter(({ level, msg }) => level === WARN && msg.includes('has ended'));
    expect(told).toHaveLength(3);
    expect(lines.filter(({ level }) => level > WARN)).toEqual([]);
    expect(readFileSync(join(dataDir, 'postgres.previous.log'), 'utf8')).toContain(
      'ready to accept',
    );
  });

  test('one that was left by a killed server and taken over comes back too', async () => {
    const script = `
      import { startEmbedded } from ${JSON.stringify(MODULE)};
      await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
      console.log('ready');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = postmaster();
    await start();
    expect(postmaster()).toBe(left);
    process.kill(left, 'SIGKILL');
    await untilBack(left);
  });

  test('one that cannot start yet is tried until it can', async () => {
    await start();
    await db.query('select 1');
    const before = postmaster();
    // What is left of a cluster in use keeps a new postmaster out.
    const holder = findProcess('checkpointer');
    process.kill(holder, 'SIGSTOP');
    process.kill(before, 'SIGKILL');
    await sleep(2_000);
    expect(await isReachable(db)).toBe(false);
    process.kill(holder, 'SIGCONT');
    await untilBack(before);
    expect(lines.filter(({ level }) => level >= WARN && level !== 40)).toEqual([]);
    expect(lines.filter(({ msg }) => msg.includes('has ended'))).toHaveLength(1);
  });

  test('one that was told to end while clients hold it is ended, and comes back', async () => {
    await start();
    const before = postmaster();
    await db
      .transaction(async (sql) => {
        await sql.query('select 1');
        process.kill(before, 'SIGTERM');
        await sleep(1_000);
        // It waits for this connection and takes no other.
        expect(await isReachable(db)).toBe(false);
        expect(postmaster()).toBe(before);
        await untilBack(before);
      })
      .catch(() => undefined);
    expect(await untilBack(before)).not.toBe(before);
  });

  test('stays down once it was stopped, also while it was being brought back', async () => {
    await start();
    for (const waitMs of [0, 150, 300]) {
      const before = postmaster();
      process.kill(before, 'SIGKILL');
      await sleep(waitMs);
      await embedded.stop();
      expect(findPostmaster(clusterDir())).toBeNull();
      await sleep(400);
      expect(findPostmaster(clusterDir())).toBeNull();
      expect(isRunning(before)).toBe(false);
      await db.close();
      await start();
    }
    expect(existsSync(clusterDir())).toBe(true);
  });
});
