/** The alarm budget over HTTP: who may, what is kept, and back-tests that really run on a thread over
 * mentions in the database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BacktestOut, TuningOut } from '#contracts/tuning.ts';
import type { Role } from '#contracts/who.ts';
import { readCatalogue } from '#server/catalogue.ts';
import { RUNTIME } from '#server/config.ts';
import { insertMentions, type StoredMention } from '#server/store/mentions.ts';
import { backfillBuckets } from '#server/store/buckets.ts';
import { budgetNow } from '#server/tuning/budget.ts';
import { playBacktest } from '#server/tuning/play.ts';
import { increment, mention } from '../store/rows.ts';
import { DISPLAY_TOKEN, openApp, START, type Harness, type Problem } from './harness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BRAND = 'Brightkettle';
const FLOOD_AT = START - 6 * HOUR;

let harness: Harness;
const keys = new Map<Role, Record<string, string>>();
beforeAll(async () => {
  harness = await openApp();
  for (const role of ['viewer', 'supervisor', 'leader', 'manager'] as const) {
    keys.set(role, (await harness.makeKey('api', role)).headers);
  }
});
afterAll(() => harness.close());

const ask = (
  role: Role,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
) =>
  harness.call({
    ...{ method, url: `/api/v1/tuning${url}`, headers: keys.get(role)! },
    ...(payload ? { payload } : {}),
  });
const overview = async () => (await ask('viewer', 'GET', '')).json<TuningOut>();

describe('who may', () => {
  it.each([
    ['viewer', 'GET', '', undefined, 200],
    ['viewer', 'POST', '/backtests', { falseAlarmsPerWeek: 2 }, 403],
    ['viewer', 'DELETE', '/backtests/x', undefined, 403],
    ['leader', 'PUT', '/budget', { falseAlarmsPerWeek: 2, reason: 'too quiet' }, 403],
    ['supervisor', 'GET', '/backtests/x', undefined, 404],
    ['supervisor', 'DELETE', '/backtests/x', undefined, 404],
  ] as const)('%s %s %s', async (role, method, url, payload, status) => {
    const response = await ask(role, method, url, payload);
    expect(response.statusCode).toBe(status);
    if (status >= 400) expect(response.json<Problem>().type).toMatch(/^urn:tocsin:error:/);
  });

  it('no display token', async () => {
    const headers = harness.bearer(DISPLAY_TOKEN);
    const { statusCode } = await harness.call({ url: '/api/v1/tuning', headers });
    expect(statusCode).toBe(403);
  });
});

describe('the budget', () => {
  it("is the configuration's until somebody applies another, and keeps who, when and why", async () => {
    expect(await overview()).toMatchObject({
      budget: { falseAlarmsPerWeek: 0.5, isConfigured: true },
      history: [],
    });
    const applied = await ask('manager', 'PUT', '/budget', {
      falseAlarmsPerWeek: 2,
      reason: '  A launch week  ',
    });
    expect(applied.statusCode).toBe(200);
    expect(applied.json()).toMatchObject({
      budget: { falseAlarmsPerWeek: 2, isConfigured: false, by: 'api', reason: 'A launch week' },
      configured: 0.5,
      history: [{ from: 0.5, to: 2, isConfigured: false, at: new Date(START).toISOString() }],
    });
    const catalogue = { detection: { falseAlarmsPerWeek: 0.5 } } as never;
    expect(await budgetNow(harness.db, catalogue)).toBe(2);

    const again = await ask('manager', 'PUT', '/budget', {
      falseAlarmsPerWeek: 2,
      reason: 'again',
    });
    expect(again.statusCode).toBe(409);

    const back = await ask('manager', 'PUT', '/budget', {
      falseAlarmsPerWeek: null,
      reason: 'over',
    });
    expect(back.json()).toMatchObject({
      budget: { falseAlarmsPerWeek: 0.5, isConfigured: true, reason: 'over' },
      history: [
        { from: 2, to: 0.5, isConfigured: true },
        { from: 0.5, to: 2 },
      ],
    });
    expect(await budgetNow(harness.db, catalogue)).toBe(0.5);
  });

  it.each([
    { falseAlarmsPerWeek: 0, reason: 'none at all' },
    { falseAlarmsPerWeek: 11, reason: 'everything' },
    { falseAlarmsPerWeek: 1, reason: '   ' },
    { falseAlarmsPerWeek: 1 },
    { reason: 'what?' },
  ])('is refused as %o', async (payload) => {
    const response = await ask('manager', 'PUT', '/budget', payload);
    expect([response.statusCode, (await overview()).history.length]).toEqual([400, 2]);
  });

  it('changed by two at once keeps a history without a gap', async () => {
    const values = [1, 2, 3, 4, 5];
    await Promise.all(
      values.map((falseAlarmsPerWeek) =>
        ask('manager', 'PUT', '/budget', { falseAlarmsPerWeek, reason: 'trying out' }),
      ),
    );
    const steps = (await overview()).history.slice(0, values.length).reverse();
    expect(steps[0]?.from).toBe(0.5);
    for (const [index, step] of steps.slice(1).entries()) expect(step.from).toBe(steps[index]?.to);
    await ask('manager', 'PUT', '/budget', { falseAlarmsPerWeek: null, reason: 'as it was' });
  });
});

/** Two calm days with one flood of complaints; three weeks of hours before them. */
const fill = async () => {
  const rows: StoredMention[] = [];
  const add = (at: number) =>
    rows.push(
      mention({ at, receivedAt: at, brand: BRAND, author: { id: `a${rows.length % 97}` } }),
    );
  for (let at = START - 2 * DAY; at < START; at += 2 * MINUTE)
    add(at + ((at / MINUTE) % 7) * 4_000);
  for (let second = 0; second < 1_200; second += 3) add(FLOOD_AT + second * 1_000);
  await harness.db.transaction((tx) => insertMentions(tx, rows));
  const hours = Array.from({ length: 21 * 24 }, (_, hour) =>
    increment({ at: START - 2 * DAY - (hour + 1) * HOUR, counts: { mentions: 30, volume: 30 } }),
  );
  await backfillBuckets(harness.db, 3600, hours);
  return rows.length;
};

const untilOver = async (id: string): Promise<BacktestOut> => {
  for (;;) {
    const told = (await ask('viewer', 'GET', `/backtests/${id}`)).json<BacktestOut>();
    if (['done', 'failed', 'cancelled'].includes(told.state)) return told;
    await new Promise((done) => setTimeout(done, 50));
  }
};
const start = async (payload: object): Promise<string> => {
  const response = await ask('supervisor', 'POST', '/backtests', payload);
  expect(response.statusCode).toBe(202);
  return response.json<{ id: string }>().id;
};

describe('a back-test', () => {
  it('of nothing stored says so', async () => {
    const told = await untilOver(await start({ falseAlarmsPerWeek: 2 }));
    expect(told).toMatchObject({ state: 'failed', problem: expect.stringMatching(/No mention/) });
    expect(told).not.toHaveProperty('result');
  });

  it('plays what is stored under both budgets and finds the flood', async () => {
    const stored = await fill();
    const [reach] = (await overview()).stored;
    expect(reach?.brand).toBe(BRAND);
    expect(Date.parse(reach!.from)).toBeLessThan(START - 2 * DAY + HOUR);

    const from = new Date(START - 9 * HOUR).toISOString();
    const told = await untilOver(await start({ brand: BRAND, falseAlarmsPerWeek: 5, from }));
    expect(told).toMatchObject({ state: 'done', present: 0.5, other: 5, brand: BRAND });
    const result = told.result!;
    expect(result).toMatchObject({ from, isCut: false, brands: 1 });
    expect(result.mentions).toBeGreaterThan(270 + 390);
    expect(result.mentions).toBeLessThan(stored);
    expect(result.learnedHours).toBeGreaterThan(21 * 24);
    expect(result.weeks).toBeCloseTo(9 / 168, 6);
    const flood = result.signals.filter(
      ({ indicator, topic, openedAt }) =>
        indicator === 'volume' && !topic && Math.abs(Date.parse(openedAt) - FLOOD_AT) < 20 * MINUTE,
    );
    expect(flood).toMatchObject([{ found: 'both' }]);
    expect(flood[0]?.earlierMinutes).toBeGreaterThanOrEqual(0);
    expect(result.other.signals).toBeGreaterThanOrEqual(result.present.signals);
    expect((await overview()).backtests[0]).toMatchObject({ id: told.id, state: 'done' });
    const lines = harness.lines.filter((line) => line.includes(told.id)).join();
    expect(lines).toContain('back-test over');
    expect(lines).not.toContain('kettle arrived');
  });

  it('of more time than is stored begins with the first mention', async () => {
    const to = new Date(START - DAY - 20 * HOUR).toISOString();
    const from = new Date(START - 60 * DAY).toISOString();
    const told = await untilOver(await start({ falseAlarmsPerWeek: 2, from, to }));
    const [reach] = (await overview()).stored;
    expect(told.result).toMatchObject({ from: reach?.from, to, isCut: false });
    expect(told.result!.weeks).toBeLessThan(5 / 168);
  });

  it('of one time and two equal budgets finds no difference', async () => {
    const stretch = [-7, -5].map((hours) => new Date(START + hours * HOUR).toISOString());
    const [from, to] = stretch;
    const told = await untilOver(await start({ falseAlarmsPerWeek: 0.5, from, to }));
    expect(told.state).toBe('done');
    const { present, other, signals } = told.result!;
    expect(other).toEqual(present);
    expect(
      signals.every(({ found, earlierMinutes }) => found === 'both' && earlierMinutes === 0),
    ).toBe(true);
    expect(signals.length).toBeGreaterThan(0);
  });

  it('of more than is read at once plays the newest and says so', async () => {
    const asked = { brand: BRAND, from: START - 2 * DAY, to: START, present: 0.5, other: 2 };
    const tell = () => undefined;
    const catalogue = readCatalogue(null);
    const result = await playBacktest({ db: harness.db, catalogue, tell, mentionsMax: 60 }, asked);
    expect(result).toMatchObject({ isCut: true, to: new Date(START).toISOString() });
    if ('problem' in result) throw new Error(result.problem);
    expect(result.mentions).toBeLessThanOrEqual(60);
    expect(Date.parse(result.from)).toBeGreaterThanOrEqual(START - 2 * HOUR);
    expect(result.weeks).toBeLessThan(2 / 168);
  });

  it('waits for its turn, is cancelled where it stands, and the queue has an end', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 1 + RUNTIME.tuningQueueMax; count += 1) {
      ids.push(await start({ falseAlarmsPerWeek: 1 }));
    }
    const full = await ask('supervisor', 'POST', '/backtests', { falseAlarmsPerWeek: 1 });
    expect([full.statusCode, full.headers['retry-after']]).toEqual([429, '10']);
    const last = (await ask('viewer', 'GET', `/backtests/${ids.at(-1)}`)).json<BacktestOut>();
    expect(last).toMatchObject({ state: 'queued', ahead: RUNTIME.tuningQueueMax });
    for (const id of ids) {
      expect((await ask('supervisor', 'DELETE', `/backtests/${id}`)).statusCode).toBe(204);
      expect((await untilOver(id)).state).toBe('cancelled');
    }
    const after = await untilOver(await start({ falseAlarmsPerWeek: 1, brand: 'nobody' }));
    expect(after.state).toBe('failed');
  });

  it.each([
    [{}, 400],
    [{ falseAlarmsPerWeek: 20 }, 400],
    [{ falseAlarmsPerWeek: 1, brand: '' }, 400],
    [{ falseAlarmsPerWeek: 1, from: 'yesterday' }, 400],
    [{ falseAlarmsPerWeek: 1, from: '2026-05-04T08:00:00Z', to: '2026-05-04T07:00:00Z' }, 400],
    [{ falseAlarmsPerWeek: 1, from: '2027-05-04T08:00:00Z' }, 400],
  ])('is refused as %o', async (payload, status) => {
    const response = await ask('supervisor', 'POST', '/backtests', payload);
    expect(response.statusCode).toBe(status);
  });
});
