/** The live state on a real database: loaded or told, it is the same, and each commit counts once
 * however loads and messages interleave. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Band } from '#alerts/contract.ts';
import type { ChainOut } from '#contracts/calling.ts';
import { catalogue } from '#contracts/catalogue.ts';
import { createLive, type Live } from '#server/live/live.ts';
import type { BatchRow } from '#server/pipeline/batch.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { context, eventRow, mentionRow, NOON } from '../pipeline/make.ts';
import { crisis, signal } from '../store/rows.ts';

const CONFIG = catalogue.parse({
  brands: [{ key: 'northline', name: 'Northline' }],
  channels: [
    { key: 'x', slaMinutes: 5 },
    { key: 'shop', hours: { mon: { from: '09:00', to: '10:00' } } },
  ],
  topics: [{ key: 'billing', name: 'Billing', any: ['invoice'] }],
});
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

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
const commit = async (rows: BatchRow[]) =>
  (await commitBatch(test.db, rows, context({ agentOf: (row) => row.agent ?? null }))).committed;
const tell = async (live: Live, rows: BatchRow[]) =>
  live.apply({ kind: 'committed', committed: await commit(rows) });
const volume = (live: Live) =>
  live
    .tickInput(NOON)
    .brands.flatMap((brand) => Array.from(brand.volume.counts))
    .reduce((a, b) => a + b, 0);

const story = (): BatchRow[][] => [
  [
    mentionRow({ id: 'a', at: NOON - 4.5 * MINUTE, topics: ['billing'] }),
    mentionRow({ id: 'b', at: NOON - 40 * MINUTE }),
    mentionRow({ id: 'n', at: NOON - 3 * MINUTE, noise: 'giveaway' }),
  ],
  [
    mentionRow({
      id: 'r',
      at: NOON - 4 * MINUTE,
      inReplyTo: 'b',
      inbound: false,
      agent: 'ada',
    }),
    mentionRow({
      id: 'c',
      at: NOON - MINUTE,
      topics: ['billing'],
      sentiment: { label: 'negative', score: -0.5, confidence: 1 },
    }),
    mentionRow({ id: 'd', at: NOON - 20_000, brand: 'harbour', channel: 'mail' }),
    eventRow({
      id: 'e1',
      type: 'conversation.assigned',
      conversation: 'c',
      channel: 'x',
      agent: 'bo',
      at: NOON - 10_000,
    }),
    eventRow({ id: 'e2', type: 'agent.state', agent: 'bo', name: 'Bo', state: 'busy', at: NOON }),
  ],
];

describe('the wall', () => {
  it('shows what was said, who waits and who works on it', async () => {
    const live = await openLive();
    for (const rows of story()) await tell(live, rows);
    const wall = live.parts('northline', NOON);
    expect(wall.volume).toMatchObject({ perMinute: 1, expected: null, state: 'learning' });
    expect(wall.sentiment).toMatchObject({ mentions: 2, negativeShare: 0.5, score: -0.25 });
    expect(wall.topics).toMatchObject([{ topic: 'billing', name: 'Billing', perMinute: 0.4 }]);
    expect(wall.queue).toMatchObject({
      waiting: 2,
      oldestSeconds: 270,
      assigned: 1,
      past: { m30: 0, h1: 0, h2: 0 },
      slaAtRisk: 1,
      slaBreached: 0,
      firstResponseSeconds: 36 * 60,
    });
    expect(wall.agents).toMatchObject([
      { id: 'bo', name: 'Bo', state: 'busy', assigned: 1 },
      { id: 'ada', assigned: 0, handleSeconds: 36 * 60 },
    ]);
    expect(wall.channels).toMatchObject([{ channel: 'x', state: 'ok' }]);
    expect(wall.brands.map(({ brand }) => brand)).toEqual(['harbour', 'northline']);
  });

  it('shows agents who are free on the wall of every brand, busy ones where they work', async () => {
    const live = await openLive();
    for (const rows of story()) await tell(live, rows);
    const tells = (id: string, agent: string, state: 'online' | 'offline') =>
      eventRow({ id, type: 'agent.state', agent, state, at: NOON });
    await tell(live, [tells('e3', 'cy', 'online'), tells('e4', 'di', 'offline')]);
    const ids = (brand: string | null) => live.parts(brand, NOON).agents.map(({ id }) => id);
    expect(ids('northline')).toEqual(['bo', 'ada', 'cy']);
    expect(ids('harbour')).toEqual(['cy']);
    expect(ids(null)).toEqual(['bo', 'ada', 'cy', 'di']);
  });

  it('shows all brands together, and channels that nobody was heard on', async () => {
    const live = await openLive();
    for (const rows of story()) await tell(live, rows);
    const wall = live.parts(null, NOON);
    expect(wall.brand).toBeNull();
    expect(wall.queue.waiting).toBe(3);
    expect(wall.volume.perMinute).toBe(2);
    expect(wall.channels.map(({ channel, state }) => [channel, state])).toEqual([
      ['mail', 'ok'],
      ['shop', 'closed'],
      ['x', 'ok'],
    ]);
  });

  it('moves with the clock alone', async () => {
    const live = await openLive();
    for (const rows of story()) await tell(live, rows);
    const { queue, volume: talk } = live.parts('northline', NOON + 3 * 3_600_000);
    expect(queue).toMatchObject({ past: { m30: 2, h1: 2, h2: 2 }, slaBreached: 2 });
    expect(talk.perMinute).toBe(0);
    const days = live.parts('northline', NOON + 80 * 3_600_000);
    expect(days.queue).toMatchObject({ waiting: 0, oldestSeconds: null });
  });

  it('is the same whether it was told or loaded', async () => {
    const told = await openLive();
    for (const rows of story()) await tell(told, rows);
    const loaded = await openLive();
    for (const brand of [null, 'northline', 'harbour']) {
      const [a, b] = [told.parts(brand, NOON), loaded.parts(brand, NOON)];
      const known = ({ topics, sentiment, channels, ...rest }: typeof a) => ({
        ...rest,
        topics: topics.map(({ topic, perMinute }) => [topic, perMinute]),
        negativeShare: sentiment.negativeShare,
        channels: channels.map(({ channel, state }) => [channel, state]),
      });
      expect(known(a)).toEqual(known(b));
    }
  });

  it('shows the bands, signals and crises that the watch tells', async () => {
    const live = await openLive();
    const band: Band = {
      expected: 4,
      low: 1,
      high: 9,
      score: 0.7,
      state: 'raised',
      learnedHours: 200,
    };
    const bands: [string, Band][] = [
      ['volume|northline|', band],
      ['queue|northline|', { ...band, state: 'normal' }],
    ];
    live.apply({ kind: 'watch', at: NOON, bands, signals: [], crises: [] });
    live.apply({ kind: 'watch', at: NOON, bands: [], signals: [], crises: [] });
    const wall = live.parts('northline', NOON);
    expect(wall.volume).toMatchObject({ expected: 4, high: 9, state: 'raised', learnedHours: 200 });
    expect(wall.queue).toMatchObject({ expected: 4, high: 9, state: 'normal' });
    expect(live.parts(null, NOON).volume).toMatchObject({ expected: 4, state: 'raised' });
  });

  it('shows the chain in force of each open crisis on the walls of its brand', async () => {
    const live = await openLive();
    const own = crisis({ id: 'k-north', brand: 'northline' });
    const chain = (crisisId: string): ChainOut => ({
      ...{ id: `${crisisId}:high`, crisis: crisisId, level: 'high', state: 'running' },
      ...{ step: 1, of: 2, now: [], next: null, heldBy: null, takenBy: null },
      startedAt: new Date(NOON).toISOString(),
    });
    live.apply({ kind: 'watch', at: NOON, bands: [], signals: [], crises: [own] });
    live.apply({ kind: 'chains', chains: [chain('k-north'), chain('k-over')] });
    const shown = (brand: string | null) => live.parts(brand, NOON).chains!.map(({ id }) => id);
    expect(shown(null)).toEqual(['k-north:high']);
    expect(shown('northline')).toEqual(['k-north:high']);
    expect(shown('saltmarsh')).toEqual([]);
    live.apply({ kind: 'chains', chains: [] });
    expect(shown(null)).toEqual([]);
  });

  it('looks at a brand with an open crisis or signal, however silent it is', async () => {
    const live = await openLive();
    const signals = [signal({ brand: 'quayside', closedAt: null })];
    const crises = [crisis({ brand: 'saltmarsh' })];
    const looked = () => live.tickInput(NOON).brands.map(({ brand }) => brand);
    live.apply({ kind: 'watch', at: NOON, bands: [], signals, crises });
    expect(looked()).toEqual(['northline', 'quayside', 'saltmarsh']);
    const over = { ...crises[0]!, version: 9, state: 'resolved' as const, resolvedAt: NOON };
    const closed = { ...signals[0]!, closedAt: NOON };
    live.apply({ kind: 'watch', at: NOON, bands: [], signals: [closed], crises: [over] });
    expect(looked()).toEqual(['northline']);
  });

  it('says how the storage is, and that it is stale when it cannot be loaded', async () => {
    const live = await openLive();
    live.setHealth({ lagSeconds: 7.4, storage: 'behind' });
    expect(live.parts(null, NOON).health).toEqual({
      lagSeconds: 7,
      storage: 'behind',
      stale: false,
    });
    expect(live.parts(null, NOON + 3_600_000).health.stale).toBe(true);
  });
});

describe('each commit counts once', () => {
  it('when it is told after a load has seen it, and when it is told twice', async () => {
    const committed = await commit([mentionRow(), mentionRow()]);
    const live = await openLive();
    live.apply({ kind: 'committed', committed });
    expect(volume(live)).toBe(2);
  });

  it('however loads and messages interleave', async () => {
    const live = await openLive();
    const loads: Promise<void>[] = [];
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let batch = 0; batch < 25; batch += 1) {
        const rows = [0, 1, 2].map((row) =>
          mentionRow({ id: `w${writer}-${batch}-${row}`, at: NOON - writer * 10_000 }),
        );
        await tell(live, rows);
        if (batch % 5 === writer) loads.push(live.load());
      }
    });
    await Promise.all(writers);
    await Promise.all(loads);
    live.close();
    expect(loads.length).toBeGreaterThan(10);
    expect(volume(live)).toBe(300);
  });

  it('from the newest minute to the oldest that the detectors look at', async () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => minute);
    const rows = minutes.map((minute) => mentionRow({ at: NOON - minute * MINUTE }));
    await commit([...rows, mentionRow({ at: NOON + 2 * MINUTE }), mentionRow({ at: NOON - DAY })]);
    const live = await openLive();
    expect(volume(live)).toBe(60);
    expect(live.parts(null, NOON + 2 * MINUTE).volume.perMinute).toBe(1);
  });

  it('and a message that was lost is healed by the next load', async () => {
    const live = await openLive();
    await commit([mentionRow(), mentionRow()]);
    expect(volume(live)).toBe(0);
    await live.load();
    live.close();
    expect(volume(live)).toBe(2);
  });

  it('but late rows are history: no load makes them news', async () => {
    const live = await openLive();
    const late = mentionRow({ at: NOON - 20 * MINUTE });
    await tell(live, [late, mentionRow()]);
    expect(volume(live)).toBe(1);
    await live.load();
    live.close();
    expect(volume(live)).toBe(1);
  });
});
