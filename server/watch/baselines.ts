/** Learns what is normal from the stored hours and stores it. */
import type { Baseline } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Logger } from '#server/logger.ts';
import { createHistory, excludedHours, TAUGHT_COUNTERS } from '#server/pipeline/history.ts';
import { saveBaselines } from '#server/store/baselines.ts';
import { hourlyChannels, hourlyHistory } from '#server/store/buckets.ts';
import { listCrises } from '#server/store/crises.ts';
import { hourlyDesk } from '#server/store/desk-samples.ts';
import type { Db } from '#server/store/sql.ts';

const DAY_MS = 86_400_000;

const listAllCrises = async (db: Db, from: number): Promise<Crisis[]> => {
  const crises: Crisis[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCrises(db, { from, limit: RUNTIME.crisesOpenMax, cursor });
    crises.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return crises;
};

/** One kind of rows after the other, so that only one is in memory beside the history. */
const readHistory = async (db: Db, range: { fromMs: number; toMs: number }) => {
  const history = createHistory();
  for (const row of await hourlyHistory(db, { ...range, counters: TAUGHT_COUNTERS })) {
    history.count(row.brand, row.topic, row.at, row);
  }
  for (const row of await hourlyChannels(db, range)) {
    history.countChannel(row.brand, row.channel, row.at, row.mentions);
  }
  for (const row of await hourlyDesk(db, range)) history.sample(row.brand, row.at, row);
  return history;
};

export type LearnDeps = { db: Db; clock: Clock; catalogue: Catalogue; logger: Logger };

/** Learns and stores every baseline from what ended before `clock()`. */
export const learnBaselines = async (deps: LearnDeps): Promise<Baseline[]> => {
  const { db, catalogue, logger } = deps;
  const now = deps.clock();
  const range = { fromMs: now - RUNTIME.baselineDays * DAY_MS, toMs: now };
  const crises = await listAllCrises(db, range.fromMs);
  const excluded = excludedHours(crises, catalogue.detection.plannedEvents ?? [], now);
  const history = await readHistory(db, range);
  const baselines = history.brands().flatMap((brand) => history.learn(brand, now, excluded));
  if (baselines.length > 0) await saveBaselines(db, baselines);
  logger.info({ series: baselines.length, crises: crises.length }, 'baselines learned');
  return baselines;
};
