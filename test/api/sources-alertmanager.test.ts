/** Alerts of other monitoring systems at the door: who may bring them, what of them is kept, and that
 * nobody can fill the house with them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import { RUNTIME } from '#server/config.ts';
import { firingAlerts } from '#server/store/external-alerts.ts';
import { INGEST_KEY, openApp, type Harness } from './harness.ts';

type Alert = Record<string, unknown> & { labels: Record<string, string> };
const alert = (fingerprint: string, more: object = {}): Alert => ({
  status: 'firing',
  labels: { alertname: 'PaymentsFailing', brand: 'marlo', severity: 'critical' },
  annotations: { summary: 'Half of all payments fail' },
  startsAt: '2026-05-04T08:50:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example/graph',
  fingerprint,
  ...more,
});
const HOUR = 3_600_000;

describe('POST /api/v1/sources/alertmanager', () => {
  let harness: Harness;
  beforeAll(async () => {
    const brands = [{ key: 'marlo', name: 'Marlo' }, { key: 'velo' }];
    harness = await openApp({ deps: { catalogue: catalogue.parse({ brands }) } });
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.db.query('delete from external_alerts'));

  const post = (alerts: unknown[], more: object = {}, key = INGEST_KEY) =>
    harness.call({
      method: 'POST',
      url: '/api/v1/sources/alertmanager',
      headers: harness.bearer(key),
      payload: {
        version: '4',
        status: 'firing',
        receiver: 'tocsin',
        groupKey: '{}',
        alerts,
        ...more,
      },
    });
  const firing = (now = harness.time.now) =>
    firingAlerts(harness.db, now - RUNTIME.externalStaleMs, 1_000);

  it('keeps what fires, once however often it is told, until it is resolved', async () => {
    const first = await post([alert('a1')]);
    expect([first.statusCode, first.json()]).toEqual([202, { accepted: 1, rejected: [] }]);
    await post([alert('a1', { annotations: { description: 'Now two thirds' } })]);
    expect(await firing()).toEqual([
      {
        ...{ brand: 'marlo', source: 'alertmanager', fingerprint: 'a1', name: 'PaymentsFailing' },
        ...{ summary: 'Now two thirds', severity: 'critical' },
        startsAt: Date.parse('2026-05-04T08:50:00Z'),
      },
    ]);
    await post([alert('a1', { status: 'resolved', endsAt: '2026-05-04T09:00:00Z' })]);
    expect(await firing()).toEqual([]);
    await post([alert('a1')]);
    expect(await firing()).toHaveLength(1);
  });

  it('forgets what was not repeated for long', async () => {
    await post([alert('a1')]);
    expect(await firing(harness.time.now + 4.5 * HOUR)).toHaveLength(1);
    expect(await firing(harness.time.now + 5 * HOUR)).toEqual([]);
  });

  it('names bad alerts and keeps the good ones', async () => {
    const answer = await post([
      alert('a1'),
      alert('not hex!'),
      alert('a2', { startsAt: 'yesterday' }),
      alert('a3', { labels: { alertname: 'X', brand: 'nobody' } }),
      alert('a4', { labels: { alertname: 'X' } }),
      'no alert',
      alert('a5', { labels: { brand: 'Marlo', severity: 'page' } }),
    ]);
    expect(answer.json()).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, code: 'invalid-row', detail: 'Wrong: fingerprint' },
        { index: 2, code: 'invalid-row', detail: 'Wrong: startsAt' },
        { index: 3, code: 'unknown-brand' },
        { index: 4, code: 'unknown-brand' },
        { index: 5, code: 'invalid-row' },
      ],
    });
    const kept = (await firing()).map(({ fingerprint, name, severity }) => [
      fingerprint,
      name,
      severity,
    ]);
    expect(kept).toEqual([
      ['a1', 'PaymentsFailing', 'critical'],
      ['a5', 'Alert', 'critical'],
    ]);
  });

  it('is 422 when none is good, 400 when it is not the webhook', async () => {
    expect((await post([alert('?')])).statusCode).toBe(422);
    for (const [alerts, more] of [
      [[], {}],
      [[alert('a1')], { version: '3' }],
      [Array.from({ length: 1_001 }, () => alert('a1')), {}],
    ] as const) {
      expect((await post([...alerts], more)).statusCode).toBe(400);
    }
    expect(await firing()).toEqual([]);
  });

  it('keeps one short line of what others write', async () => {
    const summary = `<b>\u0007\u202e${'long '.repeat(500)}\n=HYPERLINK("x")`;
    await post([alert('a1', { annotations: { summary } })]);
    const [kept] = await firing();
    expect(kept?.summary.length).toBeLessThanOrEqual(200);
    expect(kept?.summary).toMatch(/^<b> ?long long/);
    expect(kept?.summary).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('has room for so many at the same time, and those that fire already keep theirs', async () => {
    const max = RUNTIME.externalAlertsMax;
    const many = Array.from({ length: max }, (_, index) => alert(`f${index}`));
    expect((await post(many)).json()).toEqual({ accepted: max, rejected: [] });
    const answer = await post([alert('f0'), alert('new')]);
    expect(answer.json()).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1, code: 'too-many-open' }],
    });
    await post([alert('f1', { status: 'resolved' })]);
    expect((await post([alert('new')])).json()).toEqual({ accepted: 1, rejected: [] });
  });

  it('is for ingest keys alone', async () => {
    const { token } = await harness.makeKey('api', 'admin');
    const { token: wall } = await harness.makeKey('display');
    for (const key of [token, wall])
      expect((await post([alert('a1')], {}, key)).statusCode).toBe(403);
    expect((await post([alert('a1')], {}, 'nonsense')).statusCode).toBe(401);
    expect(await firing()).toEqual([]);
  });
});
