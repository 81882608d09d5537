/** The link in a message: what it opens, for whom, how long, and what an answer does. Whoever has the
 * link needs no sign-in, and gets nothing else. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Crisis, CrisisDetail } from '#contracts/crisis.ts';
import { getCrisis } from '#server/store/crises.ts';
import { getMessage } from '#server/store/messages.ts';
import { createLinks } from '#server/calling/links.ts';
import { ADA_MAIL, ADA_PHONE, bodyOf, DAY, HOUR, openWorld } from './calling-world.ts';
import { decidedDetail } from './fixtures.ts';
import { START } from './harness.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
let crises = 0;
let crisis: Crisis;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.time.now = START + HOUR;
  crises += 1;
  crisis = await world.crisis(`c${crises}`, { level: 'high', scenario: 'service-failure' });
});

const look = async (token: string) => {
  const response = await world.call({ url: `/api/v1/answers/${token}` });
  return { status: response.statusCode, body: response.json() };
};
const page = (token: string) => world.call({ url: `/a/${token}` });
const answer = async (token: string, payload: object) => {
  const url = `/api/v1/answers/${token}`;
  const response = await world.call({ method: 'POST', url, payload });
  return { status: response.statusCode, body: response.json() };
};
/** As a browser without scripts sends it, which calls its own page foreign. */
const submit = (token: string, fields: Record<string, string>) =>
  world.call({
    method: 'POST',
    url: `/a/${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' },
    payload: new URLSearchParams(fields).toString(),
  });
const stored = (id = crisis.id) => getCrisis(world.db, id);
const kinds = async () => {
  const { rows } = await world.db.query<{ kind: string }>(
    'select kind from timeline_entries where crisis_id = $1 order by id',
    [crisis.id],
  );
  return rows.map(({ kind }) => kind);
};
const detail = (more: Partial<CrisisDetail>): CrisisDetail => ({
  ...decidedDetail(START),
  ...more,
});

describe('a call', () => {
  it('waits for an answer; looking at it is none', async () => {
    const { token, id } = await world.send(crisis);
    expect((await look(token)).body).toMatchObject({
      ...{ ask: 'call', stand: 'open', answers: ['acknowledge', 'decline'] },
      crisis: { brand: 'Northwind', level: 'high', scenario: 'service-failure' },
      live: { figure: '610', usual: 'usually 40' },
    });
    expect((await getMessage(world.db, id))?.openedAt).toBeNull();
    await world.call({ method: 'HEAD', url: `/a/${token}` });
    await world.call({ url: `/a/${token}`, headers: { 'sec-purpose': 'prefetch;prerender' } });
    expect((await getMessage(world.db, id))?.openedAt).toBeNull();
    expect((await page(token)).statusCode).toBe(200);
    world.time.now += 1_000;
    await page(token);
    expect((await getMessage(world.db, id))?.openedAt).toBe(START + HOUR);
    expect((await stored())?.state).toBe('open');
    expect(await kinds()).toEqual(['alert-opened']);
  });

  it('is taken by one tap, once, with or without a script', async () => {
    const { token, id } = await world.send(crisis);
    const done = await submit(token, { answer: 'acknowledge' });
    expect(done.statusCode).toBe(303);
    expect(done.headers.location).toBe(`/a/${token}`);
    expect(await stored()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Ada Okafor' });
    expect(await getMessage(world.db, id)).toMatchObject({ answer: 'acknowledge' });
    expect((await look(token)).body).toMatchObject({
      stand: 'mine',
      text: 'You have it since 12:00.',
    });
    const again = await answer(token, { answer: 'acknowledge' });
    expect(again.body).toMatchObject({ outcome: 'stands', text: 'You have it already.' });
    expect(await kinds()).toEqual(['acknowledged']);
  });

  it('that another took says who and since when, and takes no answer', async () => {
    const mine = await world.send(crisis);
    const ben = { person: 'ben', contact: 'next on-call leader Ben Lindqvist' };
    const other = await world.send(crisis, ben);
    await answer(other.token, { answer: 'acknowledge' });
    expect((await look(mine.token)).body).toMatchObject({
      ...{ stand: 'taken', answers: [] },
      text: 'Ben Lindqvist has it since 12:00. You need not do anything.',
    });
    const late = await answer(mine.token, { answer: 'acknowledge' });
    expect(late.body).toMatchObject({ outcome: 'stands', text: 'Ben Lindqvist has it already.' });
    expect((await look(mine.token)).body.called).toEqual([
      'next on-call leader Ben Lindqvist by mail at 12:00: took it',
    ]);
  });

  it('is declined with a reason, and can be taken after all', async () => {
    const { token } = await world.send(crisis);
    expect(await answer(token, { answer: 'decline' })).toMatchObject({
      status: 400,
      body: {
        type: 'urn:tocsin:error:invalid-request',
        detail: expect.stringContaining('Say why'),
      },
    });
    const page = await submit(token, { answer: 'decline', reason: ' ' });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('Say why');
    const reason = 'on a plane until six';
    expect((await answer(token, { answer: 'decline', reason })).body.outcome).toBe('done');
    expect((await look(token)).body).toMatchObject({ stand: 'declined', answers: ['acknowledge'] });
    expect((await answer(token, { answer: 'acknowledge' })).body.outcome).toBe('done');
    expect(await kinds()).toEqual(['declined', 'acknowledged']);
  });

  it('at a higher level waits again', async () => {
    const { token } = await world.send(crisis);
    await answer(token, { answer: 'acknowledge' });
    await world.change(crisis, { level: 'critical' });
    const { body } = await look(token);
    expect(body).toMatchObject({ stand: 'open' });
    expect(body.text).toContain('grew worse since Ada Okafor took it');
  });

  it('by a key of the phone needs no words', async () => {
    const { id } = await world.send(crisis);
    const how = { via: 'keypress' as const };
    expect(await world.answering.answer(id, 'decline', how)).toMatchObject({ kind: 'done' });
    const { rows } = await world.db.query<{ text: string }>(
      'select text from timeline_entries where crisis_id = $1',
      [crisis.id],
    );
    expect(rows[0]?.text).toContain('declined by keypress');
    expect(await world.answering.answer('none', 'decline', how)).toMatchObject({ kind: 'expired' });
  });

  it('of a place of several people is taken by the name that the button brings', async () => {
    const { id } = await world.send(crisis, { person: null, contact: 'on-call leader' });
    await world.answering.answer(id, 'acknowledge', { via: 'button', name: 'Eda' });
    expect(await stored()).toMatchObject({ acknowledgedBy: 'Eda' });
  });
});

describe('a link to a place of several people', () => {
  it('asks who it is, and says that nobody signed in for it', async () => {
    const { token } = await world.send(crisis, { person: null, contact: 'on-call channel' });
    expect((await page(token)).body).toContain('Your name');
    await submit(token, { answer: 'acknowledge', name: 'Eda' });
    expect(await stored()).toMatchObject({ acknowledgedBy: 'Eda (by link)' });
    expect((await look(token)).body).toMatchObject({ stand: 'taken' });
  });
});

describe('other questions', () => {
  it('a handover is accepted or declined by whom it asks', async () => {
    const handover = { to: 'ada', name: 'Ada Okafor', by: 'Ben Lindqvist', at: START };
    const taken = { state: 'acknowledged', acknowledgedLevel: 'high' } as const;
    await world.change(crisis, {
      ...{ ...taken, acknowledgedBy: 'Ben Lindqvist', acknowledgedAt: START },
      detail: detail({ handover }),
    });
    const { token } = await world.send(crisis, {
      type: 'alert.handover',
      body: bodyOf(crisis, 'alert.handover', START),
    });
    expect((await look(token)).body).toMatchObject({
      ...{ ask: 'handover', stand: 'open', answers: ['accept', 'refuse'] },
      text: 'Ben Lindqvist asks you to take it over.',
    });
    expect((await page(token)).body).toContain('I take it over');
    expect((await answer(token, { answer: 'accept' })).body.outcome).toBe('done');
    expect(await stored()).toMatchObject({ acknowledgedBy: 'Ada Okafor' });
    expect((await look(token)).body.stand).toBe('mine');
    const again = await answer(token, { answer: 'accept' });
    expect(again.body).toMatchObject({ outcome: 'stands', text: 'You have it already.' });
  });

  it('a handover that is asked no more changes nothing', async () => {
    const type = 'alert.handover' as const;
    const { token } = await world.send(crisis, { type, body: bodyOf(crisis, type, START) });
    expect((await look(token)).body).toMatchObject({ stand: 'closed', answers: [] });
    const { body } = await answer(token, { answer: 'refuse', reason: 'too late' });
    expect(body).toMatchObject({ outcome: 'stands', text: 'You are not asked any more.' });
    expect(await kinds()).toEqual([]);
  });

  it('the reserve says whether and when, and may say otherwise', async () => {
    const { headers } = await world.makeKey('api', 'leader');
    const url = `/api/v1/crises/${crisis.id}/reserve`;
    await world.call({ method: 'POST', url, headers, payload: { people: ['cem'] } });
    const { rows } = await world.db.query<{ nonce: string }>(
      `select nonce from messages where crisis_id = $1`,
      [crisis.id],
    );
    const token = world.house.links.tokenOf(rows[0]!.nonce);
    expect((await look(token)).body).toMatchObject({ ask: 'reserve', stand: 'open' });
    expect((await page(token)).body).toContain('value="45"');
    await answer(token, { answer: 'accept', minutes: 30 });
    const { body } = await look(token);
    expect(body).toMatchObject({ stand: 'coming', text: 'You are expected at 19:30.' });
    const list = await world.call({ url: `/api/v1/oncall/reserve?crisis=${crisis.id}`, headers });
    expect(list.json().items[0]).toMatchObject({ answer: 'accept', minutes: 30 });
    expect((await answer(token, { answer: 'refuse' })).body.outcome).toBe('done');
    expect((await look(token)).body.stand).toBe('declined');
    expect((await kinds()).filter((kind) => kind !== 'alert-opened')).toEqual([
      'reserve-asked',
      'reserve-answered',
      'reserve-answered',
    ]);
  });

  it('are not answered by what was not asked', async () => {
    const { token } = await world.send(crisis);
    const { status, body } = await answer(token, { answer: 'accept' });
    expect(status).toBe(400);
    expect(body.detail).toBe('This message cannot be answered like that.');
    expect((await answer(token, { answer: 'perhaps' })).status).toBe(400);
    expect(await kinds()).toEqual([]);
  });
});

describe('a link', () => {
  it('lives for a day', async () => {
    const { token } = await world.send(crisis);
    world.time.now += DAY - 1;
    expect((await look(token)).status).toBe(200);
    world.time.now += 1;
    expect((await look(token)).status).toBe(410);
    const { statusCode, body } = await page(token);
    expect(statusCode).toBe(410);
    expect(body).not.toContain('Northwind');
    expect((await answer(token, { answer: 'acknowledge' })).status).toBe(410);
    expect((await submit(token, { answer: 'acknowledge' })).statusCode).toBe(410);
    expect((await stored())?.state).toBe('open');
  });

  it('lives for an hour after its crisis', async () => {
    const { token } = await world.send(crisis);
    await world.change(crisis, { state: 'resolved', resolvedAt: world.time.now });
    expect((await look(token)).body).toMatchObject({ stand: 'over', answers: [] });
    expect((await answer(token, { answer: 'acknowledge' })).body.outcome).toBe('stands');
    world.time.now += HOUR;
    expect((await look(token)).status).toBe(410);
  });

  it('that the house did not sign opens nothing', async () => {
    const { token, id } = await world.send(crisis);
    const { nonce } = (await getMessage(world.db, id))!;
    const forged = [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`,
      createLinks(Buffer.alloc(32), 'http://127.0.0.1').tokenOf(nonce),
      nonce,
      'x',
    ];
    for (const wrong of forged) {
      expect((await look(wrong)).status, wrong).toBe(404);
      expect((await page(wrong)).statusCode, wrong).toBe(404);
      expect((await answer(wrong, { answer: 'acknowledge' })).status, wrong).toBe(404);
    }
    expect((await stored())?.state).toBe('open');
  });

  it('stands in no log and no metric', async () => {
    const { token } = await world.send(crisis);
    await page(token);
    await answer(token, { answer: 'decline', reason: 'a canary of a reason' });
    await look(`${token}x`);
    const { body } = await world.call({ url: '/metrics', remoteAddress: '127.0.0.1' });
    for (const text of [world.lines.join('\n'), body]) {
      for (const secret of [token, token.slice(0, 18), 'canary', ADA_MAIL, ADA_PHONE]) {
        expect(text).not.toContain(secret);
      }
    }
    expect(body).toContain('route="/a/:token"');
  });

  it('is answered from anywhere, but not as often as one likes', async () => {
    const { token } = await world.send(crisis);
    const remoteAddress = '10.9.9.9';
    const statuses = [];
    for (let count = 0; count < 260; count += 1) {
      const url = `/api/v1/answers/${'x'.repeat(38)}`;
      statuses.push((await world.call({ url, remoteAddress })).statusCode);
    }
    expect(statuses.at(-1)).toBe(429);
    expect((await page(token)).statusCode).toBe(200);
  });
});
