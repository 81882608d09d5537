/** Learns what is normal from the stored hours. Hours in which a brand had a crisis teach nothing;
 * noise is in no hour, because volume does not count it, and drills never become buckets. */
import { learnBaseline } from '#alerts/baseline/learn.ts';
import type { Baseline, HourPoint } from '#alerts/contract.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Logger } from '#server/logger.ts';
import { saveBaselines } from '#server/store/baselines.ts';
import { hourlyHistory } from '#server/store/buckets.ts';
import { listCrises } from '#server/store/crises.ts';
import { hourlyDesk } from '#server/store/desk-samples.ts';
import type { Db } from '#server/store/sql.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Row = { brand: string; topic: string; at: number; value: number };

/** By brand, the starts of the hours that a crisis touched: unknown to the baseline, not empty. */
const crisisHours = (crises: Crisis[], now: number): Map<string, Set<number>> => {
  const hours = new Map<string, Set<number>>();
  for (const { brand, firstMentionAt, resolvedAt, state } of crises) {
    if (state === 'false-alarm') continue;
    const touched = hours.get(brand) ?? new Set<number>();
    hours.set(brand, touched);
    const last = Math.floor((resolvedAt ?? now) / HOUR_MS);
    for (let hour = Math.floor(firstMentionAt / HOUR_MS); hour <= last; hour += 1) {
      touched.add(hour * HOUR_MS);
    }
  }
  return hours;
};

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

/** Hours by series; a brand's quietest topics beyond the cap are left out. */
const bySeries = (indicator: string, rows: Row[]) => {
  const series = new Map<
    string,
    { brand: string; topic: string; sum: number; hours: HourPoint[] }
  >();
  for (const { brand, topic, at, value } of rows) {
    const key = `${indicator}|${brand}|${topic}`;
    const found = series.get(key) ?? { brand, topic, sum: 0, hours: [] };
    found.sum += value;
    found.hours.push({ at, value });
    series.set(key, found);
  }
  const kept = new Map<string, number>();
  return [...series]
    .sort(([, a], [, b]) => b.sum - a.sum)
    .filter(([, { brand, topic }]) => {
      if (topic === '') return true;
      const count = (kept.get(brand) ?? 0) + 1;
      kept.set(brand, count);
      return count <= RUNTIME.baselineTopicsMax;
    });
};

/** Learns and stores every baseline from what ended before `clock()`. */
export const learnBaselines = async (deps: {
  db: Db;
  clock: Clock;
  logger: Logger;
}): Promise<Baseline[]> => {
  const { db, logger } = deps;
  const now = deps.clock();
  const range = { fromMs: now - RUNTIME.baselineDays * DAY_MS, toMs: now };
  const crises = await listAllCrises(db, range.fromMs);
  const excluded = crisisHours(crises, now);
  const counts = await hourlyHistory(db, range);
  const desk = await hourlyDesk(db, range);
  const volume: Row[] = counts.map((row) => ({ ...row, value: row.volume }));
  const queue: Row[] = desk.map((row) => ({ ...row, topic: '', value: row.waiting }));
  const series = [...bySeries('volume', volume), ...bySeries('queue', queue)];
  const baselines = series.map(([name, { brand, hours }]) =>
    learnBaseline(name, hours, now, excluded.get(brand)),
  );
  if (baselines.length > 0) await saveBaselines(db, baselines);
  logger.info({ series: baselines.length, crises: crises.length }, 'baselines learned');
  return baselines;
};
