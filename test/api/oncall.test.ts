/** Who is on call, and what people do to it: who may, what is refused and in which words, what stays on
 * record. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOut } from '#contracts/text.ts';
import { ADA_MAIL, ADA_PHONE, DAY, HOUR, openWorld } from './calling-world.ts';
import { START, type Problem } from './harness.ts';

type Cookie = { cookie: string } | { authorization: string };
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

let world: Awaited<ReturnType<typeof openWorld>>;
let ada: Cookie;
let ben: Cookie;
let leader: Cookie;
let viewer: Cookie;
beforeAll(async () => {
  world = await openWorld();
  ada = await world.who(ADA_MAIL, 'supervisor');
  ben = await world.who('ben@example.test', 'supervisor');
  leader = await world.who('lea@example.test', 'leader');
  viewer = await world.who('vic@example.test', 'viewer');
});
afterAll(() => world.close());

const ask = async (headers: Cookie, method: Method, path: string, payload?: object) => {
  const url = `/api/v1${path}`;
  const response = await world.call({ method, url, headers, ...(payload && { payload }) });
  const body = response.body === '' ? null : response.json();
  return { status: response.statusCode, body, problem: body as Problem };
};
const span = (fromHours: number, toHours: number) => ({
  from: instantOut(START + fromHours * HOUR),
  to: instantOut(START + toHours * HOUR),
});
const holder = async (atHours: number, rota = 'on-call') => {
  const at = instantOut(START + atHours * HOUR);
  const { body } = await ask(viewer, 'GET', `/oncall?at=${at}`);
  return body.items.find((row: { rota: string }) => row.rota === rota);
};

describe('who is on call', () => {
  it('is told with since, until, next and the local hour', async () => {
    expect(await holder(1)).toMatchObject({
      ...{ name: 'On-call leader', person: { key: 'ada', name: 'Ada Okafor' }, source: 'layer' },
      ...{ since: instantOut(START), until: instantOut(START + 7 * DAY) },
      next: { person: { key: 'ben' }, from: instantOut(START + 7 * DAY) },
      ...{ localTime: '12:00', timeZone: 'Europe/Berlin', isNight: false },
    });
    expect((await holder(13)).isNight).toBe(true);
  });

  it('is told over time without gaps', async () => {
    const { from, to } = span(-24, 24 * 10);
    const { body } = await ask(viewer, 'GET', `/oncall/shifts?rota=on-call&from=${from}&to=${to}`);
    expect(body.items.map((row: { person: { key: string } | null }) => row.person?.key)).toEqual([
      undefined,
      'ada',
      'ben',
    ]);
    expect(body.items[0].from).toBe(from);
    expect(body.items.at(-1).to).toBe(to);
    const unknown = await ask(viewer, 'GET', `/oncall/shifts?rota=x&from=${from}&to=${to}`);
    expect(unknown.status).toBe(404);
    const wrong = await ask(viewer, 'GET', `/oncall/shifts?rota=on-call&from=${to}&to=${from}`);
    expect(wrong.status).toBe(400);
  });

  it('never tells an address', async () => {
    const { body } = await ask(viewer, 'GET', '/oncall/people');
    const text = JSON.stringify(body);
    expect(text).not.toContain(ADA_MAIL);
    expect(text).not.toContain(ADA_PHONE);
    expect(body.items[0]).toMatchObject({ key: 'ada', isMe: false, localTime: '12:00' });
    expect(body.items[0].ways).toMatchObject([
      { via: 'mail', label: 'a***@example.test', isDue: true },
      { via: 'sms', label: '+49***78', isDue: true },
      { way: 'push', via: 'push' },
    ]);
  });

  it('knows which person an account is', async () => {
    expect((await ask(ada, 'GET', '/me')).body.person).toMatchObject({ key: 'ada' });
    expect((await ask(viewer, 'GET', '/me')).body).toEqual({ person: null });
  });
});

describe('an override', () => {
  const make = (headers: Cookie, more: object = {}) =>
    ask(headers, 'POST', '/oncall/overrides', {
      ...{ rota: 'on-call', person: 'ben', reason: 'dentist' },
      ...span(20, 24),
      ...more,
    });

  it('stands while it lasts and is gone when it is cancelled', async () => {
    const { status, body } = await make(leader);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      person: { key: 'ben', name: 'Ben Lindqvist' },
      reason: 'dentist',
    });
    expect(await holder(21)).toMatchObject({ person: { key: 'ben' }, source: 'override' });
    expect(await holder(24)).toMatchObject({ person: { key: 'ada' } });
    const listed = await ask(viewer, 'GET', '/oncall/overrides?rota=on-call');
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toContain(body.id);
    const path = `/oncall/overrides/${body.id}`;
    expect((await ask(leader, 'DELETE', path)).status).toBe(204);
    expect((await ask(leader, 'DELETE', path)).status).toBe(404);
    expect(await holder(21)).toMatchObject({ person: { key: 'ada' } });
    const { body: record } = await ask(viewer, 'GET', '/oncall/changes?limit=2');
    expect(record.items.map(({ what }: { what: string }) => what)).toEqual([
      'override-cancelled',
      'override-made',
    ]);
    expect(record.items[1]).toMatchObject({ by: 'lea@example.test', reason: 'dentist' });
  });

  it('is for whoever holds the rota all that time, and for leaders', async () => {
    expect((await make(viewer)).status).toBe(403);
    const mine = await make(ada);
    expect(mine.status).toBe(201);
    // Ben holds it then, by what Ada gave him.
    expect((await make(ben, { person: 'ada', ...span(21, 23) })).status).toBe(201);
    expect((await make(ben, { person: 'ada', ...span(21, 25) })).status).toBe(403);
    expect((await ask(ben, 'DELETE', `/oncall/overrides/${mine.body.id}`)).status).toBe(403);
    for (const { id } of (await ask(viewer, 'GET', '/oncall/overrides')).body.items) {
      await ask(leader, 'DELETE', `/oncall/overrides/${id}?reason=test`);
    }
  });

  it.each([
    ['an unknown rota', { rota: 'none' }, 404],
    ['an unknown person', { person: 'none' }, 404],
    ['an inactive person', { person: 'dee' }, 409],
    ['an end before its begin', span(24, 20), 400],
    ['more than a year', span(20, 24 * 400), 400],
    ['the past', span(-5, -1), 400],
    ['no real time', { from: '2026-02-30T00:00:00Z' }, 400],
    ['a time without an offset', { from: '2026-05-04T12:00:00' }, 400],
  ])('refuses %s', async (_name, more, status) => {
    expect((await make(leader, more)).status).toBe(status);
  });

  it('rewrites nothing that is past', async () => {
    const { body } = await make(leader, span(-2, 3));
    expect(body.from).toBe(instantOut(world.time.now));
    expect((await ask(leader, 'DELETE', `/oncall/overrides/${body.id}?reason=x`)).status).toBe(204);
  });

  it('that opens a hole needs a reason, and is told which', async () => {
    const refused = await make(leader, { person: null, reason: '' });
    expect(refused.status).toBe(409);
    expect(refused.problem.type).toBe('urn:tocsin:error:opens-hole');
    expect(refused.problem.errors).toContainEqual(expect.objectContaining({ what: 'nobody' }));
    const made = await make(leader, { person: null, reason: 'the office is closed' });
    expect(made.status).toBe(201);
    expect(await holder(21)).toMatchObject({ person: null, source: 'override' });
    await ask(leader, 'DELETE', `/oncall/overrides/${made.body.id}`);
  });
});

describe('a swap', () => {
  const offer = (headers: Cookie, more: object = {}) =>
    ask(headers, 'POST', '/oncall/swaps', {
      ...{ rota: 'on-call', taker: 'ben', reason: 'wedding' },
      ...span(48, 72),
      ...more,
    });

  it('moves the shift once the taker accepts, and only then', async () => {
    const { status, body } = await offer(ada);
    expect(status).toBe(201);
    expect(body).toMatchObject({ giver: { key: 'ada' }, taker: { key: 'ben' }, state: 'asked' });
    expect(await holder(50)).toMatchObject({ person: { key: 'ada' } });
    const path = `/oncall/swaps/${body.id}`;
    expect((await ask(ada, 'POST', `${path}/accept`)).status).toBe(403);
    expect((await ask(ben, 'POST', `${path}/cancel`)).status).toBe(403);
    expect((await ask(ben, 'POST', `${path}/accept`)).body.state).toBe('accepted');
    expect(await holder(50)).toMatchObject({ person: { key: 'ben' }, source: 'override' });
    const again = await ask(ben, 'POST', `${path}/decline`);
    expect(again.status).toBe(409);
    expect(again.problem.detail).toContain('accepted');
  });

  it('is not accepted by a leader who gives the shift away', async () => {
    const cem = await world.who('cem@example.test', 'leader');
    const held = { rota: 'on-call', person: 'cem', reason: 'x', ...span(30, 34) };
    expect((await ask(leader, 'POST', '/oncall/overrides', held)).status).toBe(201);
    const { body } = await offer(cem, span(31, 33));
    expect(body.giver.key).toBe('cem');
    const path = `/oncall/swaps/${body.id}`;
    expect((await ask(cem, 'POST', `${path}/accept`)).status).toBe(403);
    expect(await holder(32)).toMatchObject({ person: { key: 'cem' } });
    expect((await ask(ben, 'POST', `${path}/accept`, { reason: 'gladly' })).status).toBe(200);
  });

  it('is only of what one holds at each instant', async () => {
    // From hour 48 on it is Ben's by now.
    const { status, problem } = await offer(ada, span(40, 50));
    expect(status).toBe(409);
    expect(problem.detail).toMatch(/hold the rota at each instant/);
    expect((await offer(ada, { giver: 'ben' })).status).toBe(403);
    expect((await offer(ada, { taker: 'ada', ...span(20, 28) })).status).toBe(409);
    expect((await offer(viewer)).status).toBe(403);
  });

  it('is looked at again when it is accepted', async () => {
    const { body } = await offer(ada, span(80, 90));
    const override = { rota: 'on-call', person: 'cem', reason: 'x', ...span(85, 86) };
    expect((await ask(leader, 'POST', '/oncall/overrides', override)).status).toBe(201);
    expect((await ask(ben, 'POST', `/oncall/swaps/${body.id}/accept`)).status).toBe(409);
    expect(await holder(81)).toMatchObject({ person: { key: 'ada' } });
    expect((await ask(ada, 'POST', `/oncall/swaps/${body.id}/cancel`)).body.state).toBe(
      'cancelled',
    );
  });

  it('that opens a hole needs a reason, of who asks or of who accepts', async () => {
    // Cem is reached by one way only.
    const { body } = await offer(ada, { taker: 'cem', reason: '', ...span(150, 160) });
    const path = `/oncall/swaps/${body.id}/accept`;
    const refused = await ask(leader, 'POST', path);
    expect(refused.problem.type).toBe('urn:tocsin:error:opens-hole');
    expect((await ask(leader, 'POST', path, { reason: 'one way is enough' })).status).toBe(200);
  });

  it('of one shift to two people moves it once', async () => {
    const first = await offer(ada, span(100, 110));
    const second = await offer(ada, { taker: 'cem', ...span(105, 115) });
    const answers = await Promise.all([
      ask(leader, 'POST', `/oncall/swaps/${first.body.id}/accept`),
      ask(leader, 'POST', `/oncall/swaps/${second.body.id}/accept`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('that nobody answered ends when the shift begins', async () => {
    const { body } = await offer(ada, span(120, 130));
    const { headers } = await world.makeKey('api', 'leader');
    const key = headers as { authorization: string };
    const before = world.time.now;
    world.time.now = START + 121 * HOUR;
    const { body: listed } = await ask(key, 'GET', '/oncall/swaps?person=ada');
    const accepted = await ask(key, 'POST', `/oncall/swaps/${body.id}/accept`);
    world.time.now = before;
    expect(listed.items.find(({ id }: { id: string }) => id === body.id).state).toBe('expired');
    expect(accepted.status).toBe(409);
    expect(accepted.problem.detail).toContain('expired');
  });
});

describe('the roster', () => {
  it('shows addresses to managers only', async () => {
    const manager = await world.who('mia@example.test', 'manager');
    expect((await ask(manager, 'GET', '/oncall/roster')).body.text).toContain(ADA_PHONE);
    const masked = JSON.stringify((await ask(viewer, 'GET', '/oncall/roster')).body);
    expect(masked).not.toContain(ADA_PHONE);
    expect(masked).not.toContain(ADA_MAIL);
    expect(masked).toContain('Ada Okafor');
  });
});

describe('the reserve', () => {
  it('is asked once, by its quiet ways, and both stand on the timeline', async () => {
    const crisis = await world.crisis('c-reserve');
    const path = `/crises/${crisis.id}/reserve`;
    const { status, body } = await ask(ada, 'POST', path, { people: ['cem'] });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { person: { key: 'cem' }, minutesToArrive: 45, askedBy: 'Ada Okafor' },
    ]);
    expect(body.items[0].answer).toBeUndefined();
    expect((await ask(ada, 'POST', path, { people: ['cem'] })).status).toBe(200);
    const { rows } = await world.db.query<{ type: string; person: string }>(
      `select type, person from messages where crisis_id = $1`,
      [crisis.id],
    );
    expect(rows).toEqual([{ type: 'alert.reserve', person: 'cem' }]);
    const timeline = await ask(ada, 'GET', `/crises/${crisis.id}/timeline`);
    expect(timeline.body.items).toMatchObject([
      { kind: 'reserve-asked', by: 'Ada Okafor', data: { people: ['cem'] } },
    ]);
  });

  it('is who stands on its roster, for a crisis that lasts', async () => {
    const crisis = await world.crisis('c-over', { state: 'resolved', resolvedAt: START });
    const asking = (id: string, key: string) =>
      ask(ada, 'POST', `/crises/${id}/reserve`, { people: [key] });
    expect((await asking('c-reserve', 'ben')).status).toBe(409);
    expect((await asking('c-reserve', 'none')).status).toBe(404);
    expect((await asking('none', 'cem')).status).toBe(404);
    expect((await asking(crisis.id, 'cem')).status).toBe(409);
  });
});
