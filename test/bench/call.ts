/** From a crisis to the first request at a receiver, through the real pass, sender and webhook; and
 * beside it Prometheus Alertmanager for the part that both do: something is given in, and a webhook
 * goes out, without waiting to group. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { AlertBody } from '#contracts/alert.ts';
import { receiverConfig } from '#contracts/catalogue.ts';
import { createLinks } from '#server/calling/links.ts';
import { openCalling } from '#server/calling/open-calling.ts';
import { systemClock } from '#server/clock.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { createMetrics } from '#server/metrics.ts';
import { createOncall } from '#server/oncall/oncall.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { migrate } from '#server/store/migrate.ts';
import { findAlertmanager, startAlertmanager } from '../helpers/alertmanager.ts';
import { aCrisis } from '../watch/samples.ts';
import { shippedDocuments } from '../watch/stage.ts';

const CALLS = 100;
const WARM_UP = 10;
const REST_MS = 30;
const LOST_AFTER_MS = 30_000;

const quantile = (values: number[], q: number) => {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.ceil(q * sorted.length) - 1] ?? Number.NaN).toFixed(1));
};

/** Notes when the first request about something arrives. */
const openReceiver = async (keyOf: (body: unknown) => string) => {
  const arrivedAt = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const now = performance.now();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    response.end();
    const key = keyOf(JSON.parse(Buffer.concat(parts).toString('utf8')));
    if (!arrivedAt.has(key)) arrivedAt.set(key, now);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const arrival = async (key: string) => {
    const begun = performance.now();
    while (!arrivedAt.has(key)) {
      if (performance.now() - begun > LOST_AFTER_MS) throw new Error(`${key} never arrived`);
      await sleep(1);
    }
    return arrivedAt.get(key) as number;
  };
  return { url, arrival, close: () => server.close() };
};

/** A brand and a webhook for each call: the pace of one place does not hold back another's. */
const measureCalls = async (dataDir: string) => {
  const receiver = await openReceiver((body) => (body as AlertBody).crisis.id);
  const embedded = await startEmbedded({ dataDir });
  const db = await openDb({ databaseUrl: embedded.databaseUrl });
  await migrate(db);
  const numbers = Array.from({ length: WARM_UP + CALLS }, (_, index) => index);
  const receivers = numbers.map((n) =>
    receiverConfig.parse({
      ...{ key: `hook-${n}`, kind: 'webhook', url: receiver.url, brands: [`brand-${n}`] },
      ...{ secret: 'a secret of the bench', allowPrivateAddress: true },
    }),
  );
  const bus = createLocalBus();
  const clock = systemClock;
  const publicUrl = 'http://wall.example';
  const calling = await openCalling({
    ...{ db, bus, clock, publicUrl, receivers, smtpUrl: null, holder: 'bench' },
    ...{ logger: pino({ level: 'error' }), metrics: createMetrics(), catalogue: { brands: [] } },
    ...{ documents: shippedDocuments, links: createLinks(Buffer.alloc(32), publicUrl) },
    oncall: createOncall({ db, documents: shippedDocuments, clock }),
  });
  const fromStored: number[] = [];
  const fromGiven: number[] = [];
  for (const n of numbers) {
    const at = clock();
    const times = { firstMentionAt: at - 60_000, detectedAt: at, openedAt: at };
    const id = `crisis-${n}`;
    const givenAt = performance.now();
    const crisis = await insertCrisis(db, aCrisis({ id, brand: `brand-${n}`, ...times }));
    const storedAt = performance.now();
    bus.publish({ kind: 'watch', at, bands: [], signals: [], crises: [crisis] });
    const arrivedAt = await receiver.arrival(id);
    if (n >= WARM_UP) {
      fromStored.push(arrivedAt - storedAt);
      fromGiven.push(arrivedAt - givenAt);
    }
    await sleep(REST_MS);
  }
  await calling.stop();
  await db.close();
  await embedded.stop();
  receiver.close();
  return { fromStored, fromGiven };
};

type Hook = { alerts: { labels: { alertname: string } }[] };

const measureAlertmanager = async (path: string): Promise<number[]> => {
  const receiver = await openReceiver((body) => (body as Hook).alerts[0]?.labels.alertname ?? '');
  const manager = await startAlertmanager(path, { url: receiver.url, bearer: 'bench' });
  const tookMs: number[] = [];
  for (let n = 0; n < WARM_UP + CALLS; n += 1) {
    const alertname = `alert-${n}`;
    const givenAt = performance.now();
    await manager.tell({ labels: { alertname, severity: 'critical' } });
    const arrivedAt = await receiver.arrival(alertname);
    if (n >= WARM_UP) tookMs.push(arrivedAt - givenAt);
    await sleep(REST_MS);
  }
  await manager.close();
  receiver.close();
  return tookMs;
};

const run = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-bench-call-'));
  try {
    const { fromStored, fromGiven } = await measureCalls(dataDir);
    const figures = [
      { bench: 'crisis stored to first request p50', value: quantile(fromStored, 0.5), unit: 'ms' },
      {
        bench: 'crisis stored to first request p95',
        value: quantile(fromStored, 0.95),
        unit: 'ms',
      },
    ];
    const given = quantile(fromGiven, 0.95);
    const path = findAlertmanager();
    if (path === null)
      return [...figures, { bench: 'given to request p95', value: given, unit: 'ms' }];
    const other = quantile(await measureAlertmanager(path), 0.95);
    const ratio = Number((given / other).toFixed(2));
    const against = `Alertmanager, group_wait 0s: ${other} ms`;
    return [
      ...figures,
      { bench: 'given to request p95', value: given, unit: 'ms', against, ratio },
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

export const benches = [{ name: 'call', run }];
