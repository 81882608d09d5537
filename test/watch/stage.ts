/** The stage of the watch tests: a real database, a real receiver on loopback, and a brand whose
 * counts a test writes by hand. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { learnBaseline } from '#alerts/baseline/learn.ts';
import { QUIET_DESK, SLOT_MS, TICK_MS, WINDOW_SLOTS, type TickInput } from '#alerts/contract.ts';
import type { AlertBody } from '#contracts/alert.ts';
import { catalogue as catalogueSchema, type Catalogue } from '#contracts/catalogue.ts';
import { createLocalBus, type BusMessage } from '#server/live/bus.ts';
import { createMetrics } from '#server/metrics.ts';
import { saveBaselines } from '#server/store/baselines.ts';
import type { Db } from '#server/store/sql.ts';
import { createCaller } from '#server/calling/caller.ts';
import { createLinks } from '#server/calling/links.ts';
import { startSender } from '#server/calling/send.ts';
import { documentOf } from '#server/documents/shipped.ts';
import type { Documents } from '#server/documents/documents.ts';
import { createOncall } from '#server/oncall/oncall.ts';
import { createLooker } from '#server/watch/watch.ts';

/** A Tuesday noon: a multiple of TICK_MS and of the slots. */
export const NOON = Date.UTC(2026, 2, 3, 12);
export const BRAND = 'acme';
const HOUR_MS = 3_600_000;
const NORMAL_PER_SLOT = 4;

type Call = { id: string; headers: IncomingHttpHeaders; text: string; body: AlertBody };
export type StandIn = { url: string; calls: Call[]; answers: number[]; close(): void };

/** Answers with the given statuses in turn, then 200 for good. 0: never answers. */
export const openStandIn = async (answers: number[] = []): Promise<StandIn> => {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const id = String(request.headers['webhook-id']);
    calls.push({ id, headers: request.headers, text, body: JSON.parse(text) });
    const status = answers.shift() ?? 200;
    if (status > 0) response.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/hook`, calls, answers, close };
};

export const aCatalogue = (url: string, more: object = {}): Catalogue =>
  catalogueSchema.parse({
    brands: [{ key: BRAND }],
    receivers: [
      { key: 'duty', kind: 'webhook', url, secret: 'a secret of tests', allowPrivateAddress: true },
    ],
    ...more,
  });

/** A calm baseline of 24 mentions a minute. */
export const teachCalm = async (db: Db, now: number): Promise<void> => {
  const hours = Array.from({ length: 28 * 24 }, (_, index) => ({
    at: Math.floor(now / HOUR_MS) * HOUR_MS - (index + 1) * HOUR_MS,
    value: 1440 + (index % 7) * 12 - 36,
  }));
  await saveBaselines(db, [learnBaseline(`volume|${BRAND}|`, hours, now)]);
};

/** Counts of a brand that is calm but for a flood from `floodAt` to `calmAt`. */
export const createTalk = () => {
  const talk = { floodAt: Infinity, calmAt: Infinity, perSlot: 60 };
  const window = (now: number, share: number) => {
    const startAt = Math.floor(now / SLOT_MS) * SLOT_MS - (WINDOW_SLOTS - 1) * SLOT_MS;
    const counts = Array.from({ length: WINDOW_SLOTS }, (_, index) => {
      const at = startAt + index * SLOT_MS;
      if (at + SLOT_MS > now) return 0;
      const isFlood = at >= talk.floodAt && at < talk.calmAt;
      const ripple = (Math.floor(at / SLOT_MS) % 3) - 1;
      return Math.round((isFlood ? talk.perSlot : NORMAL_PER_SLOT + ripple) * share);
    });
    return { startAt, counts };
  };
  const tickInput = (now: number): TickInput => ({
    now,
    brands: [
      {
        brand: BRAND,
        volume: window(now, 1),
        negative: window(now, 0.5),
        question: window(now, 0.25),
        reach: window(now, 100),
        leaving: window(now, 0),
        topics: [],
        channels: [],
        rules: [],
        voices: [],
        desk: QUIET_DESK,
      },
    ],
  });
  const past = { m30: 0, h1: 0, h2: 0 };
  const desks = () => [{ brand: BRAND, desk: { ...QUIET_DESK }, past }];
  return { talk, live: { tickInput, desks } };
};

const LINKS = createLinks(Buffer.alloc(32, 7), 'http://wall.example');
/** The documents in force where nothing is stored. */
export const shippedDocuments = {
  current: async (name: 'flowchart' | 'rota') => ({ version: 1, value: documentOf(name, {}) }),
} as unknown as Documents;

/** A server's watch and calling without their timers: `run` looks at each tick of a stretch of time. */
export const openWatch = (
  db: Db,
  catalogue: Catalogue,
  stage: ReturnType<typeof createTalk>,
  name = 'one',
) => {
  const bus = createLocalBus();
  const messages: BusMessage[] = [];
  bus.subscribe((message) => void messages.push(message));
  const clock = { now: NOON };
  const metrics = createMetrics();
  const logged: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  const deps = {
    ...{ db, bus, catalogue, logger, metrics, live: stage.live, clock: () => clock.now },
    oncall: createOncall({ db, documents: shippedDocuments, clock: () => clock.now }),
  };
  const looker = createLooker(deps, name);
  const publicUrl = 'http://wall.example';
  const { receivers } = catalogue;
  const told = { ...deps, publicUrl, receivers, links: LINKS };
  const caller = createCaller(
    {
      ...{ ...told, documents: shippedDocuments, holder: name },
      openSender: (epoch, onFate) =>
        startSender({
          ...{ ...told, epoch, onFate, timeZoneOf: async () => undefined },
          toolsFor: async () => ({ smtpUrl: null, vapid: null }),
        }),
    },
    () => {},
  );
  const run = async (from: number, to: number) => {
    for (let now = from; now <= to; now += TICK_MS) {
      clock.now = now;
      await looker.lookOnce(now);
      await caller.pass();
    }
  };
  const stop = async () => {
    await looker.stop();
    await caller.stop();
  };
  return { looker, caller, run, messages, logged, bus, metrics, deps, clock, stop };
};

/** Waits until `isDone`; the test's own time limit ends it otherwise. */
export const until = async (isDone: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isDone())) await sleep(25);
};
