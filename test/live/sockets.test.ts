/** The sockets with a real client over a real connection: what a wall is sent, what it is not, and
 * who is let in. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Crisis } from '#contracts/crisis.ts';
import type { WallDelta, WallParts, WallState } from '#contracts/wall.ts';
import type { Principal } from '#contracts/who.ts';
import { createLocalBus, type Bus, type BusMessage } from '#server/live/bus.ts';
import type { Live } from '#server/live/live.ts';
import { attachSockets, type SocketOptions } from '#server/live/sockets.ts';
import { createLogger } from '#server/logger.ts';
import { createMetrics, type Metrics } from '#server/metrics.ts';
import { calmParts } from './make.ts';

const DISPLAY: Principal = { kind: 'display', id: 'd', name: 'hall' };
const PERSON: Principal = {
  kind: 'user',
  id: 'u',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'viewer',
  sessionId: 's',
};
const NEWS: BusMessage = { kind: 'gap' };

let http: Server;
let url: string;
let bus: Bus;
let metrics: Metrics;
let walls: Map<string | null, WallParts>;
let computed: number;
let good: Map<string, Principal>;
let closing: (() => Promise<unknown> | unknown)[];

const serve = (over: Partial<SocketOptions> = {}) => {
  const live = {
    parts: (brand: string | null) => {
      computed += 1;
      return walls.get(brand) ?? calmParts(brand);
    },
  } as unknown as Live;
  const sockets = attachSockets(http, {
    live,
    bus,
    authenticate: async ({ token, cookie }) => good.get(token ?? cookie ?? '') ?? null,
    clock: () => Date.now(),
    metrics,
    logger: createLogger('silent'),
    ...over,
  });
  closing.push(() => sockets.close());
};

beforeEach(async () => {
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  bus = createLocalBus();
  metrics = createMetrics();
  walls = new Map();
  computed = 0;
  good = new Map<string, Principal>([
    ['display', DISPLAY],
    ['session=1', PERSON],
    ['ingest', { kind: 'ingest', id: 'i', name: 'feed' }],
  ]);
  closing = [];
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  await new Promise((resolve) => http.close(resolve));
});

const connect = (
  namespace: string,
  options: { token?: string; cookie?: string; origin?: string; reconnection?: boolean } = {},
): Socket => {
  const { token, cookie, origin } = options;
  const socket = io(`${url}${namespace}`, {
    forceNew: true,
    reconnection: options.reconnection ?? false,
    reconnectionDelay: 50,
    transports: ['websocket'],
    ...(token ? { auth: { token } } : {}),
    extraHeaders: { ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
  });
  closing.push(() => socket.disconnect());
  return socket;
};
const once = <T>(socket: Socket, event: string): Promise<T> =>
  new Promise((resolve) => socket.once(event, resolve));

type Heard = { event: string; body: WallDelta };
/** Everything a wall hears, in order. */
const listen = (socket: Socket): Heard[] => {
  const heard: Heard[] = [];
  for (const event of ['snapshot', 'delta']) {
    socket.on(event, (body: WallDelta) => heard.push({ event, body }));
  }
  return heard;
};
const wait = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });
const seqs = (heard: Heard[]) => heard.map(({ body }) => body.seq);
const gapless = (heard: Heard[]) => heard.map((_, index) => (heard[0]?.body.seq ?? 0) + index);
const setVolume = (perMinute: number, brand: string | null = null) => {
  const calm = calmParts(brand);
  walls.set(brand, { ...calm, volume: { ...calm.volume, perMinute } });
};

describe('a wall', () => {
  it('gets a snapshot, then only what changes, gapless', async () => {
    serve();
    const socket = connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    await wait(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ event: 'snapshot', body: { ...calmParts(null), schema: 1 } });
    for (const perMinute of [2, 3]) {
      setVolume(perMinute);
      bus.publish(NEWS);
      await wait(() => expect(heard.at(-1)?.body.volume?.perMinute).toBe(perMinute));
      expect(Object.keys(heard.at(-1)?.body ?? {}).sort()).toEqual([
        'at',
        'schema',
        'seq',
        'volume',
      ]);
    }
    expect(seqs(heard)).toEqual(gapless(heard));
  });

  it('hears nothing while nothing changes, and what the clock alone changes', async () => {
    serve();
    const socket = connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    await wait(() => expect(heard).toHaveLength(1));
    for (let news = 0; news < 5; news += 1) bus.publish(NEWS);
    setVolume(7);
    await wait(() => expect(heard).toHaveLength(2));
    expect(heard[1]?.body.volume?.perMinute).toBe(7);
  });

  it('hears at most one delta per period, however much happens', async () => {
    serve();
    const socket = connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    await wait(() => expect(heard).toHaveLength(1));
    const before = computed;
    for (let news = 1; news <= 50; news += 1) {
      setVolume(100 + news);
      bus.publish(NEWS);
    }
    await wait(() => expect(heard.at(-1)?.body.volume?.perMinute).toBe(150));
    expect(computed - before).toBeLessThan(10);
    expect(heard.length).toBeLessThan(10);
  });

  it('of one brand is computed once for all who watch it', async () => {
    serve();
    const sockets = ['a', 'b', 'c'].map(() => connect('/wall', { token: 'display' }));
    const heard = sockets.map(listen);
    for (const socket of sockets) socket.emit('subscribe', { brand: 'northline' });
    await wait(() => expect(heard.every((all) => all.length === 1)).toBe(true));
    expect(heard[0]?.[0]?.body.brand).toBe('northline');
    expect(computed).toBeLessThan(3);
  });

  it('gets a whole snapshot when it asks, and when it changes the brand', async () => {
    serve();
    const socket = connect('/wall', { token: 'display' });
    const heard = listen(socket);
    socket.emit('subscribe', {});
    socket.emit('resync');
    socket.emit('subscribe', { brand: 'northline' });
    await wait(() => expect(heard).toHaveLength(3));
    expect(heard.map(({ event }) => event)).toEqual(['snapshot', 'snapshot', 'snapshot']);
    expect(heard[2]?.body.brand).toBe('northline');
    expect(seqs(heard)).toEqual(gapless(heard));
    expect((await metrics.wallResyncs.get()).values[0]?.value).toBe(1);
  });

  it('that sends nonsense is told, and one that floods is cut off', async () => {
    serve();
    const socket = connect('/wall', { token: 'display' });
    socket.emit('subscribe', { brand: { $gt: '' } });
    expect(await once(socket, 'problem')).toEqual({ code: 'invalid-request' });
    const gone = once(socket, 'disconnect');
    for (let wish = 0; wish < 40; wish += 1) socket.emit('resync');
    expect(await gone).toBe('io server disconnect');
  });

  it('that sends too much at once is cut off', async () => {
    serve();
    const socket = connect('/wall', { token: 'display' });
    await once(socket, 'connect');
    const gone = once(socket, 'disconnect');
    socket.emit('subscribe', { brand: 'x'.repeat(20_000) });
    await gone;
    expect(socket.connected).toBe(false);
  });

  it('that reads too slowly is passed over, and gets a fresh snapshot when it has caught up', async () => {
    serve({ backlogMax: 3 });
    const slow = connect('/wall', { token: 'display' });
    const quick = connect('/wall', { token: 'display' });
    const [slowHeard, quickHeard] = [listen(slow), listen(quick)];
    for (const socket of [slow, quick]) socket.emit('subscribe', {});
    await wait(() => expect(slowHeard.length + quickHeard.length).toBe(2));
    const { _socket: wire } = (
      slow.io.engine.transport as unknown as {
        ws: { _socket: { pause(): void; resume(): void } };
      }
    ).ws;
    wire.pause();
    const resyncs = async () => (await metrics.wallResyncs.get()).values[0]?.value ?? 0;
    const bulk = 'x'.repeat(2_000_000);
    for (let round = 1; round <= 12; round += 1) {
      setVolume(round);
      const wall = walls.get(null) as WallParts;
      walls.set(null, { ...wall, brands: [{ brand: `${round}`, name: bulk + round }] });
      bus.publish(NEWS);
      await wait(() => expect(quickHeard.at(-1)?.body.volume?.perMinute).toBe(round));
    }
    expect(slowHeard).toHaveLength(1);
    wire.resume();
    await vi.waitFor(async () => expect(await resyncs()).toBe(1), { timeout: 20_000 });
    await wait(() => expect(slowHeard.at(-1)?.event).toBe('snapshot'));
    expect(slowHeard.at(-1)?.body.volume?.perMinute).toBe(12);
    expect(slowHeard.length).toBeLessThan(quickHeard.length);
    expect(seqs(slowHeard)).toEqual(gapless(slowHeard));
    expect(seqs(quickHeard)).toEqual(gapless(quickHeard));
  });
});

describe('the door', () => {
  const refusal = async (socket: Socket) => (await once<Error>(socket, 'connect_error')).message;

  it.each<[string, string, { token?: string; cookie?: string }, string]>([
    ['no credential', '/wall', {}, 'unauthorized'],
    ['a wrong token', '/wall', { token: 'wrong' }, 'unauthorized'],
    ['an ingest key', '/wall', { token: 'ingest' }, 'forbidden'],
    ['a display token at the desk', '/desk', { token: 'display' }, 'forbidden'],
  ])('is shut to %s', async (_what, namespace, credential, message) => {
    serve();
    expect(await refusal(connect(namespace, credential))).toBe(message);
  });

  it('is shut to another site, and open to our own', async () => {
    serve();
    const foreign = connect('/wall', { cookie: 'session=1', origin: 'https://evil.example' });
    await refusal(foreign);
    expect(foreign.connected).toBe(false);
    const own = connect('/wall', { cookie: 'session=1', origin: url });
    await once(own, 'connect');
    const { promise, resolve } = Promise.withResolvers<WallState>();
    own.on('snapshot', resolve);
    own.emit('subscribe');
    expect((await promise).brand).toBeNull();
  });

  it('is shut when it is full', async () => {
    serve({ socketsMax: 1 });
    await once(connect('/wall', { token: 'display' }), 'connect');
    expect(await refusal(connect('/wall', { token: 'display' }))).toBe('too-many-sockets');
  });

  it('opens by itself once it can be told again who is who', async () => {
    let asked = 0;
    serve({
      authenticate: async () => {
        asked += 1;
        if (asked < 3) throw new Error('the database is away');
        return DISPLAY;
      },
    });
    const socket = connect('/wall', { token: 'display', reconnection: true });
    await once(socket, 'connect');
    expect(asked).toBe(3);
  });

  it('puts out who was let in and may no longer be', async () => {
    serve({ recheckMs: 50 });
    const revoked = connect('/wall', { token: 'display' });
    const person = connect('/wall', { cookie: 'session=1' });
    await Promise.all([once(revoked, 'connect'), once(person, 'connect')]);
    const gone = once(revoked, 'disconnect');
    good.delete('display');
    expect(await gone).toBe('io server disconnect');
    expect(person.connected).toBe(true);
  });
});

describe('the desk', () => {
  const crisis: Crisis = {
    id: 'c1',
    number: 7,
    version: 2,
    state: 'open',
    level: 'high',
    scenario: 'service-failure',
    brand: 'northline',
    title: 'Parcels stand still',
    firstMentionAt: 0,
    detectedAt: 0,
    openedAt: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedLevel: null,
    containedAt: null,
    resolvedAt: null,
    quietSince: null,
    scorecard: {
      damage: { score: 0, evidence: [] },
      deviation: { score: 0, evidence: [] },
      asymmetry: { score: 0, evidence: [] },
    },
    signals: [],
    drill: false,
  };

  it('hears of crises and their timeline', async () => {
    serve();
    const socket = connect('/desk', { cookie: 'session=1' });
    await once(socket, 'connect');
    const [changed, entry] = [once(socket, 'crisis'), once(socket, 'timeline')];
    bus.publish({ kind: 'watch', at: 0, bands: [], signals: [], crises: [crisis] });
    bus.publish({
      kind: 'timeline',
      entries: [
        { crisisId: 'c1', at: 0, kind: 'note', by: 'Ada', text: 'Called the depot', data: {} },
      ],
    });
    expect(await changed).toMatchObject({ id: 'c1', openedAt: '1970-01-01T00:00:00.000Z' });
    expect(await changed).not.toHaveProperty('version');
    expect(await entry).toMatchObject({ crisisId: 'c1', by: 'Ada' });
  });
});
