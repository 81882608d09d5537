/** The disk under log and database is full: senders are told to come back, what was acknowledged is
 * kept, and when there is room again all goes on by itself. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  expectDiscreetLog,
  expectEmbeddedHas,
  expectRefusals,
  endAll,
  makeFolder,
  postmasterOf,
  removeFolders,
  settle,
  startLoaded,
  TEST_MS,
  until,
  untilOk,
  untilWatched,
} from '../helpers/outage.ts';

afterEach(endAll);
afterAll(removeFolders);

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
