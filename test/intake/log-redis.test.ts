/** What only the log in Redis has to stand: a Redis that goes away, readers that die, and a server
 * whose acknowledgement is worth little. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IntakeLog } from '#contracts/log.ts';
import { RUNTIME } from '#server/config.ts';
import { openRedisLog } from '#server/intake/log-redis.ts';
import { judgeDurability } from '#server/intake/redis-durability.ts';
import { startProxy } from '../helpers/proxy.ts';
import { findFreePort } from '../helpers/services.ts';
import { entryOf, idsOf } from './entries.ts';

const isThere = spawnSync('redis-server', ['--version']).status === 0;

describe.skipIf(!isThere)('the log in a Redis of its own', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-redis-'));
  let port = 0;
  let server: ChildProcess | null = null;
  const open: IntakeLog[] = [];

  const start = async (...more: string[]) => {
    const words = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always'];
    server = spawn('redis-server', [...words, ...durable, ...more], { stdio: 'ignore' });
    const probe = new Redis({ port, maxRetriesPerRequest: null });
    probe.on('error', () => {});
    await probe.ping();
    probe.disconnect();
  };
  const stop = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, 'exit');
  };
  const openLog = async (consumer: string, more: object = {}) => {
    const url = `redis://127.0.0.1:${port}`;
    const log = await openRedisLog({ url, consumer, maxBytes: 1e9, ...more });
    open.push(log);
    return log;
  };
  const readAll = async (log: IntakeLog, count: number) => {
    const ids: string[] = [];
    const offsets: string[] = [];
    for (let tries = 0; ids.length < count && tries < 200; tries += 1) {
      const records = await log.read(10_000, 50);
      ids.push(...idsOf(records));
      offsets.push(...records.map(({ offset }) => offset));
    }
    return { ids, offsets };
  };

  beforeAll(async () => {
    port = await findFreePort();
    await start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
    const client = new Redis({ port });
    await client.flushall();
    client.disconnect();
  });
  afterAll(async () => {
    await stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('refuses while Redis is away, loses nothing it took, and goes on by itself', async () => {
    const log = await openLog('one');
    for (let n = 0; n < 50; n += 1) await log.append(entryOf(n));
    const first = await log.read(10, 0);
    expect(first).toHaveLength(10);
    await stop();
    await expect(log.append(entryOf(99))).rejects.toMatchObject({
      status: 503,
      retryAfterSeconds: 5,
    });
    await expect(log.status()).rejects.toMatchObject({ status: 503 });
    expect(await log.read(10, 20)).toEqual([]);
    await start();
    const append = async (tries = 200): Promise<void> =>
      log.append(entryOf(50)).catch(async (error) => {
        if (tries === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 25));
        return append(tries - 1);
      });
    await append();
    const { ids, offsets } = await readAll(log, 41);
    expect(ids).toEqual(Array.from({ length: 41 }, (_, n) => `row-${n + 10}`));
    await log.ack([...first.map(({ offset }) => offset), ...offsets]);
    expect(await log.status()).toMatchObject({ entries: 0, bytes: 0 });
  });

  it('shares the entries among readers, each entry to one', async () => {
    const [one, two] = await Promise.all([openLog('one'), openLog('two')]);
    for (let n = 0; n < 20; n += 1) await one.append(entryOf(n));
    const [a, b] = [idsOf(await one.read(7, 0)), idsOf(await two.read(100, 0))];
    const rest = idsOf(await one.read(100, 0));
    const all = [...a, ...b, ...rest];
    expect(all).toHaveLength(20);
    expect(new Set(all).size).toBe(20);
  });

  it('takes over what a dead reader left', async () => {
    const dead = await openLog('dead', { claimAfterMs: 300 });
    for (let n = 0; n < 5; n += 1) await dead.append(entryOf(n));
    expect(await dead.read(100, 0)).toHaveLength(5);
    await dead.close();
    const heir = await openLog('heir', { claimAfterMs: 300 });
    const { ids, offsets } = await readAll(heir, 5);
    expect(ids.toSorted()).toEqual(['row-0', 'row-1', 'row-2', 'row-3', 'row-4']);
    await heir.ack(offsets);
    expect(await heir.status()).toMatchObject({ entries: 0, bytes: 0 });
  });

  it('leaves alone what a living reader holds for long', async () => {
    const holder = await openLog('holder', { claimAfterMs: 2_000 });
    await holder.append(entryOf(1));
    expect(await holder.read(100, 0)).toHaveLength(1);
    const other = await openLog('other', { claimAfterMs: 2_000 });
    const claimed = [];
    for (let tries = 0; tries < 30; tries += 1) claimed.push(...(await other.read(100, 100)));
    expect(claimed).toEqual([]);
  });

  it('reads what came while Redis was slow to answer', async () => {
    const proxy = await startProxy({ host: '127.0.0.1', port });
    const url = `redis://127.0.0.1:${proxy.port}`;
    const slow = await openLog('slow', { url, claimAfterMs: 600_000 });
    const sender = await openLog('sender');
    expect(await slow.read(10, 10)).toEqual([]);
    const reading = slow.read(10, 300);
    await new Promise((resolve) => setTimeout(resolve, 20));
    proxy.stall();
    await sender.append(entryOf(7));
    await new Promise((resolve) => setTimeout(resolve, 600));
    await proxy.heal();
    const found = idsOf(await reading);
    if (found.length === 0) found.push(...(await readAll(slow, 1)).ids);
    await proxy.close();
    expect(found).toEqual(['row-7']);
  });

  it('takes a backlog of large entries in pieces', async () => {
    const log = await openLog('one');
    const client = new Redis({ port });
    const held = async () => (await client.xpending('{tocsin}:log', 'pipeline'))[0];
    const count = RUNTIME.redisEntriesAtOnce * 3;
    const append = (size: number) =>
      Promise.all(Array.from({ length: count }, (_, n) => log.append(entryOf(n * size, size))));
    await append(300);
    expect(await log.read(300, 0)).toHaveLength(1);
    expect(await held()).toBe(1);
    const rest = await readAll(log, (count - 1) * 300);
    await log.ack(rest.offsets);
    await append(1);
    await log.ack((await readAll(log, count)).offsets);
    await append(300);
    await log.read(count, 0);
    expect(await held()).toBeLessThanOrEqual(RUNTIME.redisEntriesAtOnce + 1);
    client.disconnect();
  });

  it('goes on after somebody emptied Redis', async () => {
    const log = await openLog('one');
    const client = new Redis({ port });
    await client.flushall();
    client.disconnect();
    expect(await log.read(10, 10)).toEqual([]);
    await log.append(entryOf(3));
    expect((await readAll(log, 1)).ids).toEqual(['row-3']);
  });

  it('is full when Redis has no memory left', async () => {
    const log = await openLog('one');
    const client = new Redis({ port });
    await client.config('SET', 'maxmemory', '1');
    await expect(log.append(entryOf(1))).rejects.toMatchObject({ code: 'log-full' });
    await client.config('SET', 'maxmemory', '0');
    client.disconnect();
    await log.append(entryOf(2));
    expect(idsOf(await log.read(10, 0))).toEqual(['row-2']);
  });

  it('says at the start when an acknowledgement would not be durable', async () => {
    const client = new Redis({ port });
    const warnings: string[] = [];
    const logger = { warn: (_fields: object, message: string) => void warnings.push(message) };
    await openLog('one', { logger });
    expect(warnings).toEqual([]);
    await client.config('SET', 'appendfsync', 'everysec');
    await openLog('two', { logger });
    await client.config('SET', 'appendfsync', 'always');
    client.disconnect();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('appendfsync is everysec');
  });

  it('does not start without Redis', async () => {
    const nobody = await findFreePort();
    const opening = openRedisLog({
      url: `redis://127.0.0.1:${nobody}`,
      consumer: 'x',
      maxBytes: 1,
    });
    await expect(opening).rejects.toMatchObject({ code: 'storage-down' });
  });
});

describe('what an acknowledgement of a Redis is worth', () => {
  const info = (version: string, aof: number, policy = 'noeviction') =>
    `redis_version:${version}\r\nmaxmemory_policy:${policy}\r\naof_enabled:${aof}\r\n`;

  it.each([
    [info('7.0.15', 1), 'always', 'none', 0],
    [info('7.0.15', 1), 'everysec', 'none', 1],
    [info('7.2.0', 1), 'everysec', 'waitaof', 0],
    [info('8.0.1', 1), null, 'waitaof', 0],
    [info('7.0.15', 1), null, 'none', 1],
    [info('7.4.0', 0), 'everysec', 'none', 1],
    [info('7.4.0', 1, 'allkeys-lru'), 'always', 'none', 1],
  ])('%j with appendfsync %s: wait %s', (text, fsync, wait, warnings) => {
    const judged = judgeDurability(text, fsync);
    expect(judged.wait).toBe(wait);
    expect(judged.warnings).toHaveLength(warnings);
  });
});
