/** Accounts, sessions and keys: found by what was kept, gone when ended. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findKey, insertKey, listKeys, revokeKey } from '#server/store/keys.ts';
import { deleteSession, findSession, insertSession } from '#server/store/sessions.ts';
import {
  findUserByEmail,
  getUser,
  insertUser,
  listUsers,
  updateUser,
} from '#server/store/users.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { HOUR, NOON } from './rows.ts';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const ada = { email: 'Ada@Example.org', name: 'Ada', role: 'leader', passwordHash: 'h1' } as const;

describe.each(databaseKinds())('people on %s', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.drop());

  test('an account is found by id and by e-mail in any case, and exists once', async () => {
    const { db } = database;
    const user = await insertUser(db, ada);
    expect(user).toMatchObject({ ...ada, disabledAt: null });
    expect(user.createdAt).toBeGreaterThan(NOON - 100 * 365 * 24 * HOUR);
    expect(await findUserByEmail(db, 'aDA@example.ORG')).toEqual(user);
    expect(await getUser(db, user.id)).toEqual(user);
    expect(await findUserByEmail(db, 'bea@example.org')).toBeNull();
    await expect(insertUser(db, { ...ada, email: 'ADA@example.org' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await listUsers(db, 10)).toEqual([user]);
  });

  test('a change changes what it names', async () => {
    const { db } = database;
    const user = await insertUser(db, ada);
    expect(await updateUser(db, user.id, { role: 'viewer' })).toBe(true);
    expect(await getUser(db, user.id)).toEqual({ ...user, role: 'viewer' });
    await updateUser(db, user.id, { disabledAt: NOON, name: 'A.' });
    expect(await getUser(db, user.id)).toMatchObject({ disabledAt: NOON, name: 'A.' });
    await updateUser(db, user.id, { disabledAt: null });
    expect(await getUser(db, user.id)).toMatchObject({ disabledAt: null, name: 'A.' });
    expect(await updateUser(db, 'nobody', { name: 'x' })).toBe(false);
  });

  test('a session ends at its time, when it is closed, and with the password', async () => {
    const { db } = database;
    const { id: userId } = await insertUser(db, ada);
    const open = (token: string) =>
      insertSession(db, { tokenHash: hash(token), userId, expiresAt: NOON + HOUR });
    const session = await open('one');
    expect(await findSession(db, hash('one'), NOON)).toEqual(session);
    expect(session).toMatchObject({ userId, expiresAt: NOON + HOUR });
    expect(await findSession(db, hash('one'), NOON + HOUR)).toBeNull();
    expect(await findSession(db, hash('two'), NOON)).toBeNull();
    expect(await deleteSession(db, hash('one'))).toBe(true);
    expect(await deleteSession(db, hash('one'))).toBe(false);
    expect(await findSession(db, hash('one'), NOON)).toBeNull();
    for (const ending of [{ passwordHash: 'h2' }, { disabledAt: NOON }]) {
      await open('again');
      await updateUser(db, userId, { name: 'still here' });
      expect(await findSession(db, hash('again'), NOON)).not.toBeNull();
      await updateUser(db, userId, ending);
      expect(await findSession(db, hash('again'), NOON)).toBeNull();
    }
  });

  test('a key is found until it is revoked, and stays listed', async () => {
    const { db } = database;
    const key = await insertKey(db, {
      kind: 'api',
      name: 'bi',
      role: 'viewer',
      tokenHash: hash('k'),
    });
    await insertKey(db, { kind: 'ingest', name: 'in', tokenHash: hash('i') });
    expect(await findKey(db, hash('k'))).toEqual(key);
    expect(key).toMatchObject({ kind: 'api', name: 'bi', role: 'viewer', revokedAt: null });
    expect(await findKey(db, hash('i'))).toMatchObject({ kind: 'ingest', role: null });
    expect(await revokeKey(db, key.id)).toBe(true);
    expect(await revokeKey(db, key.id)).toBe(false);
    expect(await findKey(db, hash('k'))).toBeNull();
    expect((await listKeys(db, 10)).map(({ name }) => name).sort()).toEqual(['bi', 'in']);
  });
});
