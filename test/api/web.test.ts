/** What every answer carries, and the built pages. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type Harness } from './harness.ts';

const HASH = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

const ROUTES_DIR = new URL('../../web/src/routes', import.meta.url);
const isPage = (file: string): boolean => file.endsWith('+page.svelte');

let dir: string;
let harness: Harness;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tocsin-web-'));
  mkdirSync(join(dir, '_app', 'immutable'), { recursive: true });
  writeFileSync(join(dir, '200.html'), '<!doctype html><title>Tocsin</title>');
  writeFileSync(join(dir, 'csp.json'), JSON.stringify({ scriptHashes: [HASH] }));
  writeFileSync(join(dir, 'robots.txt'), 'User-agent: *');
  writeFileSync(join(dir, '.secret'), 'not for you');
  writeFileSync(
    join(dir, '_app', 'immutable', 'a.1b2c.js'),
    `export const a = '${'a'.repeat(4_000)}'`,
  );
  harness = await openApp({ deps: { webDir: dir } });
});
afterAll(async () => {
  await harness.close();
  rmSync(dir, { recursive: true });
});

const html = { accept: 'text/html,*/*' };

describe('headers', () => {
  it.each(['/', '/healthz', '/api/v1/wall', '/nothing'])(
    '%s has the strict policy',
    async (url) => {
      const headers = { host: 'tocsin.example:8080' };
      const response = await harness.call({ url, headers });
      const policy = String(response.headers['content-security-policy']).split(';');
      expect(policy).toEqual([
        "default-src 'self'",
        `script-src 'self' '${HASH}'`,
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' ws://tocsin.example:8080 wss://tocsin.example:8080",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ]);
      expect(response.headers['referrer-policy']).toBe('no-referrer');
      expect(response.headers['x-content-type-options']).toBe('nosniff');
      expect(response.headers).not.toHaveProperty('strict-transport-security');
    },
  );

  it('does not put a strange Host header into the policy', async () => {
    for (const host of ["x 'unsafe-inline'", 'x; script-src *', 'a,b']) {
      const response = await harness.call({ url: '/healthz', headers: { host } });
      expect(response.headers['content-security-policy']).toContain("connect-src 'self' 'self';");
    }
  });

  it('takes the address people use for the sockets', async () => {
    const own = await openApp({ env: { PUBLIC_URL: 'https://tocsin.example' } });
    const response = await own.call({ url: '/healthz', headers: { host: 'inner:1' } });
    await own.close();
    expect(response.headers['content-security-policy']).toContain(
      "connect-src 'self' ws://tocsin.example wss://tocsin.example;",
    );
    expect(response.headers['content-security-policy']).toContain("script-src 'self';");
  });
});

describe('pages', () => {
  it.each(readdirSync(ROUTES_DIR, { recursive: true }).map(String).filter(isPage))(
    '%s is there for programs too',
    async (file) => {
      const url = `/${dirname(file).replace(/\[\w+\]/, 'c-1')}`;
      const response = await harness.call({ url, headers: { accept: '*/*' } });
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toContain('text/html');
    },
  );

  it.each(['/', '/wall', '/crises/7', '/login?next=%2Fwall'])('%s is the one page', async (url) => {
    const response = await harness.call({ url, headers: html });
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('<title>Tocsin</title>');
    expect(response.headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['/api/v1/nothing', html],
    ['/_app/immutable/gone.js', html],
    ['/socket.io/?EIO=4', html],
    ['/wall', { accept: 'application/json' }],
    ['/.secret', { accept: '*/*' }],
    ['/csp.json/../.secret', { accept: '*/*' }],
    ['/..%2f..%2fetc%2fpasswd', { accept: '*/*' }],
  ])('%s is not', async (url, headers) => {
    const response = await harness.call({ url, headers });
    expect([400, 403, 404]).toContain(response.statusCode);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.body).not.toContain('not for you');
  });

  it('may keep for ever what has a hash in its name, and gets it compressed', async () => {
    const url = '/_app/immutable/a.1b2c.js';
    const response = await harness.call({ url, headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['content-encoding']).toBe('gzip');
    const plain = await harness.call({ url: '/robots.txt' });
    expect(plain.headers['cache-control']).toBe('no-cache');
    const again = { 'if-none-match': String(plain.headers.etag) };
    expect((await harness.call({ url: '/robots.txt', headers: again })).statusCode).toBe(304);
  });
});
