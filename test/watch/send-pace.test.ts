/** The sender's pace against a real database, over failures and restarts, and what providers and people
 * say of a message afterwards. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '#alerts/receivers/contract.ts';
import { RUNTIME } from '#server/config.ts';
import {
  noteDelivered,
  noteOpened,
  noteUndelivered,
  queueMessages,
} from '#server/store/messages.ts';
import { applyRetention } from '#server/store/retention.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { addCrisis, aMessage, linesOf, NIGHT, openOutgoing, rowsOf } from './outgoing.ts';

const RETRY: Outcome = { kind: 'retry', reason: 'answered 503' };
const UNSURE: Outcome = { kind: 'retry', reason: 'no answer in time', mayHaveArrived: true };

const DAY_MS = 86_400_000;

describe('sender, pace and proof', () => {
  let database: TestDatabase;
  let db: TestDatabase['db'];
  beforeAll(async () => {
    database = await openTestDatabase();
    db = database.db;
  });
  beforeEach(async () => {
    await db.query('truncate crises, messages, leases cascade');
    await addCrisis(db);
  });
  afterAll(() => database.drop());

  it('counts for the pace what may have arrived, and not what did not', async () => {
    const { look, sent, outcomes } = await openOutgoing(db);
    outcomes.push(UNSURE, RETRY, RETRY, RETRY);
    await queueMessages(db, [aMessage({ level: 'low' })]);
    for (const seconds of [0, 10, 30, 60, 100]) await look(NIGHT + seconds * 1_000);
    expect(sent).toHaveLength(5);
    for (let index = 0; index < 8; index += 1) {
      const at = NIGHT + 110_000 + index * 11_000;
      await addCrisis(db, `crisis-x${index}`, { level: 'low' });
      const crisisId = `crisis-x${index}`;
      await queueMessages(db, [aMessage({ crisisId, level: 'low', dueAt: at, queuedAt: at })]);
      await look(at);
    }
    // Seven in five minutes for what is low: the unsure one, the accepted one and five more.
    expect(sent).toHaveLength(5 + 5);
  });

  it('keeps the pace over a restart', async () => {
    const before = await openOutgoing(db);
    for (let index = 0; index < 8; index += 1) {
      if (index === 7) expect(before.sent).toHaveLength(7);
      const at = NIGHT + index * 11_000;
      await addCrisis(db, `crisis-x${index}`, { level: 'low' });
      const crisisId = `crisis-x${index}`;
      await queueMessages(db, [aMessage({ crisisId, level: 'low', dueAt: at, queuedAt: at })]);
      if (index < 7) await before.look(at);
    }
    const after = await openOutgoing(db);
    expect(await after.look(NIGHT + 290_000)).toBe(NIGHT + 300_000);
    expect(after.sent).toEqual([]);
    await after.look(NIGHT + 300_000);
    expect(after.sent).toHaveLength(1);
  });

  it('sends without the clock of the reader while the store is away: that is no fault of a receiver', async () => {
    let isAway = true;
    const tools = { smtpUrl: null, vapid: null };
    const away = () => Promise.reject(new Error('connection refused'));
    const { look, sent, logged } = await openOutgoing(db, {
      timeZoneOf: away,
      toolsFor: () => (isAway ? away() : Promise.resolve(tools)),
      breakerOpenMs: 0,
    });
    await queueMessages(db, [aMessage()]);
    for (let count = 0; count < 12; count += 1) await look(NIGHT + count * 20_000);
    expect(sent).toEqual([]);
    isAway = false;
    await look(NIGHT + 290_000);
    expect(sent).toHaveLength(1);
    expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('writes down each proof of the delivery once', async () => {
    const { look, outcomes } = await openOutgoing(db);
    outcomes.push({ kind: 'accepted', providerId: 'SM1' });
    const [message, refused] = [aMessage(), aMessage({ person: 'ben' })];
    await queueMessages(db, [message, refused]);
    await look();
    expect(await noteDelivered(db, { providerId: 'SM1' }, NIGHT + 1)).toHaveLength(1);
    expect(await noteDelivered(db, { providerId: 'SM1' }, NIGHT + 2)).toEqual([]);
    expect(await noteOpened(db, message.id, NIGHT + 3)).toHaveLength(1);
    expect(await noteOpened(db, message.id, NIGHT + 4)).toEqual([]);
    const told = await noteUndelivered(
      db,
      { id: refused.id },
      'the number is not in use',
      NIGHT + 5,
    );
    expect(told.crisisIds).toEqual(['crisis-1']);
    expect(await noteUndelivered(db, { id: message.id }, 'late word', NIGHT + 6)).toEqual({
      crisisIds: [],
      entries: [],
    });
    const rows = await rowsOf(db);
    expect(rows.get(message.id)).toMatchObject({ deliveredAt: NIGHT + 1, openedAt: NIGHT + 3 });
    expect(rows.get(refused.id)).toMatchObject({ state: 'failed', acceptedAt: null });
    expect((await linesOf(db)).map(({ kind }) => kind)).toEqual([
      'alert-sent',
      'alert-sent',
      'alert-delivered',
      'alert-opened',
      'alert-failed',
    ]);
  });

  it('keeps the record of a crisis, and forgets what belongs to none', async () => {
    const notice = aMessage({ crisisId: null, chainId: null, type: 'notice.oncall' });
    const call = aMessage();
    await queueMessages(db, [notice, call]);
    const { desk } = RUNTIME.retentionDays;
    await applyRetention(db, NIGHT + (desk - 1) * DAY_MS);
    expect((await rowsOf(db)).size).toBe(2);
    await applyRetention(db, NIGHT + (desk + 1) * DAY_MS);
    expect([...(await rowsOf(db)).keys()]).toEqual([call.id]);
  });
});
