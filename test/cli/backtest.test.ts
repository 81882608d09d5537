import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poissonOf, randomOf } from '../scenarios/random.ts';

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 2, 2);
const DAY_MS = 1_440 * MINUTE_MS;
const ANGRY = 'The app is down again, terrible service, nothing works. Is it just me?';
const CALM = 'Picked up my parcel this morning on the way to work';

type Row = {
  id: string;
  channel: string;
  text: string;
  at: string;
  inbound: boolean;
  brand: string;
};

/** Two a minute on average; `from` and `to` in days from the start. */
const traffic = (from: number, to: number, brand: string, seed: number): Row[] => {
  const random = randomOf(seed);
  const rows: Row[] = [];
  for (let at = START + from * DAY_MS; at < START + to * DAY_MS; at += MINUTE_MS) {
    const count = poissonOf(random, 2);
    for (let i = 0; i < count; i += 1)
      rows.push({
        id: `${brand}-${at}-${i}`,
        channel: 'forum',
        text: CALM,
        at: new Date(at + Math.floor(random() * MINUTE_MS)).toISOString(),
        inbound: true,
        brand,
      });
  }
  return rows;
};
const FLOOD_AT = START + 8 * DAY_MS + 600 * MINUTE_MS;
const flood = (brand: string): Row[] =>
  Array.from({ length: 600 }, (_, i) => ({
    id: `flood-${i}`,
    channel: 'forum',
    text: ANGRY,
    at: new Date(FLOOD_AT + i * 1_500).toISOString(),
    inbound: true,
    brand,
  }));
const ndjson = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

describe('npm run backtest', () => {
  let dir: string;
  let files: { history: string; live: string };
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'tocsin-backtest-'));
    files = { history: join(dir, 'history.ndjson'), live: join(dir, 'live.ndjson.gz') };
    writeFileSync(files.history, ndjson(traffic(0, 8, 'north', 1)));
    const live = [
      ...traffic(8, 8.6, 'north', 2),
      ...traffic(8, 8.6, 'south', 3),
      ...flood('north'),
    ];
    const broken = ndjson([...live, live[0]!, { id: 'no-text' }]);
    writeFileSync(files.live, gzipSync(`${broken}\nnot json\n`));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  const run = (...args: string[]) => {
    const done = spawnSync(process.execPath, ['server/cli/backtest.ts', ...args], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const lines = done.stdout.trim().split('\n').filter(Boolean);
    return { ...done, lines: lines.map((line) => JSON.parse(line)) };
  };
  const crises = (lines: { kind: string; transition?: string }[]) =>
    lines.filter(({ kind, transition }) => kind === 'crisis' && transition === 'crisis-opened');

  it('finds the flood within a minute, calls somebody about it, and nothing else', () => {
    const { status, lines } = run(files.live, '--history', files.history);
    expect(status).toBe(0);
    const [opened, ...others] = crises(lines);
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ brand: 'north', drill: false });
    const called = lines.find(({ kind, state }) => kind === 'crisis' && state === 'open');
    const delayMs = Date.parse(called.at) - FLOOD_AT;
    expect(delayMs).toBeGreaterThan(0);
    expect(delayMs).toBeLessThanOrEqual(MINUTE_MS);
    const summary = lines.at(-1);
    expect(summary).toMatchObject({ kind: 'summary', crises: 1, rejected: 2 });
    expect(summary.signals).toBeGreaterThanOrEqual(1);
    expect(summary.weeks).toBeCloseTo(0.086, 2);
  });

  it('says the same each time', () => {
    const args = [files.live, '--history', files.history];
    expect(run(...args).stdout).toBe(run(...args).stdout);
  });

  it('looks at one brand when told so', () => {
    const { lines } = run('--brand', 'south', files.live, '--history', files.history);
    expect(crises(lines)).toEqual([]);
    expect(lines.at(-1).mentions).toBe(traffic(8, 8.6, 'south', 3).length);
  });

  it('sends alerts to the receivers of the configuration', () => {
    const config = mkdtempSync(join(dir, 'config-'));
    const secret = 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=';
    const receiver = `- {key: desk, kind: webhook, url: 'https://hooks.example/x', secret: ${secret}}`;
    writeFileSync(join(config, 'receivers.yaml'), `receivers:\n  ${receiver}\n`);
    const { lines } = run(files.live, '--history', files.history, '--config', config);
    const alerts = lines.filter(({ kind }) => kind === 'alert');
    expect(alerts[0]).toMatchObject({ type: 'alert.step', receiver: 'desk' });
    expect(alerts.at(-1)).toMatchObject({ type: 'alert.resolved' });
  });

  it.each([[[]], [['--nope']]])('answers %j with status 2', (args) => {
    expect(run(...args).status).toBe(2);
  });

  it.each([[['none.ndjson.gz']], [['live.ndjson.gz', '--history', 'none.ndjson']]])(
    'answers the missing file of %j with status 2 and one line',
    (args) => {
      const { status, stdout, stderr } = run(
        ...args.map((arg) => (arg.startsWith('-') ? arg : join(dir, arg))),
      );
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );

  it('answers a broken configuration with status 2 and a line for each problem', () => {
    const config = mkdtempSync(join(dir, 'broken-'));
    writeFileSync(join(config, 'brands.yaml'), 'brands:\n  - {key: north, colour: red}\n');
    writeFileSync(join(config, 'detection.yaml'), 'detection: {falseAlarmsPerWeek: none}\n');
    const { status, stdout, stderr } = run(files.live, '--config', config);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/brands\.yaml:2: .*colour/);
    expect(stderr).toMatch(/detection\.yaml:1: /);
  });
});
