/** `npm run replay` as a process of its own, against the real doors of intake. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '#contracts/intake.ts';
import type { Mention } from '#contracts/mention.ts';
import { AppError } from '#server/errors.ts';
import { findFreePort } from '../helpers/services.ts';
import { ndjson, openDoor, row } from '../intake/door.ts';

const root = join(import.meta.dirname, '..', '..');
const KEY = 'replay-test-key-01';
const FAST = ['--speed', '1000000000'];

let dir = '';
let close: (() => Promise<void>)[] = [];

const write = (name: string, content: string | Buffer): string => {
  const file = join(dir, name);
  writeFileSync(file, content);
  return file;
};

const start = (args: string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [join(root, 'server/cli/replay.ts'), ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = once(child, 'close').then(([status]) => ({ status: status as number, ...said }));
  return { said, ended };
};

/** The doors behind a key, with what a server might do to a request before it takes it. */
const serve = async (before: () => void = () => {}, port = 0) => {
  const entries: LogEntry[] = [];
  const arrivals: number[] = [];
  const door = await openDoor(async (entry) => {
    before();
    entries.push(entry);
    arrivals.push(Date.now());
  });
  door.app.addHook('onRequest', async ({ headers }) => {
    if (headers.authorization !== `Bearer ${KEY}`) throw new AppError('unauthorized');
  });
  await door.app.listen({ port, host: '127.0.0.1' });
  close.push(() => door.app.close());
  const { port: bound } = door.app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${bound}`;
  return {
    url,
    to: ['--url', url, '--key', KEY],
    entries,
    arrivals,
    mentions: () => entries.flatMap(({ rows }) => rows as Mention[]),
  };
};

const at = (minute: number, second = 0) =>
  new Date(Date.UTC(2017, 9, 31, 20, minute, second)).toISOString();

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-replay-'));
});
afterEach(async () => {
  await Promise.all(close.map((each) => each()));
  close = [];
  rmSync(dir, { recursive: true, force: true });
});

describe('npm run replay', () => {
  it('merges files by time and moves the times so that the first row is now', async () => {
    const server = await serve();
    const one = write('one.ndjson', ndjson([1, 3, 5].map((n) => row(n, { at: at(n) }))));
    const two = write(
      'two.ndjson.gz',
      gzipSync(ndjson([2, 4, 6].map((n) => row(n, { at: at(n) })))),
    );
    const before = Date.now();
    const { status, stdout } = await start([one, two, ...server.to, '--speed', '600']).ended;
    const after = Date.now();
    expect(status).toBe(0);
    expect(stdout).toContain('6 accepted, 0 rejected');
    const rows = server.mentions();
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `post-${n}`));
    const [first, ...rest] = rows;
    expect(first?.at).toBeGreaterThanOrEqual(before);
    expect(first?.at).toBeLessThanOrEqual(after);
    expect(rest.map((mention) => mention.at - (first?.at ?? 0))).toEqual([100, 200, 300, 400, 500]);
  });

  it('sends no row before its moved time', async () => {
    const server = await serve();
    const file = write('rows.ndjson', ndjson([0, 20, 40].map((s) => row(s, { at: at(0, s) }))));
    await start([file, ...server.to, '--speed', '40']).ended;
    const early = server.entries.filter(({ rows }, i) =>
      rows.some((each) => each.at > (server.arrivals[i] ?? 0)),
    );
    expect(server.mentions()).toHaveLength(3);
    expect(server.entries.length).toBeGreaterThan(1);
    expect(early).toEqual([]);
  });

  it('passes on every row, extra fields too, and sends desk events to their own door', async () => {
    const server = await serve();
    const event = { id: 'e1', type: 'agent.state', agent: 'kim', state: 'away', at: at(2) };
    const rows = [
      row(1, { at: at(1), label: { sentiment: 'negative' } }),
      event,
      row(3, { at: at(3) }),
    ];
    const { status } = await start([write('rows.ndjson', ndjson(rows)), ...server.to, ...FAST])
      .ended;
    expect(status).toBe(0);
    expect(server.entries.map(({ kind }) => kind)).toEqual(['mentions', 'events', 'mentions']);
  });

  it('names what was rejected by file and line, sends the rest, and ends with 1', async () => {
    const server = await serve();
    const lines = [
      row(1),
      '',
      '{"broken',
      row(2, { at: 'never' }),
      row(3, { text: '\u2028 kept' }),
    ];
    const file = write('rows.ndjson', ndjson(lines));
    const { status, stdout, stderr } = await start([file, ...server.to, ...FAST]).ended;
    expect(status).toBe(1);
    expect(stdout).toContain('2 accepted, 2 rejected');
    expect(stderr).toContain(`${file}:3 invalid-json`);
    expect(stderr).toContain(`${file}:4 invalid-row: at:`);
    expect(server.mentions().map(({ text }) => text)).toEqual(['Parcel 1 is late', '\u2028 kept']);
  });

  it('waits as long as a full server says, and loses nothing', async () => {
    let refusals = 2;
    const server = await serve(() => {
      if (refusals-- > 0) throw new AppError('log-full', undefined, { retryAfterSeconds: 1 });
    });
    const file = write('rows.ndjson', ndjson([row(1), row(2)]));
    const { status, stderr } = await start([file, ...server.to, ...FAST]).ended;
    expect(status).toBe(0);
    expect(stderr.match(/503.*again in 1\.0 s/g)).toHaveLength(2);
    expect(server.mentions()).toHaveLength(2);
  });

  it('waits for a server that is not there yet', async () => {
    const port = await findFreePort();
    const file = write('rows.ndjson', ndjson([row(1)]));
    const replay = start([file, '--url', `http://127.0.0.1:${port}/`, ...FAST], {
      INGEST_KEY: KEY,
    });
    while (!replay.said.stderr.includes('ECONNREFUSED')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const server = await serve(undefined, port);
    expect((await replay.ended).status).toBe(0);
    expect(server.mentions()).toHaveLength(1);
  });

  it('ends with 1 and a reason when the key is wrong', async () => {
    const server = await serve();
    const file = write('rows.ndjson', ndjson([row(1)]));
    const { status, stderr } = await start([file, '--url', server.url, '--key', 'wrong']).ended;
    expect(status).toBe(1);
    expect(stderr).toContain('does not know this key');
  });

  it('ends with 1 when a file is damaged', async () => {
    const server = await serve();
    const file = write('rows.ndjson.gz', gzipSync(ndjson([row(1)])).subarray(0, 30));
    const { status, stderr } = await start([file, ...server.to]).ended;
    expect(status).toBe(1);
    expect(stderr).toContain('rows.ndjson.gz');
  });

  it.each([
    ['no file', []],
    ['a file that is not there', ['nowhere.ndjson', '--key', KEY]],
    ['a speed of zero', [import.meta.filename, '--speed', '0', '--key', KEY]],
    ['a speed that is no number', [import.meta.filename, '--speed', 'fast', '--key', KEY]],
    ['an address that is none', [import.meta.filename, '--url', 'here', '--key', KEY]],
    ['no key', [import.meta.filename]],
    ['an unknown option', [import.meta.filename, '--sped', '3']],
  ])('%s is wrong usage: 2 and one line', async (_name, args) => {
    const { status, stdout, stderr } = await start(args).ended;
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^replay: .*usage: npm run replay/);
  });
});

const shared = join(root, '..', 'shared', 'data');
const recordings = existsSync(shared)
  ? readdirSync(shared).filter((name) => /^(airline|twcs|spotify|ibm).*\.ndjson\.gz$/.test(name))
  : [];

describe.skipIf(recordings.length === 0)('recordings of real conversations', () => {
  it('are accepted to the last row, whatever mixture of files', async () => {
    const server = await serve();
    const files = recordings.map((name) => join(shared, name));
    const { status, stdout } = await start([...files, ...server.to, ...FAST]).ended;
    const lines = files.flatMap((file) =>
      gunzipSync(readFileSync(file)).toString().trim().split('\n'),
    );
    expect(stdout).toContain(`${lines.length} accepted, 0 rejected`);
    expect(status).toBe(0);
    const sent = new Set(lines.map((line) => JSON.parse(line).id));
    expect(new Set(server.mentions().map(({ id }) => id))).toEqual(sent);
  });
});
