/** The sender against a real database: what is due goes out once, by severity and by the pace, and
 * what came of it is on record. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '#alerts/receivers/contract.ts';
import { getCrisis, updateCrisis } from '#server/store/crises.ts';
import { tryLead } from '#server/store/lease.ts';
import { getMessage, queueMessages, suppressWaiting } from '#server/store/messages.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { addCrisis, aMessage, DUTY, linesOf, NIGHT, openOutgoing, rowsOf } from './outgoing.ts';

const RETRY: Outcome = { kind: 'retry', reason: 'answered 503' };
const MINUTE_MS = 60_000;

describe('sender', () => {
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

  it('sends what is due once, with the link of this message alone, and tells the chain', async () => {
    const { look, sent, fates, deps } = await openOutgoing(db);
    const later = aMessage({
      crisisId: null,
      chainId: null,
      type: 'alert.reserve',
      dueAt: NIGHT + 9,
    });
    const now = aMessage();
    expect(await queueMessages(db, [now, later])).toEqual([now.id, later.id]);
    expect(await queueMessages(db, [now])).toEqual([]);
    expect(await look()).toBe(NIGHT + 9);
    expect(await look()).toBe(NIGHT + 9);
    expect(sent.map(({ id }) => id)).toEqual([now.id]);
    const { nonce } = (await getMessage(db, now.id))!;
    expect(sent[0]!.body.answerUrl).toBe(deps.links.answerUrl(nonce));
    expect(fates).toEqual(['crisis-1']);
    expect((await rowsOf(db)).get(now.id)).toMatchObject({
      state: 'accepted',
      attempts: 1,
      sentAt: NIGHT,
      acceptedAt: NIGHT,
    });
    expect((await linesOf(db)).map(({ text }) => text)).toEqual([
      'Told on-call leader Ada Okafor by webhook',
    ]);
  });

  it.each([
    ['alert.taken', 'that somebody has it'],
    ['alert.resolved', 'that it is over'],
  ] as const)('tells %s as what it is and not as a call', async (type, words) => {
    const { look } = await openOutgoing(db);
    await queueMessages(db, [aMessage({ type })]);
    await look();
    const lines = await linesOf(db);
    expect(lines.map(({ text }) => text)).toEqual([
      `Told on-call leader Ada Okafor by webhook ${words}`,
    ]);
  });

  it('tries again with growing pauses and one line, until it is too old', async () => {
    const { look, outcomes, sent, fates } = await openOutgoing(db, { breakerOpenMs: 0 });
    outcomes.push(...Array<Outcome>(200).fill(RETRY));
    await queueMessages(db, [aMessage()]);
    const pauses: number[] = [];
    let at = NIGHT;
    for (let count = 0; count < 200; count += 1) {
      await look(at);
      const row = [...(await rowsOf(db)).values()][0]!;
      if (row.state === 'failed') break;
      pauses.push((row.nextAttemptAt! - at) / 1000);
      at = row.nextAttemptAt!;
    }
    expect(pauses.slice(0, 8)).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
    expect(at - NIGHT).toBeGreaterThan(119 * MINUTE_MS);
    const row = [...(await rowsOf(db)).values()][0]!;
    expect(row).toMatchObject({ state: 'failed', attempts: sent.length });
    expect(row.reason).toBe('answered 503; given up after 2 hours');
    expect((await linesOf(db)).map(({ data }) => data.final)).toEqual([false, true]);
    expect(fates).toEqual(['crisis-1']);
  });

  it('waits as long as a provider asks for, and never tries what is refused', async () => {
    const { look, outcomes, sent } = await openOutgoing(db);
    outcomes.push({ ...RETRY, afterMs: 40_000 }, { kind: 'refused', reason: 'answered 410: gone' });
    await queueMessages(db, [aMessage()]);
    await look();
    await look(NIGHT + 39_999);
    expect(sent).toHaveLength(1);
    await look(NIGHT + 40_000);
    await look(NIGHT + 400_000);
    expect(sent).toHaveLength(2);
    expect([...(await rowsOf(db)).values()][0]).toMatchObject({ state: 'failed', attempts: 2 });
  });

  it('sends a bundle as one, led by the most severe, and all of it has one fate', async () => {
    const { look, sent, outcomes } = await openOutgoing(db);
    const levels = ['low', 'critical', 'medium'] as const;
    for (const level of levels) await addCrisis(db, level, { level });
    const messages = levels.map((level) => aMessage({ level, crisisId: level }));
    await queueMessages(db, messages);
    outcomes.push(RETRY);
    await look();
    await look(NIGHT + 2_000);
    await look(NIGHT + 60_000);
    const [low, critical, medium] = messages.map(({ id }) => id);
    expect(sent.map(({ id }) => id)).toEqual([critical, critical]);
    const [first, second] = sent.map(({ body }) => body.others as { level: string }[]);
    expect(first!.map(({ level }) => level)).toEqual(['medium', 'low']);
    expect(second).toEqual(first);
    const rows = await rowsOf(db);
    for (const id of [low, medium]) {
      expect(rows.get(id!)).toMatchObject({
        state: 'bundled',
        bundledInto: critical,
        acceptedAt: NIGHT + 2_000,
      });
    }
    expect((await linesOf(db, 'low')).map(({ text }) => text)).toContain(
      'Told on-call leader Ada Okafor by webhook, in one message with 2 more',
    );
  });

  it('lets those go by themselves whose leader is no longer needed', async () => {
    const { look, sent, outcomes } = await openOutgoing(db);
    const levels = ['low', 'critical', 'medium'] as const;
    for (const level of levels) await addCrisis(db, level, { level });
    const messages = levels.map((level) => aMessage({ level, crisisId: level }));
    await queueMessages(db, messages);
    outcomes.push(RETRY);
    await look();
    await suppressWaiting(db, { crisisId: 'critical', by: 'answered', for: 'Ada', at: NIGHT });
    await look(NIGHT + 2_000);
    const [low, critical, medium] = messages.map(({ id }) => id);
    expect(sent.map(({ id }) => id)).toEqual([critical, medium, low]);
    expect((await rowsOf(db)).get(critical!)).toMatchObject({
      state: 'suppressed',
      suppressedBy: 'answered',
      suppressedFor: 'Ada',
    });
  });

  it('calls nobody for what was taken at its level or is over, whoever has yet to say so', async () => {
    const { look, sent } = await openOutgoing(db);
    const crisis = (await getCrisis(db, 'crisis-1'))!;
    await queueMessages(db, [
      aMessage({ level: 'high' }),
      aMessage({ level: 'critical', person: 'ben' }),
      aMessage({ type: 'alert.handover', person: 'cem' }),
    ]);
    const taken = { state: 'acknowledged', acknowledgedLevel: 'high' } as const;
    await updateCrisis(db, { ...crisis, ...taken });
    await look();
    expect(sent).toHaveLength(2);
    await queueMessages(db, [
      aMessage({ type: 'alert.reserve', person: 'dan' }),
      aMessage({ type: 'alert.repeat', level: 'critical', person: 'eve' }),
      aMessage({ type: 'alert.resolved', person: 'fay' }),
    ]);
    await updateCrisis(db, {
      ...crisis,
      ...taken,
      version: 2,
      resolvedAt: NIGHT,
      state: 'resolved',
    });
    for (const at of [1, 2, 3]) await look(NIGHT + at * MINUTE_MS);
    expect(sent).toHaveLength(2 + 1);
    const why = [...(await rowsOf(db)).values()].flatMap((row) => row.suppressedBy ?? []);
    expect(why.sort()).toEqual(['answered', 'over', 'over']);
  });

  it('keeps an older call of a crisis back for a newer one to the same place', async () => {
    const { look, sent } = await openOutgoing(db);
    await addCrisis(db, 'crisis-2');
    const [old, elsewhere, another] = [
      aMessage(),
      aMessage({ way: { ...DUTY, receiver: 'other' } }),
      aMessage({ crisisId: 'crisis-2' }),
    ];
    await queueMessages(db, [old, elsewhere, another]);
    const repeat = aMessage({ type: 'alert.repeat' });
    await queueMessages(db, [repeat]);
    await look();
    expect(sent.map(({ id }) => id).sort()).toEqual([another.id, elsewhere.id, repeat.id].sort());
    expect((await rowsOf(db)).get(old.id)).toMatchObject({
      state: 'suppressed',
      suppressedBy: 'superseded',
      suppressedFor: repeat.id,
    });
  });

  it('leaves a receiver that fails alone, tries it with one, and delivers once what still matters', async () => {
    const breakerOpenMs = 300;
    const { look, sent, outcomes, clock } = await openOutgoing(db, { breakerOpenMs });
    outcomes.push(...Array<Outcome>(6).fill(RETRY));
    const first = aMessage();
    await queueMessages(db, [first]);
    for (let at = NIGHT; sent.length < 5; at += 60_000) await look(at);
    const more = ['ben', 'cem', 'dan'].map((person) => aMessage({ person }));
    const elsewhere = aMessage({ person: 'eve', way: { ...DUTY, receiver: 'other' } });
    await queueMessages(db, [...more, elsewhere]);
    outcomes.length = 0;
    await look(clock.now + 1);
    expect(sent.slice(5).map(({ id }) => id)).toEqual([elsewhere.id]);
    const waiting = (await rowsOf(db)).get(more[0]!.id)!;
    expect(waiting).toMatchObject({ state: 'queued', attempts: 0, reason: 'the provider is down' });
    // The library behind it measures the pause by the clock of the machine.
    await new Promise((done) => setTimeout(done, breakerOpenMs));
    await look(clock.now + 60_000);
    expect(sent).toHaveLength(7);
    await look(clock.now + 10_000);
    await look(clock.now + 60_000);
    await look(clock.now + 60_000);
    const rows = [...(await rowsOf(db)).values()];
    expect(rows.filter(({ acceptedAt }) => acceptedAt === null)).toEqual([]);
    const after = sent.slice(6).map(({ id }) => id);
    expect(new Set(after).size).toBe(after.length);
  });

  it('makes an attempt again that its server did not live to see the end of', async () => {
    const dead = await openOutgoing(db);
    dead.outcomes.push(new Promise<Outcome>(() => undefined) as never);
    const message = aMessage();
    await queueMessages(db, [message]);
    void dead.look();
    while (dead.sent.length === 0) await new Promise((done) => setTimeout(done, 10));
    expect((await rowsOf(db)).get(message.id)!.state).toBe('sending');
    const next = await openOutgoing(db);
    await next.look();
    await next.look(NIGHT + MINUTE_MS);
    expect(next.sent.map(({ id }) => id)).toEqual([message.id]);
  });

  it('what a former leader hears of its attempt says nothing about the one that runs', async () => {
    const { promise: lost, resolve: refuse } = Promise.withResolvers<Outcome>();
    const { promise: running, resolve: accept } = Promise.withResolvers<Outcome>();
    const former = await openOutgoing(db);
    former.outcomes.push(lost);
    await queueMessages(db, [aMessage()]);
    await former.sending.look();
    const next = await openOutgoing(db);
    next.outcomes.push(running);
    await next.sending.look();
    refuse({ kind: 'refused', reason: 'answered 410: gone' });
    await former.sending.settled();
    const [row] = [...(await rowsOf(db)).values()];
    expect(row).toMatchObject({ state: 'sending', attempts: 2 });
    expect(former.fates).toEqual([]);
    accept({ kind: 'accepted' });
    await next.sending.settled();
    expect([...(await rowsOf(db)).values()]).toMatchObject([{ state: 'accepted' }]);
  });

  it('takes nothing once another leads', async () => {
    const { look, sent } = await openOutgoing(db);
    await db.query("update leases set expires_at = now() - interval '1 s'");
    await tryLead(db, 'two', 60_000, 'calling');
    await queueMessages(db, [aMessage()]);
    await look();
    await look(NIGHT + 1_000);
    expect(sent).toEqual([]);
  });

  it('takes nothing while another is about to lead', async () => {
    const { look, sent } = await openOutgoing(db);
    await queueMessages(db, [aMessage()]);
    const running = await db.transaction(async (sql) => {
      await sql.query("update leases set epoch = epoch + 1, holder = 'two'");
      const looking = look();
      await new Promise((done) => setTimeout(done, 100));
      return { looking };
    });
    await running.looking;
    expect(sent).toEqual([]);
    expect([...(await rowsOf(db)).values()]).toMatchObject([{ state: 'queued', attempts: 0 }]);
  });
});
