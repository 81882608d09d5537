/** ROLES: a node serves the routes of the roles it has and is silent about the others, so that intake
 * nodes can stand where no wall should be reached, and the other way round. */
import { expect, it } from 'vitest';
import { DISPLAY_TOKEN, INGEST_KEY, openApp } from './harness.ts';

const ask = async (roles: string) => {
  const harness = await openApp({ env: { ROLES: roles } });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const row = { id: '1', channel: 'x', text: 'Hello', at: '2026-05-04T09:00:00Z', inbound: true };
  const mention = await harness.call({
    method: 'POST',
    url: '/api/v1/mentions',
    headers: bearer(INGEST_KEY),
    payload: row,
  });
  const wall = await harness.call({ url: '/api/v1/wall', headers: bearer(DISPLAY_TOKEN) });
  const health = await harness.call({ url: '/healthz' });
  const links = await Promise.all(
    ['/a/none', '/calendar/none.ics'].map((url) => harness.call({ url })),
  );
  await harness.close();
  return { mention, wall, health, links: links.map((answer) => answer.body) };
};

it('a node of intake takes rows and shows no wall', async () => {
  const { mention, wall, health, links } = await ask('intake');
  expect([mention.statusCode, wall.statusCode, health.statusCode]).toEqual([202, 404, 200]);
  expect(wall.json()).toMatchObject({ type: 'urn:tocsin:error:not-found', status: 404 });
  const [page, calendar] = links;
  expect(page).not.toContain('This link opens nothing');
  expect(calendar).toContain('has not the role');
});

it('a node without intake shows the wall and takes no rows', async () => {
  const { mention, wall, health } = await ask('pipeline,alerts,live');
  expect([mention.statusCode, wall.statusCode, health.statusCode]).toEqual([404, 200, 200]);
});

it('no answer of the API is kept by a cache', async () => {
  const { mention, wall } = await ask('intake,live');
  for (const { headers } of [mention, wall]) expect(headers['cache-control']).toBe('no-store');
});
