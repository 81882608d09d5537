/** One suite for both durable logs: whatever the contract promises holds for each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeLog } from '#contracts/log.ts';
import { RUNTIME } from '#server/config.ts';
import { openLmdbLog } from '#server/intake/log-lmdb.ts';
import { openRedisLog } from '#server/intake/log-redis.ts';
import { testRedisUrl } from '../helpers/redis.ts';
import { entryOf, idsOf } from './entries.ts';

type Options = { maxBytes?: number; deadLettersMax?: number };
type Kind = {
  name: string;
  isThere: boolean;
  prepare(): Promise<void>;
  open(options?: Options): Promise<IntakeLog>;
  clean(): Promise<void>;
};

const lmdb = (): Kind => {
  let dir = '';
  return {
    name: 'LMDB',
    isThere: true,
    prepare: async () => {
      dir = mkdtempSync(join(tmpdir(), 'tocsin-log-'));
    },
    open: (options) => openLmdbLog({ dir, maxBytes: 10_000_000, diskReserveBytes: 0, ...options }),
    clean: async () => rmSync(dir, { recursive: true, force: true }),
  };
};

const redis = (): Kind => {
  const url = testRedisUrl();
  const prefix = `log-test-${process.pid}`;
  const clear = async () => {
    const client = new Redis(url ?? '', { lazyConnect: true });
    const keys = await client.keys(`{${prefix}}*`);
    if (keys.length > 0) await client.del(keys);
    client.disconnect();
  };
  return {
    name: 'Redis',
    isThere: url !== null,
    prepare: clear,
    open: (options) =>
      openRedisLog({ url: url ?? '', prefix, consumer: 'one', maxBytes: 10_000_000, ...options }),
    clean: clear,
  };
};

describe.each([lmdb(), redis()])('the durable log in $name', (kind) => {
  if (!kind.isThere) {
    it.skip('needs a Redis');
    return;
  }
  let log: IntakeLog;
  const reopen = async (options?: Options) => {
    await log.close();
    log = await kind.open(options);
  };
  beforeEach(async () => {
    await kind.prepare();
    log = await kind.open();
  });
  afterEach(async () => {
    await log.close();
    await kind.clean();
  });

  it('gives back what was appended, in order', async () => {
    const entries = [entryOf(1, 2), entryOf(3), entryOf(4, 3)];
    for (const entry of entries) await log.append(entry);
    const records = await log.read(100, 0);
    expect(records.map(({ entry }) => entry)).toEqual(entries);
  });

  it('keeps desk events as well', async () => {
    const entry = {
      kind: 'events' as const,
      receivedAt: 5,
      rows: [
        { id: 'e1', type: 'agent.state' as const, agent: 'kim', state: 'away' as const, at: 4 },
      ],
    };
    await log.append(entry);
    expect((await log.read(10, 0))[0]?.entry).toEqual(entry);
  });

  it('stops at the rows that were asked for, and gives one entry at least', async () => {
    for (let i = 0; i < 6; i += 1) await log.append(entryOf(i * 10, 10));
    expect(idsOf(await log.read(5, 0))).toHaveLength(10);
    expect(idsOf(await log.read(25, 0))).toHaveLength(30);
    expect(idsOf(await log.read(1000, 0))).toHaveLength(20);
    expect(await log.read(1000, 0)).toEqual([]);
  });

  it('cuts a large entry so that one read stays one transaction', async () => {
    const rows = RUNTIME.batchRows * 2 + 5;
    await log.append(entryOf(0, rows));
    const first = await log.read(RUNTIME.batchRows, 0);
    expect(idsOf(first)).toHaveLength(RUNTIME.batchRows);
    const rest = await log.read(rows, 0);
    expect(idsOf([...first, ...rest])).toEqual(entryOf(0, rows).rows.map(({ id }) => id));
  });

  it('hands out no entry twice, even before it is acknowledged', async () => {
    await log.append(entryOf(1));
    expect(await log.read(10, 0)).toHaveLength(1);
    expect(await log.read(10, 0)).toEqual([]);
  });

  it('wakes a reader that waits', async () => {
    const waiting = log.read(10, 20_000);
    await log.append(entryOf(7));
    expect(idsOf(await waiting)).toEqual(['row-7']);
  });

  it('comes back empty-handed when nothing arrives', async () => {
    expect(await log.read(10, 30)).toEqual([]);
  });

  it('reads again after a restart what was not acknowledged, and nothing else', async () => {
    for (let i = 1; i <= 4; i += 1) await log.append(entryOf(i));
    const records = await log.read(3, 0);
    await log.ack([records[0]?.offset ?? '', records[2]?.offset ?? '']);
    await reopen();
    expect(idsOf(await log.read(100, 0))).toEqual(['row-2', 'row-4']);
    await log.append(entryOf(5));
    expect(idsOf(await log.read(100, 0))).toEqual(['row-5']);
  });

  it('counts what waits, before and after acknowledgement and restart', async () => {
    await log.append(entryOf(11, 5, 12_000));
    await log.append(entryOf(21, 5, 24_000));
    const full = await log.status();
    expect(full).toMatchObject({ entries: 2, maxBytes: 10_000_000, oldestReceivedAt: 12_000 });
    const [first] = await log.read(1, 0);
    await log.ack([first?.offset ?? '', first?.offset ?? '']);
    await log.ack([first?.offset ?? '']);
    const half = await log.status();
    expect(half).toMatchObject({ entries: 1, oldestReceivedAt: 24_000 });
    expect(half.bytes).toBe(full.bytes / 2);
    await reopen();
    expect(await log.status()).toMatchObject({ entries: 1, bytes: half.bytes });
    await log.ack((await log.read(10, 0)).map(({ offset }) => offset));
    expect(await log.status()).toMatchObject({ entries: 0, bytes: 0, oldestReceivedAt: null });
  });

  it('refuses what does not fit, keeps what it had, and takes more after acknowledgement', async () => {
    await reopen({ maxBytes: 20_000 });
    let taken = 0;
    const fill = async () => {
      for (;;) {
        await log.append(entryOf(taken, 10));
        taken += 10;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 'log-full', retryAfterSeconds: 5 });
    expect(taken).toBeGreaterThan(0);
    expect((await log.status()).bytes).toBeLessThanOrEqual(20_000);
    const records = await log.read(1_000_000, 0);
    expect(idsOf(records)).toHaveLength(taken);
    await expect(log.append(entryOf(0, 10))).rejects.toMatchObject({ code: 'log-full' });
    await log.ack(records.map(({ offset }) => offset));
    await log.append(entryOf(taken, 10));
    expect(idsOf(await log.read(100, 0))).toHaveLength(10);
  });

  it('never goes over its bound when many append at once', async () => {
    await reopen({ maxBytes: 20_000 });
    const tries = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) => log.append(entryOf(i * 5, 5))),
    );
    const taken = tries.filter(({ status }) => status === 'fulfilled').length;
    expect(taken).toBeLessThan(200);
    expect(await log.status()).toMatchObject({ entries: taken });
    expect((await log.status()).bytes).toBeLessThanOrEqual(20_000);
    expect(await log.read(100_000, 0)).toHaveLength(taken);
  });

  it('keeps the order of a sender that waits for each answer, among many senders', async () => {
    const send = async (sender: number) => {
      for (let i = 0; i < 25; i += 1) await log.append(entryOf(sender * 1000 + i));
    };
    await Promise.all(Array.from({ length: 8 }, (_, sender) => send(sender)));
    const numbers = idsOf(await log.read(1000, 0)).map((id) => Number(id.slice(4)));
    expect(numbers).toHaveLength(200);
    for (let sender = 0; sender < 8; sender += 1) {
      const own = numbers.filter((number) => Math.floor(number / 1000) === sender);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
  });

  it('keeps dead letters across a restart, the newest ones when there are too many', async () => {
    const letter = (n: number) => ({ kind: 'mentions' as const, row: { n }, reason: 'no', at: n });
    await reopen({ deadLettersMax: 3 });
    await log.bury([letter(1), letter(2)]);
    await log.bury([letter(3), letter(4)]);
    expect(await log.listDead(10)).toEqual([letter(4), letter(3), letter(2)]);
    expect(await log.status()).toMatchObject({ deadLetters: 3, deadLettersDropped: 1 });
    await reopen({ deadLettersMax: 3 });
    expect(await log.listDead(1)).toEqual([letter(4)]);
    await log.bury([5, 6, 7, 8].map(letter));
    expect((await log.listDead(10)).map(({ at }) => at)).toEqual([8, 7, 6]);
    expect(await log.read(10, 0)).toEqual([]);
  });
});
