/** The loop on a real log and a real database: everything accepted is stored once, also when the
 * database goes away in between, and a row that it refuses stands in nobody's way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import type { Committed } from '#contracts/committed.ts';
import type { IntakeLog } from '#contracts/log.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';
import { openLmdbLog } from '#server/intake/log-lmdb.ts';
import { RUNTIME } from '#server/config.ts';
import { createLogger } from '#server/logger.ts';
import { createMetrics } from '#server/metrics.ts';
import { createHear, type Hear } from '#server/pipeline/hear.ts';
import { startPipeline, type Pipeline, type PipelineOptions } from '#server/pipeline/pipeline.ts';
import { openDb, type Pool } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { migrate } from '#server/store/migrate.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { mention, NOON } from './make.ts';

let dir: string;
let log: IntakeLog;
let running: Pipeline[];
let told: Committed[];
let metrics: ReturnType<typeof createMetrics>;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pipeline-'));
  log = await openLmdbLog({ dir: join(dir, 'log'), maxBytes: 50_000_000 });
  running = [];
  told = [];
  metrics = createMetrics();
});
afterEach(async () => {
  await Promise.all(running.map((pipeline) => pipeline.stop()));
  await log.close();
  rmSync(dir, { recursive: true, force: true });
});

const understand = (row: Mention): Understood => mention(row as Partial<Understood>);
const start = (db: Pool, over: Partial<PipelineOptions> = {}): Pipeline => {
  const pipeline = startPipeline({
    log,
    db,
    understand,
    clock: () => NOON,
    logger: createLogger('silent'),
    metrics,
    onCommitted: (committed) => told.push(committed),
    ...over,
  });
  running.push(pipeline);
  return pipeline;
};

let made = 0;
const append = (rows: number, over: Partial<Understood> = {}) =>
  log.append({
    kind: 'mentions',
    receivedAt: NOON - 1_000,
    rows: Array.from({ length: rows }, () => mention({ id: `row-${(made += 1)}`, ...over })),
  });
const stored = async (db: Pool): Promise<number> => {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from mentions`);
  return rows[0]?.n ?? 0;
};
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000 });
const isDrained = async () => expect((await log.status()).entries).toBe(0);

describe('the loop', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    await test.db.query(`truncate mentions, ledger`);
  });

  it('stores what the hearing fails on, and counts it', async () => {
    const hear = createHear(catalogue.parse({}));
    const picky: Hear = (row, parentKind) => {
      if (row.text === 'bad') throw new TypeError('cannot');
      return hear(row, parentKind);
    };
    start(test.db, { hear: picky });
    await append(2, { text: 'bad' });
    await append(3, { text: 'good' });
    await eventually(isDrained);
    expect(await stored(test.db)).toBe(5);
    expect(told.flatMap(({ voices }) => voices ?? [])).toHaveLength(3);
    expect((await metrics.rowsUnheard.get()).values[0]?.value).toBe(2);
  });

  it('stores what is on the log, acknowledges it and tells of it', async () => {
    await append(3);
    const pipeline = start(test.db);
    await append(2);
    await eventually(isDrained);
    expect(await stored(test.db)).toBe(5);
    const counted = told.flatMap(({ increments }) => increments.map(({ counts }) => counts.volume));
    expect(counted.reduce((a, b) => a + b, 0)).toBe(5);
    expect(pipeline.health()).toEqual({ lagSeconds: expect.any(Number), storage: 'ok' });
    expect((await metrics.rowsStored.get()).values).toContainEqual(
      expect.objectContaining({ labels: { kind: 'mentions' }, value: 5 }),
    );
  });

  it('cuts an entry that is larger than a batch', async () => {
    const rows = RUNTIME.batchRows * 2 + 500;
    await append(rows);
    start(test.db);
    await eventually(isDrained);
    expect(await stored(test.db)).toBe(rows);
    expect(told.length).toBeGreaterThan(2);
  });

  it('buries the rows that the database refuses, and stores all others', async () => {
    await append(30);
    await append(1, { id: 'poison\0one' });
    await append(30);
    await append(1, { text: 'bad \0 text', id: 'poison two' });
    await append(8);
    start(test.db);
    await eventually(isDrained);
    expect(await stored(test.db)).toBe(68);
    const dead = await log.listDead(10);
    expect(new Set(dead.map(({ row }) => (row as Mention).id))).toEqual(
      new Set(['poison\0one', 'poison two']),
    );
    expect(dead[0]?.reason).toMatch(/^the database refused the row: 22/);
    expect((await metrics.deadLetters.get()).values[0]?.value).toBe(2);
  });

  it('buries a row that cannot be understood', async () => {
    await append(2);
    await append(1, { id: 'riddle' });
    const puzzled = (row: Mention) => {
      if (row.id === 'riddle') throw new TypeError('a riddle');
      return understand(row);
    };
    start(test.db, { understand: puzzled });
    await eventually(isDrained);
    expect(await stored(test.db)).toBe(2);
    expect(await log.listDead(10)).toMatchObject([{ row: { id: 'riddle' } }]);
  });

  it('buries once, however often the log is asked to forget', async () => {
    await append(1, { id: 'riddle' });
    let failures = 2;
    const ack = async (offsets: string[]) => {
      if ((failures -= 1) >= 0) throw new Error('the log does not answer');
      return log.ack(offsets);
    };
    const puzzled = (): Understood => {
      throw new TypeError('a riddle');
    };
    start(test.db, { understand: puzzled, log: { ...log, ack } });
    await eventually(isDrained);
    expect(failures).toBeLessThan(0);
    expect(await log.listDead(10)).toHaveLength(1);
  });

  it('takes up after a stop what was left', async () => {
    await start(test.db).stop();
    await append(5);
    expect(await stored(test.db)).toBe(0);
    start(test.db);
    await eventually(isDrained);
    expect(await stored(test.db)).toBe(5);
  });
});

it('waits while the database is away, says so, and stores everything once it is back', async () => {
  const dataDir = join(dir, 'data');
  let embedded = await startEmbedded({ dataDir });
  const db = await openDb({ databaseUrl: embedded.databaseUrl });
  try {
    await migrate(db);
    const pipeline = start(db);
    await append(10);
    await eventually(isDrained);
    await embedded.stop();
    await append(10);
    await eventually(async () => expect(pipeline.health().storage).toBe('behind'));
    await append(10);
    expect((await log.status()).entries).toBeGreaterThan(0);
    embedded = await startEmbedded({ dataDir });
    await eventually(isDrained);
    expect(await stored(db)).toBe(30);
    expect(await log.listDead(10)).toEqual([]);
    expect(pipeline.health().storage).toBe('ok');
    await embedded.stop();
    await append(1);
    await eventually(async () => expect(pipeline.health().storage).toBe('behind'));
    await pipeline.stop();
    expect((await log.status()).entries).toBe(1);
  } finally {
    await db.close();
    await embedded.stop();
  }
});
