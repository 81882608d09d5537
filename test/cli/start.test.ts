/** `npm start` as an operator meets it when something is wrong: what it says, where, how soon, with
 * which status, and that a password is never part of it. And how it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';
import { findPostmaster } from '#server/store/postmaster.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { freePort, KEYS, startProcess, type Running } from '../helpers/process.ts';
import { startProxy } from '../helpers/proxy.ts';

const root = join(import.meta.dirname, '..', '..');
const PASSWORD = 'never-shown-password';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { status: number | null; stdout: string; stderr: string };

/** Runs a start that is expected to end by itself. */
const run = async (env: Record<string, string>): Promise<Ended> => {
  const child = spawn(process.execPath, ['server/cli/start.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      LOG_LEVEL: 'warn',
      DATA_DIR: join(folder, 'data'),
      PORT: String(await freePort()),
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  expect(stdout + stderr).not.toContain(PASSWORD);
  return { status, stdout, stderr };
};
const linesOf = (text: string) => text.trim().split('\n');

describe('a wrong configuration', () => {
  it('is refused with every problem of environment and catalogue', async () => {
    const dir = join(folder, 'conf');
    mkdirSync(dir);
    writeFileSync(join(dir, 'brands.yaml'), 'brands:\n  - key: [\n');
    writeFileSync(
      join(dir, 'topics.yaml'),
      'topics:\n  - key: a\n    any: [bill]\n    colour: red\n',
    );
    const { status, stdout, stderr } = await run({
      PORT: 'eighty',
      ROLES: 'intake,cook',
      TRUSTED_PROXIES: '10.0.0.0/8,proxy.example,10.0.0.0/40',
      DATABASE_URL: `mysql://tocsin:${PASSWORD}@127.0.0.1/tocsin`,
      REDIS_URL: `redis://:${PASSWORD}%@127.0.0.1`,
      INGEST_KEY: 'short',
      ADMIN_EMAIL: 'admin@example.test',
      CONFIG_DIR: dir,
    });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    const [head, ...problems] = linesOf(stderr);
    expect(head).toContain(`${problems.length} problem(s)`);
    const named = problems
      .map((line) => /^ {2}- ([A-Z_]+|[a-z]+\.yaml:\d+)/.exec(line)?.[1])
      .sort();
    const proxies = ['TRUSTED_PROXIES', 'TRUSTED_PROXIES'];
    expect(named).toEqual(
      ['ADMIN_EMAIL', 'DATABASE_URL', 'INGEST_KEY', 'PORT', 'REDIS_URL', 'ROLES', ...proxies]
        .concat('brands.yaml:3', 'topics.yaml:4')
        .sort(),
    );
  });

  it('takes addresses, ranges and names of ranges as proxies', async () => {
    const list = 'loopback, linklocal,uniquelocal,10.0.0.0/8,192.0.2.7,::1,fd00::/8';
    expect(readConfig({ TRUSTED_PROXIES: list }).trustedProxies).toHaveLength(7);
    for (const wrong of ['10', '1.2.3', '0x7f.1', '10.0.0.0/33', 'fd00::/129', 'unicast', '/8']) {
      expect(() => readConfig({ TRUSTED_PROXIES: wrong }), wrong).toThrow('TRUSTED_PROXIES');
    }
  });
});

describe('a start that cannot work', () => {
  it('names who has the data directory', async () => {
    const env = { DATA_DIR: join(folder, 'data') };
    const first = await startProcess(env);
    try {
      const { status, stderr } = await run(env);
      expect(status).toBe(1);
      expect(linesOf(stderr)).toHaveLength(1);
      expect(stderr).toContain(`process ${first.child.pid}`);
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    } finally {
      await first.end('SIGTERM');
    }
  });

  it('names the port that is in use, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { status, stdout, stderr } = await run({ PORT: String(port) });
    other.close();
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(linesOf(stderr)).toEqual([
      expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`),
    ]);
    expect(findPostmaster(join(folder, 'data', 'postgres'))).toBeNull();
  });

  it.each(['127.0.0.1', 'localhost'])('names the database on %s that is away', async (host) => {
    const port = await freePort();
    const url = `postgresql://tocsin:${PASSWORD}@${host}:${port}/figures`;
    const { status, stdout, stderr } = await run({ DATABASE_URL: url });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(linesOf(stderr)).toEqual([
      expect.stringContaining(`${host}:${port}/figures does not answer (ECONNREFUSED)`),
    ]);
  });

  it('names the database that hangs', async () => {
    const deaf = createServer().listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const { port } = deaf.address() as AddressInfo;
    const url = `postgresql://tocsin:${PASSWORD}@127.0.0.1:${port}/figures`;
    const { status, stderr } = await run({ DATABASE_URL: url });
    deaf.close();
    expect(status).toBe(1);
    expect(linesOf(stderr)).toEqual([expect.stringContaining(`:${port}/figures does not answer`)]);
  });
});

describe('the end', () => {
  /** A server whose database has begun to hang while rows wait for it. */
  const startHanging = async () => {
    const database = await openTestDatabase();
    const own = new URL(database.url);
    const proxy = await startProxy({ path: `${own.searchParams.get('host')}/.s.PGSQL.5432` });
    const user = own.searchParams.get('user');
    const running = await startProcess({
      DATABASE_URL: `postgresql://${user}@127.0.0.1:${proxy.port}${own.pathname}`,
      DATA_DIR: join(folder, 'data'),
    });
    proxy.stall();
    const answer = await fetch(`${running.url}/api/v1/mentions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEYS.ingest}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: '1',
        channel: 'x',
        text: 'Is anybody there?',
        at: new Date().toISOString(),
        inbound: true,
        author: { id: 'a' },
      }),
    });
    expect(answer.status).toBe(202);
    await sleep(500);
    const clear = async () => {
      await proxy.close();
      await database.drop();
    };
    return { running, clear };
  };
  const statusOf = async ({ child }: Running) => {
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  };

  it('is clean on a signal that comes twice, as a terminal sends it', async () => {
    const running = await startProcess({ DATA_DIR: join(folder, 'data') });
    running.child.kill('SIGINT');
    await sleep(5);
    running.child.kill('SIGINT');
    expect(await statusOf(running)).toBe(0);
    expect(running.output()).not.toContain('without a clean close');
  });

  it('is clean on a signal during the start', async () => {
    const dataDir = join(folder, 'data');
    const child = spawn(process.execPath, ['server/cli/start.ts'], {
      cwd: root,
      stdio: 'ignore',
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(await freePort()) },
    });
    const ended = once(child, 'exit');
    while (!existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) await sleep(5);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(findPostmaster(join(dataDir, 'postgres'))).toBeNull();
  });

  it('comes at once on a second signal while a part hangs', async () => {
    const { running, clear } = await startHanging();
    running.child.kill('SIGTERM');
    await sleep(1_500);
    expect(running.child.exitCode).toBeNull();
    running.child.kill('SIGTERM');
    expect(await statusOf(running)).toBe(1);
    expect(running.output()).toContain('a second signal came');
    await clear();
  });

  it('comes by itself while a part hangs', async () => {
    const { running, clear } = await startHanging();
    running.child.kill('SIGTERM');
    expect(await statusOf(running)).toBe(1);
    expect(running.output()).toContain('a part still hung');
    await clear();
  });
});
