/** A pipeline changes its sentiment model while it runs: no row is lost, and what comes after is read by
 * the new one. And a model of the operator's own: it goes before all others, a broken one stops the
 * start. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { ConfigError } from '#server/config.ts';
import { openLmdbLog } from '#server/intake/log-lmdb.ts';
import { createSentimentInForce, readOwnModel } from '#server/learning/in-force.ts';
import { LEARNING } from '#server/learning/limits.ts';
import { teach } from '#server/learning/teach.ts';
import { createLogger } from '#server/logger.ts';
import { createMetrics } from '#server/metrics.ts';
import { startPipelineApart } from '#server/pipeline/apart.ts';
import { addLearned } from '#server/store/sentiment-models.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';

const logger = createLogger('silent');
const turtle = (index: number) => `Turtle service to York again, coach ${index}`;
const lesson = teach({
  inForce: null,
  corrections: Array.from({ length: 40 }, (_, index) => ({
    ...{ text: turtle(index), lang: 'en', label: 'positive' as const },
  })),
  others: [],
})!;

let test: TestDatabase;
let dir: string;
beforeAll(async () => {
  test = await openTestDatabase();
  dir = mkdtempSync(join(tmpdir(), 'tocsin-model-'));
});
afterAll(async () => {
  await test.drop();
  rmSync(dir, { recursive: true, force: true });
});

it('changes over without a stop and without losing a row', async () => {
  const log = await openLmdbLog({ dir: join(dir, 'log'), maxBytes: 50_000_000 });
  const sentiment = createSentimentInForce({ db: test.db, logger, own: null });
  await sentiment.refresh();
  const pipeline = startPipelineApart({
    ...{ log, sentiment, logger, metrics: createMetrics(), catalogue: defaultCatalogue() },
    databaseUrl: test.url,
    onCommitted: () => undefined,
  });
  const send = async (prefix: string, count: number) => {
    const now = Date.now();
    const rows = Array.from({ length: count }, (_, index) => ({
      ...{ id: `${prefix}${index}`, channel: 'x', text: turtle(index), at: now, inbound: true },
    }));
    await log.append({ kind: 'mentions', receivedAt: now, rows });
  };
  const drained = () =>
    vi.waitFor(async () => expect((await log.status()).entries).toBe(0), { timeout: 30_000 });
  const moods = async () => {
    const { rows } = await test.db.query<{ mood: string; n: number }>(
      `select left(id, 1) || ' ' || sentiment as mood, count(*) as n from mentions
        group by mood order by mood`,
    );
    return Object.fromEntries(rows.map(({ mood, n }) => [mood, n]));
  };
  try {
    await send('a', 30);
    await drained();
    expect(await moods()).not.toHaveProperty('a positive');
    const row = { at: Date.now(), through: 40, corrections: 40, ...lesson };
    await test.db.transaction((tx) => addLearned(tx, row, LEARNING.modelsKept));
    await Promise.all([send('b', 500), sentiment.refresh()]);
    await drained();
    await send('c', 30);
    await drained();
    const found = await moods();
    expect(found['c positive']).toBe(30);
    expect(Object.values(found).reduce((sum, n) => sum + n, 0)).toBe(560);
  } finally {
    await pipeline.stop();
    sentiment.close();
    await log.close();
  }
});

it('a model of the operator is in force whatever was learned', async () => {
  const path = join(dir, 'own.model');
  writeFileSync(path, lesson.bytes);
  const own = readOwnModel({ sentimentModel: path });
  const sentiment = createSentimentInForce({ db: test.db, logger, own });
  await sentiment.refresh();
  expect(sentiment.now()).toMatchObject({ source: 'file', rows: lesson.rows });
  expect(sentiment.bytes()).toEqual(own?.bytes);
  expect(sentiment.taught()).toBeUndefined();
  expect(readOwnModel({ sentimentModel: null })).toBeNull();
});

it('a broken one stops the start, beside every other problem', async () => {
  const path = join(dir, 'broken.model');
  writeFileSync(path, lesson.bytes.subarray(0, 5_000));
  expect(() => readOwnModel({ sentimentModel: path })).toThrow(ConfigError);
  const { status, said } = await new Promise<{ status: unknown; said: string }>((resolve) => {
    const env = {
      ...{ PATH: process.env.PATH, DATA_DIR: join(dir, 'data'), PORT: '0' },
      ...{ SENTIMENT_MODEL: path, CONFIG_DIR: join(dir, 'nowhere') },
    };
    const args = [join(import.meta.dirname, '../../server/cli/start.ts')];
    execFile(process.execPath, args, { env }, (error, _out, said) =>
      resolve({ status: error?.code, said }),
    );
  });
  expect(status).toBe(2);
  expect(said).toContain(`SENTIMENT_MODEL: ${path} is a sentiment model that was cut off`);
  expect(said).toContain('nowhere');
});
