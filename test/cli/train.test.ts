/** `train` and `sentiment --model` as their users run them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRAIN, withoutOneSided, wordsOf } from '#server/cli/train.ts';

const cli = join(import.meta.dirname, '..', '..', 'server', 'cli');
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-train-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (command: 'train' | 'sentiment', ...args: string[]) => {
  const file = join(cli, `${command}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    encoding: 'utf8',
  });
  const rows = stdout.split('\n').filter(Boolean);
  return { status, rows: rows.map((row) => JSON.parse(row)), complaints: stderr };
};
const file = (name: string, lines: string[]): string => {
  const path = join(dir, name);
  const text = lines.join('\n');
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
};

const LABELS = ['negative', 'neutral', 'positive'];
const WORDS = ['grunked', 'plinthed', 'zintled'];
const labelled = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      id: `r-${i}`,
      text: `order ${i % 23} was ${WORDS[i % 3]} at desk ${i % 31}`,
      label: { sentiment: LABELS[i % 3], confidence: 0.9 },
    }),
  );

describe('train', () => {
  it('writes a model that `sentiment` scores by, and says what it is worth', () => {
    const rows = file('a.ndjson', [...labelled(360), '{"text":"no label"}', '{nope', '']);
    const out = join(dir, 'a.bin');
    const { status, rows: said, complaints } = run('train', rows, '--out', out, '--from', 'none');
    expect(status).toBe(0);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      ...{ rows: 360, unlabelled: 1, broken: 1, from: 'none' },
      labels: { negative: 120, neutral: 120, positive: 120 },
    });
    expect(said[0].heldOut.rows).toBeGreaterThan(10);
    expect(said[0].heldOut.macroF1).toBeGreaterThan(0.9);
    expect(complaints).toContain(`${rows}:362: is not JSON`);
    const posts = WORDS.map((word, i) => JSON.stringify({ id: `${i}`, text: `it was ${word}` }));
    const scored = run('sentiment', file('p.ndjson', posts), '--model', out);
    expect(scored.status).toBe(0);
    expect(scored.rows.map(({ sentiment }) => sentiment.label)).toEqual(LABELS);
  });

  it('is the same file for the same rows, packed or not', () => {
    const rows = labelled(90);
    const outs = ['b.ndjson', 'b.ndjson.gz'].map((name) => {
      const out = join(dir, `${name}.bin`);
      expect(run('train', file(name, rows), '--out', out).status).toBe(0);
      return readFileSync(out);
    });
    expect(outs[0]!.equals(outs[1]!)).toBe(true);
  });

  it('leaves out the rows of another file, whoever they address', () => {
    const rows = file('c.ndjson', labelled(90));
    const texts = ['@anyone ORDER 0 was grunked at desk 0! https://x.example/1'];
    const kept = file('kept.ndjson', [JSON.stringify({ text: texts[0] })]);
    const { rows: said } = run('train', rows, '--out', join(dir, 'c.bin'), '--without', kept);
    expect(said[0]).toMatchObject({ repeated: 1, rows: 89, from: 'shipped' });
    expect(wordsOf(texts[0]!)).toBe('order 0 was grunked at desk 0');
  });

  it('with too few rows of a label: 1, says which, writes nothing', () => {
    const out = join(dir, 'd.bin');
    const { status, complaints } = run('train', file('d.ndjson', labelled(20)), '--out', out);
    expect(status).toBe(1);
    expect(complaints.trim()).toMatch(/needs 10 rows at least; there are 7 negative, 7 neutral/);
    expect(existsSync(out)).toBe(false);
  });

  it('leaves out a language of which one label only is known', () => {
    const row = (lang: string | undefined, i: number) => ({
      ...{ text: `row ${i}`, lang, label: i % 2 ? ('negative' as const) : ('neutral' as const) },
    });
    const many = Array.from({ length: 2 * TRAIN.oneSidedMin }, (_, i) => i);
    const odd = many.filter((i) => i % 2);
    const texts = [
      ...odd.map((i) => row('de', i)),
      ...many.map((i) => row('fr', i)),
      ...odd.map((i) => row(undefined, i)),
      ...odd.slice(1).map((i) => row('it', i)),
    ];
    const langs = new Set(withoutOneSided(texts).map(({ lang }) => lang));
    expect([...langs]).toEqual(['fr', undefined, 'it']);
  });

  it.each([
    [[]],
    [['a.ndjson']],
    [['no-such-file.ndjson', '--out', 'm.bin']],
    [['--wrong']],
    [['a.ndjson', '--out', 'm.bin', '--from', 'no-such-model']],
  ])('is used wrongly as %j: 2 and one line', (args) => {
    const { status, rows, complaints } = run('train', ...args);
    expect(status).toBe(2);
    expect(rows).toEqual([]);
    expect(complaints.trim().split('\n')).toHaveLength(1);
  });

  it('a model that is none: 1 and one clear line', () => {
    const wrong = file('wrong.bin', ['not a model']);
    const posts = file('q.ndjson', [JSON.stringify({ id: '1', text: 'hello' })]);
    const { status, rows, complaints } = run('sentiment', posts, '--model', wrong);
    expect(status).toBe(1);
    expect(rows).toEqual([]);
    expect(complaints.trim()).toBe(`sentiment: ${wrong} is not a sentiment model of Tocsin`);
  });
});
