/** Whatever goes wrong is answered as RFC 9457 and leaves one line, which holds no secret. */
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InjectOptions } from 'fastify';
import { emptyParts } from './fixtures.ts';
import { DISPLAY_TOKEN, INGEST_KEY, newAddress, openApp, type Harness } from './harness.ts';
import type { Problem } from './harness.ts';
import { RUNTIME } from '#server/config.ts';

/** Stands for every secret, handle and text: it must be nowhere but where it was sent. */
const CANARY = 'canary-5f0c2b';

let harness: Harness;
let admin: Record<string, string>;
beforeAll(async () => {
  harness = await openApp({
    deps: {
      live: {
        parts: (brand) => {
          if (brand !== CANARY) return emptyParts(brand);
          throw new Error(`cannot show ${brand}`);
        },
      },
    },
  });
  admin = (await harness.makeKey('api', 'admin')).headers;
});
afterAll(() => harness.close());
beforeEach(() => {
  harness.lines.length = 0;
});

const json = { 'content-type': 'application/json' };
const users = '/api/v1/users';
const session = '/api/v1/session';
const cases: [name: string, status: number, code: string, request: InjectOptions][] = [
  ['an unknown route', 404, 'not-found', { url: '/api/v1/nothing' }],
  ['an unknown page', 404, 'not-found', { url: '/nothing', headers: { accept: 'text/html' } }],
  ['an unknown method', 404, 'not-found', { method: 'PUT', url: users }],
  ['an unknown crisis', 404, 'not-found', { url: '/api/v1/crises/none' }],
  ['a malformed address', 400, 'invalid-request', { url: '/%zz' }],
  ['a wrong query', 400, 'invalid-request', { url: '/api/v1/series?name=luck' }],
  ['a NUL in a query', 400, 'invalid-request', { url: '/api/v1/mentions?q=ab%00' }],
  ['a wrong cursor', 400, 'invalid-request', { url: '/api/v1/mentions?cursor=zzz' }],
  ['too long a list', 400, 'invalid-request', { url: '/api/v1/crises?limit=100000' }],
  ['a time without zone', 400, 'invalid-request', { url: '/api/v1/crises?from=2026-05-01' }],
  ['no body', 400, 'invalid-request', { method: 'POST', url: users }],
  ['bad JSON', 400, 'invalid-request', { method: 'POST', url: users, headers: json, body: '{"a' }],
  [
    'another media type',
    415,
    'unsupported-media-type',
    { method: 'POST', url: users, headers: { 'content-type': 'text/csv' }, body: 'a,b' },
  ],
  [
    'too large a body',
    413,
    'body-too-large',
    { method: 'POST', url: users, headers: json, body: JSON.stringify('x'.repeat(1024 ** 2)) },
  ],
  ['our own mistake', 500, 'internal', { url: `/api/v1/wall?brand=${CANARY}` }],
];

describe('problems', () => {
  it.each(cases)('%s: %i %s', async (_name, status, code, request) => {
    const headers = { ...admin, ...(request.headers as Record<string, string>) };
    const response = await harness.call({ ...request, headers });
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = response.json<Problem>();
    expect(problem).toMatchObject({ type: `urn:tocsin:error:${code}`, status });
    expect(problem.title).not.toBe('');
    expect(problem.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(response.body).not.toMatch(/\bat .+:\d+:\d+|node_modules|FST_|Zod/);
    if (status >= 500) expect(response.body).not.toContain(CANARY);
  });

  it('names every field of a body that does not fit', async () => {
    const payload = { email: 'nobody', name: '', role: 'king', password: CANARY.slice(0, 5) };
    const response = await harness.call({ method: 'POST', url: users, headers: admin, payload });
    const { errors } = response.json<Problem>();
    expect(errors?.map((fault) => fault.path).sort()).toEqual([
      '/email',
      '/name',
      '/password',
      '/role',
    ]);
    expect(response.body).not.toContain('king');
  });

  it('leaves one line for each, with the id that was answered', async () => {
    const response = await harness.call({ url: `/api/v1/wall?brand=${CANARY}`, headers: admin });
    const lines = harness.lines.map((line) => JSON.parse(line));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 50, status: 500, route: '/api/v1/wall' });
    expect(response.json().instance).toBe(`urn:uuid:${lines[0].request}`);
    expect(lines[0].error.stack[0]).toMatch(/^at /);
    harness.lines.length = 0;
    await harness.call({ url: '/api/v1/wall', headers: admin });
    expect(harness.lines).toEqual([]);
  });
});

describe('what is not even HTTP', () => {
  /** Sends bytes and collects the answer until the server hangs up. */
  const talk = (port: number, bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const chunks: string[] = [];
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => chunks.push(String(chunk)));
      socket.on('error', reject);
      socket.on('close', () => resolve(chunks.join('')));
    });

  it('gets a problem too, and the connection ends', async () => {
    await harness.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = harness.app.server.address() as AddressInfo;
    const answer = await talk(port, 'GARBAGE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] as string)).toMatchObject({ status: 400 });
  });
});

describe('what must not be told', () => {
  it('is in no log line and in no figure', async () => {
    const payload = { email: `${CANARY}@example.com`, password: CANARY };
    await harness.call({ method: 'POST', url: session, payload });
    await harness.call({ url: `/api/v1/mentions?q=${CANARY}&limit=0`, headers: admin });
    await harness.call({ url: `/${CANARY}` });
    await harness.call({ url: `/api/v1/crises/${CANARY}`, headers: admin });
    await harness.call({ url: users, headers: harness.bearer(CANARY) });
    await harness.call({ url: users, headers: { cookie: `tocsin_session=${CANARY}` } });
    await harness.call({ url: `/api/v1/wall?brand=${CANARY}`, headers: admin });
    await harness.call({
      method: 'POST',
      url: '/api/v1/mentions',
      headers: harness.bearer(INGEST_KEY),
      payload: [
        {
          id: CANARY,
          channel: 'forum',
          text: CANARY,
          author: { id: CANARY, handle: CANARY },
          at: new Date(harness.time.now).toISOString(),
          inbound: true,
        },
        { id: CANARY, text: CANARY },
      ],
    });
    const figures = await harness.call({ url: '/metrics', remoteAddress: '127.0.0.1' });
    expect(harness.lines.length).toBeGreaterThan(4);
    expect(figures.body).toContain('route="/api/v1/wall",status="5xx"');
    for (const text of [harness.lines.join(''), figures.body]) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain(INGEST_KEY);
      expect(text).not.toContain(DISPLAY_TOKEN);
      expect(text).not.toContain(admin.authorization?.split(' ')[1]);
    }
  });
});

describe('rate limits', () => {
  it('stop guessing of passwords from one address', async () => {
    const remoteAddress = newAddress();
    const payload = { email: 'nobody@example.com', password: 'guess' };
    const guess = () => harness.call({ method: 'POST', url: session, payload, remoteAddress });
    for (let index = 0; index < RUNTIME.signInsPerMinute; index += 1) {
      expect((await guess()).statusCode).toBe(401);
    }
    const refused = await guess();
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const other = await harness.call({ method: 'POST', url: session, payload });
    expect(other.statusCode).toBe(401);
  });

  it('hold for guessed keys and for unknown pages, not for intake with its key', async () => {
    const events = (headers: Record<string, string>, remoteAddress: string) =>
      harness.call({ method: 'POST', url: '/api/v1/events', headers, remoteAddress, payload: [] });
    const flood = async (ask: () => Promise<{ statusCode: number }>) => {
      const seen = new Set<number>();
      for (let index = 0; index <= RUNTIME.requestsPerMinute; index += 1) {
        seen.add((await ask()).statusCode);
      }
      return seen;
    };
    const [a, b, c] = [newAddress(), newAddress(), newAddress()];
    const wrong = harness.bearer('not-a-key-at-all');
    const right = harness.bearer(INGEST_KEY);
    expect(await flood(() => events(wrong, a))).toEqual(new Set([401, 429]));
    expect(await flood(() => events(right, b))).not.toContain(429);
    expect(await flood(() => harness.call({ url: '/guess', remoteAddress: c }))).toContain(429);
    for (const url of ['/healthz', '/readyz']) {
      expect((await harness.call({ url, remoteAddress: c })).statusCode).toBe(200);
    }
  });

  it('count the address that a trusted proxy names, and nobody else', async () => {
    const own = await openApp({ env: { TRUSTED_PROXIES: '10.9.0.0/16' } });
    const payload = { email: 'nobody@example.com', password: 'guess' };
    const guess = (remoteAddress: string, forwarded: string) =>
      own.call({
        method: 'POST',
        url: session,
        payload,
        remoteAddress,
        headers: { 'x-forwarded-for': forwarded },
      });
    const flood = async (remoteAddress: string) => {
      let last = 0;
      for (let index = 0; index <= RUNTIME.signInsPerMinute; index += 1) {
        last = (await guess(remoteAddress, `203.0.113.${index + 1}`)).statusCode;
      }
      return last;
    };
    expect(await flood('10.9.0.1')).toBe(401);
    expect(await flood('10.8.0.1')).toBe(429);
    await own.close();
  });
});
