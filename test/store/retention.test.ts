/** Old rows go, young ones stay, each table by its own days; the record of crises stays for good. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addIncrements } from '#server/store/buckets.ts';
import { saveConversations } from '#server/store/conversations.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { insertDeskSamples } from '#server/store/desk-samples.ts';
import { claim } from '#server/store/ledger.ts';
import { insertMentions, quarantine } from '#server/store/mentions.ts';
import { insertResponses } from '#server/store/responses.ts';
import { applyRetention } from '#server/store/retention.ts';
import { saveSignals } from '#server/store/signals.ts';
import { insertUser } from '#server/store/users.ts';
import { insertSession } from '#server/store/sessions.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import {
  conversation,
  crisis,
  DAY,
  deskSample,
  increment,
  mention,
  NOON,
  response,
  signal,
} from './rows.ts';

const DAYS = { base: 1, minute: 10, hour: 1_000, mentions: 20, ledger: 30, desk: 40 };
const AGED = [
  'bucket_10s',
  'bucket_1m',
  'bucket_1h',
  'mentions',
  'quarantine',
  'ledger',
  'responses',
  'desk_samples',
  'conversations',
];

describe.each(databaseKinds())('retention on %s', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.drop());

  const fill = async (at: number) => {
    const { db } = database;
    await addIncrements(db, [increment({ at })]);
    const row = mention({ at, receivedAt: at });
    await db.transaction((tx) => insertMentions(tx, [row]));
    await quarantine(db, [{ kind: 'mentions', row: {}, at, receivedAt: at }]);
    await claim(db, [{ source: 'e', id: `${at}`, at, conversation: null, inbound: null }]);
    await insertResponses(db, [response({ at })]);
    await insertDeskSamples(db, [deskSample({ at })]);
    await saveConversations(db, [conversation({ openedAt: at })]);
    await saveSignals(db, [signal({ openedAt: at })]);
    await insertCrisis(db, crisis({ openedAt: at }));
  };
  const count = async (table: string) =>
    (await database.db.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n;

  test('each table forgets by its own days', async () => {
    for (const days of [0, 5, 15, 25, 35, 2_000]) await fill(NOON - days * DAY);
    await applyRetention(database.db, NOON, DAYS);
    const left: Record<string, unknown> = {};
    for (const table of AGED) left[table] = await count(table);
    // Where tables are split by time, rows wait for the rest of their chunk.
    const isSplit = kind === 'timescale';
    expect(left).toMatchObject({ bucket_10s: 1, ledger: 4, quarantine: 3, conversations: 5 });
    expect(left.bucket_1h).toBe(5);
    if (!isSplit) expect(left).toMatchObject({ bucket_1m: 2, mentions: 3, responses: 5 });
    for (const table of AGED) expect(left[table], table).toBeLessThan(6);
    for (const table of AGED) expect(left[table], table).toBeGreaterThan(0);
    expect(await count('signals')).toBe(6);
    expect(await count('crises')).toBe(6);
  });

  test('a conversation lives as long as anything happens in it', async () => {
    const old = { openedAt: NOON - 300 * DAY };
    await saveConversations(database.db, [
      conversation({ ...old, id: 'talks', lastReplyAt: NOON - DAY }),
      conversation({ ...old, id: 'silent', lastInboundAt: NOON - 200 * DAY }),
    ]);
    const removed = await applyRetention(database.db, NOON, DAYS);
    expect(removed.conversations).toBe(1);
    const { rows } = await database.db.query('select id from conversations');
    expect(rows).toEqual([{ id: 'talks' }]);
  });

  test('more rows than one batch holds all go', async () => {
    await database.db.query(
      `insert into ledger (source, id, at)
       select 'e', n::text, to_timestamp(0) from generate_series(1, 25001) as n`,
    );
    await fill(NOON);
    const removed = await applyRetention(database.db, NOON, DAYS);
    expect(removed.ledger).toBe(25_001);
    expect(await count('ledger')).toBe(1);
    expect((await applyRetention(database.db, NOON, DAYS)).ledger).toBe(0);
  });

  test('ended sessions go', async () => {
    const { db } = database;
    const user = await insertUser(db, {
      email: 'a@b.c',
      name: 'A',
      role: 'viewer',
      passwordHash: '',
    });
    for (const expiresAt of [NOON - 1, NOON + 1]) {
      const tokenHash = Buffer.from(`${expiresAt}`);
      await insertSession(db, { tokenHash, userId: user.id, expiresAt });
    }
    expect((await applyRetention(db, NOON, DAYS)).sessions).toBe(1);
    expect(await count('sessions')).toBe(1);
  });
});
