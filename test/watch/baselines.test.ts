/** Learning from stored hours: what counts as history, and what does not. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pino } from 'pino';
import { LEARNED } from '#alerts/indicators.ts';
import { emptyCounts } from '#contracts/bucket.ts';
import { loadBaselines } from '#server/store/baselines.ts';
import { backfillBuckets } from '#server/store/buckets.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { insertDeskSamples } from '#server/store/desk-samples.ts';
import { learnBaselines } from '#server/watch/baselines.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { aCrisis } from './samples.ts';
import { aCatalogue, BRAND, NOON } from './stage.ts';

const HOUR = 3_600_000;
const HOURS = 28 * 24;
const logger = pino({ level: 'silent' });
let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.drop());

const bucket = (hoursAgo: number, topic: string, volume: number, noise = 0) => ({
  ...{ brand: BRAND, channel: 'x', topic, at: NOON - hoursAgo * HOUR },
  counts: { ...emptyCounts(), mentions: volume + noise, volume, noise },
});
const learn = () =>
  learnBaselines({
    db: database.db,
    clock: () => NOON,
    catalogue: aCatalogue('http://127.0.0.1/'),
    logger,
  });

it('learns what is told to be learned, volume by topic and without noise', async () => {
  const { db } = database;
  const rows = Array.from({ length: HOURS }, (_, index) => [
    bucket(index + 1, '', 600, 3_000),
    bucket(index + 1, 'network', 120),
  ]).flat();
  await backfillBuckets(db, 3600, rows);
  await insertDeskSamples(
    db,
    Array.from({ length: HOURS }, (_, index) => ({
      ...{ at: NOON - (index + 1) * HOUR, brand: BRAND, channel: '', waiting: 5, assigned: 1 },
      ...{ oldestSeconds: 60, pastM30: 0, pastH1: 0, pastH2: 0, slaAtRisk: 0, slaBreached: 0 },
      ...{ unansweredShare: 0.1, questionsWaiting: 2, handleSeconds: null },
    })),
  );
  await learn();
  const learned = new Map((await loadBaselines(db)).map((row) => [row.series, row]));
  const ofBrand = LEARNED.filter(({ from }) => from !== 'channels').map(
    ({ indicator }) => indicator,
  );
  const subjects = ofBrand.map((indicator) => `${indicator}|${BRAND}|`);
  // Nothing was answered, so nothing is known of how long that takes.
  const expected = [...subjects, `volume|${BRAND}|network`, `silence|${BRAND}|x`];
  expect([...learned.keys()].sort()).toEqual(
    expected.filter((name) => name !== `handling|${BRAND}|`).sort(),
  );
  expect(learned.get(`silence|${BRAND}|x`)!.level[0]).toBeCloseTo(60, 0);
  const total = learned.get(`volume|${BRAND}|`)!;
  expect(total.isLearning).toBe(false);
  for (const level of total.level) expect(level).toBeCloseTo(10, 0);
  expect(learned.get(`volume|${BRAND}|network`)!.level[0]).toBeCloseTo(2, 0);
  expect(learned.get(`queue|${BRAND}|`)!.level[0]).toBeCloseTo(5, 0);
});

it('keeps the hours of a crisis out', async () => {
  const { db } = database;
  // A crisis of two whole weeks would be a third of what each hour of the week has seen.
  const isCrisis = (hoursAgo: number) => hoursAgo <= 14 * 24;
  const rows = Array.from({ length: HOURS }, (_, index) =>
    bucket(index + 1, '', isCrisis(index + 1) ? 1_500 : 600),
  );
  await backfillBuckets(db, 3600, rows);
  await insertCrisis(
    db,
    aCrisis({
      brand: BRAND,
      state: 'resolved',
      firstMentionAt: NOON - 14 * 24 * HOUR,
      openedAt: NOON - 14 * 24 * HOUR,
      resolvedAt: NOON - 1,
    }),
  );
  const learned = await learn();
  const baseline = learned.find(({ series }) => series === `volume|${BRAND}|`);
  for (const level of baseline!.level) expect(level).toBeLessThan(13);
});

it('keeps the hours of a planned event out', async () => {
  const { db } = database;
  const isSale = (hoursAgo: number) => hoursAgo > 24 && hoursAgo <= 14 * 24;
  const rows = Array.from({ length: HOURS }, (_, index) =>
    bucket(index + 1, '', isSale(index + 1) ? 3_000 : 600),
  );
  await backfillBuckets(db, 3600, rows);
  const event = { brand: BRAND, factor: 5 };
  const from = new Date(NOON - 14 * 24 * HOUR).toISOString();
  const to = new Date(NOON - 24 * HOUR - 1).toISOString();
  const detection = { plannedEvents: [{ ...event, from, to }] };
  const catalogue = aCatalogue('http://127.0.0.1/', { detection });
  const learned = await learnBaselines({ db, clock: () => NOON, catalogue, logger });
  const baseline = learned.find(({ series }) => series === `volume|${BRAND}|`);
  for (const level of baseline!.level) expect(level).toBeLessThan(11);
});
