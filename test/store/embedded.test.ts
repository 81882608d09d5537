/** The embedded PostgreSQL in every way it is started and left: first, again, twice, after a kill,
 * as root below a private folder, with a path too long for a socket. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDb } from '#server/store/db.ts';
import { type Embedded, startEmbedded } from '#server/store/embedded.ts';
import { findPostmaster, isRunning } from '#server/store/postmaster.ts';

const isRoot = process.getuid?.() === 0;
const MODULE = new URL('../../server/store/embedded.ts', import.meta.url).href;

describe('embedded PostgreSQL', () => {
  let parent: string;
  let dataDir: string;
  const started: Embedded[] = [];
  const start = async (dir = dataDir) => {
    const embedded = await startEmbedded({ dataDir: dir });
    started.push(embedded);
    return embedded;
  };
  const ask = async (databaseUrl: string, text: string) => {
    const db = await openDb({ databaseUrl, poolMax: 1 });
    const { rows } = await db.query(text).finally(() => db.close());
    return rows;
  };

  const postmaster = () => findPostmaster(join(dataDir, 'postgres')) as number;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'tocsin-embedded-'));
    dataDir = join(parent, 'data');
  });
  afterEach(async () => {
    for (const embedded of started.splice(0)) await embedded.stop();
    rmSync(parent, { recursive: true, force: true });
  });

  test('starts durable, without a port, in UTC, and keeps what it was told', async () => {
    const first = await start();
    const settings = ['listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes'];
    const rows = await ask(
      first.databaseUrl,
      `select ${settings.map((name) => `current_setting('${name}') as ${name}`).join(', ')},
              current_setting('server_encoding') as encoding`,
    );
    expect(rows).toEqual([
      {
        listen_addresses: '',
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        encoding: 'UTF8',
      },
    ]);
    await ask(first.databaseUrl, `create table kept as select 'é🫖' as word`);
    await first.stop();
    expect(findPostmaster(join(dataDir, 'postgres'))).toBeNull();
    const again = await start();
    expect(await ask(again.databaseUrl, 'select word from kept')).toEqual([{ word: 'é🫖' }]);
  });

  test('nobody but its user and root may reach the socket', async () => {
    const { databaseUrl } = await start();
    const mode = await ask(
      databaseUrl,
      `select current_setting('unix_socket_permissions') as mode`,
    );
    expect(mode).toEqual([{ mode: '0700' }]);
    const { mode: folder, uid } = statSync(join(dataDir, 'postgres'));
    expect(folder & 0o077).toBe(0);
    expect(uid === 0).toBe(false);
  });

  /** Starts one in a server of its own, which is killed and leaves the postmaster behind. */
  const leaveBehind = async (): Promise<{ databaseUrl: string; pid: number }> => {
    const script = `
      import { startEmbedded } from ${JSON.stringify(MODULE)};
      const { databaseUrl } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} });
      console.log(databaseUrl);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGKILL');
    await once(child, 'exit');
    return { databaseUrl: line.toString().trim(), pid: postmaster() };
  };

  test('takes over what a killed server left running, with what it had committed', async () => {
    const { databaseUrl, pid } = await leaveBehind();
    expect(isRunning(pid)).toBe(true);
    await ask(databaseUrl, 'create table left_behind (n int)');
    const next = await start();
    expect(postmaster()).toBe(pid);
    expect(await ask(next.databaseUrl, 'select count(*) as n from left_behind')).toEqual([
      { n: 0 },
    ]);
    await next.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('a postmaster that does not answer any more is replaced', async () => {
    const { pid } = await leaveBehind();
    process.kill(pid, 'SIGSTOP');
    const next = await start();
    expect(postmaster()).not.toBe(pid);
    expect(await ask(next.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a pid file of a process that is gone, or of a stranger, is no obstacle', async () => {
    await (await start()).stop();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${dataDir}\n`);
    expect(findPostmaster(join(dataDir, 'postgres'))).toBeNull();
    rmSync(pidFile);
    writeFileSync(pidFile, `4194301\n${dataDir}/postgres\n0\n5432\n\n\n  0 0\nready\n`);
    const next = await start();
    expect(await ask(next.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
    // One that runs as PostgreSQL's user and is called like it, but works elsewhere.
    const { uid, gid } = statSync(join(dataDir, 'postgres'));
    const stranger = spawn('sh', ['-c', 'sleep 60; : postgres'], { uid, gid, stdio: 'ignore' });
    writeFileSync(pidFile, `${stranger.pid}\n${dataDir}/postgres\n0\n5432\n\n\n  0 0\nready\n`);
    const last = await start();
    expect(await ask(last.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill('SIGKILL');
  });

  test('an interrupted first start is begun again', async () => {
    const half = join(dataDir, 'postgres.new');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18');
    const next = await start();
    expect(await ask(next.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(half)).toBe(false);
  });

  test('a folder of another version is refused with what to do', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/PostgreSQL 17.*dump it/);
  });

  test('a path that is too long for a socket gets a short one beside it, and loses it again', async () => {
    const long = join(parent, 'x'.repeat(100), 'data');
    const embedded = await start(long);
    const socketDir = new URL(embedded.databaseUrl).searchParams.get('host') ?? '';
    expect(socketDir.length).toBeLessThan(90);
    expect(await ask(embedded.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await embedded.stop();
    expect(existsSync(socketDir)).toBe(false);
  });

  test.runIf(isRoot)('as root, below a folder that only root may pass', async () => {
    chmodSync(parent, 0o700);
    const embedded = await start();
    await ask(embedded.databaseUrl, 'create table t as select 1 as one');
    await embedded.stop();
    const again = await start();
    expect(await ask(again.databaseUrl, 'select one from t')).toEqual([{ one: 1 }]);
  });

  test('what a refused statement held is not in its log', async () => {
    const { databaseUrl } = await start();
    const secret = 'said-by-a-customer';
    await ask(databaseUrl, 'create table one (word text primary key)');
    await ask(databaseUrl, `insert into one values ('${secret}')`);
    await expect(ask(databaseUrl, `insert into one values ('${secret}')`)).rejects.toThrow();
    await expect(ask(databaseUrl, `select '${secret}'::int`)).rejects.toThrow();
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain(secret);
  });
});
