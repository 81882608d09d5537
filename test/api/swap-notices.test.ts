/** A swap is told: to the taker when it is asked, to the giver when it is answered. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantOut } from '#contracts/text.ts';
import { ADA_MAIL, HOUR, openWorld } from './calling-world.ts';
import { START } from './harness.ts';

type Cookie = { cookie: string };
let world: Awaited<ReturnType<typeof openWorld>>;
let ada: Cookie;
let ben: Cookie;
beforeAll(async () => {
  world = await openWorld();
  ada = await world.who(ADA_MAIL, 'supervisor');
  ben = await world.who('ben@example.test', 'supervisor');
});
afterAll(() => world.close());

const post = async (headers: Cookie, path: string, payload: object) => {
  const url = `/api/v1/oncall/swaps${path}`;
  return (await world.call({ method: 'POST', url, headers, payload })).json();
};
const offer = (from: number, to: number) =>
  post(ada, '', {
    ...{ rota: 'on-call', taker: 'ben', reason: 'wedding' },
    from: instantOut(START + from * HOUR),
    to: instantOut(START + to * HOUR),
  });
const noticesOf = async (swap: string, person: string) => {
  const { rows } = await world.db.query<{ kind: string; title: string; text: string }>(
    `select way->>'kind' as kind, body->>'title' as title, body->>'text' as text
       from messages where id like $1 and person = $2 order by queued_at, kind`,
    [`swap:${swap}:%`, person],
  );
  return rows;
};

it('tells the taker by quiet ways, in their own time', async () => {
  const { id } = await offer(48, 50);
  const told = await noticesOf(id, 'ben');
  expect(told.map(({ kind }) => kind)).toEqual(['mail', 'sms']);
  expect(told[0]).toEqual({
    kind: 'mail',
    title: 'Ada Okafor asks you to take a shift',
    text: expect.stringMatching(
      /^on-call leader, \w{3} \d+ \w{3,4} \d\d:\d\d UTC to .* UTC\. Accept or decline .*wedding$/,
    ),
  });
  expect(await noticesOf(id, 'ada')).toEqual([]);
});

it('tells the giver what the taker said, and the taker when nobody asks any more', async () => {
  const declined = await offer(60, 62);
  await post(ben, `/${declined.id}/decline`, { reason: 'I am away' });
  expect((await noticesOf(declined.id, 'ada'))[0]).toMatchObject({
    title: 'Ben Lindqvist does not take your shift: it stays yours',
    text: expect.stringMatching(/I am away$/),
  });
  const accepted = await offer(64, 66);
  await post(ben, `/${accepted.id}/accept`, {});
  expect((await noticesOf(accepted.id, 'ada'))[0]).toMatchObject({
    title: 'Ben Lindqvist takes your shift',
  });
  const cancelled = await offer(70, 72);
  await post(ada, `/${cancelled.id}/cancel`, {});
  expect(await noticesOf(cancelled.id, 'ada')).toEqual([]);
  expect((await noticesOf(cancelled.id, 'ben')).map(({ title }) => title)).toContain(
    'Ada Okafor does not ask you any more to take a shift',
  );
});
