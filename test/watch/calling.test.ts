/** Calling on a real database: the passes of a leader, and silences with their notices. The sender is a
 * stand-in that a test answers for. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageState } from '#contracts/alert.ts';
import type { Crisis, Level } from '#contracts/crisis.ts';
import { chainsOutOf } from '#server/calling/caller.ts';
import { chainsOfCrises } from '#server/store/chains.ts';
import { getCrisis, insertCrisis, listTimeline, updateCrisis } from '#server/store/crises.ts';
import { listMessages, noteUndelivered } from '#server/store/messages.ts';
import { addSilence, endSilence, listSilences } from '#server/store/silences.ts';
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
const add = (id: string, more: Partial<Crisis> = {}) =>
  insertCrisis(db, aCrisis({ id, openedAt: clock.now, ...more }));
const messages = (state?: MessageState) => messagesIn(db, state);
const answer = (state: 'accepted' | 'failed') => settleQueued(db, state, clock.now);
const kinds = async (id: string) =>
  (await listTimeline(db, id, { limit: 100 })).items.map(({ kind }) => kind);

describe('a pass', () => {
  it('stores chain, messages and timeline together, and calls nobody twice', async () => {
    const { caller, told, woken } = open('one');
    await add('crisis-1');
    await caller.pass();
    await caller.pass();
    expect(woken).toEqual([NIGHT]);
    expect((await messages()).sort()).toEqual([
      'ada push alert.step',
      'on-call webhook alert.step',
    ]);
    expect(await kinds('crisis-1')).toEqual(['chain-started', 'alert-queued']);
    const [chain] = await chainsOfCrises(db, ['crisis-1']);
    expect(chain).toMatchObject({ state: 'running', chartVersion: 3, level: 'high' });
    const shown = told.findLast(({ kind }) => kind === 'chains');
    expect(shown).toMatchObject({
      chains: [{ crisis: 'crisis-1', step: 1, of: 2, next: { via: 'sms', contact: 'on-call' } }],
    });
    expect(JSON.stringify(shown)).not.toContain('Ada');
    expect(await chainsOutOf(db, 'crisis-1')).toHaveLength(1);
  });

  it('goes on at once when a message failed, and tells when it wants to be asked again', async () => {
    const { caller, onFate } = open('one');
    await add('crisis-1');
    await caller.pass();
    clock.now += 2_000;
    await answer('failed');
    onFate('crisis-1');
    expect(await caller.pass()).toBeLessThanOrEqual(clock.now + MINUTE);
    expect(await messages()).toEqual(['ada sms alert.step']);
  });

  it('goes on at once when a provider says later that it did not arrive', async () => {
    const { caller } = open('one');
    await add('crisis-1');
    await caller.pass();
    await answer('accepted');
    clock.now += 20_000;
    await caller.pass();
    expect(await messages()).toEqual([]);
    const sent = (await listMessages(db, { limit: 10, state: 'accepted' })).items;
    for (const { id } of sent) {
      const { entries } = await noteUndelivered(db, { id }, 'nobody picked up', clock.now);
      caller.noteUndelivered(entries);
    }
    await caller.pass();
    expect(await messages()).toEqual(['ada sms alert.step']);
  });

  it('stops what waits when somebody takes it, and tells who was told when it is over', async () => {
    const { caller, command } = open('one');
    await add('crisis-1');
    await caller.pass();
    await answer('accepted');
    clock.now += MINUTE;
    await caller.pass();
    expect(await messages()).toEqual(['ada sms alert.step']);
    await command('crisis-1', 'acknowledge', {}, { name: 'Ada Okafor', person: 'ada' });
    await caller.pass();
    expect(await messages()).toEqual([]);
    expect(await messages('suppressed')).toEqual(['ada sms alert.step']);
    await command('crisis-1', 'false-alarm', { reason: 'a test' }, { name: 'Ada', person: 'ada' });
    await caller.pass();
    expect((await messages()).sort()).toEqual([
      'ada push alert.resolved',
      'on-call webhook alert.resolved',
    ]);
    expect((await chainsOfCrises(db, ['crisis-1'])).map(({ state }) => state)).toEqual(['over']);
  });

  it('asks a person to take it over, and leaves it with the asker after five minutes', async () => {
    const { caller, command } = open('one');
    const ada = { name: 'Ada Okafor', person: 'ada' };
    await add('crisis-1');
    await command('crisis-1', 'acknowledge', {}, ada);
    await command('crisis-1', 'handover', { to: 'dan' }, ada);
    await caller.pass();
    expect(await messages()).toEqual(['dan push alert.handover']);
    // Another leader, who knows it from the database alone.
    await caller.stop();
    const heir = open('two');
    await heir.caller.pass();
    expect(await messages()).toEqual(['dan push alert.handover']);
    clock.now += 5 * MINUTE;
    await heir.caller.pass();
    expect((await messages()).sort()).toEqual(['ada push notice.oncall', 'ada sms notice.oncall']);
    expect(await messages('suppressed')).toEqual(['dan push alert.handover']);
    const crisis = await getCrisis(db, 'crisis-1');
    expect(crisis).toMatchObject({ acknowledgedBy: 'Ada Okafor', detail: { handover: null } });
    expect(await kinds('crisis-1')).toContain('handover-refused');
  });
});

it('decides nothing about a crisis that a person changes meanwhile', async () => {
  const { caller, command } = open('one');
  const ada = { name: 'Ada Okafor', person: 'ada' };
  await add('crisis-1');
  await command('crisis-1', 'acknowledge', {}, ada);
  await command('crisis-1', 'handover', { to: 'dan' }, ada);
  await caller.pass();
  clock.now += 5 * MINUTE;
  const plain = db.transaction.bind(db);
  // Dan answers between the decision that he has not and its transaction.
  db.transaction = async (work) => {
    db.transaction = plain;
    await command('crisis-1', 'acknowledge', {}, { name: 'Dan Weber', person: 'dan' });
    return plain(work);
  };
  expect(await caller.pass()).toBeLessThanOrEqual(clock.now);
  await caller.pass();
  expect(await messages()).toEqual([]);
  expect(await getCrisis(db, 'crisis-1')).toMatchObject({ acknowledgedBy: 'Dan Weber' });
  expect(await kinds('crisis-1')).not.toContain('handover-refused');
});

describe('silences', () => {
  it('hold what matches, with the reason, and tell their owner at both ends', async () => {
    const { caller } = open('one');
    await addSilence(db, {
      ...{ id: 's-1', owner: 'Cleo Marsh', reason: 'a test of the lines', createdAt: NIGHT },
      ...{ startsAt: NIGHT, endsAt: NIGHT + 60 * MINUTE, endedBy: null, brand: 'acme' },
      ...{ scenario: null, topic: null, upToLevel: 'high', toldStart: false, toldEnd: false },
    });
    await add('crisis-1');
    await caller.pass();
    expect((await messages()).sort()).toEqual([
      'cleo push notice.silence',
      'cleo sms notice.silence',
    ]);
    expect((await messages('suppressed')).sort()).toEqual([
      'ada push alert.step',
      'on-call webhook alert.step',
    ]);
    await answer('accepted');
    clock.now += 10 * MINUTE;
    await caller.pass();
    expect(await messages()).toEqual([]);
    expect(await endSilence(db, { id: 's-1', by: 'Cleo Marsh', at: clock.now })).toBe(true);
    await caller.pass();
    expect((await messages()).sort()).toEqual([
      'ada push alert.step',
      'cleo push notice.silence',
      'cleo sms notice.silence',
      'on-call webhook alert.step',
    ]);
    const { items } = await listSilences(db, { limit: 10 });
    expect(items).toMatchObject([{ toldStart: true, toldEnd: true, endedBy: 'Cleo Marsh' }]);
    expect(await kinds('crisis-1')).toEqual(
      expect.arrayContaining(['alert-suppressed', 'chain-started', 'alert-queued']),
    );
  });

  it('that ended before anybody told of its begin is told of once', async () => {
    const { caller } = open('one');
    await addSilence(db, {
      ...{ id: 's-2', owner: 'Cleo Marsh', reason: 'a short one', createdAt: NIGHT - MINUTE },
      ...{ startsAt: NIGHT - MINUTE, endsAt: NIGHT - 1, endedBy: null, brand: 'acme' },
      ...{ scenario: null, topic: null, upToLevel: 'high', toldStart: false, toldEnd: false },
    });
    await caller.pass();
    await caller.pass();
    expect((await messages()).sort()).toEqual([
      'cleo push notice.silence',
      'cleo sms notice.silence',
    ]);
  });
});

it('takes the most severe first when many open at once, and loses none', async () => {
  const { caller } = open('one');
  const levels: Level[] = ['low', 'high', 'critical'];
  for (let i = 0; i < 240; i += 1) await add(`c-${i}`, { level: levels[i % 3]!, brand: `b-${i}` });
  await caller.pass();
  const { rows } = await db.query<{ level: string; n: number }>(
    'select level, count(*) as n from chains group by level order by level',
  );
  expect(rows).toEqual([
    { level: 'critical', n: 80 },
    { level: 'high', n: 20 },
  ]);
  while ((await caller.pass()) <= clock.now);
  const { rows: all } = await db.query<{ n: number }>('select count(*) as n from chains');
  expect(all[0]!.n).toBe(240);
});

it('calls for the others when one crisis cannot be looked at, and says so', async () => {
  const { caller, faults } = open('one');
  await add('crisis-1');
  await caller.pass();
  await db.query(`update chains set cell = '{"broken": true}'::json`);
  await caller.stop();
  await answer('accepted');
  clock.now += MINUTE;
  await add('crisis-2', { brand: 'other' });
  const next = await caller.pass();
  expect(next).toBeGreaterThan(clock.now);
  expect((await messages()).sort()).toEqual(['ada push alert.step', 'on-call webhook alert.step']);
  expect(faults.filter((line) => line.includes('could not be looked at'))).toHaveLength(1);
  await caller.pass();
  expect(faults.filter((line) => line.includes('crisis-1'))).toHaveLength(1);
});

it('plays a chain again whose memory it cannot read, and sends nothing twice', async () => {
  const { caller } = open('one');
  await add('crisis-1');
  await caller.pass();
  await answer('accepted');
  await caller.stop();
  await db.query(`update chains set run = '{"of": "another version"}'::json`);
  clock.now += MINUTE;
  const heir = open('two');
  await heir.caller.pass();
  expect(await messages()).toEqual([]);
  expect(await messages('accepted')).toHaveLength(2);
  clock.now += MINUTE;
  await heir.caller.pass();
  expect(await messages()).toEqual(['ada sms alert.step']);
});

it('sees a level that was changed by another server without being told', async () => {
  const { caller } = open('one');
  const crisis = await add('crisis-1');
  await caller.pass();
  await answer('accepted');
  await updateCrisis(db, { ...crisis, level: 'critical' });
  clock.now += 2_000;
  await caller.pass();
  expect((await messages()).sort()).toEqual([
    'ada push alert.level',
    'on-call webhook alert.level',
  ]);
});
