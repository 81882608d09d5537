/** What people do to on-call, as it is kept: answered once, revoked for good, made by one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Override, Swap } from '#contracts/oncall.ts';
import { findFeed, insertFeed, listFeeds, revokeFeed } from '#server/store/feeds.ts';
import { addOncallChange, listOncallChanges } from '#server/store/oncall-changes.ts';
import {
  addTry,
  confirmWay,
  listConfirmations,
  lockWay,
  setCode,
} from '#server/store/oncall-confirmations.ts';
import {
  cancelOverride,
  getOverride,
  insertOverride,
  listOverrides,
} from '#server/store/oncall-overrides.ts';
import { answerSwap, expireSwaps, getSwap, insertSwap } from '#server/store/oncall-swaps.ts';
import { dropSubscription, listPushPeople, putSubscription } from '#server/store/push.ts';
import { houseSecret } from '#server/store/secrets.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { DAY, HOUR, NOON } from './rows.ts';

const override = (id: string, more: Partial<Override> = {}): Override => ({
  ...{ id, rota: 'on-call', person: 'ada', from: NOON, to: NOON + HOUR, createdAt: NOON },
  ...{ by: 'Lea', reason: 'dentist', swap: null },
  ...more,
});
const swap = (id: string, more: Partial<Swap> = {}): Swap => ({
  ...{ id, rota: 'on-call', from: NOON, to: NOON + HOUR, giver: 'ada', taker: 'ben' },
  ...{ state: 'asked', askedAt: NOON - DAY, answeredAt: null, reason: '' },
  ...more,
});

describe.each(databaseKinds())('on-call on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.drop());

  test('overrides come back as they were, by rota and time, until they are cancelled', async () => {
    const { db } = database;
    const nobody = override('b', { person: null, from: NOON + DAY, to: NOON + 2 * DAY });
    await insertOverride(db, override('a'));
    await insertOverride(db, nobody);
    await insertOverride(db, override('c', { rota: 'lead' }));
    const ids = async (filter: Parameters<typeof listOverrides>[1]) =>
      (await listOverrides(db, filter, 10)).map(({ id }) => id);
    expect(await getOverride(db, 'b')).toEqual(nobody);
    expect(await ids({ endsAfter: NOON, rota: 'on-call' })).toEqual(['b', 'a']);
    expect(await ids({ endsAfter: NOON + HOUR })).toEqual(['b']);
    expect(await ids({ endsAfter: NOON, startsBefore: NOON + DAY })).toEqual(['a', 'c']);
    expect(await cancelOverride(db, 'a', NOON)).toBe(true);
    expect(await cancelOverride(db, 'a', NOON)).toBe(false);
    expect(await getOverride(db, 'a')).toBeNull();
    await expect(insertOverride(db, override('d', { to: NOON }))).rejects.toThrow();
  });

  test('a swap is answered once, and ends when its shift begins', async () => {
    const { db } = database;
    await insertSwap(db, swap('a'));
    await insertSwap(db, swap('b'));
    const answers = await Promise.all([
      answerSwap(db, 'a', 'accepted', NOON - HOUR),
      answerSwap(db, 'a', 'declined', NOON - HOUR),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await expireSwaps(db, NOON - 1)).toBe(0);
    expect(await expireSwaps(db, NOON)).toBe(1);
    expect(await getSwap(db, 'b')).toEqual(swap('b', { state: 'expired', answeredAt: NOON }));
  });

  test('a way is confirmed with its code used up', async () => {
    const { db } = database;
    const codeHash = Buffer.from('hash');
    await db.transaction(async (tx) => {
      expect(await lockWay(tx, 'ada', 'sms-1')).toMatchObject({ codeHash: null, tries: 0 });
      await setCode(tx, { person: 'ada', way: 'sms-1', codeHash, at: NOON });
      await addTry(tx, 'ada', 'sms-1');
      const row = await lockWay(tx, 'ada', 'sms-1');
      expect(row).toEqual({ codeHash, askedAt: NOON, tries: 1, confirmedAt: null });
    });
    expect(await listConfirmations(db, 10)).toEqual([]);
    const confirmed = { person: 'ada', way: 'sms-1', confirmedAt: NOON + 1 };
    await confirmWay(db, confirmed);
    expect(await listConfirmations(db, 10)).toEqual([confirmed]);
    const row = await db.transaction((tx) => lockWay(tx, 'ada', 'sms-1'));
    expect(row).toMatchObject({ codeHash: null, tries: 0, confirmedAt: NOON + 1 });
  });

  test('a calendar link is found by its hash until it is revoked', async () => {
    const { db } = database;
    const tokenHash = Buffer.alloc(32, 1);
    const feed = { id: 'f', person: 'ada', createdAt: NOON, by: 'Ada' };
    await insertFeed(db, { ...feed, tokenHash });
    expect(await findFeed(db, tokenHash)).toEqual({ ...feed, revokedAt: null });
    expect(await listFeeds(db, 'ben', 10)).toEqual([]);
    expect(await revokeFeed(db, 'f', 'ben', NOON)).toBeNull();
    expect(await revokeFeed(db, 'f', null, NOON)).toMatchObject({ person: 'ada' });
    expect(await findFeed(db, tokenHash)).toBeNull();
    expect(await listFeeds(db, null, 10)).toEqual([]);
  });

  test('a browser is one person’s, and the newest ones stay', async () => {
    const { db } = database;
    const put = (id: string, person: string, endpoint: string, at: number) =>
      db.transaction((tx) =>
        putSubscription(
          tx,
          { id, person, endpoint, p256dh: 'p', auth: 'a', device: '', createdAt: at },
          2,
        ),
      );
    await put('1', 'ada', 'https://a', NOON);
    expect((await put('2', 'ben', 'https://a', NOON + 1)).id).toBe('1');
    expect(await listPushPeople(db, 10)).toEqual(['ben']);
    for (const id of ['3', '4']) await put(id, 'ben', `https://${id}`, NOON + Number(id));
    const { rows } = await db.query<{ id: string }>(
      'select id from push_subscriptions order by id',
    );
    expect(rows.map(({ id }) => id)).toEqual(['3', '4']);
    expect(await dropSubscription(db, '3')).toBe(true);
    expect(await dropSubscription(db, '3')).toBe(false);
  });

  test('a secret of the house is made by one of many', async () => {
    let made = 0;
    const make = () => {
      made += 1;
      return `secret ${made}`;
    };
    const all = await Promise.all(
      Array.from({ length: 5 }, () => houseSecret(database.db, 'links', make)),
    );
    expect(new Set(all).size).toBe(1);
    expect(await houseSecret(database.db, 'links', make)).toBe(all[0]);
  });

  test('changes are told newest first, page by page', async () => {
    const { db } = database;
    for (const reason of ['one', 'two', 'three']) {
      const about = { rota: null, person: 'ada', subject: null, reason };
      await addOncallChange(db, { at: NOON, by: 'Lea', what: 'feed-made', ...about });
    }
    const first = await listOncallChanges(db, { limit: 2 });
    expect(first.items.map(({ reason }) => reason)).toEqual(['three', 'two']);
    const rest = await listOncallChanges(db, { limit: 2, cursor: first.next! });
    expect(rest.items.map(({ reason }) => reason)).toEqual(['one']);
    expect(rest.next).toBeNull();
  });
});
