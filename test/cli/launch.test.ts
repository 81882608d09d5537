/** Every command does its work by `npm run` as well as by its own file: the launcher imports the
 * command where the running Node is new enough, and starts it in the packaged Node elsewhere. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

it('takes what npm itself has installed for what it is', async () => {
  const { isInstalled } = await import(pathToFileURL(join(root, 'server/cli/installed.mjs')).href);
  const home = join(folder, 'home');
  mkdirSync(join(home, 'node_modules'), { recursive: true });
  const one = { version: '1.0.0', integrity: 'sha512-one' };
  const other = { version: '2.0.0', integrity: 'sha512-two', optional: true };
  const write = (name: string, packages: object) =>
    writeFileSync(join(home, name), JSON.stringify({ packages }));
  const there = (packages: object) => {
    write('node_modules/.package-lock.json', packages);
    return isInstalled(home);
  };
  write('package-lock.json', {
    ...{ '': { name: 'x' }, 'node_modules/one': one, 'node_modules/of-another-machine': other },
  });
  expect(isInstalled(home)).toBe(false);
  expect(there({ 'node_modules/one': one })).toBe(true);
  expect(there({})).toBe(false);
  expect(there({ 'node_modules/one': { ...one, version: '1.0.1' } })).toBe(false);
  expect(there({ 'node_modules/one': { ...one, integrity: 'sha512-else' } })).toBe(false);
  const stale = { ...other, version: '1.9.0' };
  expect(there({ 'node_modules/one': one, 'node_modules/of-another-machine': stale })).toBe(false);
});
