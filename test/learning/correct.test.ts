/** A corrected mood moves every count by the difference, whatever was corrected before and however many
 * do it at once, and the walls hear of it as the row itself was heard. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COUNTERS, emptyCounts, type BucketIncrement } from '#contracts/bucket.ts';
import type { Committed } from '#contracts/committed.ts';
import type { Principal } from '#contracts/who.ts';
import { RUNTIME } from '#server/config.ts';
import { createCorrect } from '#server/learning/correct.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { aggregate } from '#server/pipeline/aggregate.ts';
import type { BatchRow } from '#server/pipeline/batch.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { createRings } from '#server/pipeline/rings.ts';
import { BUCKET_TABLES, listBuckets } from '#server/store/buckets.ts';
import { countCorrected, listTaught, sampleUncorrected } from '#server/store/corrections.ts';
import { listMentions } from '#server/store/mentions.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { context, mentionRow, NOON } from '../pipeline/make.ts';

const ANN: Principal = { kind: 'api', id: '1', name: 'Ann', role: 'supervisor' };
const BEN: Principal = { kind: 'api', id: '2', name: 'Ben', role: 'supervisor' };
const HOUR_MS = 3_600_000;

describe.each(databaseKinds())('a correction on %s', (kind) => {
  let test: TestDatabase;
  let told: Committed[];
  let correct: ReturnType<typeof createCorrect>;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
  });
  afterAll(() => test.drop());
  beforeEach(async () => {
    const tables = ['mentions', 'ledger', 'corrections', ...Object.values(BUCKET_TABLES)];
    await test.db.query(`truncate ${tables.join(', ')}`);
    told = [];
    const bus = createLocalBus();
    bus.subscribe((message) => {
      if (message.kind === 'committed') told.push(message.committed);
    });
    correct = createCorrect({ db: test.db, bus, clock: () => NOON });
  });

  const commit = (rows: BatchRow[]) => commitBatch(test.db, rows, context({}));
  const commitSome = () =>
    commit(
      Array.from({ length: 12 }, (_, index) =>
        mentionRow({
          ...{ id: `m${index}`, at: NOON - 45_000 + index * 3_700 },
          topics: index % 3 === 0 ? ['billing', 'network'] : [],
          sentiment: { label: 'neutral', score: 0.05 * (index - 6), confidence: 0.5 },
        }),
      ),
    );
  const bucketsOf = async (step: 10 | 60 | 3600) =>
    listBuckets(test.db, { step, fromMs: 0, limit: 10_000 });
  /** Counts by key as the stored mentions give them anew. */
  const recount = async (step: number) => {
    const { items } = await listMentions(test.db, { limit: 500 });
    const sums = new Map<string, BucketIncrement>();
    for (const { at, ...increment } of aggregate(items)) {
      const start = at - (at % (step * 1_000));
      const key = [increment.brand, increment.channel, increment.topic, start].join('|');
      const known = sums.get(key) ?? { ...increment, at: start, counts: emptyCounts() };
      for (const counter of COUNTERS) known.counts[counter] += increment.counts[counter];
      sums.set(key, known);
    }
    return sums;
  };
  const expectRight = async () => {
    for (const step of [10, 60, 3600] as const) {
      const sums = await recount(step);
      const buckets = await bucketsOf(step);
      expect(buckets.length).toBe(sums.size);
      for (const { brand, channel, topic, at, counts } of buckets) {
        const sum = sums.get([brand, channel, topic, at].join('|'));
        const { scoreSum, ...whole } = counts;
        expect({ ...sum?.counts, scoreSum: 0 }).toEqual({ ...whole, scoreSum: 0 });
        expect(scoreSum).toBeCloseTo(sum?.counts.scoreSum ?? Number.NaN, 9);
      }
    }
  };

  it('moves all counts by the difference, again and again, and back', async () => {
    await commitSome();
    const before = await bucketsOf(10);
    await correct({ channel: 'x', id: 'm0', label: 'negative', reason: 'sarcasm' }, ANN);
    await correct({ channel: 'x', id: 'm3', label: 'positive' }, ANN);
    await correct({ channel: 'x', id: 'm4', label: 'neutral' }, ANN);
    await expectRight();
    const after = await correct({ channel: 'x', id: 'm0', label: 'positive' }, BEN);
    expect(after.sentiment).toEqual({ label: 'positive', score: 1, confidence: 1 });
    await expectRight();
    for (const id of ['m0', 'm3', 'm4']) await correct({ channel: 'x', id, label: null }, ANN);
    await expectRight();
    const counts = (await bucketsOf(10)).map(({ counts: { scoreSum, ...rest } }) => ({
      ...rest,
      score: Math.round(scoreSum * 1e9),
    }));
    expect(counts).toEqual(
      before.map(({ counts: { scoreSum, ...rest } }) => ({
        ...rest,
        score: Math.round(scoreSum * 1e9),
      })),
    );
  });

  it('keeps counts right while many correct and the pipeline goes on', async () => {
    await commitSome();
    const labels = ['negative', 'positive', 'neutral'] as const;
    const work = Array.from({ length: 40 }, (_, index) =>
      correct(
        { channel: 'x', id: `m${index % 5}`, label: labels[(index * 7) % 3]! },
        index % 2 ? ANN : BEN,
      ),
    );
    const more = Array.from({ length: 6 }, (_, index) =>
      commit([mentionRow({ id: `n${index}`, at: NOON - 20_000, topics: ['billing'] })]),
    );
    await Promise.all([...work, ...more]);
    await expectRight();
  });

  it('is heard by the live windows as its row was, and by nobody when it is old', async () => {
    const live = mentionRow({ id: 'live', at: NOON - 60_000 });
    const late = mentionRow({ id: 'late', at: NOON - 2 * RUNTIME.lateAfterMs });
    const old = mentionRow({ id: 'old', at: NOON - 5 * HOUR_MS });
    const rings = createRings();
    for (const row of [live, late, old]) {
      const { committed } = await commit([row]);
      rings.apply(committed.increments);
      rings.applyLate(committed.late ?? []);
    }
    const negative = () =>
      rings.window('northline', '', 'negative', NOON, 360).counts as Float64Array;
    for (const id of ['live', 'late', 'old']) {
      await correct({ channel: 'x', id, label: 'negative' }, ANN);
    }
    expect(
      told.map(({ increments, late: lateOnes }) => [increments.length, lateOnes?.length]),
    ).toEqual([
      [1, 0],
      [0, 1],
    ]);
    for (const { increments, late: lateOnes } of told) {
      rings.apply(increments);
      rings.applyLate(lateOnes ?? []);
    }
    expect(negative().reduce((sum, count) => sum + count, 0)).toBe(1);
    rings.load(await bucketsOf(10));
    expect(negative().reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(Math.min(...negative())).toBeGreaterThanOrEqual(0);
  });

  it('is refused for unknown mentions, posts of the brand and noise, and changes nothing', async () => {
    await commit([
      mentionRow({ id: 'ours', at: NOON, inbound: false }),
      mentionRow({ id: 'spam', at: NOON, noise: 'giveaway' }),
      mentionRow({ id: 'fine', at: NOON }),
    ]);
    const before = await bucketsOf(10);
    const ask = (id: string, label: 'negative' | null = 'negative') =>
      correct({ channel: 'x', id, label }, ANN);
    await expect(ask('unknown')).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask('ours')).rejects.toMatchObject({ code: 'conflict' });
    await expect(ask('spam')).rejects.toMatchObject({ code: 'conflict' });
    await expect(ask('fine', null)).rejects.toMatchObject({ code: 'conflict' });
    expect(await bucketsOf(10)).toEqual(before);
    expect(told).toEqual([]);
  });

  it('teaches with the newest label of each mention, page by page', async () => {
    await commitSome();
    for (const id of ['m1', 'm2', 'm5', 'm1']) {
      await correct({ channel: 'x', id, label: id === 'm2' ? 'positive' : 'negative' }, ANN);
    }
    await correct({ channel: 'x', id: 'm5', label: null }, BEN);
    const first = await listTaught(test.db, { limit: 1 });
    const rest = await listTaught(test.db, { before: first[0]?.correction, limit: 10 });
    const all = [...first, ...rest].map(({ label, mention }) => [mention.id, label]);
    expect(all).toEqual([
      ['m1', 'negative'],
      ['m2', 'positive'],
    ]);
    expect(await countCorrected(test.db, 0)).toBe(2);
    expect(await countCorrected(test.db, rest[0]?.correction ?? 0)).toBe(1);
    expect(await listTaught(test.db, { brand: 'elsewhere', limit: 10 })).toEqual([]);
    const sample = await sampleUncorrected(test.db, { fromMs: 0, among: 100, limit: 100 });
    expect(sample.length).toBe(9);
    const few = await sampleUncorrected(test.db, { fromMs: 0, among: 100, limit: 4 });
    expect(few).toEqual(sample.slice(0, 4));
  });
});
