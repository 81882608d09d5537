/** `npm run topics` as a user runs it: lines of the promised shape on standard output and nothing else. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Mention } from '#contracts/mention.ts';
import { root } from '#server/cli/root.ts';
import { readCommand } from '#server/cli/topics.ts';
import { glass, talk } from '../pipeline/everyday.ts';

const NOON = Date.UTC(2026, 2, 4, 12);
const folder = mkdtempSync(join(tmpdir(), 'topics-'));
const ndjson = (rows: readonly Mention[]): string =>
  rows.map((row) => JSON.stringify({ ...row, at: new Date(row.at).toISOString() })).join('\n');
const usual = talk({ from: NOON - 48 * 3_600_000, hours: 52, perHour: 30, seed: 11 });
const burst = talk({ from: NOON, hours: 1, perHour: 60, seed: 12, say: glass, prefix: 'b' });
const files = { usual: join(folder, 'usual.ndjson.gz'), burst: join(folder, 'burst.ndjson') };
writeFileSync(files.usual, gzipSync(ndjson(usual)));
writeFileSync(files.burst, `${ndjson(burst)}\nno json\n`);

const topics = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'server', 'cli', 'topics.ts'), ...args], {
    encoding: 'utf8',
  });

describe('topics', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes each topic once, when it is first seen, from files merged by time', () => {
    const { stdout, stderr, status } = topics(files.burst, files.usual, '--step', '30');
    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect(Object.keys(line)).toEqual('at brand topic terms mentions expected score'.split(' '));
    expect(line).toMatchObject({ brand: 'northline', topic: expect.stringContaining('glass') });
    expect(line.terms).toContain('glass');
    expect(line.mentions).toBeGreaterThan(line.expected as number);
    expect(line.score).toBeGreaterThan(0);
    expect(line.score).toBeLessThan(1);
    const at = Date.parse(line.at as string);
    expect(at % 30_000).toBe(0);
    expect(at).toBeGreaterThan(NOON);
    expect(at).toBeLessThan(NOON + 15 * 60_000);
    expect(stderr).toContain('1 rejected, 1 topics');
  });

  it('ends with status 2 and one line on a file that is not there', () => {
    const { stdout, stderr, status } = topics(join(folder, 'none.ndjson'));
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['no file', []],
    ['no step', ['a', '--step', '0']],
    ['no number', ['a', '--step', 'soon']],
    ['an unknown option', ['a', '--loud']],
  ])('refuses %s', (_, args) => expect(() => readCommand(args)).toThrow('usage: npm run topics'));
});
