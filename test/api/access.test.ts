/** The access table: complete, and kept for every kind of caller on every route. */
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cookieOf,
  DISPLAY_TOKEN,
  INGEST_KEY,
  openApp,
  type Harness,
  newAddress,
} from './harness.ts';
import type { Principal } from '#contracts/who.ts';
import { ROLES } from '#contracts/who.ts';
import { mayDo, maySend, ROUTES, SOCKET_EVENTS, type RouteAccess } from '#server/auth/access.ts';
import { ROLE_NAMES } from '#server/config.ts';
import { guardRoutes } from '#server/auth/guard.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openApp();
});
afterAll(() => harness.close());

describe('completeness', () => {
  const guarded = (routes: RouteAccess[]) => {
    const app = Fastify();
    const { authenticator } = harness;
    const more = { publicUrl: null, metricsToken: null, roles: ROLE_NAMES, routes };
    const check = guardRoutes(app, { authenticator, ...more });
    return { app, check };
  };

  it('refuses a route that is not in the table', () => {
    const { app, check } = guarded([{ method: 'GET', path: '/a', who: 'public' }]);
    app.get('/a', async () => 'a');
    expect(check).not.toThrow();
    app.get('/b', async () => 'b');
    app.post('/a', async () => 'a');
    expect(check).toThrow('no row for GET /b; it has no row for POST /a');
  });

  it('refuses a row that has no route', () => {
    const { app, check } = guarded([
      { method: 'GET', path: '/a', who: 'public' },
      { method: 'DELETE', path: '/a', who: 'admin' },
    ]);
    app.get('/a', async () => 'a');
    expect(check).toThrow('names DELETE /a, which is no route');
  });

  it('names every route once', () => {
    const names = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('every caller on every route', () => {
  const callers = new Map<
    string,
    { principal: Principal | null; headers: Record<string, string> }
  >();
  const id = 'x';
  const name = 'x';

  beforeAll(async () => {
    const { bearer, makeKey, makeUser, signIn } = harness;
    callers.set('nobody', { principal: null, headers: {} });
    callers.set('a wrong key', { principal: null, headers: bearer('not-a-key-at-all') });
    callers.set('a wrong scheme', { principal: null, headers: { authorization: 'Basic eDp5' } });
    const fakeCookie = `tocsin_session=${'a'.repeat(43)}`;
    callers.set('a wrong cookie', { principal: null, headers: { cookie: fakeCookie } });
    callers.set('the ingest key of the environment', {
      principal: { kind: 'ingest', id, name },
      headers: bearer(INGEST_KEY),
    });
    callers.set('the display token of the environment', {
      principal: { kind: 'display', id, name },
      headers: bearer(DISPLAY_TOKEN),
    });
    for (const kind of ['ingest', 'display'] as const) {
      const { headers } = await makeKey(kind);
      callers.set(`an ${kind} key`, { principal: { kind, id, name }, headers });
    }
    for (const role of ROLES) {
      const { headers } = await makeKey('api', role);
      callers.set(`an api key: ${role}`, { principal: { kind: 'api', id, name, role }, headers });
      await makeUser(`${role}@matrix.example`, role);
      const cookie = cookieOf(await signIn(`${role}@matrix.example`));
      callers.set(`a person: ${role}`, {
        principal: { kind: 'user', id, name, email: '', role, sessionId: id },
        headers: { cookie },
      });
    }
  });

  const rows = ROUTES.filter(({ who }) => who !== 'metrics');
  it.each(rows)('$method $path is for $who', async ({ method, path, who }) => {
    const url = path.replace(/:\w+/g, 'none').replace('*', 'no-such-page');
    for (const [caller, { principal, headers }] of callers) {
      // Signing out would end the person for the rows that follow.
      if (method === 'DELETE' && path === '/api/v1/session') continue;
      const response = await harness.call({ method, url, headers });
      const isOpen =
        who === 'public' || who === 'link' || (principal !== null && mayDo(principal, who));
      const label = `${caller} got ${response.statusCode}`;
      if (isOpen && path === '/api/v1/session' && method === 'POST') {
        expect(response.statusCode, label).toBe(400);
      } else if (isOpen) {
        expect([401, 403], label).not.toContain(response.statusCode);
        expect(response.statusCode, label).not.toBe(500);
      } else {
        expect(response.statusCode, label).toBe(principal === null ? 401 : 403);
        expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    }
  });

  it.each([
    [
      'the display token of the environment',
      [
        'GET /api/v1/wall',
        'GET /api/v1/series',
        'GET /api/v1/signals',
        'GET /api/v1/crises',
        'GET /api/v1/crises/:id',
        'GET /api/v1/chains',
      ],
    ],
    [
      'the ingest key of the environment',
      ['POST /api/v1/mentions', 'POST /api/v1/events', 'POST /api/v1/sources/alertmanager'],
    ],
    [
      'a person: viewer',
      [
        'GET /api/v1/wall',
        'GET /api/v1/series',
        'GET /api/v1/signals',
        'GET /api/v1/crises',
        'GET /api/v1/crises/:id',
        'GET /api/v1/crises/:id/timeline',
        'GET /api/v1/mentions',
        'GET /api/v1/mentions/:channel/:id',
        'GET /api/v1/tuning',
        'GET /api/v1/tuning/backtests/:id',
        'GET /api/v1/me',
        'GET /api/v1/oncall',
        'GET /api/v1/oncall/shifts',
        'GET /api/v1/oncall/people',
        'GET /api/v1/oncall/changes',
        'GET /api/v1/oncall/overrides',
        'GET /api/v1/oncall/swaps',
        'POST /api/v1/oncall/confirmations',
        'POST /api/v1/oncall/confirmations/confirm',
        'GET /api/v1/oncall/push/key',
        'POST /api/v1/oncall/push',
        'DELETE /api/v1/oncall/push',
        'GET /api/v1/oncall/feeds',
        'POST /api/v1/oncall/feeds',
        'DELETE /api/v1/oncall/feeds/:id',
        'GET /api/v1/oncall/reserve',
        'GET /api/v1/oncall/roster',
        'GET /api/v1/oncall/roster/versions',
        'GET /api/v1/oncall/roster/versions/:version',
        'GET /api/v1/flowchart',
        'GET /api/v1/flowchart/versions',
        'GET /api/v1/flowchart/versions/:version',
        'GET /api/v1/flowchart/coverage',
        'POST /api/v1/flowchart/dry-run',
        'GET /api/v1/chains',
        'GET /api/v1/silences',
        'GET /api/v1/alerts',
        'GET /api/v1/alerts/:id',
      ],
    ],
    ['nobody', []],
  ])('%s opens exactly its doors', async (caller, doors) => {
    const headers = callers.get(caller)?.headers ?? {};
    const open: string[] = [];
    for (const { method, path } of rows.filter(({ who }) => who !== 'public' && who !== 'link')) {
      const url = path.replace(/:\w+/g, 'none');
      const { statusCode } = await harness.call({ method, url, headers });
      if (statusCode !== 401 && statusCode !== 403) open.push(`${method} ${path}`);
    }
    expect(open).toEqual(expect.arrayContaining(doors));
    expect(open).toHaveLength(doors.length);
  });

  it.each([
    ['viewer', 'GET', '/api/v1/keys', 403],
    ['manager', 'POST', '/api/v1/users', 403],
    ['supervisor', 'POST', '/api/v1/crises/none/resolve', 403],
    ['leader', 'POST', '/api/v1/crises/none/resolve', 404],
    ['viewer', 'POST', '/api/v1/crises/none/acknowledge', 403],
    ['supervisor', 'POST', '/api/v1/crises/none/acknowledge', 404],
    ['admin', 'GET', '/api/v1/keys', 200],
    ['admin', 'POST', '/api/v1/mentions', 403],
  ] as const)('%s gets at %s %s: %i', async (role, method, url, status) => {
    for (const caller of [`a person: ${role}`, `an api key: ${role}`]) {
      const headers = callers.get(caller)?.headers ?? {};
      expect((await harness.call({ method, url, headers })).statusCode, caller).toBe(status);
    }
  });

  it('says the same whatever part was wrong', async () => {
    const bodies = [];
    for (const [caller, { principal, headers }] of callers) {
      if (principal !== null) continue;
      const response = await harness.call({ method: 'GET', url: '/api/v1/mentions', headers });
      expect(response.statusCode, caller).toBe(401);
      const { instance, ...rest } = response.json();
      expect(instance).toMatch(/^urn:uuid:/);
      bodies.push(JSON.stringify(rest));
    }
    expect(bodies.length).toBe(4);
    expect(new Set(bodies).size).toBe(1);
  });

  it('does not let a cookie make good a wrong Authorization header', async () => {
    const cookie = callers.get('a person: admin')?.headers.cookie as string;
    const headers = { cookie, authorization: 'Bearer not-a-key-at-all' };
    const response = await harness.call({ method: 'GET', url: '/api/v1/users', headers });
    expect(response.statusCode).toBe(401);
  });
});

describe('socket events', () => {
  const display: Principal = { kind: 'display', id: 'd', name: 'd' };
  const ingest: Principal = { kind: 'ingest', id: 'i', name: 'i' };
  const viewer: Principal = { kind: 'api', id: 'v', name: 'v', role: 'viewer' };

  it('are open to no stranger', () => {
    for (const { namespace, event } of SOCKET_EVENTS) {
      expect(maySend(ingest, namespace, event)).toBe(false);
      expect(maySend(viewer, namespace, event)).toBe(true);
      expect(maySend(display, namespace, event)).toBe(namespace === '/wall');
    }
  });

  it.each([
    [display, '/wall', 'subscribe', true],
    [display, '/desk', 'connect', false],
    [ingest, '/wall', 'connect', false],
    [viewer, '/wall', 'resync', true],
    [viewer, '/desk', 'connect', true],
    [viewer, '/wall', 'unheard-of', false],
  ] as const)('%j %s %s: %s', (principal, namespace, event, may) => {
    expect(maySend(principal, namespace, event)).toBe(may);
  });
});

describe('metrics', () => {
  const url = '/metrics';
  it('answers this machine only while there is no token', async () => {
    const ask = (remoteAddress: string, headers = {}) =>
      harness.call({ url, remoteAddress, headers });
    expect((await ask('127.0.0.1')).statusCode).toBe(200);
    expect((await ask('::1')).statusCode).toBe(200);
    expect((await ask(newAddress())).statusCode).toBe(401);
    const forwarded = { 'x-forwarded-for': '127.0.0.1' };
    expect((await ask('127.0.0.1', forwarded)).statusCode).toBe(401);
  });

  it('asks for the token where one is set', async () => {
    const METRICS_TOKEN = 'metrics-token-of-the-test';
    const own = await openApp({ env: { METRICS_TOKEN } });
    try {
      const ask = (headers = {}) => own.call({ url, remoteAddress: '127.0.0.1', headers });
      expect((await ask()).statusCode).toBe(401);
      expect((await ask(own.bearer('metrics-token-of-the-tesT'))).statusCode).toBe(401);
      const right = await ask(own.bearer(METRICS_TOKEN));
      expect(right.statusCode).toBe(200);
      expect(right.body).toContain('tocsin_http_request_seconds_bucket');
    } finally {
      await own.close();
    }
  });
});
