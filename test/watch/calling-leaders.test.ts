/** Who leads calling: one acts, the next goes on where it stopped, and what a former one decides is void. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageState } from '#contracts/alert.ts';
import { chainsOfCrises } from '#server/store/chains.ts';
import { insertCrisis } from '#server/store/crises.ts';
import type { Db } from '#server/store/sql.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { messagesIn, openCaller, settleQueued } from './caller-stage.ts';
import { aCrisis } from './samples.ts';

const NIGHT = Date.UTC(2026, 2, 3, 3);
const MINUTE = 60_000;
let database: TestDatabase;
let db: Db;
const clock = { now: NIGHT };
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
  db = database.db;
  clock.now = NIGHT;
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await database.drop();
});

const open = (holder: string) => {
  const opened = openCaller(db, clock, holder);
  stops.push(() => opened.caller.stop());
  return opened;
};
const add = (id: string) => insertCrisis(db, aCrisis({ id, openedAt: clock.now }));
const messages = (state?: MessageState) => messagesIn(db, state);
const answer = (state: 'accepted' | 'failed') => settleQueued(db, state, clock.now);

describe('leaders', () => {
  it('one acts, and the next goes on where it stopped', async () => {
    const one = open('one');
    const two = open('two');
    await add('crisis-1');
    await Promise.all([one.caller.pass(), two.caller.pass()]);
    const [leader, heir] = one.caller.isLeading() ? [one, two] : [two, one];
    expect(heir.caller.isLeading()).toBe(false);
    await answer('accepted');
    await leader.caller.stop();
    clock.now += MINUTE;
    await heir.caller.pass();
    expect(await messages()).toEqual(['ada sms alert.step']);
    expect(await messages('accepted')).toHaveLength(2);
  });

  it('what ended while nobody led is told by the next one', async () => {
    const one = open('one');
    await add('crisis-1');
    await one.caller.pass();
    await answer('accepted');
    await one.caller.stop();
    const heir = open('two');
    const by = { name: 'Ada Okafor', person: 'ada' };
    await heir.command('crisis-1', 'false-alarm', { reason: 'a test' }, by);
    await heir.caller.pass();
    expect((await messages()).sort()).toEqual([
      'ada push alert.resolved',
      'on-call webhook alert.resolved',
    ]);
  });

  it('who answered while nobody led is asked no more by the next one', async () => {
    const one = open('one');
    const ada = { name: 'Ada Okafor', person: 'ada' };
    await add('crisis-1');
    await one.command('crisis-1', 'acknowledge', {}, ada);
    await one.command('crisis-1', 'handover', { to: 'dan' }, ada);
    await one.caller.pass();
    expect(await messages()).toEqual(['dan push alert.handover']);
    await one.caller.stop();
    const heir = open('two');
    const dan = { name: 'Dan Weber', person: 'dan' };
    await heir.command('crisis-1', 'decline', { reason: 'driving' }, dan);
    await heir.caller.pass();
    expect(await messages()).toEqual([]);
    expect(await messages('suppressed')).toEqual(['dan push alert.handover']);
  });

  it('what a former leader decides is void', async () => {
    const one = open('one');
    await add('crisis-1');
    await one.caller.pass();
    await answer('accepted');
    clock.now += MINUTE;
    const before = await chainsOfCrises(db, ['crisis-1']);
    const blind = db.transaction.bind(db);
    // The lease is taken between the decision and its transaction.
    db.transaction = async (work) => {
      db.transaction = blind;
      await db.query("update leases set epoch = epoch + 1, holder = 'two' where name = 'calling'");
      return blind(work);
    };
    await expect(one.caller.pass()).rejects.toThrow();
    expect(await messages()).toEqual([]);
    expect(await chainsOfCrises(db, ['crisis-1'])).toEqual(before);
  });
});
