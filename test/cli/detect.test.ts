import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detect, inferStep, readRows } from '#server/cli/detect.ts';
import { dayAndNight } from '../scenarios/traffic.ts';
import { poissonOf, randomOf } from '../scenarios/random.ts';

const START = Date.UTC(2026, 1, 2, 0, 3, 20);
const STEP_MS = 300_000;
const BURST_ROW = 3_000;
const random = randomOf(11);
const rhythm = dayAndNight(4);
const values = Array.from({ length: 3_600 }, (_, row) => {
  const usual = poissonOf(random, rhythm(START + row * STEP_MS) * 5);
  return row >= BURST_ROW && row < BURST_ROW + 12 ? usual * 6 + 150 : usual;
});
const stamp = (row: number) => new Date(START + row * STEP_MS).toISOString().slice(0, 19);
const csv = (rows: number, write = (text: string) => text.replace('T', ' ')) =>
  ['timestamp,value', ...values.slice(0, rows).map((v, row) => `${write(stamp(row))},${v}`)].join(
    '\n',
  );

describe('detect', () => {
  const rows = readRows(csv(values.length));
  const whole = detect(rows, inferStep(rows));

  it('gives one score between 0 and 1 for each row', () => {
    expect(whole.scored).toHaveLength(values.length);
    for (const { anomaly_score: score } of whole.scored) {
      expect(Number(score)).toBeGreaterThanOrEqual(0);
      expect(Number(score)).toBeLessThanOrEqual(1);
    }
  });

  it('finds the burst in its first row and calls it one', () => {
    const alarms = whole.scored.flatMap(({ anomaly_score: score }, row) =>
      Number(score) >= whole.threshold ? [row] : [],
    );
    expect(alarms).toContain(BURST_ROW);
    expect(alarms.filter((row) => row >= BURST_ROW)).toHaveLength(1);
    expect(alarms.length).toBeLessThanOrEqual(3);
  });

  it.each([1, 2, 12, 13, 500, 2_400, BURST_ROW + 1, BURST_ROW + 5])(
    'scores the first %i rows the same when nothing follows',
    (count) => {
      const prefix = readRows(csv(count));
      expect(detect(prefix, inferStep(prefix)).scored).toEqual(whole.scored.slice(0, count));
    },
  );

  it('reads RFC 3339 times to the same scores', () => {
    const other = readRows(csv(values.length, (text) => `${text}Z`));
    expect(detect(other, inferStep(other)).scored.map((row) => row.anomaly_score)).toEqual(
      whole.scored.map((row) => row.anomaly_score),
    );
    const [shifted] = readRows('timestamp,value\n2026-02-02T02:00:00+02:00,1');
    expect(shifted!.at).toBe(Date.UTC(2026, 1, 2));
  });

  it.each([
    ['timestamp,count\n2026-02-02 00:00:00,1', /line 2: needs the columns/],
    ['timestamp,value\nyesterday,1', /line 2: "yesterday" is not a time/],
    ['timestamp,value\n2026-02-02 00:00:00,-1', /line 2: value/],
    ['timestamp,value\n2026-02-02 00:00:00,', /line 2: value/],
    ['timestamp,value\n2026-02-02 00:05:00,1\n2026-02-02 00:00:00,1', /line 3: rows must/],
  ])('names the fault of %j', (text, message) => {
    expect(() => readRows(text)).toThrow(message);
  });
});

describe('npm run detect', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'tocsin-detect-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['server/cli/detect.ts', ...args], { encoding: 'utf8' });

  it('writes the file and prints the threshold', () => {
    const [input, output] = [join(dir, 'in.csv'), join(dir, 'out.csv')];
    writeFileSync(input, csv(400));
    const { status, stdout } = run(input, output, '--step', '300');
    expect(status).toBe(0);
    const { threshold } = JSON.parse(stdout);
    expect(threshold).toBeGreaterThan(0);
    expect(threshold).toBeLessThan(1);
    const lines = readFileSync(output, 'utf8').trim().split('\n');
    expect(lines[0]).toBe('timestamp,value,anomaly_score');
    expect(lines).toHaveLength(401);
    expect(lines[1]).toMatch(/^2026-02-02 00:03:20,\d+,0\.\d+$/);
  });

  it.each([[[]], [['one.csv']], [['a', 'b', '--step', '0']], [['a', 'b', '--nope']]])(
    'answers %j with status 2 and one line',
    (args) => {
      const { status, stderr } = run(...args);
      expect(status).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );

  it('answers a missing file with status 2 and one line, and writes nothing', () => {
    const { status, stderr } = run(join(dir, 'none.csv'), join(dir, 'none-out.csv'));
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(dir, 'none-out.csv'))).toBe(false);
  });

  it('answers rows that make no sense with status 1 and one line', () => {
    const input = join(dir, 'broken.csv');
    writeFileSync(input, 'timestamp,value\nyesterday,1\n');
    const { status, stderr } = run(input, join(dir, 'broken-out.csv'));
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
