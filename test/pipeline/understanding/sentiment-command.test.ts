/** `npm run sentiment` as a process: what it writes, where it complains, how it ends. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const command = join(import.meta.dirname, '..', '..', '..', 'server', 'cli', 'sentiment.ts');
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-sentiment-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter(Boolean);
  return { status, rows: lines.map((line) => JSON.parse(line)), complaints: stderr };
};

const file = (name: string, lines: string[]): string => {
  const path = join(dir, name);
  const text = lines.join('\n');
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
};
const line = (id: string, text: string) => JSON.stringify({ id, text });

describe('sentiment', () => {
  it('scores plain and gzipped files, in order, rows without time or channel', () => {
    const plain = file('a.ndjson', [line('1', 'Thank you, lovely crew'), '', line('2', 'A bus')]);
    const packed = file('b.ndjson.gz', [line('3', 'Worst service ever')]);
    const { status, rows } = run(plain, packed);
    expect(status).toBe(0);
    expect(rows.map(({ id, sentiment }) => [id, sentiment.label])).toEqual([
      ['1', 'positive'],
      ['2', 'neutral'],
      ['3', 'negative'],
    ]);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['id', 'sentiment']);
      expect(Object.keys(row.sentiment).sort()).toEqual(['confidence', 'label', 'score']);
    }
  });

  it('names each broken line, goes on, and ends with 1', () => {
    const path = file('c.ndjson', [line('1', 'ok'), '{nope', '{"text":"no id"}', line('4', 'ok')]);
    const { status, rows, complaints } = run(path);
    expect(status).toBe(1);
    expect(rows.map(({ id }) => id)).toEqual(['1', '4']);
    expect(complaints).toContain(`${path}:2: `);
    expect(complaints).toMatch(/c\.ndjson:3: id/);
  });

  it('ends with 1 when a packed file is cut off', () => {
    const path = join(dir, 'd.ndjson.gz');
    const packed = gzipSync(line('1', 'ok').repeat(500));
    writeFileSync(path, packed.subarray(0, packed.length - 20));
    expect(run(path).status).toBe(1);
  });

  it.each([[[]], [['no-such-file.ndjson']], [['--wrong']], [['a.ndjson', '--model', 'm.bin']]])(
    'is used wrongly as %j: 2 and one line',
    (args) => {
      const { status, rows, complaints } = run(...args);
      expect(status).toBe(2);
      expect(rows).toEqual([]);
      expect(complaints.trim().split('\n')).toHaveLength(1);
    },
  );
});
