/** Fills an empty database with the demo's past: four weeks of counts, and the last hours as real
 * rows that take the pipeline's own road. They meet at a full hour, so that nothing counts twice. */
import type { Catalogue } from '#contracts/catalogue.ts';
import { QUIET_DESK, type DeskGauge } from '#alerts/contract.ts';
import type { BucketIncrement } from '#contracts/bucket.ts';
import { deskEventIn } from '#contracts/desk-event.ts';
import { mentionIn } from '#contracts/mention.ts';
import { RUNTIME } from '#server/config.ts';
import { createLive } from '#server/live/live.ts';
import type { Logger } from '#server/logger.ts';
import { portions, type BatchRow } from '#server/pipeline/batch.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { createRegister } from '#server/pipeline/register.ts';
import { createAgentOf } from '#server/pipeline/sign-off.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { backfillBuckets } from '#server/store/buckets.ts';
import { insertDeskSamples, type DeskSample } from '#server/store/desk-samples.ts';
import type { Db } from '#server/store/sql.ts';
import { learnBaselines } from '#server/watch/baselines.ts';
import { BRAND } from './brand.ts';
import type { Generator, Yield } from './generator.ts';
import { deskHistory, hourHistory, learnMix, minuteHistory, sumToHours } from './history.ts';
import { calmPerMinute } from './rhythm.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HISTORY_DAYS = 28;
const MINUTES_DAYS = 2;
/** Real rows: at least so many hours, from a full hour on. */
const REAL_HOURS = 2;
/** Rows of one statement. */
const CHUNK_ROWS = 20_000;

export const realFrom = (now: number): number =>
  Math.floor((now - REAL_HOURS * HOUR_MS) / HOUR_MS) * HOUR_MS;

type Input = {
  db: Db;
  catalogue: Catalogue;
  generator: Generator;
  seed: number;
  offsetHours: number;
  now: number;
  logger: Logger;
};

const emptySample = {
  ...{ brand: BRAND, channel: '', pastM30: 0, pastH1: 0, pastH2: 0, slaAtRisk: 0 },
  ...{ unansweredShare: null, questionsWaiting: null, handleSeconds: null },
};
const toSample = (
  row: Pick<DeskSample, 'at' | 'waiting' | 'oldestSeconds' | 'assigned'> & Partial<DeskSample>,
): DeskSample => ({ ...emptySample, slaBreached: 0, ...row });

/** How the desk stands at the end of the real rows, by the very code that will watch it. */
const deskAt = async ({ db, catalogue, now }: Input): Promise<DeskGauge> => {
  const live = createLive({ db, catalogue, clock: () => now });
  await live.load();
  live.close();
  return live.tickInput(now).brands.find(({ brand }) => brand === BRAND)?.desk ?? QUIET_DESK;
};

/** Rows as intake would have put them on the log, in order of time. */
const toBatch = (rows: Yield, understand: ReturnType<typeof createUnderstand>): BatchRow[] => {
  const mentions = rows.mentions.map((row): BatchRow => {
    const mention = mentionIn.parse(row);
    return { kind: 'mentions', row: understand(mention), receivedAt: mention.at };
  });
  const events = rows.events.map((row): BatchRow => {
    const event = deskEventIn.parse(row);
    return { kind: 'events', row: event, receivedAt: event.at };
  });
  return [...mentions, ...events].sort((a, b) => a.row.at - b.row.at);
};

/** The last hours: generated minute by minute, so that the queue can be sampled on the way. */
const liveThrough = async (input: Input, from: number) => {
  const { db, catalogue, generator, now } = input;
  const understand = createUnderstand(catalogue);
  const batch: BatchRow[] = [];
  const samples: DeskSample[] = [];
  for (let at = from + MINUTE_MS; at <= now; at += MINUTE_MS) {
    batch.push(...toBatch(generator.upTo(at), understand));
    const waiting = generator.unanswered();
    const oldestSeconds = waiting === 0 ? null : 60 + 4 * waiting;
    samples.push(toSample({ at, waiting, oldestSeconds, assigned: Math.min(waiting, 9) }));
  }
  batch.push(...toBatch(generator.upTo(now), understand));
  const context = {
    register: createRegister(),
    limits: { ...RUNTIME, lateAfterMs: DAY_MS },
    agentOf: createAgentOf(catalogue),
    fallbackBrand: BRAND,
  };
  const increments: BucketIncrement[] = [];
  for (const rows of portions(batch, RUNTIME.batchRows)) {
    const { committed } = await commitBatch(db, rows, { ...context, now });
    increments.push(...committed.increments);
  }
  await insertDeskSamples(db, samples);
  const unanswered = samples.reduce((sum, { waiting }) => sum + waiting, 0) / samples.length;
  return { increments, unanswered };
};

const writeCounts = async (db: Db, step: 60 | 3600, rows: BucketIncrement[]): Promise<void> => {
  for (const chunk of portions(rows, CHUNK_ROWS)) await backfillBuckets(db, step, chunk);
};

/** Prepares everything up to `now` and learns the baselines from it. */
export const prepareHistory = async (input: Input): Promise<void> => {
  const { db, catalogue, seed, offsetHours, now, logger } = input;
  const real = realFrom(now);
  const { increments, unanswered } = await liveThrough(input, real);
  const mixes = learnMix(increments, real, now, offsetHours);
  const span = { seed, offsetHours };
  const minutesFrom = real - MINUTES_DAYS * DAY_MS;
  const historyFrom = real - HISTORY_DAYS * DAY_MS;
  const minutes = minuteHistory(mixes, { ...span, from: minutesFrom, to: real });
  const hours = hourHistory(mixes, { ...span, from: historyFrom, to: minutesFrom });
  const rate = calmPerMinute((real + now) / 2, offsetHours);
  const { handleSeconds } = await deskAt(input);
  const usual = { unanswered, handleSeconds, sampleRate: rate };
  const desk = deskHistory({ ...span, from: historyFrom, to: real }, usual);
  await Promise.all([
    writeCounts(db, 60, minutes),
    writeCounts(db, 3600, [...hours, ...sumToHours(minutes)]),
    insertDeskSamples(db, desk.map(toSample)),
  ]);
  await learnBaselines({ db, clock: () => now, catalogue, logger });
};
