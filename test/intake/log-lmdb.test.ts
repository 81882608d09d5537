/** What only the log on the own disk has to stand: a killed process and a full disk. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLmdbLog } from '#server/intake/log-lmdb.ts';
import { entryOf, idsOf } from './entries.ts';

const root = join(import.meta.dirname, '..', '..');
/** Appends without end from 16 senders and prints each id once its append has resolved. */
const SCRIPT = `
  import { openLmdbLog } from '#server/intake/log-lmdb.ts';
  const log = await openLmdbLog({ dir: process.env.DIR, maxBytes: 1e9, diskReserveBytes: 0 });
  let next = Number(process.env.FIRST);
  const send = async () => {
    for (;;) {
      const id = 'row-' + next++;
      const row = { id, channel: 'x', text: 'y'.repeat(next % 3000), at: 1, inbound: true };
      await log.append({ kind: 'mentions', receivedAt: 1, rows: [row] });
      process.stdout.write(id + '\\n');
    }
  };
  await Promise.all(Array.from({ length: 16 }, send));`;

/** A small disk of its own takes a root that may mount. */
const mayMount = (() => {
  const disk = mkdtempSync(join(tmpdir(), 'tocsin-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
  if (status === 0) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
  return status === 0;
})();

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-lmdb-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs the appender until it has acknowledged `count` rows, kills it, gives what it acknowledged. */
const appendAndKill = async (first: number, count: number): Promise<string[]> => {
  const args = ['--input-type=module-typescript', '--eval', SCRIPT];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DIR: dir, FIRST: String(first) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    acknowledged.push(line);
    if (acknowledged.length === count) child.kill('SIGKILL');
  });
  await Promise.all([once(child, 'exit'), once(lines, 'close')]);
  return acknowledged;
};

describe('the log on the own disk', () => {
  it('has every acknowledged entry after kill -9, again and again', async () => {
    const acknowledged: string[] = [];
    for (const round of [0, 1, 2]) {
      acknowledged.push(...(await appendAndKill(round * 1_000_000, 300)));
    }
    const log = await openLmdbLog({ dir, maxBytes: 1e9, diskReserveBytes: 0 });
    const found = new Set(idsOf(await log.read(1e9, 0)));
    expect(acknowledged.length).toBeGreaterThanOrEqual(900);
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    expect((await log.status()).entries).toBe(found.size);
    await log.close();
  });

  it('takes no more when the disk runs low, and again when there is room', async () => {
    let free = 10_000_000;
    const log = await openLmdbLog({
      ...{ dir, maxBytes: 1e9, diskReserveBytes: 9_400_000 },
      measureFree: async () => free,
    });
    await log.append(entryOf(1));
    await expect(log.append(entryOf(0, 2_000))).resolves.toBeUndefined();
    await expect(log.append(entryOf(0, 2_000))).rejects.toMatchObject({ code: 'log-full' });
    free = 20_000_000;
    const patient = async (tries = 100): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await log
        .append(entryOf(2))
        .catch((error) => (tries ? patient(tries - 1) : Promise.reject(error)));
    };
    await log.ack((await log.read(1e9, 0)).map(({ offset }) => offset));
    await patient();
    expect(idsOf(await log.read(10, 0))).toEqual(['row-2']);
    await log.close();
  });

  it.skipIf(!mayMount)(
    'keeps what it acknowledged when the disk is really full, and goes on after acknowledgement',
    async () => {
      expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', dir]).status).toBe(0);
      try {
        const log = await openLmdbLog({ dir, maxBytes: 1e9, diskReserveBytes: -1e9 });
        let taken = 0;
        const append = async (rows: number) => {
          await log.append(entryOf(taken, rows));
          taken += rows;
        };
        const untilTaken = async (tries = 100): Promise<void> =>
          append(1).catch(async (error) => {
            if (tries === 0) throw error;
            await new Promise((resolve) => setTimeout(resolve, 50));
            return untilTaken(tries - 1);
          });
        const fill = async (rows: number): Promise<never> => {
          for (;;) await append(rows);
        };
        const drain = async () => {
          const ids: string[] = [];
          for (;;) {
            const records = await log.read(2_000, 0);
            if (records.length === 0) return ids;
            ids.push(...idsOf(records));
            await log.ack(records.map(({ offset }) => offset));
          }
        };
        for (const rows of [500, 1, 500, 1]) {
          const from = taken;
          await untilTaken();
          await expect(fill(rows)).rejects.toMatchObject({ code: 'log-full' });
          expect(taken - from).toBeGreaterThan(1_000);
          expect(await drain()).toEqual(idsOf([{ entry: entryOf(from, taken - from) }]));
        }
        await log.close();
      } finally {
        spawnSync('umount', [dir]);
      }
    },
  );

  it('uses the room of acknowledged entries again', async () => {
    const log = await openLmdbLog({ dir, maxBytes: 1e9, diskReserveBytes: 0 });
    const turn = async (n: number) => {
      await log.append(entryOf(n, 500));
      await log.ack((await log.read(1e9, 0)).map(({ offset }) => offset));
    };
    for (let n = 0; n < 20; n += 1) await turn(n);
    const before = readFileSync(join(dir, 'data.mdb')).length;
    for (let n = 0; n < 200; n += 1) await turn(n);
    expect(readFileSync(join(dir, 'data.mdb')).length).toBeLessThanOrEqual(before * 2);
    await log.close();
  });
});
