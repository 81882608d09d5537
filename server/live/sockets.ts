/** The sockets: `/wall` sends snapshots and deltas to display tokens and people, `/desk` sends crisis
 * updates and timeline entries to people. At most once by nature: every message to a wall has a
 * gapless `seq`, and a client that misses one asks for a snapshot. */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { instantOut } from '#contracts/text.ts';
import { subscribeIn } from '#contracts/wall.ts';
import { crisisToOut, partsForDisplay } from '#contracts/wire.ts';
import type { Principal } from '#contracts/who.ts';
import { maySend } from '#server/auth/access.ts';
import { isFromOtherSite } from '#server/auth/origin.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { describeError } from '#server/describe-error.ts';
import type { Logger } from '#server/logger.ts';
import type { Metrics } from '#server/metrics.ts';
import type { Bus, BusMessage } from './bus.ts';
import { guardNamespace, recheckSockets, type Authenticate } from './doorkeeper.ts';
import { createFeeds, type Feeds, type WallClient } from './feeds.ts';
import type { Live } from './live.ts';
import { createPace } from './pace.ts';

/** One message of a client, in bytes: a token or the name of a brand. */
const MESSAGE_BYTES_MAX = 4_096;
/** The clock alone moves waiting times: looked at this often. */
const CLOCK_MS = 1_000;
const RECHECK_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const PING_EVERY_MS = 15_000;
const PING_TIMEOUT_MS = 10_000;
/** Wishes (subscribe, resync) of one client within the window; more and it is cut off. */
const WISHES_MAX = 20;
const WISHES_WINDOW_MS = 10_000;

export type SocketOptions = {
  live: Live;
  bus: Bus;
  authenticate: Authenticate;
  clock: Clock;
  metrics: Metrics;
  logger: Logger;
  /** Where the pages live, when it is not the host that the browser sees. */
  publicUrl?: string | null;
  backlogMax?: number;
  recheckMs?: number;
  socketsMax?: number;
};

const createServer = (httpServer: HttpServer, options: SocketOptions): Server =>
  new Server(httpServer, {
    serveClient: false,
    transports: ['polling', 'websocket'],
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    connectTimeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_TIMEOUT_MS,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request: IncomingMessage, decide) => {
      const { origin, host } = request.headers;
      const isForeign = isFromOtherSite({ origin, host }, options.publicUrl ?? null);
      decide(isForeign ? 'bad-origin' : null, !isForeign);
    },
  });

const clientOf = (socket: Socket, { kind }: Principal): WallClient => ({
  send: (event, payload) =>
    void socket.emit(event, kind === 'display' ? partsForDisplay(payload) : payload),
  backlog: () => (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length,
});

/** Counts wishes by the wall clock that the options give; false when there were too many. */
const createWishes = (clock: Clock) => {
  let times: number[] = [];
  return (): boolean => {
    const now = clock();
    times = times.filter((at) => at > now - WISHES_WINDOW_MS);
    times.push(now);
    return times.length <= WISHES_MAX;
  };
};

const serveWall = (socket: Socket, feeds: Feeds, clock: Clock): void => {
  const principal = socket.data.principal as Principal;
  const client = clientOf(socket, principal);
  const mayWish = createWishes(clock);
  const on = (event: string, act: (payload: unknown) => void): void => {
    socket.on(event, (payload: unknown) => {
      if (!maySend(principal, '/wall', event)) return;
      if (mayWish()) act(payload);
      else socket.disconnect(true);
    });
  };
  on('subscribe', (payload) => {
    const wish = subscribeIn.safeParse(payload ?? {});
    if (wish.success) feeds.join(client, wish.data.brand ?? null);
    else socket.emit('problem', { code: 'invalid-request' });
  });
  on('resync', () => feeds.resync(client));
  socket.on('disconnect', () => feeds.leave(client));
};

/** What the desk hears of a message, beside what the walls show. */
const tellDesk = (io: Server, message: BusMessage): void => {
  const desk = io.of('/desk');
  if (message.kind === 'watch') {
    for (const crisis of message.crises) desk.emit('crisis', crisisToOut(crisis));
  } else if (message.kind === 'timeline') {
    for (const entry of message.entries) {
      desk.emit('timeline', { ...entry, at: instantOut(entry.at) });
    }
  }
};

/** Serves both namespaces on the HTTP server until `close`. */
export const attachSockets = (httpServer: HttpServer, options: SocketOptions) => {
  const { live, bus, authenticate, clock, metrics, logger } = options;
  const io = createServer(httpServer, options);
  const namespaces = [io.of('/wall'), io.of('/desk')] as const;
  const [wall] = namespaces;
  const feeds = createFeeds({
    parts: live.parts,
    isKnown: live.isKnown,
    clock,
    backlogMax: options.backlogMax ?? RUNTIME.wallBacklogMax,
    onResync: () => metrics.wallResyncs.inc(),
  });
  const pace = createPace(() => {
    try {
      feeds.flush();
    } catch (error) {
      logger.error({ error: describeError(error) }, 'the walls could not be computed');
    }
  }, RUNTIME.wallDeltaMs);

  const socketsMax = options.socketsMax ?? RUNTIME.wallSocketsMax;
  for (const namespace of namespaces) guardNamespace(namespace, authenticate, socketsMax);
  wall.on('connection', (socket) => {
    metrics.wallSockets.inc();
    socket.on('disconnect', () => metrics.wallSockets.dec());
    serveWall(socket, feeds, clock);
  });
  const unsubscribe = bus.subscribe((message) => {
    // After all listeners of this message: the live state is one of them.
    queueMicrotask(pace.wish);
    tellDesk(io, message);
  });
  const ticking = setInterval(pace.wish, CLOCK_MS).unref();
  const rechecking = setInterval(
    () => void recheckSockets(namespaces, authenticate),
    options.recheckMs ?? RECHECK_MS,
  ).unref();
  return {
    /** Disconnects everybody. The HTTP server stays its owner's to close. */
    close: async (): Promise<void> => {
      unsubscribe();
      clearInterval(ticking);
      clearInterval(rechecking);
      pace.stop();
      for (const namespace of namespaces) namespace.disconnectSockets(true);
      io.engine.close();
    },
  };
};
