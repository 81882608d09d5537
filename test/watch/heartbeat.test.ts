/** The dead-man's switch over the real road: log, pipeline, store, live state, watch, calling, sender.
 * Each part hangs in turn, and the beats stop; it goes on, and so do they. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TICK_MS } from '#alerts/contract.ts';
import { catalogue as catalogueSchema } from '#contracts/catalogue.ts';
import { startCalling } from '#server/calling/calling.ts';
import { startHeartbeat } from '#server/calling/heartbeat.ts';
import { createLinks } from '#server/calling/links.ts';
import { startSender } from '#server/calling/send.ts';
import { systemClock } from '#server/clock.ts';
import { openLmdbLog } from '#server/intake/log-lmdb.ts';
import { createLocalBus, type BusMessage } from '#server/live/bus.ts';
import { createLive } from '#server/live/live.ts';
import { createMetrics } from '#server/metrics.ts';
import { startPipeline } from '#server/pipeline/pipeline.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { createLooker } from '#server/watch/watch.ts';
import type { Db } from '#server/store/sql.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { shippedDocuments } from './stage.ts';

const BEAT_MS = 50;
const PARTS = ['intake', 'pipeline', 'store', 'live', 'watch', 'calling', 'sender'] as const;
type Part = (typeof PARTS)[number];

/** What passes through waits while the gate is shut. */
const createGate = () => {
  let open: (() => void) | null = null;
  let waiting: Promise<void> = Promise.resolve();
  return {
    pass: () => waiting,
    isShut: () => open !== null,
    shut: () => {
      waiting = new Promise((done) => (open = done));
    },
    open: () => {
      open?.();
      open = null;
    },
  };
};
type Gate = ReturnType<typeof createGate>;

const throughGate = (db: Db, gate: Gate): Db => ({
  query: async (text, values) => {
    await gate.pass();
    return db.query(text, values);
  },
  transaction: async (work) => {
    await gate.pass();
    return db.transaction(work);
  },
  close: async () => undefined,
});

/** All parts of a server that the beat comes through, each behind its gate. */
const openRoad = async (db: Db, dir: string, url: string) => {
  const gates = Object.fromEntries(PARTS.map((part) => [part, createGate()])) as Record<Part, Gate>;
  const behind = (part: Part) => throughGate(db, gates[part]);
  const catalogue = catalogueSchema.parse({ brands: [{ key: 'acme' }] });
  const house = { bus: createLocalBus(), clock: systemClock, catalogue, metrics: createMetrics() };
  const logger = pino({ level: 'silent' });
  const log = await openLmdbLog({ dir, maxBytes: 16 * 1024 ** 2 });
  const live = createLive({ db, ...house });
  await live.load();
  /** When those set out that came through. */
  const arrived: number[] = [];
  const missed: BusMessage[] = [];
  house.bus.subscribe((message) => {
    if (gates.live.isShut()) missed.push(message);
    else for (const each of [...missed.splice(0), message]) live.apply(each);
  });
  const pipeline = startPipeline({
    ...{ ...house, db: behind('store'), logger },
    log: {
      read: async (rows, waitMs) => {
        const records = await log.read(rows, waitMs);
        await gates.pipeline.pass();
        return records;
      },
      ack: (offsets) => log.ack(offsets),
      bury: (letters) => log.bury(letters),
    },
    understand: createUnderstand(catalogue),
    onCommitted: (committed) => house.bus.publish({ kind: 'committed', committed }),
  });
  let isOver = false;
  const looker = createLooker({ ...house, db: behind('watch'), live, logger }, 'one');
  const looking = (async () => {
    while (!isOver) {
      await looker.lookOnce(Math.floor(systemClock() / TICK_MS) * TICK_MS);
      await sleep(BEAT_MS);
    }
  })();
  const told = { ...house, logger, receivers: [], publicUrl: 'http://wall.example' };
  const oncall = { roster: { confirmEveryDays: 90, people: [], rotas: [] } };
  const calling = startCalling({
    ...{ ...told, db: behind('calling'), documents: shippedDocuments, holder: 'one' },
    oncall: {
      state: async () => ({
        ...{ ...oncall, overrides: [], calendars: [], confirmations: [], pushPeople: [] },
      }),
    },
    openSender: (epoch, onFate) =>
      startSender({
        ...{ ...told, db: behind('sender'), epoch, onFate, timeZoneOf: async () => undefined },
        links: createLinks(Buffer.alloc(32), told.publicUrl),
        toolsFor: async () => ({ smtpUrl: null, vapid: null }),
        onBeat: (at) => {
          arrived.push(at);
          heartbeat.arrived(at);
        },
      }),
  });
  const heartbeat = startHeartbeat({
    ...{ ...house, logger, url, everyMs: BEAT_MS, isLeading: () => calling.isLeading() },
    log: {
      append: async (entry) => {
        await gates.intake.pass();
        await log.append(entry);
      },
    },
  });
  const close = async () => {
    for (const gate of Object.values(gates)) gate.open();
    isOver = true;
    await looking;
    await heartbeat.stop();
    await calling.stop();
    await pipeline.stop();
    live.close();
    await log.close();
  };
  return { gates, arrived, close };
};

describe('the beat of the house', () => {
  let database: TestDatabase;
  let server: Server;
  let dir: string;
  let road: Awaited<ReturnType<typeof openRoad>>;
  let beats = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    dir = await mkdtemp(join(tmpdir(), 'tocsin-beat-'));
    server = createServer((_request, response) => {
      beats += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    road = await openRoad(database.db, dir, `http://127.0.0.1:${port}/`);
  });
  afterAll(async () => {
    await road.close();
    server.close();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  const nextBeat = async () => {
    const before = beats;
    while (beats === before) await sleep(10);
  };
  it('comes through everything', async () => {
    await nextBeat();
    await nextBeat();
  });

  it.each(PARTS)('stops while %s hangs, and goes on after it', async (part) => {
    await nextBeat();
    road.gates[part].shut();
    try {
      const shutAt = systemClock();
      await sleep(10 * BEAT_MS);
      // What was past the part by then may still arrive.
      expect(road.arrived.filter((at) => at > shutAt)).toEqual([]);
    } finally {
      road.gates[part].open();
    }
    await nextBeat();
  });
});
