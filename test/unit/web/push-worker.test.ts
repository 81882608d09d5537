/** The worker of web push beside a browser: what a click opens, what a renewed subscription does, and
 * how a browser is called. What it shows is tested in a real one (test/browser/push.test.ts). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { deviceOf } from '#lib/device.ts';
import { root } from '#server/cli/root.ts';

const ORIGIN = 'https://tocsin.example';
const source = readFileSync(join(root, 'web', 'static', 'push-worker.js'), 'utf8');

const startWorker = (pages: string[] = []) => {
  const listeners = new Map<string, (event: object) => void>();
  const log: unknown[] = [];
  const subscribed = {
    toJSON: () => ({ endpoint: 'https://push.example/new', keys: { auth: 'a' } }),
  };
  const self = {
    location: { origin: ORIGIN },
    addEventListener: (name: string, listener: (event: object) => void) =>
      listeners.set(name, listener),
    clients: {
      matchAll: async () => pages.map((url) => ({ url, focus: () => log.push(['focus', url]) })),
      openWindow: (url: string) => log.push(['open', url]),
    },
    registration: {
      pushManager: {
        subscribe: async (options: object) => {
          log.push(['subscribe', options]);
          return subscribed;
        },
      },
    },
  };
  const fetch = async (url: string, { body }: { body: string }) =>
    log.push(['post', url, JSON.parse(body)]);
  runInContext(source, createContext({ self, URL, Date, fetch, JSON }));
  const tell = async (name: string, event: object) => {
    const waits: Promise<unknown>[] = [];
    listeners.get(name)?.({ ...event, waitUntil: (wait: Promise<unknown>) => waits.push(wait) });
    await Promise.all(waits);
  };
  const click = (data: unknown) =>
    tell('notificationclick', { notification: { close: () => log.push('closed'), data } });
  return { log, tell, click };
};

describe('a click on a notification', () => {
  it('opens the page behind the alert', async () => {
    const { log, click } = startWorker([`${ORIGIN}/wall`]);
    await click({ url: `${ORIGIN}/a/token` });
    expect(log).toEqual(['closed', ['open', `${ORIGIN}/a/token`]]);
  });

  it('brings a page to the front that shows it already', async () => {
    const { log, click } = startWorker([`${ORIGIN}/wall`, `${ORIGIN}/a/token`]);
    await click({ url: '/a/token' });
    expect(log).toEqual(['closed', ['focus', `${ORIGIN}/a/token`]]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'opens nothing for %s',
    async (url) => {
      const { log, click } = startWorker();
      await click({ url });
      expect(log).toEqual(['closed']);
    },
  );

  it('without an address opens the start', async () => {
    const { log, click } = startWorker();
    await click(null);
    expect(log).toEqual(['closed', ['open', `${ORIGIN}/`]]);
  });
});

describe('a subscription that the browser gave up', () => {
  it('is made anew with the same key, and the house hears of it', async () => {
    const { log, tell } = startWorker();
    const key = new Uint8Array([4, 1]).buffer;
    const oldSubscription = { options: { applicationServerKey: key } };
    await tell('pushsubscriptionchange', { oldSubscription, newSubscription: null });
    expect(log).toEqual([
      ['subscribe', { userVisibleOnly: true, applicationServerKey: key }],
      [
        'post',
        '/api/v1/oncall/push',
        expect.objectContaining({ endpoint: 'https://push.example/new' }),
      ],
    ]);
  });

  it('of which nothing is known any more is left alone', async () => {
    const { log, tell } = startWorker();
    await tell('pushsubscriptionchange', {});
    expect(log).toEqual([]);
  });
});

describe('the name of a browser', () => {
  const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      `Mozilla/5.0 (Linux; Android 15) ${WEBKIT} Chrome/140.0 Mobile Safari/537.36`,
      'Chrome on Android',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0`,
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1',
      'Safari on iPhone',
    ],
    ['something else', 'Browser'],
  ])('%s', (agent, name) => expect(deviceOf(agent)).toBe(name));
});
