/** Every command does its work by `npm run` as well as by its own file: the launcher imports the
 * command where the running Node is new enough, and starts it in the packaged Node elsewhere. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-launch-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const launch = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'server/cli/launch.mjs'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

it('runs detect', () => {
  const input = join(folder, 'in.csv');
  const output = join(folder, 'out.csv');
  writeFileSync(input, 'timestamp,value\n2026-01-01 00:00:00,3\n2026-01-01 00:05:00,4\n');
  const { status, stdout } = launch('detect', input, output);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty('threshold');
  expect(readFileSync(output, 'utf8').trim().split('\n')).toHaveLength(3);
});

it('runs sentiment and backtest', () => {
  const file = join(folder, 'one.ndjson');
  const at = '2026-01-01T00:00:00Z';
  const row = { id: '1', channel: 'x', text: 'Thank you, great help!', at, inbound: true };
  writeFileSync(file, JSON.stringify(row));
  const sentiment = launch('sentiment', file);
  expect(JSON.parse(sentiment.stdout)).toMatchObject({ sentiment: { label: 'positive' } });
  const backtest = launch('backtest', file);
  const last = backtest.stdout.trim().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toMatchObject({ kind: 'summary', mentions: 1 });
});

it.each(['replay', 'detect', 'sentiment', 'backtest'])(
  '%s refuses wrong usage with status 2',
  (name) => {
    const { status, stderr } = launch(name);
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  },
);

it('names the commands there are when it knows none by that name', () => {
  const { status, stderr } = launch('nosuch');
  expect(status).toBe(2);
  expect(stderr).toContain('usage');
});

it('refuses arguments where a command takes none', () => {
  const { status, stderr } = launch('check', '--fast');
  expect(status).toBe(2);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
