/** The pipeline on its own thread: the same promises, also when the thread dies with rows in hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Committed } from '#contracts/committed.ts';
import type { IntakeLog } from '#contracts/log.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { openLmdbLog } from '#server/intake/log-lmdb.ts';
import { createLogger } from '#server/logger.ts';
import { createMetrics } from '#server/metrics.ts';
import { startPipelineApart } from '#server/pipeline/apart.ts';
import type { Pipeline } from '#server/pipeline/pipeline.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';

let test: TestDatabase;
let dir: string;
let log: IntakeLog;
let metrics: ReturnType<typeof createMetrics>;
let told: Committed[];
let running: Pipeline | null;

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'apart-'));
  log = await openLmdbLog({ dir: join(dir, 'log'), maxBytes: 50_000_000 });
  await test.db.query('truncate mentions, ledger, conversations');
  metrics = createMetrics();
  told = [];
  running = null;
});
afterEach(async () => {
  await running?.stop();
  await log.close();
  rmSync(dir, { recursive: true, force: true });
});

const append = (from: number, count: number) => {
  const now = Date.now();
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `row-${from + index}`,
    channel: 'x',
    text: 'Is the ferry late again?',
    at: now,
    inbound: true,
  }));
  return log.append({ kind: 'mentions', receivedAt: now, rows });
};
const start = (given: IntakeLog = log): Pipeline => {
  running = startPipelineApart({
    ...{ log: given, metrics, catalogue: defaultCatalogue(), databaseUrl: test.url },
    logger: createLogger('silent'),
    onCommitted: (committed) => told.push(committed),
  });
  return running;
};
const isDrained = () =>
  vi.waitFor(async () => expect((await log.status()).entries).toBe(0), { timeout: 60_000 });
const stored = async () =>
  (await test.db.query<{ n: number }>('select count(*)::int as n from mentions')).rows[0]?.n;
const volume = () =>
  told
    .flatMap(({ increments }) => increments)
    .filter(({ topic }) => topic === '')
    .reduce((sum, { counts }) => sum + counts.mentions, 0);

it('stores what is on the log, tells of it and keeps the figures', async () => {
  await append(0, 30);
  const pipeline = start();
  await append(30, 12);
  await isDrained();
  expect(await stored()).toBe(42);
  expect(volume()).toBe(42);
  expect((await metrics.rowsStored.get()).values).toContainEqual(
    expect.objectContaining({ labels: { kind: 'mentions' }, value: 42 }),
  );
  expect(pipeline.health().storage).toBe('ok');
});

it('reads a log that knows no raw records', async () => {
  const plain: IntakeLog = { ...log };
  delete plain.readRaw;
  await append(0, 7);
  start(plain);
  await isDrained();
  expect(await stored()).toBe(7);
});

it('leaves on the log what comes after a stop', async () => {
  await start().stop();
  await append(0, 5);
  expect([await stored(), (await log.status()).entries]).toEqual([0, 1]);
});

it('gives a new thread what a dead one had in hand', async () => {
  const threads = new Set<Worker>();
  const post = Worker.prototype.postMessage;
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, ...args) {
    threads.add(this);
    post.apply(this, args);
  });
  // It is stored but not yet acknowledged when its thread dies; more comes meanwhile.
  const ack = async (offsets: string[]): Promise<void> => {
    if (threads.size > 1) return log.ack(offsets);
    await [...threads][0]?.terminate();
    await append(20, 5);
    throw new Error('nobody hears this');
  };
  await append(0, 20);
  start({ ...log, ack });
  await isDrained();
  vi.restoreAllMocks();
  expect(threads.size).toBe(2);
  expect([await stored(), volume()]).toEqual([25, 25]);
});
