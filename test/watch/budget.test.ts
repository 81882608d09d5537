/** A budget that somebody applies holds from the next look of the watch, without a restart. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Principal } from '#contracts/who.ts';
import { listSignals } from '#server/store/signals.ts';
import { applyBudget } from '#server/tuning/budget.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { aCatalogue, createTalk, NOON, openStandIn, openWatch, teachCalm } from './stage.ts';

const MINUTE = 60_000;
const IDA: Principal = { kind: 'api', id: 'k1', name: 'Ida', role: 'manager' };

let database: TestDatabase;
let standIn: Awaited<ReturnType<typeof openStandIn>>;
beforeEach(async () => {
  database = await openTestDatabase();
  standIn = await openStandIn();
  await teachCalm(database.db, NOON);
});
afterEach(async () => {
  standIn.close();
  await database.drop();
});

it('a mild rise that one budget ignores is a signal as soon as another one is applied', async () => {
  const { db } = database;
  const catalogue = aCatalogue(standIn.url);
  const stage = createTalk();
  const watch = openWatch(db, catalogue, stage);
  const signals = async () => (await listSignals(db, { limit: 10 })).items;
  const apply = (falseAlarmsPerWeek: number) =>
    applyBudget({ db, catalogue }, { falseAlarmsPerWeek, reason: 'a test' }, IDA, NOON);
  // Half as much again: once in about four weeks.
  Object.assign(stage.talk, { floodAt: NOON, perSlot: 6 });
  await apply(0.05);
  await watch.run(NOON, NOON + 4 * MINUTE);
  expect(await signals()).toEqual([]);
  await apply(10);
  await watch.run(NOON + 4 * MINUTE, NOON + 5 * MINUTE);
  expect(await signals()).toMatchObject([{ indicator: 'volume', suppressed: null }]);
  await watch.stop();
});
