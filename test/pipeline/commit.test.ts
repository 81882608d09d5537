/** The commit on a real database: what a batch leaves behind, and that nothing is counted twice. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Counts } from '#contracts/bucket.ts';
import { createRegister, seedRegister } from '#server/pipeline/register.ts';
import type { BatchRow } from '#server/pipeline/batch.ts';
import { commitBatch, type CommitContext } from '#server/pipeline/commit.ts';
import { BUCKET_TABLES } from '#server/store/buckets.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { context, eventRow, LIMITS, mentionRow, NOON } from './make.ts';

describe.each(databaseKinds())('a batch on %s', (kind) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
  });
  afterAll(() => test.drop());

  const TABLES = [
    'mentions',
    'ledger',
    'quarantine',
    'conversations',
    'responses',
    'agents',
    ...Object.values(BUCKET_TABLES),
  ];
  beforeEach(async () => {
    await test.db.query(`truncate ${TABLES.join(', ')}`);
  });

  const commit = (rows: BatchRow[], over: Partial<CommitContext> = {}) =>
    commitBatch(test.db, rows, context(over));
  const rowsOf = async (table: string) =>
    (await test.db.query<Record<string, unknown>>(`select * from ${table}`)).rows;
  const countOf = async (table: string) => (await rowsOf(table)).length;
  const totals = async (table: string): Promise<Partial<Counts>> => {
    const { rows } = await test.db.query<Partial<Counts>>(
      `select sum(mentions)::int as mentions, sum(volume)::int as volume
         from ${table} where topic = ''`,
    );
    return rows[0] ?? {};
  };

  const conversation = (prefix: string): BatchRow[] => [
    mentionRow({ id: `${prefix}1`, at: NOON - 60_000, topics: ['billing'] }),
    mentionRow({
      id: `${prefix}2`,
      at: NOON - 20_000,
      inReplyTo: `${prefix}1`,
      inbound: false,
      agent: 'ada',
    }),
  ];

  it('is stored, counted and told of', async () => {
    const { committed, stored } = await commit(conversation('a'));
    expect(stored).toEqual({ mentions: 2, events: 0 });
    expect(committed).toMatchObject({
      at: NOON,
      receivedAt: NOON,
      conversations: [{ id: 'a1', waitingSince: null, replyCount: 1, source: 'replies' }],
      responses: [{ responseSeconds: 40, agent: 'ada', isFirst: true }],
      agents: [{ id: 'ada', lastReplyAt: NOON - 20_000 }],
      lastSeen: [{ brand: 'northline', channel: 'x', at: NOON - 20_000 }],
    });
    expect(await countOf('mentions')).toBe(2);
    for (const table of Object.values(BUCKET_TABLES)) {
      expect(await totals(table)).toEqual({ mentions: 2, volume: 1 });
    }
  });

  it('changes nothing when it is repeated, whole or in part', async () => {
    const rows = [
      ...conversation('b'),
      eventRow({ id: 'e1', type: 'agent.state', agent: 'bo', state: 'online', at: NOON }),
    ];
    await commit(rows);
    const before = await Promise.all(TABLES.map(rowsOf));
    const again = await commit([...rows, ...rows]);
    expect(again.repeated).toEqual({ mentions: 4, events: 2 });
    expect(again.stored).toEqual({ mentions: 0, events: 0 });
    expect(again.committed.increments).toEqual([]);
    expect(await Promise.all(TABLES.map(rowsOf))).toEqual(before);
  });

  it('counts a row once that is in it twice', async () => {
    const row = mentionRow({ id: 'twin' });
    const { stored, repeated } = await commit([row, row]);
    expect([stored.mentions, repeated.mentions]).toEqual([1, 1]);
    expect(await totals('bucket_10s')).toEqual({ mentions: 1, volume: 1 });
  });

  it('finds the parents of its replies in earlier batches', async () => {
    const [question, reply] = conversation('p') as [BatchRow, BatchRow];
    await commit([question]);
    const { committed } = await commit([reply]);
    expect(committed.responses).toMatchObject([{ responseSeconds: 40, conversation: 'p1' }]);
  });

  it('sets rows from the future aside and counts them nowhere', async () => {
    const future = mentionRow({ id: 'f', at: NOON + LIMITS.futureMaxMs + 1 });
    const soon = mentionRow({ id: 's', at: NOON + LIMITS.futureMaxMs });
    const outcome = await commit([future, soon]);
    expect(outcome.quarantined).toBe(1);
    expect([await countOf('quarantine'), await countOf('ledger')]).toEqual([1, 1]);
    expect(await totals('bucket_10s')).toMatchObject({ mentions: 1 });
  });

  it('lets late rows correct history without being news', async () => {
    const late = mentionRow({ at: NOON - 3 * 3_600_000 });
    const outcome = await commit([late, mentionRow()]);
    expect(outcome.late).toBe(1);
    expect(outcome.committed.increments.map(({ at }) => at)).toEqual([NOON]);
    expect(outcome.committed.late?.map(({ at }) => at)).toEqual([NOON - 3 * 3_600_000]);
    expect(await totals('bucket_1h')).toMatchObject({ mentions: 2 });
  });

  it('refuses one brand or channel too many and stores the rest', async () => {
    const limits = { ...LIMITS, brandsMax: 2, channelsMax: 2 };
    const register = createRegister();
    const rows = ['a', 'b', 'c', 'a'].map((brand) => mentionRow({ brand }));
    const outcome = await commit([...rows, mentionRow({ brand: 'a', channel: 'mail' })], {
      limits,
      register,
    });
    expect(outcome.refused).toMatchObject([{ kind: 'mentions', reason: 'more than 2 brands' }]);
    const next = await commit([mentionRow({ brand: 'a', channel: 'chat' })], { limits, register });
    expect(next.refused).toMatchObject([{ reason: 'more than 2 channels' }]);
    expect(await countOf('mentions')).toBe(4);
  });

  it('knows after a restart which names are in use', async () => {
    await commit([mentionRow({ brand: 'a' }), mentionRow({ brand: 'b', channel: 'mail' })]);
    const register = createRegister();
    await seedRegister(test.db, register, NOON);
    expect([[...register.brands].sort(), [...register.channels].sort()]).toEqual([
      ['a', 'b'],
      ['mail', 'x'],
    ]);
  });

  it('leaves nothing behind when a row is refused', async () => {
    const poison = mentionRow({ id: 'bad\0id' });
    await expect(commit([mentionRow(), poison])).rejects.toMatchObject({ code: '22021' });
    expect([await countOf('mentions'), await countOf('ledger')]).toEqual([0, 0]);
  });

  it('agrees with itself when several commit the same rows at the same time', async () => {
    const batches = Array.from({ length: 6 }, (_, batch) =>
      Array.from({ length: 60 }, (_, row) => {
        const thread = (batch * 7 + row) % 40;
        return mentionRow({
          id: `t${thread}-${row % 9}`,
          conversation: `t${thread}`,
          topics: [`topic${row % 5}`],
          agent: `agent${row % 4}`,
          inbound: row % 3 !== 0,
          at: NOON - row * 1000,
        });
      }),
    );
    const shuffled = batches.flatMap((rows, index) => [rows, batches[(index + 3) % 6] ?? []]);
    const outcomes = await Promise.all(shuffled.map((rows) => commit(rows.toReversed())));
    const distinct = new Set(batches.flat().map(({ row }) => row.id)).size;
    const stored = outcomes.reduce((sum, outcome) => sum + outcome.stored.mentions, 0);
    expect(stored).toBe(distinct);
    expect(await countOf('mentions')).toBe(distinct);
    for (const table of Object.values(BUCKET_TABLES)) {
      expect(await totals(table)).toMatchObject({ mentions: distinct });
    }
    const { rows } = await test.db.query<{ talked: number }>(
      `select sum(inbound_count + reply_count)::int as talked from conversations`,
    );
    expect(rows[0]?.talked).toBe(distinct);
  });
});
