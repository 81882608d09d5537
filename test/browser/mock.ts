/** A stand-in for the server: the built web under the strict policy, the HTTP routes the web calls,
 * and the namespaces of wall and desk driven by hand. Every message is checked against the contract before it
 * leaves, so the stand-in cannot drift from it. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { Server, type Socket } from 'socket.io';
import {
  crisisOut,
  timelineEntryOut,
  type CrisisOut,
  type TimelineEntryOut,
} from '#contracts/crisis.ts';
import { wallState, type WallDelta } from '#contracts/wall.ts';
import { root } from '#server/cli/root.ts';
import { faceOf, type Face, type FaceName } from './faces.ts';
import { changeBy } from './mock-commands.ts';
import { createAlerts } from './mock-alerts.ts';
import { createFlowchart } from './mock-flowchart.ts';
import { createMentions } from './mock-mentions.ts';
import { createOncall } from './mock-oncall.ts';
import { createTuning } from './mock-tuning.ts';
import { crisis, timeline } from './rows.ts';

export const USER = { name: 'Nadia Haddad', email: 'nadia@example.test' };
export const PASSWORD = 'correct horse battery';
export const TOKEN = 'display-token-for-tests';
const COOKIE = 'tocsin_session=test';
const buildDir = join(root, 'web', 'build');
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; " +
  "frame-ancestors 'none'; form-action 'self'";
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

type State = {
  face: FaceName;
  extra: Partial<Face>;
  crises: CrisisOut[];
  isSeriesBroken: boolean;
  isListBroken: boolean;
  role: string;
  /** Wishes of walls are heard and not answered. */
  isMute: boolean;
  /** The next commands are refused with this. */
  refusal: string | null;
};

const sendJson = (response: ServerResponse, status: number, body: unknown) => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
};
const problem = (response: ServerResponse, status: number, title: string) =>
  sendJson(response, status, { type: 'about:blank', title, status });

const sendFile = (response: ServerResponse, path: string) => {
  const file = join(buildDir, normalize(path));
  const isFile = path !== '/' && existsSync(file) && extname(file) !== '';
  const found = isFile ? file : join(buildDir, '200.html');
  response
    .writeHead(200, {
      'content-type': TYPES[extname(found)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    })
    .end(readFileSync(found));
};

const readBody = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
};

/** A day's gentle wave with a flood at its end where there is one. */
const seriesOf = (state: State, now: number) => {
  const face = { ...faceOf(state.face, now), ...state.extra };
  if (state.face === 'empty') return [];
  const isFlood = face.volume.state === 'signal';
  return Array.from({ length: 240 }, (_, i) => {
    const at = Math.floor(now / 60_000) * 60_000 - (240 - i) * 60_000;
    const expected = 18 + 5 * Math.sin(i / 70);
    const scatter = 4.5 * Math.sin(i * 1.7) * Math.cos(i * 0.9);
    const flood = isFlood && i > 232 ? (i - 232) ** 2 * 2.1 : 0;
    const band =
      face.volume.expected === null ? {} : { expected, low: expected * 0.55, high: expected * 1.5 };
    return {
      at: new Date(at).toISOString(),
      value: Math.max(0, expected + scatter + flood),
      ...band,
    };
  });
};

/** Serves on a free port of this machine. */
export const startMock = async (options: { port?: number; clock?: () => number } = {}) => {
  const clock = options.clock ?? Date.now;
  const state: State = {
    face: 'calm',
    extra: {},
    crises: [],
    isSeriesBroken: false,
    isListBroken: false,
    role: 'leader',
    isMute: false,
    refusal: null,
  };
  const commands: [string, unknown][] = [];
  const tuning = createTuning(clock);
  const mentions = createMentions(clock);
  const flowchart = createFlowchart(clock);
  const alerts = createAlerts(clock);
  const oncall = createOncall(clock);
  const isSignedIn = (request: IncomingMessage) =>
    request.headers.cookie?.includes(COOKIE) ?? false;
  const isKnown = (request: IncomingMessage) =>
    isSignedIn(request) || request.headers.authorization === `Bearer ${TOKEN}`;

  const session = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET') {
      if (isSignedIn(request)) sendJson(response, 200, { ...USER, role: state.role });
      else problem(response, 401, 'Sign in or send a valid key');
    } else if (request.method === 'POST') {
      const body = await readBody(request);
      if (body.email !== USER.email || body.password !== PASSWORD)
        return problem(response, 401, 'Sign in or send a valid key');
      response.setHeader('set-cookie', `${COOKIE}; Path=/; HttpOnly; SameSite=Lax`);
      sendJson(response, 200, { ...USER, role: state.role });
    } else {
      response.setHeader('set-cookie', `${COOKIE}; Path=/; Max-Age=0`);
      response.writeHead(204).end();
    }
  };

  const crises = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const [, , , , id, action] = path.split('/');
    const now = clock();
    if (!id) {
      if (state.isListBroken) return problem(response, 503, 'The database does not answer');
      return sendJson(response, 200, { items: state.crises.map((row) => crisisOut.parse(row)) });
    }
    const found = state.crises.find((row) => row.id === id);
    if (!found) return problem(response, 404, 'Not found');
    if (request.method === 'POST') {
      if (request.headers.authorization)
        return problem(response, 403, 'Your role does not allow this');
      if (state.refusal !== null) return problem(response, 409, state.refusal);
      const said = await readBody(request);
      commands.push([action ?? '', said]);
      const changed = { ...found, ...changeBy(action ?? '', said, found, USER.name) };
      state.crises = state.crises.map((row) => (row.id === id ? changed : row));
      return sendJson(response, 200, changed);
    }
    if (action === 'timeline')
      return sendJson(response, 200, {
        items: timeline(now).map((entry) => timelineEntryOut.parse(entry)),
      });
    return sendJson(response, 200, crisisOut.parse(found));
  };

  const http = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
    if (!pathname.startsWith('/api/')) return sendFile(response, pathname);
    if (pathname === '/api/v1/session') return session(request, response);
    if (!isKnown(request)) return problem(response, 401, 'Sign in or send a valid key');
    if (pathname === '/api/v1/series') {
      if (state.isSeriesBroken) return problem(response, 503, 'The database does not answer');
      return sendJson(response, 200, { points: seriesOf(state, clock()) });
    }
    const noun = pathname.split('/')[3] ?? '';
    const isReserve = pathname.endsWith('/reserve');
    const told = { alerts, chains: alerts, silences: alerts };
    const rooms = { tuning, mentions, flowchart, oncall, me: oncall, ...told };
    const room = isReserve ? oncall : rooms[noun as keyof typeof rooms];
    if (room) {
      const said = request.method === 'GET' ? {} : await readBody(request);
      const path = pathname.slice('/api/v1'.length);
      const [status, body] = room.answer(request.method ?? '', path, said, searchParams);
      if (status === 0) return;
      if (status === 204) return response.writeHead(status).end();
      return status < 400 || body !== undefined
        ? sendJson(response, status, body)
        : problem(response, status, 'The database does not answer');
    }
    if (pathname.startsWith('/api/v1/crises')) return crises(request, response, pathname);
    return problem(response, 404, 'Not found');
  });

  const io = new Server(http, { serveClient: false });
  const walls = io.of('/wall');
  const desk = io.of('/desk');
  desk.use((socket, next) => {
    const isAllowed = socket.handshake.headers.cookie?.includes(COOKIE);
    next(isAllowed ? undefined : new Error('unauthorized'));
  });
  const seqs = new Map<Socket, number>();
  let resyncs = 0;
  const snapshot = (socket: Socket, brand: string | null) => {
    const seq = (seqs.get(socket) ?? -1) + 1;
    seqs.set(socket, seq);
    const face = { ...faceOf(state.face, clock()), ...state.extra, brand };
    const at = new Date(clock()).toISOString();
    socket.emit('snapshot', wallState.parse({ seq, at, schema: 1, ...face }));
  };
  walls.use((socket, next) => {
    const { token } = socket.handshake.auth as { token?: string };
    const isAllowed = token === TOKEN || socket.handshake.headers.cookie?.includes(COOKIE);
    next(isAllowed ? undefined : new Error('unauthorized'));
  });
  walls.on('connection', (socket) => {
    socket.on('subscribe', ({ brand }: { brand?: string }) => {
      socket.data.brand = brand ?? null;
      snapshot(socket, socket.data.brand);
    });
    socket.on('resync', () => {
      resyncs += 1;
      if (state.isMute) return;
      snapshot(socket, socket.data.brand ?? null);
    });
    socket.on('disconnect', () => seqs.delete(socket));
  });

  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    state,
    resyncs: () => resyncs,
    /** Every command that was accepted, with what it said. */
    commands,
    tuning,
    mentions,
    flowchart,
    alerts,
    oncall,
    /** Shows a face on every wall, and its crises in the list. */
    show(face: FaceName, extra: Partial<Face> = {}) {
      const now = clock();
      const made = { ...faceOf(face, now), ...extra };
      const over = crisis(now, { id: 'c5', number: 5, state: 'resolved', level: 'medium' });
      over.resolvedAt = new Date(now).toISOString();
      Object.assign(state, { face, extra, crises: face === 'empty' ? [] : [...made.crises, over] });
      for (const socket of seqs.keys()) snapshot(socket, socket.data.brand ?? null);
    },
    /** Sends changed parts; `skip` leaves out that many sequence numbers. */
    delta(parts: Partial<Face>, skip = 0) {
      state.extra = { ...state.extra, ...parts };
      for (const [socket, last] of seqs) {
        const seq = last + 1 + skip;
        seqs.set(socket, seq);
        const at = new Date(clock()).toISOString();
        const message: WallDelta = wallState
          .partial()
          .required({ seq: true, at: true, schema: true })
          .parse({ seq, at, schema: 1, ...parts });
        socket.emit('delta', message);
      }
    },
    /** How many listen at the desk. */
    listeners: () => desk.sockets.size,
    /** Tells the desk of an entry, and of a crisis as it is now. */
    tellEntry(crisisId: string, entry: TimelineEntryOut) {
      desk.emit('timeline', { crisisId, ...timelineEntryOut.parse(entry) });
    },
    tellCrisis(changed: CrisisOut) {
      desk.emit('crisis', crisisOut.parse(changed));
    },
    /** Sends what the contract does not allow. */
    sendRaw(event: string, message: unknown) {
      for (const socket of seqs.keys()) socket.emit(event, message);
    },
    /** Cuts every wall off without a goodbye and frees the port. */
    async cut() {
      io.engine.close();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
    async close() {
      await io.close();
      http.closeAllConnections();
    },
  };
};
export type Mock = Awaited<ReturnType<typeof startMock>>;
