/** The desk's tables: conversations under locks, answers, agents, samples of the queue. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#contracts/conversation.ts';
import { listAgents, loadAgents, saveAgents } from '#server/store/agents.ts';
import { listOpen, lockConversations, saveConversations } from '#server/store/conversations.ts';
import { hourlyDesk, insertDeskSamples } from '#server/store/desk-samples.ts';
import { insertResponses, listResponses } from '#server/store/responses.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { conversation, DAY, deskSample, HOUR, MINUTE, NOON, response } from './rows.ts';

describe.each(databaseKinds())('desk on %s', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.drop());

  test('a conversation keeps every field, and is replaced whole', async () => {
    const { db } = database;
    const full = conversation({
      source: 'replies',
      waitingSince: NOON + 1,
      lastInboundAt: NOON + 2,
      firstReplyAt: NOON + 3,
      lastReplyAt: NOON + 4,
      agent: 'ada',
      assignedAt: NOON + 5,
      resolvedAt: NOON + 6,
      priority: 'high',
      inboundCount: 7,
      replyCount: 8,
      reopenedCount: 9,
    });
    const bare = conversation({ channel: 'chat', id: full.id });
    await saveConversations(db, [full, bare]);
    const keys = [full, bare, { channel: 'chat', id: 'unknown' }];
    expect(await lockConversations(db, keys)).toEqual([bare, full]);
    const changed = { ...full, waitingSince: null, agent: null, replyCount: 10 };
    await saveConversations(db, [changed]);
    expect(await lockConversations(db, [full])).toEqual([changed]);
    expect(await lockConversations(db, [])).toEqual([]);
  });

  test('writers that read, count and write the same conversations lose no count', async () => {
    const { db } = database;
    const rows = Array.from({ length: 20 }, (_, index) => conversation({ id: `c${index}` }));
    await saveConversations(db, rows);
    const count = (writer: number) =>
      db.transaction(async (sql) => {
        const keys = writer % 2 === 0 ? rows : rows.toReversed();
        const known = await lockConversations(sql, keys);
        await saveConversations(
          sql,
          known.map((row) => ({ ...row, inboundCount: row.inboundCount + 1 })),
        );
      });
    await Promise.all(Array.from({ length: 10 }, (_, writer) => count(writer)));
    const counts = (await lockConversations(db, rows)).map(({ inboundCount }) => inboundCount);
    expect(counts).toEqual(rows.map(() => 10));
  });

  test('open are those who wait, and those assigned and unresolved, unless long untouched', async () => {
    const { db } = database;
    const old = NOON - 4 * DAY;
    await saveConversations(db, [
      conversation({ id: 'waits', waitingSince: NOON - HOUR }),
      conversation({ id: 'waits too long', waitingSince: old }),
      conversation({ id: 'assigned', agent: 'ada', assignedAt: NOON - DAY }),
      conversation({
        id: 'assigned long ago, replied',
        openedAt: old,
        assignedAt: old,
        agent: 'ada',
        lastReplyAt: NOON,
      }),
      conversation({ id: 'assigned long ago', openedAt: old, assignedAt: old, agent: 'ada' }),
      conversation({ id: 'resolved', agent: 'ada', assignedAt: NOON, resolvedAt: NOON }),
      conversation({ id: 'assigned to a team', assignedAt: NOON - DAY }),
      conversation({ id: 'replied, never assigned', agent: 'ada', lastReplyAt: NOON }),
      conversation({ id: 'nobody waits' }),
    ]);
    const open = await listOpen(db, { sinceMs: NOON - 3 * DAY, limit: 10 });
    const names = open.map(({ id }) => id).sort();
    expect(names).toEqual([
      'assigned',
      'assigned long ago, replied',
      'assigned to a team',
      'waits',
    ]);
    expect((await listOpen(db, { sinceMs: NOON - 3 * DAY, limit: 2 })).length).toBe(2);
  });

  test('answers come back newest first, since a time', async () => {
    const { db } = database;
    const rows = [
      response({ at: NOON, agent: null, handleSeconds: null, isFirst: false }),
      response({ at: NOON + MINUTE, responseSeconds: 0.25 }),
      response({ at: NOON - 1 }),
    ];
    await insertResponses(db, rows);
    expect(await listResponses(db, { fromMs: NOON, limit: 10 })).toEqual([rows[1], rows[0]]);
    expect(await listResponses(db, { fromMs: NOON, limit: 1 })).toEqual([rows[1]]);
  });

  test('agents are replaced whole and listed by when they were last seen', async () => {
    const { db } = database;
    const agents: Agent[] = [
      { id: 'a', name: 'Ada', activity: 'busy', since: NOON, lastReplyAt: null },
      { id: 'b', name: 'Bea', activity: null, since: null, lastReplyAt: NOON + 1 },
      { id: 'c', name: 'Cem', activity: null, since: null, lastReplyAt: null },
    ];
    await saveAgents(db, agents.toReversed());
    expect(await loadAgents(db, ['c', 'a', 'x'])).toEqual([agents[0], agents[2]]);
    await saveAgents(db, [{ ...(agents[2] as Agent), activity: 'online', since: NOON + 5 }]);
    expect((await listAgents(db, 10)).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    expect((await listAgents(db, 2)).length).toBe(2);
    expect(await loadAgents(db, [])).toEqual([]);
  });

  test('hours of the desk: means over moments; what was not measured is left out', async () => {
    const { db } = database;
    await insertDeskSamples(db, [
      deskSample({ at: NOON, channel: 'a', waiting: 2, oldestSeconds: null, handleSeconds: null }),
      deskSample({ at: NOON, channel: 'b', waiting: 4, oldestSeconds: 30, handleSeconds: 240 }),
      deskSample({
        ...{ at: NOON + MINUTE, channel: 'a', waiting: 0, oldestSeconds: 500, slaBreached: 4 },
        ...{ unansweredShare: null, questionsWaiting: 3, handleSeconds: null },
      }),
      deskSample({ at: NOON + 2 * MINUTE, channel: 'a', waiting: 0, oldestSeconds: null }),
      deskSample({ at: NOON + HOUR, channel: 'a', waiting: 9 }),
    ]);
    const hours = await hourlyDesk(db, { fromMs: NOON, toMs: NOON + HOUR });
    expect(hours).toEqual([
      {
        ...{ brand: 'Brightkettle', at: NOON, waiting: 2, oldestSeconds: (30 + 500) / 3 },
        ...{ unansweredShare: 0.25, questionsWaiting: 2, handleSeconds: 270, slaBreached: 4 / 3 },
      },
    ]);
  });

  test('a second sample of a moment replaces the first', async () => {
    const { db } = database;
    await insertDeskSamples(db, [deskSample({ waiting: 2 })]);
    await insertDeskSamples(db, [deskSample({ waiting: 7 })]);
    const { rows } = await db.query('select waiting from desk_samples');
    expect(rows).toEqual([{ waiting: 7 }]);
  });
});
