/** Buckets add up: the three widths agree with what was written, whoever wrote at the same time. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BUCKET_STEPS_SECONDS, type BucketIncrement } from '#contracts/bucket.ts';
import {
  addIncrements,
  backfillBuckets,
  hourlyHistory,
  listBuckets,
} from '#server/store/buckets.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { DAY, HOUR, increment, MINUTE, NOON, SECOND } from './rows.ts';

describe.each(databaseKinds())('buckets on %s', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.drop());

  const read = (step: (typeof BUCKET_STEPS_SECONDS)[number], more: object = {}) =>
    listBuckets(database.db, { step, fromMs: 0, limit: 10_000, ...more });

  test('one write is in all widths, at the beginning of each slice', async () => {
    const at = NOON + 25 * MINUTE + 30 * SECOND;
    const counts = { mentions: 3, volume: 2, negative: 1, scoreSum: -0.75, reach: 5_000_000_000 };
    const row = increment({ at, counts });
    await addIncrements(database.db, [row]);
    expect(await read(10)).toEqual([row]);
    expect(await read(60)).toEqual([{ ...row, at: NOON + 25 * MINUTE }]);
    expect(await read(3600)).toEqual([{ ...row, at: NOON }]);
  });

  test('a late row corrects every width', async () => {
    await addIncrements(database.db, [increment({ at: NOON + HOUR })]);
    await addIncrements(database.db, [increment({ at: NOON }), increment({ at: NOON })]);
    await addIncrements(database.db, [increment({ at: NOON + 50 * SECOND })]);
    const sums = async (step: 10 | 60 | 3600) =>
      (await read(step)).map(({ at, counts }) => [at - NOON, counts.mentions]);
    expect(await sums(10)).toEqual([
      [0, 2],
      [50 * SECOND, 1],
      [HOUR, 1],
    ]);
    expect(await sums(60)).toEqual([
      [0, 3],
      [HOUR, 1],
    ]);
    expect(await sums(3600)).toEqual([
      [0, 3],
      [HOUR, 1],
    ]);
  });

  test('writers at the same time, over the same slices in any order, lose nothing', async () => {
    const writers = 12;
    const rows: BucketIncrement[] = [];
    for (let slice = 0; slice < 40; slice += 1) {
      for (const brand of ['A', 'B', 'ä']) {
        for (const topic of ['', 'lids']) {
          const at = NOON + slice * 10 * SECOND;
          rows.push(increment({ at, brand, topic, counts: { mentions: 2, scoreSum: 0.5 } }));
        }
      }
    }
    const write = (writer: number) =>
      database.db.transaction(async (sql) => {
        const turned = [...rows.slice(writer * 7), ...rows.slice(0, writer * 7)];
        await addIncrements(sql, writer % 2 === 0 ? turned : turned.toReversed());
      });
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    for (const step of BUCKET_STEPS_SECONDS) {
      const stored = await read(step);
      const sum = stored.reduce((total, { counts }) => total + counts.mentions, 0);
      const score = stored.reduce((total, { counts }) => total + counts.scoreSum, 0);
      expect(sum, `${step} s`).toBe(writers * rows.length * 2);
      expect(score, `${step} s`).toBe(writers * rows.length * 0.5);
    }
    expect((await read(10)).every(({ counts }) => counts.mentions === writers * 2)).toBe(true);
  });

  test('a transaction that fails adds to none', async () => {
    const failing = database.db.transaction(async (sql) => {
      await addIncrements(sql, [increment()]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    for (const step of BUCKET_STEPS_SECONDS) expect(await read(step)).toEqual([]);
  });

  test('lists keep to range, brand, topic and limit, oldest first', async () => {
    await addIncrements(
      database.db,
      [0, 1, 2, 3].flatMap((slice) => [
        increment({ at: NOON + slice * MINUTE }),
        increment({ at: NOON + slice * MINUTE, topic: 'lids' }),
        increment({ at: NOON + slice * MINUTE, brand: 'Other' }),
      ]),
    );
    const range = { fromMs: NOON + MINUTE, toMs: NOON + 3 * MINUTE };
    expect((await read(60, range)).length).toBe(6);
    expect((await read(60, { ...range, topic: '' })).length).toBe(4);
    const one = await read(60, { ...range, topic: 'lids', brand: 'Brightkettle' });
    expect(one.map(({ at }) => at)).toEqual([NOON + MINUTE, NOON + 2 * MINUTE]);
    expect((await read(60, { limit: 5 })).length).toBe(5);
  });

  test('history is summed over channels, by hour', async () => {
    await addIncrements(database.db, [
      increment({ channel: 'a', counts: { volume: 3 } }),
      increment({ channel: 'b', at: NOON + 59 * MINUTE, counts: { volume: 4, scoreSum: 1.5 } }),
      increment({ channel: 'a', at: NOON + HOUR, counts: { volume: 5 } }),
      increment({ channel: 'a', at: NOON - DAY, counts: { volume: 9 } }),
    ]);
    const history = await hourlyHistory(database.db, { fromMs: NOON, toMs: NOON + 2 * HOUR });
    expect(history.map(({ at, volume, scoreSum }) => [at - NOON, volume, scoreSum])).toEqual([
      [0, 7, 1.5],
      [HOUR, 5, 0],
    ]);
  });

  test('a backfill writes one width as told, and again without doubling', async () => {
    const row = increment({ counts: { mentions: 70 } });
    await backfillBuckets(database.db, 3600, [row]);
    await backfillBuckets(database.db, 3600, [row]);
    expect(await read(3600)).toEqual([row]);
    expect(await read(60)).toEqual([]);
    await addIncrements(database.db, [increment({ at: NOON + MINUTE })]);
    expect((await read(3600))[0]?.counts.mentions).toBe(71);
  });
});
