/** The lock of the data directory, between real processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirLocked, lockDataDir } from '#server/data-dir.ts';

const root = join(import.meta.dirname, '..', '..');
const SCRIPT = `
  import { lockDataDir } from '#server/data-dir.ts';
  try {
    await lockDataDir(process.env.DIR);
    console.log('held');
    setInterval(() => {}, 1000);
  } catch (error) {
    console.log('refused ' + error.pid + ' ' + error.message);
  }`;

let dir = '';
const children: ReturnType<typeof start>[] = [];

const start = () => {
  const args = ['--input-type=module-typescript', '--eval', SCRIPT];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DIR: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = once(child.stdout.setEncoding('utf8'), 'data').then(([line]) => String(line).trim());
  return { child, said };
};
const run = () => {
  const started = start();
  children.push(started);
  return started;
};
const kill = async ({ child }: ReturnType<typeof start>) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
};

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'tocsin-dir-')), 'made', 'here');
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  rmSync(join(dir, '..', '..'), { recursive: true, force: true });
});

describe('the lock of the data directory', () => {
  it('refuses a second process and names the first', async () => {
    const first = run();
    expect(await first.said).toBe('held');
    const second = await run().said;
    expect(second).toMatch(new RegExp(`^refused ${first.child.pid} .*${dir}.*${first.child.pid}`));
  });

  it('is taken over after kill -9', async () => {
    const first = run();
    await first.said;
    await kill(first);
    expect(await run().said).toBe('held');
  });

  it('goes to one of many who start at the same time over a killed holder', async () => {
    const first = run();
    await first.said;
    await kill(first);
    const said = await Promise.all(Array.from({ length: 6 }, () => run().said));
    expect(said.filter((line) => line === 'held')).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('refused'))).toHaveLength(5);
  });

  it('holds within one process, and is free after release', async () => {
    const lock = await lockDataDir(dir);
    await expect(lockDataDir(dir)).rejects.toMatchObject({ pid: process.pid });
    await expect(lockDataDir(dir)).rejects.toBeInstanceOf(DataDirLocked);
    await lock.release();
    await lock.release();
    const again = await lockDataDir(dir);
    await again.release();
  });
});
