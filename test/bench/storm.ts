/** A thousand crises in a minute on a running server: how soon the most severe are told of, what the
 * server answers meanwhile, and what it costs. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { LEVELS, type Level } from '#contracts/crisis.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import type { Db } from '#server/store/sql.ts';
import { startProcess, type Running } from '../helpers/process.ts';
import { aCrisis } from '../watch/samples.ts';

const CRISES = 1_000;
const STORM_MS = 60_000;
const AFTER_MS = 15_000;
const HEALTH_EVERY_MS = 100;

const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? Number.NaN;
const levelOf = (index: number): Level => (index % 20 === 7 ? 'critical' : LEVELS[index % 3]!);

const openReceiver = async () => {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { url, requests: () => requests, close: () => server.close() };
};

const openStorm = async (db: Db): Promise<void> => {
  const begun = Date.now();
  for (let index = 0; index < CRISES; index += 1) {
    await sleep(Math.max(0, begun + (index / CRISES) * STORM_MS - Date.now()));
    const now = Date.now();
    const times = { firstMentionAt: now - 60_000, detectedAt: now, openedAt: now };
    await insertCrisis(db, aCrisis({ id: `storm-${index}`, level: levelOf(index), ...times }));
  }
};

/** Asks for its health all the while. */
const askHealth = async (running: Running, isOver: () => boolean): Promise<number[]> => {
  const tookMs: number[] = [];
  while (!isOver()) {
    const begun = performance.now();
    const { ok } = await fetch(`${running.url}/healthz`);
    if (!ok) throw new Error('the server is not alive');
    tookMs.push(performance.now() - begun);
    await sleep(HEALTH_EVERY_MS);
  }
  return tookMs;
};

/** What the server says of itself. */
const readMetrics = async (running: Running): Promise<(name: string) => number> => {
  const text = await fetch(`${running.url}/metrics`).then((answer) => answer.text());
  return (name) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
};

/** Seconds from each critical crisis to the first message that tells of it. */
const criticalWaits = async (db: Db): Promise<number[]> => {
  const { rows } = await db.query<{ wait: number }>(
    `select extract(epoch from coalesce(min(accepted_at), now()) - crises.opened_at)::float8 as wait
       from crises left join messages on messages.crisis_id = crises.id
      where crises.level = 'critical' group by crises.id`,
  );
  return rows.map(({ wait }) => wait);
};

const run = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-bench-storm-'));
  const receiver = await openReceiver();
  const { url } = receiver;
  const row = { key: 'duty', kind: 'webhook', url, secret: 'a secret of the bench' };
  const receivers = [{ ...row, allowPrivateAddress: true }];
  await writeFile(join(dir, 'receivers.yaml'), stringify({ receivers }));
  const embedded = await startEmbedded({ dataDir: join(dir, 'database') });
  const env = {
    DATABASE_URL: embedded.databaseUrl,
    DATA_DIR: join(dir, 'data'),
    CONFIG_DIR: dir,
    LOG_LEVEL: 'error',
  };
  const running = await startProcess(env);
  const db = await openDb({ databaseUrl: embedded.databaseUrl });
  try {
    const cpuBefore = (await readMetrics(running))('process_cpu_seconds_total');
    let isOver = false;
    const asking = askHealth(running, () => isOver);
    await openStorm(db);
    await sleep(AFTER_MS);
    isOver = true;
    const healthMs = await asking;
    const waits = await criticalWaits(db);
    const after = await readMetrics(running);
    const passes = after('tocsin_calling_pass_seconds_count');
    const megabytes = after('process_resident_memory_bytes') / 1024 ** 2;
    const figure = (bench: string, value: number, unit: string) => ({
      bench: `storm of ${CRISES}: ${bench}`,
      value: Number(value.toFixed(1)),
      unit,
    });
    return [
      figure('critical told within p95', quantile(waits, 0.95), 's'),
      figure('requests to one receiver', receiver.requests(), 'requests'),
      figure('healthz p99', quantile(healthMs, 0.99), 'ms'),
      figure('pass, mean', (after('tocsin_calling_pass_seconds_sum') / passes) * 1_000, 'ms'),
      figure('memory of the server, after', megabytes, 'MiB'),
      figure('processor time', after('process_cpu_seconds_total') - cpuBefore, 's'),
    ];
  } finally {
    await running.end('SIGTERM');
    await db.close();
    await embedded.stop();
    receiver.close();
    await rm(dir, { recursive: true, force: true });
  }
};

export const benches = [{ name: 'storm', run }];
