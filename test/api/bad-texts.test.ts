/** What no text may do, wherever one is taken: a byte that PostgreSQL refuses, half a character, a
 * value of another type. All of it is refused by name at the door; none of it is our mistake. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, ROSTER, HOUR } from './calling-world.ts';
import { INGEST_KEY, START } from './harness.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
let admin: Record<string, string>;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.who('ada.okafor@example.test', 'admin');
  ({ token } = await world.send(await world.crisis('c1', { level: 'high' })));
});
afterAll(() => world.close());

const at = (hours: number) => new Date(START + hours * HOUR).toISOString();
const span = { from: at(30), to: at(40), reason: 'because' };
const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
const calendar = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20260505T100000Z']
  .concat('DTEND:20260505T110000Z', 'SUMMARY:ada', 'END:VEVENT', 'END:VCALENDAR')
  .join('\r\n');
const alert = {
  status: 'firing',
  labels: { alertname: 'Slow' },
  annotations: { summary: 'slow' },
  startsAt: at(0),
  fingerprint: 'f1',
};

type Method = 'POST' | 'PUT' | 'DELETE';
/** Each with what is taken; the tests spoil one field at a time. */
const BODIES: [Method, string, object][] = [
  [
    'POST',
    '/silences',
    { reason: 'because', endsAt: at(5), brand: 'b', topic: 'x', scenario: 'backlash' },
  ],
  ['PUT', '/flowchart', { text: 'cells: [{ level: low, plan: x }]', reason: 'r', basedOn: 1 }],
  ['POST', '/flowchart/dry-run', { scenario: 'backlash', level: 'high', at: at(3), brand: 'x' }],
  ['PUT', '/oncall/roster', { text: `${ROSTER}# more\n`, reason: 'r', basedOn: 2 }],
  ['POST', '/oncall/overrides', { rota: 'on-call', person: 'ben', ...span }],
  ['POST', '/oncall/swaps', { rota: 'on-call', giver: 'ada', taker: 'ben', ...span }],
  ['POST', '/oncall/confirmations', { person: 'ada', way: 'x' }],
  ['POST', '/oncall/confirmations/confirm', { person: 'ada', way: 'x', code: '123456' }],
  ['POST', '/oncall/feeds', { person: 'ada' }],
  ['POST', '/oncall/push', { endpoint: 'https://push.example/x', keys, device: 'd' }],
  ['DELETE', '/oncall/push', { endpoint: 'https://push.example/x' }],
  ['PUT', '/oncall/rotas/on-call/calendar', { text: calendar }],
  ['POST', '/crises/c1/reserve', { people: ['cem'] }],
  ['POST', '/crises/c1/decline', { reason: 'r' }],
  ['POST', '/crises/c1/handover', { reason: 'r', to: 'ben' }],
  ['POST', '/answers/TOKEN', { answer: 'decline', reason: 'r', name: 'n', minutes: 5 }],
  ['POST', '/sources/alertmanager', { version: '4', alerts: [alert] }],
];
const BAD: unknown[] = ['a\0b', '\ud800', 'x'.repeat(6_000), '', null, -1, [], {}, ['a\0'], true];

const send = async (method: Method, path: string, body: unknown) => {
  const isIngest = path.startsWith('/sources');
  const response = await world.call({
    method,
    url: `/api/v1${path.replace('TOKEN', token)}`,
    headers: {
      'content-type': 'application/json',
      ...(isIngest ? world.bearer(INGEST_KEY) : admin),
    },
    payload: JSON.stringify(body),
  });
  return response.statusCode;
};

it.each(BODIES)('%s %s', async (method, path, good) => {
  for (const value of BAD) {
    expect(await send(method, path, value), JSON.stringify(value)).toBe(400);
    for (const field of Object.keys(good)) {
      const what = `${field}: ${JSON.stringify(value)?.slice(0, 40)}`;
      expect(await send(method, path, { ...good, [field]: value }), what).toBeLessThan(500);
    }
  }
});

it('a text that only an escape of YAML can write', async () => {
  const text = (name: string) => ROSTER.replace('Ada Okafor', name);
  for (const name of ['"Ada\\0"', '"Ada\\ud800"', '"Ada\\r\\nBcc: x"', '"A\\u2028da"']) {
    const { version } = await world.house.documents.current('rota');
    const body = { text: text(name), reason: 'r', basedOn: version };
    expect(await send('PUT', '/oncall/roster', body), name).toBe(422);
  }
});

it('what an alert of other monitoring says', async () => {
  const texts = { alertname: 'a\0\ud800b', severity: '\0' };
  const spoilt = {
    ...alert,
    labels: texts,
    annotations: { summary: 'a\0\ud800' },
  };
  expect(await send('POST', '/sources/alertmanager', { version: '4', alerts: [spoilt] })).toBe(202);
});

it.each(['alerts', 'silences', 'crises', 'signals', 'oncall/changes', 'flowchart/versions'])(
  'a cursor of %s that was not given out',
  async (list) => {
    for (const parts of [[1e300, 'a'], [-1e300, 'a'], [1, 'a\0'], [1], ['a', 'a'], {}, null]) {
      const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
      const { statusCode } = await world.call({
        url: `/api/v1/${list}?cursor=${cursor}`,
        headers: admin,
      });
      expect(statusCode, JSON.stringify(parts)).toBe(400);
    }
  },
);
