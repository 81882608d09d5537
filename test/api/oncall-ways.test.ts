/** How people are reached: ways that are confirmed by a code or a tap, browsers that take push
 * messages, secret calendar links, and calendars that are brought in. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RUNTIME } from '#server/config.ts';
import { remindOfConfirmations } from '#server/oncall/remind.ts';
import { vapidKeys } from '#server/oncall/vapid.ts';
import { ADA_MAIL, ADA_PHONE, DAY, HOUR, openWorld } from './calling-world.ts';
import { START, type Problem } from './harness.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Headers = { cookie: string } | { authorization: string };

let world: Awaited<ReturnType<typeof openWorld>>;
let ada: Headers;
let ben: Headers;
let leader: Headers;
let viewer: Headers;
beforeAll(async () => {
  world = await openWorld();
  ada = await world.who(ADA_MAIL, 'viewer');
  ben = await world.who('ben@example.test', 'supervisor');
  leader = (await world.makeKey('api', 'leader')).headers as Headers;
  viewer = await world.who('vic@example.test', 'viewer');
});
afterAll(() => world.close());
beforeEach(() => {
  world.time.now = START + HOUR;
});

const ask = async (headers: Headers, method: Method, path: string, payload?: object) => {
  const url = `/api/v1${path}`;
  const response = await world.call({ method, url, headers, ...(payload && { payload }) });
  const body = response.body === '' ? null : response.json();
  return { status: response.statusCode, body, problem: body as Problem };
};
const waysOf = async (key: string): Promise<{ way: string; via: string; isDue: boolean }[]> => {
  const { body } = await ask(leader, 'GET', '/oncall/people');
  return body.items.find((row: { key: string }) => row.key === key).ways;
};
const wayOf = async (key: string, via: string) =>
  (await waysOf(key)).find((row) => row.via === via)!;
const lastCode = async (person: string) => {
  const { rows } = await world.db.query<{ id: string; nonce: string; code: string; way: object }>(
    `select id, nonce, body->>'code' as code, way from messages
      where person = $1 and type = 'notice.confirm' order by queued_at desc, id limit 1`,
    [person],
  );
  return rows[0]!;
};

describe('a code', () => {
  const send = (headers: Headers, person: string, way: string) =>
    ask(headers, 'POST', '/oncall/confirmations', { person, way });
  const confirm = (headers: Headers, person: string, way: string, code: string) =>
    ask(headers, 'POST', '/oncall/confirmations/confirm', { person, way, code });
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('goes out by the very way and confirms it', async () => {
    const { way } = await wayOf('ada', 'sms');
    expect((await send(ada, 'ada', way)).status).toBe(202);
    const { code, way: by } = await lastCode('ada');
    expect(by).toEqual({ kind: 'sms', receiver: 'sms', address: ADA_PHONE });
    expect(code).toMatch(/^\d{6}$/);
    expect((await confirm(ada, 'ada', way, wrong(code))).status).toBe(409);
    expect((await wayOf('ada', 'sms')).isDue).toBe(true);
    expect((await confirm(ada, 'ada', way, code)).status).toBe(200);
    expect((await wayOf('ada', 'sms')).isDue).toBe(false);
    expect((await confirm(ada, 'ada', way, code)).status).toBe(409);
    world.time.now += 90 * DAY;
    expect((await wayOf('ada', 'sms')).isDue).toBe(true);
  });

  it('is good for ten minutes and five tries, and only for its way', async () => {
    const { way } = await wayOf('ben', 'sms');
    const other = await wayOf('ben', 'mail');
    await send(ben, 'ben', way);
    const { code } = await lastCode('ben');
    expect((await confirm(ben, 'ben', other.way, code)).status).toBe(409);
    for (let count = 0; count < 5; count += 1) {
      expect((await confirm(ben, 'ben', way, wrong(code))).status).toBe(409);
    }
    expect((await confirm(ben, 'ben', way, code)).status).toBe(429);
    world.time.now += 1;
    await send(ben, 'ben', way);
    const second = await lastCode('ben');
    world.time.now += 10 * 60_000;
    expect((await confirm(ben, 'ben', way, second.code)).status).toBe(409);
  });

  it('is sent three times an hour at most', async () => {
    const { way } = await wayOf('ben', 'mail');
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(ben, 'ben', way)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 429]);
    world.time.now += HOUR + 1;
    const key = (await world.makeKey('api', 'leader')).headers as Headers;
    expect((await send(key, 'ben', way)).status).toBe(202);
  });

  it('is asked for by the person, or a leader, for a way that can be used', async () => {
    const { way } = await wayOf('cem', 'mail');
    expect((await send(ben, 'cem', way)).status).toBe(403);
    expect((await send(leader, 'cem', way)).status).toBe(202);
    expect((await send(leader, 'cem', 'sms-none')).status).toBe(404);
    expect((await send(leader, 'none', way)).status).toBe(404);
    const { status, problem } = await send(ada, 'ada', 'push');
    expect(status).toBe(409);
    expect(problem.detail).toContain('no browser');
  });

  it('stands in no log, and its hash alone in its table', async () => {
    const { code } = await lastCode('cem');
    expect(world.lines.join('\n')).not.toContain(code);
    const { rows } = await world.db.query('select * from way_confirmations');
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('is not needed by who taps the link that came with it', async () => {
    const { nonce } = await lastCode('cem');
    const token = world.house.links.tokenOf(nonce);
    const look = await world.call({ url: `/a/${token}` });
    expect(look.body).toContain('Yes, this reaches me');
    expect((await wayOf('cem', 'mail')).isDue).toBe(true);
    const url = `/api/v1/answers/${token}`;
    const tap = () => world.call({ method: 'POST', url, payload: { answer: 'accept' } });
    expect((await tap()).json()).toMatchObject({ outcome: 'done' });
    expect((await wayOf('cem', 'mail')).isDue).toBe(false);
    expect((await tap()).json()).toMatchObject({ outcome: 'stands' });
    world.time.now += 10 * 60_000;
    expect((await tap()).statusCode).toBe(410);
  });

  it('is reminded of once, a week before it is needed again', async () => {
    const remind = () => remindOfConfirmations(world.house);
    world.time.now += 82 * DAY;
    expect(await remind()).toBe(0);
    world.time.now += 2 * DAY;
    world.house.oncall.forget();
    expect(await remind()).toBe(2);
    expect(await remind()).toBe(0);
    const { rows } = await world.db.query<{ body: { text: string } }>(
      `select body from messages where type = 'notice.oncall'`,
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(ADA_PHONE);
    expect((await lastCode('cem')).code).toBeNull();
  });
});

describe('a browser', () => {
  const subscription = (name: string) => ({
    endpoint: `https://push.example.test/${name}`,
    keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
    device: 'Phone',
  });

  it('takes push messages for the person of the account', async () => {
    const { body } = await ask(ada, 'GET', '/oncall/push/key');
    expect(body.key).toBe((await vapidKeys(world.db)).publicKey);
    expect((await ask(viewer, 'POST', '/oncall/push', subscription('v'))).status).toBe(404);
    expect((await ask(ada, 'POST', '/oncall/push', subscription('a'))).status).toBe(201);
    const people = await ask(ada, 'GET', '/oncall/people');
    expect(people.body.items[0]).toMatchObject({ key: 'ada', isMe: true, browsers: 1 });
    expect((await world.house.oncall.state()).pushPeople).toEqual(['ada']);
    const { endpoint } = subscription('a');
    expect((await ask(ben, 'DELETE', '/oncall/push', { endpoint })).status).toBe(404);
    expect((await ask(ada, 'DELETE', '/oncall/push', { endpoint })).status).toBe(204);
    expect((await world.house.oncall.state()).pushPeople).toEqual([]);
  });

  it('is one of ten, the newest ones', async () => {
    for (let count = 0; count < 12; count += 1) {
      world.time.now += 1_000;
      await ask(ada, 'POST', '/oncall/push', subscription(`n${count}`));
    }
    const { rows } = await world.db.query<{ endpoint: string }>(
      'select endpoint from push_subscriptions order by created_at',
    );
    expect(rows.map(({ endpoint }) => endpoint.split('/').at(-1))).toEqual(
      Array.from({ length: 10 }, (_, index) => `n${index + 2}`),
    );
  });

  it.each([
    ['plain http', { endpoint: 'http://push.example.test/x' }],
    ['no address', { endpoint: 'push' }],
    ['a wrong key', { keys: { p256dh: 'short', auth: 'a'.repeat(22) } }],
  ])('with %s is refused', async (_name, more) => {
    const payload = { ...subscription('x'), ...more };
    expect((await ask(ada, 'POST', '/oncall/push', payload)).status).toBe(400);
  });
});

describe('a calendar link', () => {
  const path = (url: string) => new URL(url).pathname;
  const read = (url: string) => world.call({ url: path(url) });

  it('tells the shifts of its person until it is revoked', async () => {
    const { status, body } = await ask(ada, 'POST', '/oncall/feeds', { person: 'ada' });
    expect(status).toBe(201);
    const file = await read(body.url);
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-type']).toMatch(/^text\/calendar/);
    expect(file.headers['cache-control']).toContain('private');
    expect(file.body).toContain('SUMMARY:On-call leader');
    expect(file.body).toContain('DTSTART:20260504T090000Z');
    expect(file.body).not.toContain(ADA_MAIL);
    const { rows } = await world.db.query('select * from calendar_feeds');
    expect(JSON.stringify(rows)).not.toContain(path(body.url).slice(10, 40));
    expect(world.lines.join('\n')).not.toContain(path(body.url).slice(10, 40));
    expect((await ask(ben, 'DELETE', `/oncall/feeds/${body.id}`)).status).toBe(404);
    expect((await ask(ada, 'DELETE', `/oncall/feeds/${body.id}`)).status).toBe(204);
    expect((await read(body.url)).statusCode).toBe(404);
  });

  it('is not read as often as one likes', async () => {
    const read = () => world.call({ url: '/calendar/none.ics', remoteAddress: '10.9.9.8' });
    for (let count = 0; count < RUNTIME.calendarsPerMinute; count += 1) await read();
    expect((await read()).statusCode).toBe(429);
  });

  it('that is wrong says the same, whatever is wrong with it', async () => {
    const bodies = await Promise.all(
      ['x', 'x.ics', `${'a'.repeat(43)}.ics`, `${'a'.repeat(100)}`].map(async (file) => {
        const response = await world.call({ url: `/calendar/${file}` });
        expect(response.statusCode).toBe(404);
        const { instance, ...rest } = response.json();
        expect(instance).toBeTruthy();
        return JSON.stringify(rest);
      }),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  it("is made for oneself; a leader makes and sees everybody's", async () => {
    expect((await ask(ben, 'POST', '/oncall/feeds', { person: 'ada' })).status).toBe(403);
    expect((await ask(leader, 'POST', '/oncall/feeds', { person: 'ben' })).status).toBe(201);
    const people = async (headers: Headers) =>
      (await ask(headers, 'GET', '/oncall/feeds')).body.items.map(
        ({ person }: { person: string }) => person,
      );
    expect(await people(leader)).toEqual(['ben']);
    expect(await people(ada)).toEqual([]);
    expect(await people(viewer)).toEqual([]);
  });
});

describe('a calendar that is brought in', () => {
  const event = (summary: string) =>
    ['BEGIN:VEVENT', `UID:${summary}`, 'DTSTAMP:20260501T000000Z', 'DTSTART:20260505T060000Z']
      .concat(['DTEND:20260505T180000Z', `SUMMARY:${summary}`, 'END:VEVENT'])
      .join('\r\n');
  const calendar = (...summaries: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...summaries.map(event)]
      .concat(['END:VCALENDAR', ''])
      .join('\r\n');
  const path = '/oncall/rotas/on-call/calendar';

  it('says who holds the rota where it has an event, until it is removed', async () => {
    const text = calendar('Ben Lindqvist', 'Somebody else');
    expect((await ask(ben, 'PUT', path, { text })).status).toBe(403);
    const { status, body } = await ask(leader, 'PUT', path, { text });
    expect(status).toBe(200);
    expect(body).toMatchObject({ rota: 'on-call', shifts: 1 });
    expect(body.problems).toHaveLength(1);
    const now = async () =>
      (await ask(leader, 'GET', '/oncall?at=2026-05-05T07:00:00Z')).body.items[0];
    expect(await now()).toMatchObject({ person: { key: 'ben' }, source: 'calendar' });
    expect((await ask(leader, 'DELETE', path)).status).toBe(204);
    expect(await now()).toMatchObject({ person: { key: 'ada' }, source: 'layer' });
    expect((await ask(leader, 'DELETE', path)).status).toBe(404);
  });

  it('that names nobody is refused, with its problems', async () => {
    const { status, problem } = await ask(leader, 'PUT', path, { text: calendar('Nobody') });
    expect(status).toBe(400);
    expect(problem.errors).toHaveLength(1);
    expect((await ask(leader, 'PUT', path, { text: 'no calendar' })).status).toBe(400);
    const elsewhere = '/oncall/rotas/none/calendar';
    expect((await ask(leader, 'PUT', elsewhere, { text: calendar('Nobody') })).status).toBe(404);
  });
});
