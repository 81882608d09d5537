/** Web push from end to end with a real browser: Firefox subscribes by the page's own code, the
 * receiver sends through a push service that refuses what the standards forbid, and the built web's
 * worker decrypts and shows it. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import webpush from 'web-push';
import type { MessageBody } from '#contracts/alert.ts';
import type { PushTarget } from '#alerts/receivers/contract.ts';
import { push } from '#alerts/receivers/push.ts';
import { root } from '#server/cli/root.ts';
import { buildWeb } from '#server/cli/web-build.ts';
import { findFirefox, startFirefox, type Firefox } from '../helpers/firefox.ts';
import { startPushService } from '../helpers/push-service.ts';
import { anAlertBody } from '../watch/samples.ts';

const path = findFirefox();
const vapid = webpush.generateVAPIDKeys();
const POLICY = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'";
const TYPES = { js: 'text/javascript', html: 'text/html', png: 'image/png' } as const;

type Posted = { endpoint: string; keys: { p256dh: string; auth: string }; device: string };

/** The built web, the routes of push, and the page's own module for it as a script. */
const startHouse = async () => {
  const posted: Posted[] = [];
  const deleted: string[] = [];
  const state = { key: vapid.publicKey, hasForgotten: false };
  const server = createServer(async (request, response) => {
    const { url = '/', method } = request;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const send = (type: string, content: string | Buffer) =>
      response
        .writeHead(200, { 'content-type': type, 'content-security-policy': POLICY })
        .end(content);
    if (url === '/api/v1/oncall/push/key') {
      return void send('application/json', JSON.stringify({ key: state.key }));
    }
    if (url === '/api/v1/oncall/push') {
      if (method === 'POST') posted.push(JSON.parse(body) as Posted);
      else deleted.push((JSON.parse(body) as { endpoint: string }).endpoint);
      const status = method === 'DELETE' && state.hasForgotten ? 404 : 204;
      return void response.writeHead(status).end();
    }
    if (url.startsWith('/lib/')) {
      const source = readFileSync(join(root, 'web', 'src', url), 'utf8');
      return void send(TYPES.js, stripTypeScriptTypes(source));
    }
    const file = join(root, 'web', 'build', url);
    const kind = /\.(js|png)$/.exec(url)?.[1] as keyof typeof TYPES | undefined;
    if (kind && existsSync(file)) return void send(TYPES[kind], readFileSync(file));
    send(TYPES.html, '<!doctype html><title>a page</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    deleted,
    state,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
};

type Shown = { title: string; body: string; data: { url: string }; requireInteraction: boolean };

describe.skipIf(path === null)('web push in Firefox', () => {
  let firefox: Firefox;
  let service: Awaited<ReturnType<typeof startPushService>>;
  let house: Awaited<ReturnType<typeof startHouse>>;

  beforeAll(async () => {
    await buildWeb();
    [service, house] = await Promise.all([startPushService(), startHouse()]);
    firefox = await startFirefox(path!, {
      'dom.push.serverURL': service.address,
      'dom.push.testing.allowInsecureServerURL': true,
      'dom.push.connection.enabled': true,
      'permissions.default.desktop-notification': 1,
    });
    await firefox.open(house.url);
  });
  afterAll(async () => {
    await firefox?.close();
    await house?.close();
    await service?.close();
  });

  const inPage = <T>(what: string) =>
    firefox.run<T>(`import('/lib/push.ts').then((push) => push.${what})`);
  const shown = () =>
    firefox.run<Shown[]>(
      `navigator.serviceWorker.getRegistration('/')
        .then((registration) => registration.getNotifications())
        .then((all) => all.map(({ title, body, data, requireInteraction }) =>
          ({ title, body, data, requireInteraction })))`,
    );
  const forgotten: string[] = [];
  const send = (body: MessageBody) => {
    const { endpoint, keys } = house.posted.at(-1)!;
    const target: PushTarget = { id: 'browser-1', endpoint, ...keys };
    return push.send(
      {
        ...{ key: 'push', kind: 'push', contact: 'on-call', leastLevel: 'low' },
        ...{ allowPrivateAddress: true, subject: 'mailto:ops@tocsin.example' },
      },
      { id: 'm-1', at: Date.now(), body, address: null, contact: 'Ada', callbackUrl: null },
      {
        smtpUrl: null,
        vapid,
        subscriptions: [target],
        forgetSubscription: async (id) => void forgotten.push(id),
      },
    );
  };
  const alertOf = (id: string, more: object = {}) => {
    const body = anAlertBody();
    const answerUrl = `${house.url}/a/token-of-${id}`;
    return { ...body, answerUrl, ...more, crisis: { ...body.crisis, id } };
  };

  test('a person switches it on', async () => {
    expect(await inPage('pushState()')).toBe('off');
    expect(await inPage('switchPushOn()')).toBe('on');
    expect(await inPage('pushState()')).toBe('on');
    expect(house.posted).toEqual([
      {
        endpoint: expect.stringMatching(/^http/),
        keys: { p256dh: expect.any(String), auth: expect.any(String) },
        device: 'Firefox on Linux',
      },
    ]);
    expect(await inPage('switchPushOn()')).toBe('on');
    expect(house.posted[1]?.endpoint).toBe(house.posted[0]?.endpoint);
  });

  test('an alert is shown with its link; a newer one of its crisis takes its place', async () => {
    expect(await send(alertOf('one'))).toEqual({ kind: 'accepted' });
    await vi.waitFor(async () => expect(await shown()).toHaveLength(1), 10_000);
    expect(await shown()).toEqual([
      {
        title: 'HIGH · acme',
        body: expect.stringContaining('service failure'),
        data: { url: `${house.url}/a/token-of-one` },
        requireInteraction: true,
      },
    ]);
    await send(alertOf('one', { type: 'alert.resolved' }));
    await vi.waitFor(async () => {
      expect((await shown()).map(({ title }) => title)).toEqual(['All clear · acme']);
    }, 10_000);
    await send(alertOf('two'));
    await vi.waitFor(async () => expect(await shown()).toHaveLength(2), 10_000);
    await vi.waitFor(() => expect(service.acknowledged).toHaveLength(3), 10_000);
    expect([service.refused, service.nacked]).toEqual([[], []]);
  });

  test('what the worker cannot read is shown all the same', async () => {
    const { endpoint, keys } = house.posted.at(-1)!;
    const vapidDetails = { subject: 'mailto:ops@tocsin.example', ...vapid };
    const options = { TTL: 60, contentEncoding: 'aes128gcm', vapidDetails } as const;
    const { headers, body } = webpush.generateRequestDetails(
      { endpoint, keys },
      'no JSON',
      options,
    );
    const answer = await fetch(endpoint, { method: 'POST', headers, body: new Uint8Array(body) });
    expect(answer.status).toBe(201);
    await vi.waitFor(async () => {
      expect((await shown()).map(({ title }) => title)).toContain('Tocsin');
    }, 10_000);
  });

  test('switched off, nothing is sent there any more, and the house forgets it', async () => {
    const { endpoint } = house.posted.at(-1)!;
    expect(await inPage('switchPushOff()')).toBe('off');
    expect(await inPage('pushState()')).toBe('off');
    expect(house.deleted).toEqual([endpoint]);
    await vi.waitFor(async () => {
      expect((await send(alertOf('three'))).kind).toBe('refused');
    }, 10_000);
    expect(new Set(forgotten)).toEqual(new Set(['browser-1']));
  });

  test('one that was made for other keys counts as off, and is made anew', async () => {
    await inPage('switchPushOn()');
    const [before] = house.posted.slice(-1);
    house.state.key = webpush.generateVAPIDKeys().publicKey;
    expect(await inPage('pushState()')).toBe('off');
    expect(await inPage('switchPushOn()')).toBe('on');
    expect(house.posted.at(-1)?.endpoint).not.toBe(before?.endpoint);
  });

  test('what the house has forgotten already can be switched off', async () => {
    house.state.hasForgotten = true;
    expect(await inPage('switchPushOff()')).toBe('off');
    expect(await inPage('pushState()')).toBe('off');
  });
});
