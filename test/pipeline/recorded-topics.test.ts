/** Emerging topics in recorded mentions: a burst that is known is found in time and once, and nothing
 * is cried out day after day. Skipped where the recordings are absent. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTopics, type Found } from '#server/cli/topics.ts';
import { readRecordings } from '#server/pipeline/backtest/read.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const DAY_MS = 86_400_000;
const STEP_MS = 60_000;

const topicsIn = async (sets: readonly string[]): Promise<Found[]> => {
  const files = sets.map((set) => join(folder, `${set}.ndjson.gz`));
  const { mentions } = await readRecordings(files);
  const found: Found[] = [];
  findTopics(mentions, STEP_MS, (one) => found.push(one));
  return found;
};
const mostPerDay = (found: readonly Found[]): number => {
  const days = Map.groupBy(found, ({ at, brand }) => `${brand} ${Math.floor(at / DAY_MS)}`);
  return Math.max(0, ...[...days.values()].map((day) => day.length));
};

describe.skipIf(!existsSync(folder))('on recorded mentions', () => {
  it('the burst of 23 February is found within 15 minutes, as one topic', async () => {
    const found = await topicsIn(['airline-2015']);
    const from = Date.UTC(2015, 1, 23, 18);
    const burst = found.filter(({ at, brand }) => brand === 'Delta' && at >= from);
    expect(burst.map(({ topic }) => topic.name)).toEqual(['fleets on fleek']);
    expect(burst[0]!.at).toBeLessThanOrEqual(Date.UTC(2015, 1, 23, 18, 30));
    // That morning people talked of the Oscars on board: two on one day, both true.
    expect(mostPerDay(found)).toBeLessThanOrEqual(2);
    expect(found.length).toBeLessThanOrEqual(10);
  });

  it('at most one topic a brand and day, in weeks in which little happened', async () => {
    const found = await topicsIn(['spotifycares-2017', 'twcs-mixed-2017', 'ibm-care-2018-2020']);
    expect(mostPerDay(found)).toBeLessThanOrEqual(1);
    expect(found.length).toBeLessThanOrEqual(8);
  });
});
