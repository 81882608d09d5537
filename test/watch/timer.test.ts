/** The watch with its own timer: it looks at once, waits while the database is away and says so
 * once, and goes on by itself. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pino } from 'pino';
import type { Db } from '#server/store/sql.ts';
import { startWatch } from '#server/watch/watch.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { NOON, aCatalogue, createTalk, openWatch, until } from './stage.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.drop());

it('says a trouble once, looks again by itself, and says that it is over', async () => {
  const lines: { level: number; msg: string }[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  let isAway = true;
  let attempts = 0;
  const away = <T>(work: () => Promise<T>): Promise<T> => {
    if (isAway) attempts += 1;
    return isAway ? Promise.reject(new Error('away')) : work();
  };
  const db: Db = {
    query: (text, values) => away(() => database.db.query(text, values)),
    transaction: (work) => away(() => database.db.transaction(work)),
    close: () => Promise.resolve(),
  };
  const { deps } = openWatch(db, aCatalogue('http://127.0.0.1:9/hook'), createTalk());
  // A clock whose every reading is a tick later: the watch need not wait for the next one.
  let now = NOON;
  const watch = startWatch({ ...deps, logger, clock: () => (now += 4_999) });
  await until(() => attempts > 3);
  expect(watch.lastTickAt()).toBe(null);
  isAway = false;
  await until(() => watch.isLeading());
  await until(() => lines.some(({ msg }) => msg === 'the watch works again'));
  expect(watch.lastTickAt()).toBeGreaterThan(NOON);
  expect(lines.filter(({ level }) => level >= 50)).toHaveLength(1);
  await watch.stop();
  expect(watch.isLeading()).toBe(false);
});
