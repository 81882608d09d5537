/** Real input from end to end: every dated recording beside the repository is replayed into a running
 * server, and the database must hold exactly what the files hold, once, however often it is sent. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { untilDrained } from '../helpers/kill-loop.ts';
import { KEYS, startProcess, type Running } from '../helpers/process.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '..', 'shared', 'data');
const FILES = [
  'airline-2015',
  'twcs-mixed-2017',
  'spotifycares-2017',
  'twcs-replies-only-2017',
  'ibm-care-2018-2020',
].map((name) => join(folder, `${name}.ndjson.gz`));
const isThere = existsSync(folder);
if (!isThere)
  console.warn('SKIPPED: the replay of recordings, which are not beside the repository');
/** Two years of recording in some seconds. */
const SPEED = 10_000_000;

const readKeys = async () => {
  const keys = new Set<string>();
  let rows = 0;
  for (const file of FILES) {
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
    for await (const line of lines) {
      const row = JSON.parse(line) as { channel: string; id: string };
      keys.add(`${row.channel}/${row.id}`);
      rows += 1;
    }
  }
  return { keys, rows };
};

const replay = async (running: Running) => {
  const child = spawn(
    process.execPath,
    [
      'server/cli/replay.ts',
      ...FILES,
      '--speed',
      String(SPEED),
      '--url',
      running.url,
      '--key',
      KEYS.ingest,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  }
  const [code] = (await once(child, 'exit')) as [number];
  await untilDrained(running);
  return { code, output };
};

type Sums = { mentions: number; distinct: number; s10: number; m1: number; h1: number };

describe.skipIf(!isThere)('the replay of recordings', () => {
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tocsin-replay-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  const readSums = async (): Promise<Sums> => {
    const embedded = await startEmbedded({ dataDir });
    const db = await openDb({ databaseUrl: embedded.databaseUrl });
    const { rows } = await db.query<Sums>(
      `select (select count(*) from mentions)::float8 as mentions,
              (select count(distinct (channel, id)) from mentions)::float8 as distinct,
              (select sum(mentions) from bucket_10s where topic = '')::float8 as s10,
              (select sum(mentions) from bucket_1m where topic = '')::float8 as m1,
              (select sum(mentions) from bucket_1h where topic = '')::float8 as h1`,
    );
    await db.close();
    await embedded.stop();
    return rows[0] as Sums;
  };

  it(
    'stores each mention once, in rows and in buckets, and a second replay changes nothing',
    { timeout: 240_000 },
    async () => {
      const { keys, rows } = await readKeys();
      expect(rows).toBeGreaterThan(50_000);
      const exact = {
        mentions: keys.size,
        distinct: keys.size,
        s10: keys.size,
        m1: keys.size,
        h1: keys.size,
      };
      for (const round of ['first', 'second']) {
        const running = await startProcess({ DATA_DIR: dataDir });
        const { code, output } = await replay(running);
        const metrics = await fetch(`${running.url}/metrics`).then((answer) => answer.text());
        await running.end('SIGTERM');
        expect(code, output).toBe(0);
        expect(metrics, round).toContain(`tocsin_rows_accepted_total{kind="mentions"} ${rows}`);
        expect(metrics, round).not.toMatch(/tocsin_rows_rejected_total\{[^}]*\} [1-9]/);
        expect(await readSums(), round).toEqual(exact);
      }
    },
  );
});
