/** Every named series says what it promises, step by step, with honest gaps. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SERIES_NAMES, type SeriesName } from '#contracts/bucket.ts';
import { addIncrements } from '#server/store/buckets.ts';
import { insertDeskSamples } from '#server/store/desk-samples.ts';
import { insertResponses } from '#server/store/responses.ts';
import { pickStep, readSeries, type SeriesQuery } from '#server/store/series.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { DAY, deskSample, HOUR, increment, MINUTE, NOON, response, SECOND } from './rows.ts';

const RANGE = { fromMs: NOON, toMs: NOON + 3 * MINUTE, stepSeconds: 60, limit: 100 };

describe.each(databaseKinds())('series on %s', (kind) => {
  let database: TestDatabase;
  const values = async (name: SeriesName, more: Partial<SeriesQuery> = {}) =>
    (await readSeries(database.db, { name, ...RANGE, ...more })).map(({ value }) => value);

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    const { db } = database;
    await addIncrements(db, [
      increment({ counts: { mentions: 5, volume: 4, negative: 1, scoreSum: -2 } }),
      increment({ at: NOON + 20 * SECOND, channel: 'chat', counts: { mentions: 2, volume: 0 } }),
      increment({ topic: 'lids', counts: { mentions: 3, volume: 3, negative: 3, scoreSum: -3 } }),
      increment({ at: NOON + 2 * MINUTE, brand: 'Other', counts: { mentions: 9, volume: 6 } }),
    ]);
    await insertDeskSamples(db, [
      deskSample({ channel: 'forum', waiting: 2, oldestSeconds: 100 }),
      deskSample({ channel: 'chat', waiting: 3, oldestSeconds: null }),
      deskSample({ at: NOON + 30 * SECOND, channel: 'forum', waiting: 1, oldestSeconds: 130 }),
      deskSample({ at: NOON + 2 * MINUTE, channel: 'forum', waiting: 0, oldestSeconds: null }),
    ]);
    await insertResponses(db, [
      response({ responseSeconds: 10, handleSeconds: 1 }),
      response({ responseSeconds: 20, handleSeconds: null }),
      response({ responseSeconds: 90, handleSeconds: 2, channel: 'chat' }),
      response({ responseSeconds: 1_000, handleSeconds: 7, isFirst: false }),
      response({ at: NOON + 2 * MINUTE, responseSeconds: 5, isFirst: false, handleSeconds: null }),
    ]);
  });
  afterAll(() => database.drop());

  test.each<[SeriesName, (number | null)[]]>([
    ['mentions', [7, 0, 9]],
    ['volume', [4, 0, 6]],
    ['negativeShare', [0.25, null, 0]],
    ['sentiment', [-0.5, null, 0]],
    ['waiting', [3, null, 0]],
    ['oldestSeconds', [130, null, null]],
    ['handleSeconds', [2, null, null]],
    ['firstResponseSeconds', [20, null, null]],
  ])('%s over all brands', async (name, expected) => {
    expect(await values(name)).toEqual(expected);
  });

  test('the table above names every series', () => {
    expect(SERIES_NAMES.length).toBe(8);
  });

  test('brand, channel and topic narrow it', async () => {
    expect(await values('mentions', { brand: 'Other' })).toEqual([0, 0, 9]);
    expect(await values('mentions', { channel: 'chat' })).toEqual([2, 0, 0]);
    expect(await values('negativeShare', { topic: 'lids' })).toEqual([1, null, null]);
    expect(await values('waiting', { channel: 'chat' })).toEqual([3, null, null]);
    expect(await values('firstResponseSeconds', { channel: 'chat' })).toEqual([90, null, null]);
    expect(await values('waiting', { topic: 'lids' })).toEqual([null, null, null]);
  });

  test('steps begin at multiples of the step, of whichever width', async () => {
    const points = await readSeries(database.db, {
      name: 'mentions',
      fromMs: NOON + 15 * SECOND,
      toMs: NOON + 41 * SECOND,
      stepSeconds: 10,
      limit: 100,
    });
    expect(points.map(({ at, value }) => [at - NOON, value])).toEqual([
      [10 * SECOND, 0],
      [20 * SECOND, 2],
      [30 * SECOND, 0],
      [40 * SECOND, 0],
    ]);
    const hours = { fromMs: NOON - HOUR, toMs: NOON + HOUR, stepSeconds: 3600 };
    expect(await values('mentions', hours)).toEqual([0, 16]);
    const day = { fromMs: NOON, toMs: NOON + 1, stepSeconds: 86_400 };
    expect(await values('mentions', day)).toEqual([16]);
  });

  test('a range that ends inside a step counts only to its end', async () => {
    const until = { fromMs: NOON, toMs: NOON + 20 * SECOND, stepSeconds: 60 };
    expect(await values('waiting', until)).toEqual([5]);
  });

  test('gives no more points than asked for, and none for an empty range', async () => {
    expect(await values('mentions', { limit: 2 })).toEqual([7, 0]);
    expect(await values('mentions', { toMs: NOON })).toEqual([]);
  });

  test('what is no longer kept is unknown, not zero', async () => {
    const later = { now: NOON + MINUTE + 7 * DAY, stepSeconds: 10, toMs: NOON + 80 * SECOND };
    expect(await values('mentions', later)).toEqual([...Array(6).fill(null), 0, 0]);
    expect(await values('mentions', { now: NOON + 8 * DAY })).toEqual([7, 0, 9]);
  });

  test.each([
    [10, 10],
    [70, 10],
    [60, 60],
    [300, 60],
    [3_600, 3_600],
    [5_400, 60],
    [86_400, 3_600],
  ] as const)('a step of %i s is read from buckets of %i s', (step, width) => {
    expect(pickStep(step)).toBe(width);
  });
});
