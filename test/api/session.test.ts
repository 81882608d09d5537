/** Signing in and out, and what a session is worth afterwards. */
import type * as argonLibrary from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cookieOf, openApp, PASSWORD, type Harness } from './harness.ts';
import { ensureAdmin } from '#server/auth/users.ts';
import { RUNTIME } from '#server/config.ts';
import { findUserByEmail } from '#server/store/users.ts';

const argon = vi.hoisted(() => ({ verified: [] as string[] }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argonLibrary>();
  const verify: typeof real.verify = (hashed, ...rest) => {
    argon.verified.push(String(hashed));
    return real.verify(hashed, ...rest);
  };
  return { ...real, verify };
});

let harness: Harness;
beforeAll(async () => {
  harness = await openApp();
  await harness.makeUser('ana@example.com', 'supervisor');
});
afterAll(() => harness.close());
beforeEach(() => {
  argon.verified.length = 0;
});

const whoAmI = (cookie: string) => harness.call({ url: '/api/v1/session', headers: { cookie } });
/** Whether the session opens a door. */
const isIn = async (cookie: string) => {
  const response = await harness.call({ url: '/api/v1/mentions', headers: { cookie } });
  expect((await whoAmI(cookie)).json() === null).toBe(response.statusCode === 401);
  return response.statusCode === 200;
};

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use', async () => {
    const response = await harness.signIn('Ana@Example.com');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      kind: 'user',
      role: 'supervisor',
      expiresAt: new Date(harness.time.now + RUNTIME.sessionHours * 3_600_000).toISOString(),
    });
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).toMatch(/^tocsin_session=[\w-]{43};/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Secure|Domain/);
    expect((await whoAmI(cookieOf(response))).json()).toEqual({
      kind: 'user',
      name: 'ana@example.com',
      role: 'supervisor',
      email: 'ana@example.com',
    });
  });

  it('keeps only a hash of the token', async () => {
    const token = cookieOf(await harness.signIn('ana@example.com')).split('=')[1] as string;
    const { rows } = await harness.db.query('select * from sessions');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('says the same to a wrong password and to nobody, after the same work', async () => {
    const wrong = await harness.signIn('ana@example.com', 'not the password');
    const nobody = await harness.signIn('nobody@example.com', PASSWORD);
    expect([wrong.statusCode, nobody.statusCode]).toEqual([401, 401]);
    expect(wrong.json().detail).toBe(nobody.json().detail);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    expect(argon.verified).toHaveLength(2);
    const [known, unknown] = argon.verified.map((hash) => hash.split('$').slice(0, 4));
    expect(known).toEqual(unknown);
    expect(known?.slice(1)).toEqual(['argon2id', 'v=19', 'm=19456,t=2,p=1']);
  });

  it('marks the cookie Secure where people come over TLS', async () => {
    const own = await openApp({ env: { PUBLIC_URL: 'https://tocsin.example' } });
    try {
      await own.makeUser('tls@example.com', 'viewer');
      const response = await own.signIn('tls@example.com');
      expect(String(response.headers['set-cookie'])).toMatch(/; Secure/);
      expect(response.headers['strict-transport-security']).toBeDefined();
    } finally {
      await own.close();
    }
  });
});

describe('a session', () => {
  it('ends by signing out', async () => {
    const cookie = cookieOf(await harness.signIn('ana@example.com'));
    const other = cookieOf(await harness.signIn('ana@example.com'));
    const out = await harness.call({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie },
    });
    expect(out.statusCode).toBe(204);
    expect(String(out.headers['set-cookie'])).toMatch(/^tocsin_session=;.*(Expires|Max-Age=0)/);
    expect(await isIn(cookie)).toBe(false);
    expect(await isIn(other)).toBe(true);
  });

  it('ends when its time is over', async () => {
    const cookie = cookieOf(await harness.signIn('ana@example.com'));
    harness.time.now += RUNTIME.sessionHours * 3_600_000 - 1_000;
    expect(await isIn(cookie)).toBe(true);
    harness.time.now += 2_000;
    expect(await isIn(cookie)).toBe(false);
  });

  it('ends with a new password, and when the account is disabled', async () => {
    const { id } = await harness.makeUser('bo@example.com', 'viewer');
    const { headers } = await harness.makeKey('api', 'admin');
    const change = (payload: object) =>
      harness.call({ method: 'PATCH', url: `/api/v1/users/${id}`, headers, payload });

    const first = cookieOf(await harness.signIn('bo@example.com'));
    expect((await change({ password: 'another long password' })).statusCode).toBe(200);
    expect(await isIn(first)).toBe(false);
    expect((await harness.signIn('bo@example.com')).statusCode).toBe(401);

    const second = await harness.signIn('bo@example.com', 'another long password');
    const disabled = await change({ disabled: true });
    expect(disabled.json().disabledAt).toBe(new Date(harness.time.now).toISOString());
    expect(await isIn(cookieOf(second))).toBe(false);
    expect((await harness.signIn('bo@example.com', 'another long password')).statusCode).toBe(401);
    expect((await change({ disabled: false })).json()).not.toHaveProperty('disabledAt');
    const third = await harness.signIn('bo@example.com', 'another long password');
    expect(third.statusCode).toBe(200);
  });

  it('of an account that is made twice at once exists once', async () => {
    const { headers } = await harness.makeKey('api', 'admin');
    const payload = { name: 'Di', role: 'viewer', password: 'a long password of Di' };
    const make = (email: string) =>
      harness.call({
        ...{ method: 'POST', url: '/api/v1/users', headers },
        payload: { ...payload, email },
      });
    const answers = await Promise.all([make('di@example.com'), make('DI@example.com')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  it('has the role that the account has now', async () => {
    const { id } = await harness.makeUser('cy@example.com', 'viewer');
    const cookie = cookieOf(await harness.signIn('cy@example.com'));
    const { headers } = await harness.makeKey('api', 'admin');
    const url = `/api/v1/users/${id}`;
    await harness.call({ method: 'PATCH', url, headers, payload: { role: 'admin' } });
    expect((await whoAmI(cookie)).json().role).toBe('admin');
    const down = { method: 'PATCH' as const, url, payload: { role: 'viewer' } };
    const own = await harness.call({ ...down, headers: { cookie } });
    expect(own.statusCode).toBe(409);
  });
});

describe('another site', () => {
  const url = '/api/v1/crises/none/note';
  const payload = { text: 'seen' };
  const host = 'tocsin.example:8080';

  it.each([
    [{ origin: 'http://tocsin.example:8080' }, 404],
    [{}, 404],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'http://tocsin.example' }, 403],
    [{ origin: 'http://tocsin.example:8080.evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://tocsin.example:8080' }, 404],
  ])('%j with a cookie: %i', async (sent, status) => {
    const cookie = cookieOf(await harness.signIn('ana@example.com'));
    const headers = { ...sent, cookie, host };
    const response = await harness.call({ method: 'POST', url, payload, headers });
    expect(response.statusCode).toBe(status);
    if (status === 403) expect(response.json().type).toBe('urn:tocsin:error:bad-origin');
  });

  it('may not sign somebody in either', async () => {
    const response = await harness.call({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: 'ana@example.com', password: PASSWORD },
      headers: { origin: 'https://evil.example', host },
    });
    expect(response.statusCode).toBe(403);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('may read, which browsers keep from it, and use a key, which it does not have', async () => {
    const { headers } = await harness.makeKey('api', 'supervisor');
    const origin = 'https://evil.example';
    const sent = { ...headers, origin, host };
    const response = await harness.call({ method: 'POST', url, payload, headers: sent });
    expect(response.statusCode).toBe(404);
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is measured by PUBLIC_URL behind a proxy that changes the Host header', async () => {
    const own = await openApp({ env: { PUBLIC_URL: 'https://tocsin.example' } });
    try {
      await own.makeUser('ana@example.com', 'supervisor');
      const cookie = cookieOf(await own.signIn('ana@example.com'));
      const ask = (origin: string) =>
        own.call({ method: 'POST', url, payload, headers: { cookie, origin, host: 'inner:1' } });
      expect((await ask('https://tocsin.example')).statusCode).toBe(404);
      expect((await ask('https://other.example')).statusCode).toBe(403);
    } finally {
      await own.close();
    }
  });
});

describe('the first administrator', () => {
  const admin = { email: 'first@example.com', password: 'the first password' };

  it('is made once and left alone afterwards', async () => {
    const { db } = harness;
    await ensureAdmin(db, null);
    await ensureAdmin(db, admin);
    const made = await findUserByEmail(db, admin.email);
    expect(made).toMatchObject({ role: 'admin', disabledAt: null });
    await ensureAdmin(db, { ...admin, password: 'a changed password' });
    expect(await findUserByEmail(db, admin.email)).toEqual(made);
    expect((await harness.signIn(admin.email, admin.password)).statusCode).toBe(200);
  });
});
