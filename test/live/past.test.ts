/** What a node remembers of the talk and of the desk on a real database: told or loaded it is the same,
 * nothing is heard twice, and late rows are history. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import type { Committed } from '#contracts/committed.ts';
import type { Understood } from '#contracts/understood.ts';
import { createLive, type Live } from '#server/live/live.ts';
import type { BatchRow } from '#server/pipeline/batch.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { createHear } from '#server/pipeline/hear.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { context, eventRow, mentionRow, NOON } from '../pipeline/make.ts';

const bills = { key: 'bills', topic: 'billing', posts: 10, hours: 48 };
const CONFIG = catalogue.parse({
  brands: [{ key: 'northline' }],
  topics: [{ key: 'billing', any: ['invoice'] }],
  detection: { rules: [bills, { ...bills, key: 'angry', negativeOnly: true }] },
});
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const negative = { sentiment: { label: 'negative', score: -0.6, confidence: 0.9 } } as const;
const hear = createHear(CONFIG);

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.query(
    `truncate ledger, mentions, conversations, responses, agents, bucket_10s, bucket_1m, bucket_1h`,
  );
});

const openLive = async (): Promise<Live> => {
  const live = createLive({ db: test.db, catalogue: CONFIG, clock: () => NOON });
  await live.load();
  live.close();
  return live;
};
const commit = async (rows: BatchRow[], now = NOON): Promise<Committed> =>
  (await commitBatch(test.db, rows, context({ hear, now }))).committed;
const tell = (live: Live, committed: Committed) => live.apply({ kind: 'committed', committed });
const input = (live: Live, now = NOON) =>
  live.tickInput(now).brands.find(({ brand }) => brand === 'northline')!;
const heard = (live: Live, now = NOON) => input(live, now).voices.map(({ id }) => id);
const row = (over: Partial<Understood>, receivedAt = NOON): BatchRow =>
  ({ ...mentionRow(over), receivedAt }) as BatchRow;

const story = (): BatchRow[] => [
  row({ id: 'post', at: NOON - 4.5 * MINUTE, inbound: false }),
  row({ id: 'a', at: NOON - 4 * MINUTE, topics: ['billing'], text: 'Is my invoice wrong?' }),
  row({ id: 'b', at: NOON - 3 * MINUTE, inReplyTo: 'post' }),
  row({ id: 'r', at: NOON - 2 * MINUTE, inReplyTo: 'b', inbound: false, agent: 'ada' }),
  row({ id: 'c', at: NOON - MINUTE, inReplyTo: 'r' }),
  row({ id: 'n', at: NOON - MINUTE, noise: 'giveaway' }),
];

describe('voices', () => {
  it('are told with the commit, without noise and late rows', async () => {
    const late = row({ id: 'late', at: NOON - 20 * MINUTE });
    const { voices } = await commit([late, ...story()]);
    expect(voices?.map(({ id }) => id)).toEqual(['post', 'a', 'b', 'r', 'c']);
    const kinds = Object.fromEntries(voices?.map(({ id, parentKind }) => [id, parentKind]) ?? []);
    expect(kinds).toEqual({ post: null, a: null, b: 'post', r: 'customer', c: 'reply' });
  });

  it('know from the ledger what they answer', async () => {
    const rows = story();
    await commit(rows.slice(0, 2));
    await commit(rows.slice(2, 4));
    const { voices } = await commit(rows.slice(4));
    expect(voices).toMatchObject([{ id: 'c', parentKind: 'reply' }]);
  });

  it('are the same whether they were told or loaded', async () => {
    const told = await openLive();
    tell(told, await commit(story()));
    tell(told, await commit([row({ id: 'late', at: NOON - 20 * MINUTE })]));
    const loaded = await openLive();
    expect(heard(told)).toEqual(['post', 'a', 'b', 'r', 'c']);
    expect(input(loaded).voices).toEqual(input(told).voices);
  });

  it('are heard once, and again only after messages were missed', async () => {
    const live = await openLive();
    const committed = await commit(story().slice(0, 2));
    tell(live, committed);
    tell(live, committed);
    await commit([row({ id: 'missed', at: NOON - 30_000 })]);
    await live.load();
    expect(heard(live)).toEqual(['post', 'a']);
    live.apply({ kind: 'gap' });
    await live.load();
    live.close();
    expect(heard(live)).toEqual(['post', 'a', 'missed']);
  });
});

describe('what else the detectors are given', () => {
  it('is the same whether it was told or loaded', async () => {
    const told = await openLive();
    tell(told, await commit([row({ id: 'old', at: NOON - 2 * MINUTE, topics: ['billing'] })]));
    tell(told, await commit(story()));
    const loaded = await openLive();
    const without = (live: Live) => ({ ...input(live), voices: [] });
    const a = without(told);
    const b = without(loaded);
    expect(a).toEqual(b);
    expect(a.rules).toMatchObject([
      { rule: { key: 'bills' }, count: 2 },
      { rule: { key: 'angry' } },
    ]);
    expect(a.channels).toMatchObject([{ channel: 'x', isOpen: true }]);
    expect(Array.from(a.channels[0]!.mentions.counts).reduce((x, y) => x + y)).toBe(7);
    expect(a.desk).toMatchObject({ waiting: 3, questionsWaiting: 1, handled: 1 });
  });

  it('counts for a rule of days what came in them, told or loaded', async () => {
    const told = await openLive();
    const hours = [49.5, 47.9, 30.3, 30.2, 30.1, 10, 6.5, 5.9, 0.01];
    for (const ago of hours) {
      const at = NOON - ago * HOUR;
      const rows = [row({ id: `h${ago}`, at, topics: ['billing'] }, at)];
      tell(told, await commit(rows, at));
    }
    const counts = [told, await openLive()].map((live) => input(live).rules[0]!.count);
    expect(counts).toEqual([8, 8]);
  });

  it('counts for a rule no row that came late, told, loaded again or on a fresh node', async () => {
    const told = await openLive();
    const billing = (id: string, ago: number, lateBy: number) => {
      const at = NOON - ago;
      return row({ id, at, topics: ['billing'], ...negative }, at + lateBy);
    };
    const inTime = [billing('t1', 30 * HOUR, 4 * MINUTE), billing('t2', HOUR, 0)];
    for (const one of inTime) tell(told, await commit([one], one.receivedAt));
    const late = [
      billing('l1', 30.2 * HOUR, 20 * HOUR),
      billing('l2', 47.99 * HOUR, HOUR),
      billing('l3', HOUR, 6 * MINUTE),
      billing('l4', 8 * MINUTE, 8 * MINUTE),
    ];
    for (const one of late) tell(told, await commit([one], one.receivedAt));
    const noise = row({ id: 'n', at: NOON - HOUR, topics: ['billing'], noise: 'giveaway' });
    tell(told, await commit([noise]));
    const fresh = await openLive();
    const countsOf = (live: Live) => input(live).rules.map(({ count }) => count);
    expect([told, fresh].map(countsOf)).toEqual([
      [2, 2],
      [2, 2],
    ]);
    tell(fresh, await commit([billing('l5', 7 * MINUTE, 7 * MINUTE)]));
    await fresh.load();
    fresh.close();
    expect(countsOf(fresh)).toEqual([2, 2]);
  });

  it('knows a channel that has been silent for days', async () => {
    const sent = NOON - 50 * HOUR;
    await commit([row({ id: 'z', channel: 'forum', at: sent }, sent)], sent);
    await commit([row({ id: 'y', channel: 'x' })]);
    const channels = input(await openLive()).channels.map(({ channel, mentions }) => [
      channel,
      Array.from(mentions.counts).some((count) => count > 0),
    ]);
    expect(channels.sort()).toEqual([
      ['forum', false],
      ['x', true],
    ]);
  });

  it('counts who was never answered, as told and as loaded', async () => {
    const at = NOON - 2 * HOUR;
    const told = await openLive();
    const asked = ['a', 'b', 'c', 'd'].map((id) => row({ id, at }, at));
    tell(told, await commit(asked, at));
    const answers = [
      row({ id: 'ra', inReplyTo: 'a', inbound: false, at: NOON }),
      eventRow({
        ...{ id: 'e', type: 'conversation.resolved', conversation: 'b', channel: 'x', at: NOON },
      }),
      row({ id: 'young', at: NOON - MINUTE }),
    ];
    // Nobody was heard to answer yet, so nothing is known of the desk.
    expect(input(told).desk).toMatchObject({ waiting: 0, unanswered: 0, unansweredOf: 0 });
    tell(told, await commit(answers));
    const loaded = await openLive();
    for (const live of [told, loaded]) {
      expect(input(live).desk).toMatchObject({ unanswered: 2, unansweredOf: 4 });
      expect(input(live, NOON + HOUR).desk).toMatchObject({ unanswered: 1, unansweredOf: 1 });
    }
  });
});

describe('the wall', () => {
  it('names a channel that only the desk tells of', async () => {
    const live = await openLive();
    const opened = eventRow({
      ...{ id: 'e', type: 'conversation.opened', conversation: 'k', channel: 'phone', at: NOON },
      brand: 'northline',
    });
    tell(live, await commit([opened]));
    for (const each of [live, await openLive()]) {
      expect(each.parts('northline', NOON).channels).toMatchObject([
        { channel: 'phone', state: 'ok', lastAt: new Date(NOON).toISOString() },
      ]);
    }
  });

  it('knows brands that are named or heard of, and no others', async () => {
    const live = await openLive();
    tell(live, await commit([row({ brand: 'harbour' })]));
    expect(['northline', 'harbour', 'nobody'].map(live.isKnown)).toEqual([true, true, false]);
    expect(live.parts('nobody', NOON)).toMatchObject({ brand: 'nobody', topics: [], agents: [] });
  });
});
