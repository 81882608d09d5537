/** The webhook receiver against real HTTP servers on loopback. Signatures are checked with an own
 * HMAC computation, not with the library that made them. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebhook, signHeaders } from '#alerts/receivers/webhook.ts';
import { alertBody } from '#contracts/alert.ts';
import { aReceiver, anAlertBody } from './samples.ts';

const KEY = Buffer.from('a key of this test, 32 bytes long');
const SECRET = `whsec_${KEY.toString('base64')}`;
const AT = Date.UTC(2026, 2, 3, 10);

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers = [];
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
};

const readText = async (request: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

const send = (url: string, more: object = {}, timeoutMs = 5_000) =>
  createWebhook(timeoutMs).send(
    aReceiver({ url, secret: SECRET, ...more }),
    { id: 'alert-1', at: AT, body: anAlertBody(), address: null, contact: '', callbackUrl: null },
    { smtpUrl: null, vapid: null },
  );

describe('webhook', () => {
  it('signs as the published example of the specification', () => {
    const headers = signHeaders(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1_614_265_330_000,
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it.each([
    ['whsec_', SECRET, KEY],
    ['plain', 'a plain secret of words', Buffer.from('a plain secret of words')],
  ])('sends a body that its signature covers (%s)', async (_name, secret, key) => {
    let seen: { text: string; headers: IncomingMessage['headers'] } | undefined;
    const url = await serve(async (request, response) => {
      seen = { text: await readText(request), headers: request.headers };
      response.writeHead(204).end();
    });
    expect(await send(url, { secret })).toEqual({ kind: 'accepted' });
    const { text, headers } = seen!;
    const signed = `alert-1.${AT / 1000}.${text}`;
    const expected = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(headers['webhook-id']).toBe('alert-1');
    expect(headers['webhook-timestamp']).toBe(String(AT / 1000));
    expect(alertBody.parse(JSON.parse(text))).toEqual(JSON.parse(text));
  });

  it.each([
    [200, 'accepted'],
    [299, 'accepted'],
    [301, 'refused'],
    [307, 'refused'],
    [410, 'refused'],
    [400, 'retry'],
    [404, 'retry'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
  ])('status %i is %s', async (status, kind) => {
    const url = await serve((request, response) => {
      request.resume();
      response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
    });
    expect(await send(url)).toMatchObject({ kind });
  });

  it('never follows a redirect', async () => {
    let isElsewhereCalled = false;
    const elsewhere = await serve((_request, response) => {
      isElsewhereCalled = true;
      response.end();
    });
    const url = await serve((request, response) => {
      request.resume();
      response.writeHead(307, { location: elsewhere }).end();
    });
    expect(await send(url)).toMatchObject({ kind: 'refused' });
    expect(isElsewhereCalled).toBe(false);
  });

  it('gives up waiting for one that hangs, and for one that never ends its answer', async () => {
    const hangs = await serve((request) => void request.resume());
    expect(await send(hangs, {}, 300)).toMatchObject({
      ...{ kind: 'retry', reason: 'no answer in time', mayHaveArrived: true },
    });
    const drips = await serve((request, response) => {
      request.resume();
      response.writeHead(200).write('x');
    });
    expect(await send(drips, {}, 300)).toEqual({ kind: 'accepted' });
  });

  it('reads no more of a long answer than its limit', async () => {
    const chunk = Buffer.alloc(64 * 1024);
    let writtenBytes = 0;
    const url = await serve((request, response) => {
      request.resume();
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && writtenBytes < 512 * 1024 * 1024) {
          writtenBytes += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    });
    expect(await send(url)).toEqual({ kind: 'accepted' });
    expect(writtenBytes).toBeLessThan(64 * 1024 * 1024);
  });

  it('says retry when nobody listens, without naming the address', async () => {
    const outcome = await send('http://127.0.0.1:9/secret-path');
    expect(outcome).toEqual({ kind: 'retry', reason: 'not reached (ECONNREFUSED)' });
  });

  it('reaches no private address unless allowed, neither by number nor by name', async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      response.end();
    });
    const byName = url.replace('127.0.0.1', 'localhost');
    for (const target of [url, byName]) {
      expect(await send(target, { allowPrivateAddress: false })).toMatchObject({ kind: 'refused' });
    }
    expect(calls).toBe(0);
    expect(await send(byName)).toEqual({ kind: 'accepted' });
  });
});
