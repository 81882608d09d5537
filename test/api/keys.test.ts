/** Keys: made, shown once, revoked at once, and good while the database is away. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DISPLAY_TOKEN, INGEST_KEY, openApp, type Harness } from './harness.ts';

let harness: Harness;
let admin: Record<string, string>;
beforeAll(async () => {
  harness = await openApp();
  admin = (await harness.makeKey('api', 'admin')).headers;
});
afterAll(() => harness.close());
afterEach(() => {
  harness.state.isAway = false;
});

const make = async (payload: object) =>
  harness.call({ method: 'POST', url: '/api/v1/keys', headers: admin, payload });
const post = (token: string) =>
  harness.call({
    method: 'POST',
    url: '/api/v1/mentions',
    headers: harness.bearer(token),
    payload: {
      id: '1',
      channel: 'forum',
      text: 'hello',
      at: new Date(harness.time.now).toISOString(),
      inbound: true,
    },
  });
const wall = (token: string) =>
  harness.call({ url: '/api/v1/wall', headers: harness.bearer(token) });

describe('a key', () => {
  it('is shown once and kept as a hash', async () => {
    const response = await make({ kind: 'ingest', name: 'feed' });
    expect(response.statusCode).toBe(201);
    const { token, id } = response.json();
    expect(token).toMatch(/^tocsin_ingest_[\w-]{43}$/);
    const list = await harness.call({ url: '/api/v1/keys', headers: admin });
    expect(list.json().items).toContainEqual(expect.objectContaining({ id, name: 'feed' }));
    expect(list.body).not.toContain(token);
    const { rows } = await harness.db.query('select * from access_keys');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('ends at once when it is revoked, and only then', async () => {
    const { token, id } = (await make({ kind: 'ingest', name: 'feed' })).json();
    expect((await post(token)).statusCode).toBe(202);
    const revoke = () =>
      harness.call({ method: 'DELETE', url: `/api/v1/keys/${id}`, headers: admin });
    expect((await revoke()).statusCode).toBe(204);
    expect((await post(token)).statusCode).toBe(401);
    expect((await revoke()).statusCode).toBe(404);
  });

  it('ends within seconds where another machine revoked it', async () => {
    const { token, id } = await harness.makeKey('display');
    expect((await wall(token)).statusCode).toBe(200);
    await harness.db.query('update access_keys set revoked_at = now() where id = $1', [id]);
    expect((await wall(token)).statusCode).toBe(200);
    harness.time.now += 10_001;
    expect((await wall(token)).statusCode).toBe(401);
  });

  it('has the role it was given, and viewer without', async () => {
    const { token } = (await make({ kind: 'api', name: 'reader' })).json();
    const headers = harness.bearer(token);
    const who = await harness.call({ url: '/api/v1/session', headers });
    expect(who.json()).toEqual({ kind: 'api', name: 'reader', role: 'viewer' });
    expect((await make({ kind: 'display', name: 'wall', role: 'admin' })).statusCode).toBe(400);
  });
});

describe('while the database is away', () => {
  it('the keys of the environment work', async () => {
    harness.state.isAway = true;
    expect((await post(INGEST_KEY)).statusCode).toBe(202);
    expect((await wall(DISPLAY_TOKEN)).statusCode).toBe(200);
  });

  it('a key that was seen stays good, one that was not is told to come back', async () => {
    const seen = await harness.makeKey('ingest');
    const unseen = await harness.makeKey('ingest');
    expect((await post(seen.token)).statusCode).toBe(202);
    harness.state.isAway = true;
    harness.time.now += 60_000;
    expect((await post(seen.token)).statusCode).toBe(202);
    harness.time.now += 60_000;
    expect((await post(seen.token)).statusCode).toBe(202);
    const refused = await post(unseen.token);
    expect(refused.statusCode).toBe(503);
    expect(refused.json().type).toBe('urn:tocsin:error:storage-down');
    expect((await post('not-a-key-at-all')).statusCode).toBe(401);

    harness.state.isAway = false;
    expect((await post(unseen.token)).statusCode).toBe(202);
  });

  it('people are told to come back, with nothing of the cause', async () => {
    await harness.makeUser('dee@example.com', 'viewer');
    const cookie = (await harness.signIn('dee@example.com')).headers['set-cookie'];
    harness.state.isAway = true;
    const headers = { cookie: String(cookie).split(';')[0] as string };
    const response = await harness.call({ url: '/api/v1/session', headers });
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
    expect(response.body).not.toMatch(/ECONN|connect/);
  });
});
