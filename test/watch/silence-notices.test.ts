/** Who silenced something and stands on no roster is told all the same: at their account's address, or
 * whoever is on call hears it for them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Silence } from '#contracts/calling.ts';
import { listMessages } from '#server/store/messages.ts';
import { addSilence } from '#server/store/silences.ts';
import { insertUser, updateUser } from '#server/store/users.ts';
import type { Db } from '#server/store/sql.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { RECEIVERS } from '../scenarios/calling/people.ts';
import { openCaller } from './caller-stage.ts';

const NIGHT = Date.UTC(2026, 2, 3, 3);
const MINUTE = 60_000;
const MAIL = { key: 'post', kind: 'mail', from: 'tocsin@example.com' };
const EMAIL = 'sue@example.com';
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

const open = (receivers: readonly object[]) => {
  const { caller } = openCaller(db, clock, 'one', receivers);
  stops.push(() => caller.stop());
  return caller;
};
const account = (email = EMAIL, name = 'Sue Perle') =>
  insertUser(db, { email, name, role: 'supervisor', passwordHash: 'none' });
const silence = (more: Partial<Silence> = {}) =>
  addSilence(db, {
    ...{ id: 's-1', owner: 'Sue Perle', reason: 'a test of the lines', createdAt: NIGHT },
    ...{ startsAt: NIGHT, endsAt: NIGHT + 60 * MINUTE, endedBy: null, brand: 'acme' },
    ...{ scenario: null, topic: null, upToLevel: 'high', toldStart: false, toldEnd: false },
    ...more,
  });
const told = async () =>
  (await listMessages(db, { limit: 50 })).items
    .map(({ person, contact, way }) => `${person ?? contact} ${way.kind} ${way.address}`)
    .sort();
const titles = async () => {
  const { rows } = await db.query<{ title: string }>(
    `select distinct body->>'title' as title, queued_at from messages order by queued_at`,
  );
  return rows.map(({ title }) => title);
};

it('at the address of the account, at both ends', async () => {
  await account();
  await silence();
  const caller = open([...RECEIVERS, MAIL]);
  await caller.pass();
  expect(await told()).toEqual([`Sue Perle mail ${EMAIL}`]);
  clock.now += 60 * MINUTE;
  await caller.pass();
  await caller.pass();
  expect(await told()).toEqual([`Sue Perle mail ${EMAIL}`, `Sue Perle mail ${EMAIL}`]);
  expect(await titles()).toEqual([
    'Your silence begins: acme up to level high',
    'Your silence has ended: acme up to level high',
  ]);
});

it('as the person of the roster whose address the account has', async () => {
  await account('cleo@example.com');
  await silence();
  await open([...RECEIVERS, MAIL]).pass();
  expect(await told()).toEqual(['cleo push null', 'cleo sms +49300000003']);
});

it('by whoever is on call, where no mail goes out', async () => {
  await account();
  await silence();
  await open(RECEIVERS).pass();
  expect(await told()).toEqual(['ada push null', 'ada sms +49300000001']);
  expect(await titles()).toEqual(['A silence of Sue Perle begins: acme up to level high']);
});

it('by whoever is on call, where the name says no one account that is in use', async () => {
  const { id } = await account();
  await updateUser(db, id, { disabledAt: NIGHT });
  await silence();
  const caller = open([...RECEIVERS, MAIL]);
  await caller.pass();
  expect(await told()).toEqual(['ada push null', 'ada sms +49300000001']);
  await account('sue.one@example.com');
  await account('sue.two@example.com');
  await silence({ id: 's-2' });
  await caller.pass();
  expect((await told()).filter((row) => row.includes('mail'))).toEqual([]);
});
