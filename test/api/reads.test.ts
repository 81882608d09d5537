/** The lists and the series as an integrator sees them: wire shapes, ranges, pages, limits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crisisRow, emptyParts, signalRow } from './fixtures.ts';
import { DISPLAY_TOKEN, openApp, START, type Harness } from './harness.ts';
import { emptyCounts, type BucketIncrement } from '#contracts/bucket.ts';
import { crisisOut } from '#contracts/crisis.ts';
import { signalOut } from '#contracts/signal.ts';
import { wallState } from '#contracts/wall.ts';
import { RUNTIME } from '#server/config.ts';
import { saveBaselines } from '#server/store/baselines.ts';
import { addIncrements } from '#server/store/buckets.ts';
import { addTimeline, insertCrisis } from '#server/store/crises.ts';
import { insertMentions, type StoredMention } from '#server/store/mentions.ts';
import { saveSignals } from '#server/store/signals.ts';

const MINUTE_MS = 60_000;
const iso = (ms: number) => new Date(ms).toISOString();

const mention = (number: number): StoredMention => ({
  id: `m${number}`,
  channel: 'forum',
  text: number % 2 ? 'The parcel is late again' : 'Thank you, that was quick',
  at: START - number * MINUTE_MS,
  inbound: true,
  brand: 'Northwind',
  author: { id: 'a1', followers: 12 },
  conversation: `c${number}`,
  receivedAt: START,
  noise: null,
  lang: 'en',
  sentiment: { label: number % 2 ? 'negative' : 'positive', score: 0.5, confidence: 0.75 },
  topics: number % 2 ? ['delivery'] : [],
  intent: 'other',
  importance: 0.25,
  reach: 12,
});
const increment = (at: number, volume: number): BucketIncrement => ({
  at,
  brand: 'Northwind',
  channel: 'forum',
  topic: '',
  counts: { ...emptyCounts(), mentions: volume, volume },
});

let harness: Harness;
const read = async (url: string) => harness.call({ url: `/api/v1${url}`, headers: viewer });
let viewer: Record<string, string>;

beforeAll(async () => {
  const brands = [{ brand: 'Northwind', name: 'Northwind' }];
  const live = { parts: (brand: string | null) => ({ ...emptyParts(brand), brands }) };
  harness = await openApp({ deps: { live } });
  viewer = (await harness.makeKey('api', 'viewer')).headers;
  const { db } = harness;
  await db.transaction((tx) => insertMentions(tx, [0, 1, 2, 3, 4].map(mention)));
  await saveSignals(db, [
    signalRow('s1', START - 3 * MINUTE_MS),
    { ...signalRow('s2', START - MINUTE_MS), topic: 'delivery', closedAt: START },
  ]);
  await insertCrisis(db, crisisRow('k1', START - MINUTE_MS));
  await insertCrisis(db, {
    ...crisisRow('k2', START - 9 * MINUTE_MS),
    state: 'resolved',
    acknowledgedAt: START - 8 * MINUTE_MS,
    acknowledgedBy: 'Ana',
    resolvedAt: START,
  });
  const entry = { crisisId: 'k1', kind: 'note' as const, by: 'Ana', data: {} };
  await addTimeline(db, [
    { ...entry, at: START, text: 'second' },
    { ...entry, at: START - 1, text: 'first' },
    { ...entry, at: START, text: 'third' },
  ]);
  await addIncrements(db, [
    increment(START - 3 * MINUTE_MS, 4),
    increment(START - 3 * MINUTE_MS + 10_000, 2),
    increment(START - MINUTE_MS, 9),
  ]);
  await saveBaselines(db, [
    {
      series: 'volume|Northwind|',
      learnedAt: START,
      hours: 400,
      isLearning: false,
      level: Array<number>(168).fill(6),
      dispersion: Array<number>(168).fill(1.5),
      rateNoise: 0.5,
    },
  ]);
});
afterAll(() => harness.close());

describe('mentions', () => {
  it('come newest first, in pages that meet, as they are on the wire', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const response = await read(`/mentions?limit=2${cursor && `&cursor=${cursor}`}`);
      const { items, next } = response.json();
      seen.push(...items.map((item: { id: string }) => item.id));
      expect(typeof next).toBe(page < 2 ? 'string' : 'undefined');
      cursor = next;
    }
    expect(seen).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
    const { items } = (await read('/mentions?limit=1')).json();
    expect(items[0]).toEqual({
      ...mention(0),
      at: iso(START),
      receivedAt: iso(START),
    });
  });

  it.each([
    ['topic=delivery', ['m1', 'm3']],
    ['sentiment=positive', ['m0', 'm2', 'm4']],
    ['q=PARCEL', ['m1', 'm3']],
    ['id=m2', ['m2']],
    ['q=%25%25', []],
    ['brand=Other', []],
    [`from=${iso(START - 2 * MINUTE_MS)}&to=${iso(START)}`, ['m1', 'm2']],
  ])('are found by %s', async (query, ids) => {
    const { items } = (await read(`/mentions?${query}`)).json();
    expect(items.map((item: { id: string }) => item.id)).toEqual(ids);
  });
});

describe('signals and crises', () => {
  it('have the shape of the contract, and leave out what is not', async () => {
    const signals = (await read('/signals')).json().items;
    expect(signals.map((item: unknown) => signalOut.parse(item))).toEqual(signals);
    expect(signals[0]).toMatchObject({ id: 's2', topic: 'delivery', closedAt: iso(START) });
    expect(signals[1]).not.toHaveProperty('closedAt');
    expect(signals[1]).not.toHaveProperty('topic');

    const crises = (await read('/crises')).json().items;
    expect(crises.map((item: unknown) => crisisOut.parse(item))).toEqual(crises);
    expect(crises.map((item: { id: string }) => item.id)).toEqual(['k1', 'k2']);
    expect(crises[0]).not.toHaveProperty('acknowledgedAt');
    expect(crises[0]).not.toHaveProperty('version');
    expect(crises[1]).toMatchObject({ acknowledgedBy: 'Ana', resolvedAt: iso(START) });
    expect((await read('/crises/k2')).json()).toEqual(crises[1]);
  });

  it.each([
    ['/signals?open=true', ['s1']],
    ['/crises?open=true', ['k1']],
    ['/crises?open=false', ['k1', 'k2']],
    ['/crises?state=resolved', ['k2']],
    [`/crises?to=${iso(START - 5 * MINUTE_MS)}`, ['k2']],
  ])('%s', async (url, ids) => {
    const { items } = (await read(url)).json();
    expect(items.map((item: { id: string }) => item.id)).toEqual(ids);
  });

  it('have a timeline, oldest first', async () => {
    const first = (await read('/crises/k1/timeline?limit=2')).json();
    expect(first.items.map((item: { text: string }) => item.text)).toEqual(['first', 'second']);
    expect(first.items[0]).toMatchObject({ at: iso(START - 1), kind: 'note', by: 'Ana', data: {} });
    const rest = (await read(`/crises/k1/timeline?cursor=${first.next}`)).json();
    expect(rest.items.map((item: { text: string }) => item.text)).toEqual(['third']);
    expect(rest).not.toHaveProperty('next');
    expect((await read('/crises/none/timeline')).statusCode).toBe(404);
  });
});

describe('commands', () => {
  const send = async (name: string, payload?: object) => {
    const { headers } = await harness.makeKey('api', 'leader');
    return harness.call({ method: 'POST', url: `/api/v1/crises/k1/${name}`, headers, payload });
  };

  it.each([
    ['acknowledge', undefined, 200],
    ['acknowledge', {}, 200],
    ['note', {}, 400],
    ['note', { text: 'seen' }, 200],
    ['level', { reason: 'more' }, 400],
    ['level', { level: 'high', reason: 'more' }, 200],
    ['level', { level: 'extreme' }, 400],
    ['decline', {}, 400],
    ['decline', { reason: 'not mine' }, 200],
    ['decline', { text: 'not mine' }, 200],
    ['false-alarm', { text: '' }, 400],
    ['false-alarm', { text: 'a test' }, 200],
    ['handover', {}, 400],
    ['handover', undefined, 400],
    ['handover', { reason: 'my shift ends' }, 200],
    ['contain', { reason: 'x'.repeat(2_001) }, 400],
  ])('%s with %j: %i', async (name, payload, status) => {
    const response = await send(name, payload);
    expect(response.statusCode).toBe(status);
    if (status === 200) expect(crisisOut.parse(response.json()).id).toBe('k1');
  });

  it('are given in the name of the caller', async () => {
    const calls: unknown[][] = [];
    const command = async (...args: unknown[]) => {
      calls.push(args);
      return crisisRow('k9', START);
    };
    const own = await openApp({ deps: { command } });
    await own.makeUser('ana@example.com', 'supervisor');
    const cookie = String((await own.signIn('ana@example.com')).headers['set-cookie']);
    const url = '/api/v1/crises/k9/note';
    const payload = { text: 'on it', unknown: 1 };
    await own.call({ method: 'POST', url, payload, headers: { cookie } });
    await own.close();
    expect(calls).toEqual([
      ['k9', 'note', { text: 'on it' }, { name: 'ana@example.com', person: null }],
    ]);
  });
});

describe('the wall', () => {
  it('is the state of the contract, for a brand or for all', async () => {
    const headers = harness.bearer(DISPLAY_TOKEN);
    const ask = async (url: string) => (await harness.call({ url, headers })).json();
    expect(wallState.parse(await ask('/api/v1/wall'))).toMatchObject({
      seq: 0,
      schema: 1,
      brand: null,
      at: iso(START),
    });
    expect((await ask('/api/v1/wall?brand=Northwind')).brand).toBe('Northwind');
  });
});

describe('series', () => {
  const range = `from=${iso(START - 4 * MINUTE_MS)}&to=${iso(START)}`;

  it('counts in steps, with what was to be expected', async () => {
    const { points } = (await read(`/series?name=volume&${range}&step=60`)).json();
    expect(points.map((point: { value: number }) => point.value)).toEqual([0, 6, 0, 9]);
    expect(points[0].at).toBe(iso(START - 4 * MINUTE_MS));
    // 6 a minute: variance 1.5 * 6 + 0.25 * 36 = 18, edges two deviations away.
    expect(points[1].expected).toBeCloseTo(6);
    expect(points[1].high).toBeCloseTo(6 + 2 * Math.sqrt(18));
    expect(points[1].low).toBe(0);
    const wide = (await read(`/series?name=volume&${range}&step=7200`)).json().points;
    expect(wide[0].expected).toBeCloseTo(720);
  });

  it.each(['name=mentions', 'name=volume&channel=forum', 'name=volume&brand=Other'])(
    'has no expectation for %s',
    async (query) => {
      const { points } = (await read(`/series?${query}&${range}&step=60`)).json();
      expect(points).toHaveLength(4);
      expect(points[0]).not.toHaveProperty('expected');
    },
  );

  it('says null where nothing was measured', async () => {
    const { points } = (await read(`/series?name=sentiment&${range}&step=60`)).json();
    expect(points.map((point: { value: number | null }) => point.value)).toEqual([
      null,
      0,
      null,
      0,
    ]);
  });

  it('takes a step that gives a readable number of points', async () => {
    const day = (await read('/series?name=volume')).json().points;
    expect(day).toHaveLength(24 * 12);
    const year = `from=${iso(START - 365 * 86_400_000)}`;
    const days = (await read(`/series?name=volume&${year}`)).json().points;
    expect(days.length).toBeLessThanOrEqual(500);
  });

  it.each([
    [`step=10&from=${iso(START - (RUNTIME.seriesPointsMax + 2) * 10_000)}`, 'larger step'],
    ['step=15', 'querystring'],
    ['step=5', 'querystring'],
    [`from=${iso(START)}&to=${iso(START)}`, 'before'],
  ])('refuses %s', async (query, detail) => {
    const response = await read(`/series?name=volume&${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json().detail).toContain(detail);
  });
});
