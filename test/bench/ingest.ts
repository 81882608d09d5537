/** Rows a second from HTTP until stored, against a raw COPY of the same rows into the same table in
 * the same run: what everything between the socket and the disk costs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startEmbedded } from '#server/store/embedded.ts';
import { untilDrained } from '../helpers/kill-loop.ts';
import { KEYS, startProcess, type Running } from '../helpers/process.ts';
import { makeRows, toBodies } from '../helpers/rows.ts';
import { isMissing, openRunDir } from '../helpers/services.ts';
import { startTimescale } from '../helpers/timescale.ts';

const ROWS = 160_000;
const ROUNDS = 3;
const ROWS_PER_REQUEST = 1_000;
const CONNECTIONS = 8;
/** Rows lie this far apart: 160,000 rows span 27 minutes of a busy brand. */
const SPACING_MS = 10;

const sendAll = async (running: Running, bodies: string[]) => {
  const queue = [...bodies];
  const sendNext = async () => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) {
      const answer = await fetch(`${running.url}/api/v1/mentions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEYS.ingest}`, 'content-type': 'application/x-ndjson' },
        body,
      });
      if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sendNext));
};

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] as number;

/** HTTP rows a second until the log is empty: the median of rounds, after a warm-up. */
const measureHttp = async (env: Record<string, string>) => {
  const running = await startProcess(env);
  try {
    const startAt = Date.now() - ROWS * SPACING_MS;
    await sendAll(
      running,
      toBodies(makeRows(ROWS / 6, startAt, SPACING_MS, 'warm'), ROWS_PER_REQUEST),
    );
    await untilDrained(running);
    const speeds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = makeRows(ROWS, startAt, SPACING_MS, `round${round}`);
      const bodies = toBodies(rows, ROWS_PER_REQUEST).reverse();
      const begun = performance.now();
      await sendAll(running, bodies);
      await untilDrained(running);
      speeds.push(ROWS / ((performance.now() - begun) / 1_000));
    }
    return median(speeds);
  } finally {
    await running.end('SIGTERM');
  }
};

/** Rows a second of COPY, the median of rounds: the stored rows are read out, then written into the emptied table. */
const measureCopy = async (url: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const chunks: Buffer[] = [];
    const out = client.query(
      copyTo(`copy (select * from mentions where id like 'round0-%') to stdout`),
    );
    for await (const chunk of out) chunks.push(chunk as Buffer);
    const speeds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await client.query('truncate mentions');
      const begun = performance.now();
      await pipeline(Readable.from(chunks), client.query(copyFrom('copy mentions from stdin')));
      speeds.push(ROWS / ((performance.now() - begun) / 1_000));
    }
    const { rows } = await client.query('select count(*)::int as n from mentions');
    if (rows[0].n !== ROWS) throw new Error(`${rows[0].n} rows instead of ${ROWS}`);
    return median(speeds);
  } finally {
    await client.end();
  }
};

const toFigures = (where: string, http: number, copy: number) => [
  {
    bench: `HTTP rows until stored, ${where}`,
    value: Math.round(http),
    unit: 'rows/s',
    against: `COPY ${Math.round(copy)} rows/s`,
    ratio: Number((http / copy).toFixed(3)),
  },
];

const runEmbedded = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  try {
    const http = await measureHttp({ DATA_DIR: dataDir });
    const embedded = await startEmbedded({ dataDir });
    const copy = await measureCopy(embedded.databaseUrl).finally(() => embedded.stop());
    return toFigures('embedded', http, copy);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

const runTimescale = async () => {
  const runDir = await openRunDir();
  const service = await startTimescale(runDir);
  if (isMissing(service)) throw new Error(`skipped, needs ${service.missing}`);
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  try {
    const http = await measureHttp({ DATA_DIR: dataDir, DATABASE_URL: service.url });
    return toFigures('TimescaleDB', http, await measureCopy(service.url));
  } finally {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
    await rm(runDir, { recursive: true, force: true });
  }
};

export const benches = [
  { name: 'ingest-timescale', run: runTimescale },
  { name: 'ingest-embedded', run: runEmbedded },
];
