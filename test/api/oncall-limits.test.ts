/** How much people may do to on-call: what is more than the house keeps in mind is refused, and not
 * silently left out. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantOut } from '#contracts/text.ts';
import { ONCALL } from '#server/oncall/limits.ts';
import { ADA_MAIL, HOUR, openWorld } from './calling-world.ts';
import { START } from './harness.ts';

type Cookie = { cookie: string };

let world: Awaited<ReturnType<typeof openWorld>>;
let ada: Cookie;
let ben: Cookie;
let leader: Cookie;
beforeAll(async () => {
  world = await openWorld();
  ada = await world.who(ADA_MAIL, 'supervisor');
  ben = await world.who('ben@example.test', 'supervisor');
  leader = await world.who('lea@example.test', 'leader');
});
afterAll(() => world.close());

const ask = async (headers: Cookie, method: 'POST' | 'DELETE', path: string, payload?: object) => {
  const url = `/api/v1${path}`;
  const response = await world.call({ method, url, headers, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.body === '' ? null : response.json() };
};
const span = (fromHours: number, toHours: number) => ({
  ...{ rota: 'on-call', reason: 'dentist' },
  from: instantOut(START + fromHours * HOUR),
  to: instantOut(START + toHours * HOUR),
});
const make = (hours: number) =>
  ask(leader, 'POST', '/oncall/overrides', { person: 'ben', ...span(hours, hours + 1) });
const offer = (hours: number) =>
  ask(ada, 'POST', '/oncall/swaps', { taker: 'ben', ...span(hours, hours + 1) });

it('overrides, made or swapped', async () => {
  const { body } = await make(200);
  const { body: swap } = await offer(30);
  await world.db.query(
    `insert into oncall_overrides select (jsonb_populate_record(oncall_overrides,
       jsonb_build_object('id', 'copy-' || n))).* from oncall_overrides, generate_series(1, $2) n
      where id = $1`,
    [body.id, ONCALL.overridesMax],
  );
  world.oncall.forget();
  expect((await make(300)).status).toBe(409);
  expect((await ask(ben, 'POST', `/oncall/swaps/${swap.id}/accept`)).status).toBe(409);
  await world.db.query(`delete from oncall_overrides where id like 'copy-%'`);
  world.oncall.forget();
  expect((await ask(ben, 'POST', `/oncall/swaps/${swap.id}/accept`)).status).toBe(200);
  expect((await make(300)).status).toBe(201);
});

it('swaps that nobody has answered', async () => {
  const asked = Array.from({ length: ONCALL.swapsAskedMax }, () => offer(100));
  const made = (await Promise.all(asked)).map(({ body }) => body.id as string);
  expect((await offer(100)).status).toBe(409);
  await ask(ada, 'POST', `/oncall/swaps/${made[0]}/cancel`);
  expect((await offer(100)).status).toBe(201);
});
