/** What people set stays known, newest in force; stored mentions come back in the order in which they
 * were written, each once; crises that called somebody are told with when. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addTimeline, insertCrisis, listCalledCrises } from '#server/store/crises.ts';
import { insertMentions, type StoredMention } from '#server/store/mentions.ts';
import { addSettingChange, listSettingChanges } from '#server/store/settings.ts';
import {
  countStoredMentions,
  oldestThatFits,
  reachOfMentions,
  readStoredMentions,
} from '#server/store/stored-mentions.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { crisis, DAY, HOUR, mention, MINUTE, NOON } from './rows.ts';

describe.each(databaseKinds())('settings and history on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.drop());

  test('changes are kept, newest first', async () => {
    const { db } = database;
    const first = { at: NOON, by: 'Ada', before: 0.5, after: 2, reason: 'A launch week' };
    const second = { at: NOON + HOUR, by: 'Bea', before: 2, after: null, reason: 'Over' };
    await addSettingChange(db, 'alarm-budget', first);
    await addSettingChange(db, 'alarm-budget', second);
    const rows = await listSettingChanges(db, 'alarm-budget', 10);
    expect(rows).toMatchObject([second, first]);
    expect(await listSettingChanges(db, 'alarm-budget', 1)).toEqual([rows[0]]);
  });

  test('mentions are read oldest first, page by page, equal times included', async () => {
    const { db } = database;
    const rows = Array.from({ length: 23 }, (_, index) =>
      mention({
        brand: 'read',
        at: NOON + Math.floor(index / 6) * MINUTE,
        channel: index % 2 ? 'a' : 'b',
      }),
    );
    const elsewhere = [
      mention({ brand: 'other', at: NOON }),
      mention({ brand: 'read', at: NOON + DAY }),
    ];
    await db.transaction((tx) => insertMentions(tx, [...rows, ...elsewhere]));
    const stretch = { brand: 'read', from: NOON, to: NOON + HOUR };
    const seen: StoredMention[] = [];
    for (;;) {
      const page = await readStoredMentions(db, stretch, { after: seen.at(-1), limit: 5 });
      seen.push(...page);
      if (page.length < 5) break;
    }
    expect(seen.length).toBe(23);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)));
    const times = seen.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(seen[0]).toEqual(rows.find(({ id }) => id === seen[0]?.id));
    expect(await countStoredMentions(db, stretch, 100)).toBe(23);
    expect(await countStoredMentions(db, stretch, 7)).toBe(7);
    expect(await oldestThatFits(db, stretch, 23)).toBeNull();
    expect(await oldestThatFits(db, stretch, 5)).toBe(NOON + 2 * MINUTE);
  });

  test('how far mentions reach is told by brand', async () => {
    const { db } = database;
    const rows = [3, 1, 2].map((days) => mention({ brand: 'reach', at: NOON - days * DAY }));
    await db.transaction((tx) => insertMentions(tx, [...rows, mention({ brand: 'a reach' })]));
    const reach = await reachOfMentions(db, 100);
    expect(reach).toContainEqual({ brand: 'reach', from: NOON - 3 * DAY, to: NOON - DAY });
    expect(reach).toContainEqual({ brand: 'a reach', from: NOON, to: NOON });
    expect(reach.map(({ brand }) => brand)).toEqual(reach.map(({ brand }) => brand).sort());
  });

  test('crises are on record when somebody was called, and drills never', async () => {
    const { db } = database;
    const make = async (change: Parameters<typeof crisis>[0], isCalled = true) => {
      const made = await insertCrisis(db, crisis({ brand: 'called', ...change }));
      const entry = { crisisId: made.id, at: NOON + MINUTE, by: 'tocsin', text: '', data: {} };
      await addTimeline(db, [{ ...entry, kind: isCalled ? 'opened' : 'note' }]);
      return made;
    };
    const open = await make({});
    const over = await make({ state: 'resolved', resolvedAt: NOON + HOUR });
    await make({ drill: true });
    await make({ state: 'watching' }, false);
    const list = (from: number, to: number) =>
      listCalledCrises(db, { brand: 'called', from, to, limit: 10 });
    const all = await list(NOON - HOUR, NOON + HOUR);
    expect(all.map(({ crisis: row }) => row.id).sort()).toEqual([open.id, over.id].sort());
    expect(all.find(({ crisis: row }) => row.id === over.id)).toEqual({
      crisis: over,
      calledAt: NOON + MINUTE,
    });
    expect((await list(NOON + 2 * HOUR, NOON + DAY)).map(({ crisis: row }) => row.id)).toEqual([
      open.id,
    ]);
    expect(await list(NOON - DAY, NOON - HOUR)).toEqual([]);
  });
});
