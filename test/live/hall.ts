/** A hall for the tests of the sockets: a server with a scripted live state, and walls that connect
 * to it. Everything is closed after each test. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach } from 'vitest';
import type { WallParts } from '#contracts/wall.ts';
import type { Principal } from '#contracts/who.ts';
import { systemClock } from '#server/clock.ts';
import { createLocalBus } from '#server/live/bus.ts';
import type { Live } from '#server/live/live.ts';
import { attachSockets, type SocketOptions } from '#server/live/sockets.ts';
import { createLogger } from '#server/logger.ts';
import { createMetrics } from '#server/metrics.ts';
import { calmParts } from './make.ts';

export const DISPLAY: Principal = { kind: 'display', id: 'd', name: 'hall' };
const PERSON: Principal = {
  kind: 'user',
  id: 'u',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'viewer',
  sessionId: 's',
};

type Credential = { token?: string; cookie?: string; origin?: string; reconnection?: boolean };

export const once = <T>(socket: Socket, event: string): Promise<T> =>
  new Promise((resolve) => socket.once(event, resolve));

export const setUpHall = () => {
  let http: Server;
  let closing: (() => Promise<unknown> | unknown)[] = [];
  const url = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  const hall = {
    url,
    bus: createLocalBus(),
    metrics: createMetrics(),
    /** What the live state says, by brand; calm where nothing is set. */
    walls: new Map<string | null, WallParts>(),
    /** How often a wall was computed. */
    computed: 0,
    /** Credentials that are good. */
    good: new Map<string, Principal>(),

    serve: (over: Partial<SocketOptions> = {}): void => {
      const parts = (brand: string | null) => {
        hall.computed += 1;
        return hall.walls.get(brand) ?? calmParts(brand);
      };
      const sockets = attachSockets(http, {
        live: { parts } as unknown as Live,
        bus: hall.bus,
        authenticate: async ({ token, cookie }) => hall.good.get(token ?? cookie ?? '') ?? null,
        clock: systemClock,
        metrics: hall.metrics,
        logger: createLogger('silent'),
        ...over,
      });
      closing.push(() => sockets.close());
    },

    connect: (namespace: string, options: Credential = {}): Socket => {
      const { token, cookie, origin } = options;
      const socket = io(`${url()}${namespace}`, {
        forceNew: true,
        reconnection: options.reconnection ?? false,
        reconnectionDelay: 50,
        transports: ['websocket'],
        ...(token ? { auth: { token } } : {}),
        extraHeaders: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
      });
      closing.push(() => socket.disconnect());
      return socket;
    },
  };

  beforeEach(async () => {
    http = createServer();
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
    closing = [];
    Object.assign(hall, { bus: createLocalBus(), metrics: createMetrics(), computed: 0 });
    hall.walls.clear();
    hall.good.clear();
    hall.good.set('display', DISPLAY).set('session=1', PERSON);
    hall.good.set('ingest', { kind: 'ingest', id: 'i', name: 'feed' });
  });
  afterEach(async () => {
    for (const close of closing.toReversed()) await close();
    await new Promise((resolve) => http.close(resolve));
  });
  return hall;
};
