/** What the detectors and people decide is kept as decided, and a writer who came too late, or who
 * leads no longer, changes nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Baseline } from '#alerts/contract.ts';
import { loadBaselines, saveBaselines } from '#server/store/baselines.ts';
import {
  addTimeline,
  getCrisis,
  insertCrisis,
  listCrises,
  listTimeline,
  updateCrisis,
} from '#server/store/crises.ts';
import { saveEngine, takeEngine } from '#server/store/engine.ts';
import { resign, tryLead } from '#server/store/lease.ts';
import { listSignals, saveSignals } from '#server/store/signals.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { crisis, HOUR, MINUTE, NOON, signal } from './rows.ts';

describe.each(databaseKinds())('watch on %s', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.drop());

  test('signals are kept whole, replaced by id, and listed newest first', async () => {
    const { db } = database;
    const open = signal({ topic: 'lids', suppressed: 'learning', score: 0.123456789 });
    const later = signal({ openedAt: NOON + HOUR, brand: 'Other' });
    await saveSignals(db, [open, later]);
    expect((await listSignals(db, { limit: 10 })).items).toEqual([later, open]);
    await saveSignals(db, [{ ...later, closedAt: NOON + 2 * HOUR, observed: 3 }]);
    const still = await listSignals(db, { openOnly: true, limit: 10 });
    expect(still.items).toEqual([open]);
    expect((await listSignals(db, { brand: 'Other', limit: 10 })).items.length).toBe(1);
    const range = { from: NOON + 1, to: NOON + HOUR + 1, limit: 10 };
    expect((await listSignals(db, range)).items.map(({ id }) => id)).toEqual([later.id]);
  });

  test('pages of signals and crises show each once, equal times included', async () => {
    const { db } = database;
    await saveSignals(
      db,
      Array.from({ length: 9 }, () => signal()),
    );
    for (let index = 0; index < 9; index += 1) await insertCrisis(db, crisis());
    for (const list of [listSignals, listCrises]) {
      const seen = new Set<string>();
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await list(db, { limit: 3, cursor });
        for (const { id } of page.items) seen.add(id);
        cursor = page.next ?? undefined;
        pages += 1;
      } while (cursor !== undefined);
      expect([seen.size, pages]).toEqual([9, 3]);
    }
  });

  test('crises get numbers in order, and are kept whole', async () => {
    const { db } = database;
    const first = await insertCrisis(db, crisis());
    const second = await insertCrisis(
      db,
      crisis({
        state: 'acknowledged',
        acknowledgedAt: NOON + 1,
        acknowledgedBy: 'Ada',
        acknowledgedLevel: 'high',
        containedAt: NOON + 2,
        resolvedAt: NOON + 3,
        quietSince: NOON + 4,
        signals: [],
        drill: true,
      }),
    );
    expect(second.number).toBe(first.number + 1);
    expect(await getCrisis(db, first.id)).toEqual(first);
    expect(await getCrisis(db, second.id)).toEqual(second);
    expect(await getCrisis(db, 'nowhere')).toBeNull();
  });

  test('lists of crises filter by brand, state, being open and time', async () => {
    const { db } = database;
    const open = await insertCrisis(db, crisis());
    const over = await insertCrisis(db, crisis({ state: 'resolved', openedAt: NOON + HOUR }));
    const false_ = await insertCrisis(db, crisis({ state: 'false-alarm', brand: 'Other' }));
    const ids = async (filter: object) =>
      (await listCrises(db, { limit: 10, ...filter })).items.map(({ id }) => id);
    expect((await ids({})).length).toBe(3);
    expect(await ids({ openOnly: true })).toEqual([open.id]);
    expect(await ids({ state: 'resolved' })).toEqual([over.id]);
    expect(await ids({ brand: 'Other' })).toEqual([false_.id]);
    expect(await ids({ from: NOON + 1 })).toEqual([over.id]);
    expect(await ids({ to: NOON })).toEqual([]);
  });

  test('of two writers who read the same version one is told to read again', async () => {
    const { db } = database;
    const read = await insertCrisis(db, crisis());
    const outcomes = await Promise.all([
      updateCrisis(db, { ...read, level: 'critical' }),
      updateCrisis(db, { ...read, level: 'low' }),
    ]);
    expect(outcomes.toSorted()).toEqual([false, true]);
    const stored = await getCrisis(db, read.id);
    expect(stored).toEqual({
      ...read,
      version: read.version + 1,
      level: outcomes[0] ? 'critical' : 'low',
    });
    expect(await updateCrisis(db, { ...read, title: 'late' })).toBe(false);
    expect(await updateCrisis(db, { ...(stored as typeof read), title: 'now' })).toBe(true);
  });

  test('a leader of an older epoch cannot write over its successor, a person can', async () => {
    const { db } = database;
    const made = await insertCrisis(db, crisis(), 3);
    expect(await updateCrisis(db, made, 2)).toBe(false);
    expect(await updateCrisis(db, made, 4)).toBe(true);
    expect(await updateCrisis(db, { ...made, version: 2 }, 3)).toBe(false);
    expect(await updateCrisis(db, { ...made, version: 2 })).toBe(true);
  });

  test('a timeline is told in order of time, then of entry, in pages', async () => {
    const { db } = database;
    const { id } = await insertCrisis(db, crisis());
    const other = await insertCrisis(db, crisis());
    const entry = (at: number, text: string) =>
      ({ crisisId: id, at, kind: 'note', by: 'Ada', text, data: { text, list: [1] } }) as const;
    const stored = await addTimeline(db, [entry(NOON, 'b'), entry(NOON, 'c')]);
    await addTimeline(db, [entry(NOON + MINUTE, 'd'), entry(NOON - MINUTE, 'a')]);
    await addTimeline(db, [{ ...entry(NOON, 'x'), crisisId: other.id }]);
    const first = await listTimeline(db, id, { limit: 3 });
    const rest = await listTimeline(db, id, { limit: 3, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items].map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
    expect(rest.next).toBeNull();
    expect(first.items[1]).toEqual(stored[0]);
    expect(stored[0]).toEqual({ ...entry(NOON, 'b'), id: expect.stringMatching(/^\d+$/) });
  });

  test('the engine goes on from the last state, never from an older leader', async () => {
    const { db } = database;
    expect(await takeEngine(db, 2)).toEqual({ state: null });
    const state = { open: [{ series: 'volume|B|', since: NOON }], text: '🫖 "', n: 0.1 };
    expect(await saveEngine(db, state, 2)).toBe(true);
    expect(await saveEngine(db, { stale: true }, 1)).toBe(false);
    expect(await takeEngine(db, 1)).toBeNull();
    expect(await takeEngine(db, 2)).toEqual({ state });
    expect(await saveEngine(db, { next: true }, 2)).toBe(true);
    expect(await takeEngine(db, 3)).toEqual({ state: { next: true } });
    expect(await saveEngine(db, { late: true }, 2)).toBe(false);
    expect(await takeEngine(db, 3)).toEqual({ state: { next: true } });
  });

  test('baselines are kept to the last digit', async () => {
    const { db } = database;
    const baseline: Baseline = {
      series: 'volume|Brightkettle|',
      learnedAt: NOON,
      hours: 672,
      isLearning: false,
      level: Array.from({ length: 168 }, (_, hour) => hour / 7),
      dispersion: Array.from({ length: 168 }, () => 1 + 1e-9),
    };
    const noisy = { ...baseline, series: 'volume|Other|lids', rateNoise: 0.3, level: [], hours: 0 };
    await saveBaselines(db, [baseline, noisy]);
    await saveBaselines(db, [{ ...baseline, isLearning: true }]);
    expect(await loadBaselines(db)).toEqual([{ ...baseline, isLearning: true }, noisy]);
  });

  test('one leads at a time; a new leader has a higher epoch, the same one keeps its own', async () => {
    const { db } = database;
    const holders = ['a', 'b', 'c', 'd'];
    const asked = await Promise.all(holders.map((holder) => tryLead(db, holder, 60_000)));
    const leaders = holders.filter((_, index) => asked[index] !== null);
    expect(leaders.length).toBe(1);
    const [leader = ''] = leaders;
    const next = holders.find((holder) => holder !== leader) as string;
    expect(await tryLead(db, leader, 60_000)).toBe(1);
    expect(await tryLead(db, next, 60_000)).toBeNull();
    await resign(db, next);
    expect(await tryLead(db, next, 60_000)).toBeNull();
    await resign(db, leader);
    expect(await tryLead(db, next, 60_000)).toBe(2);
    expect(await tryLead(db, leader, 60_000)).toBeNull();
  });

  test('a lease that ran out goes to whoever asks', async () => {
    const { db } = database;
    expect(await tryLead(db, 'a', -1)).toBe(1);
    expect(await tryLead(db, 'a', -1)).toBe(1);
    expect(await tryLead(db, 'b', 60_000)).toBe(2);
  });
});
