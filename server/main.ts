/** Boot and graceful close, to be read from top to bottom: storage, log, state, loops, and last the
 * port. Close runs the same steps backwards, so that what is accepted is also kept. */
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalogue, ReceiverConfig } from '#contracts/catalogue.ts';
import type { IntakeLog } from '#contracts/log.ts';
import { buildApp } from './app.ts';
import { createAuthenticator } from './auth/authenticate.ts';
import { ensureAdmin } from './auth/users.ts';
import { createAnswering } from './calling/answer.ts';
import { openLinks, type Links } from './calling/links.ts';
import { chainsOutOf } from './calling/caller.ts';
import { startHeartbeat, type Heartbeat } from './calling/heartbeat.ts';
import { openCalling } from './calling/open-calling.ts';
import { receiversOf } from './calling/receivers.ts';
import { systemClock, type Clock } from './clock.ts';
import { createClosing, type Closing } from './closing.ts';
import { RUNTIME, type Config } from './config.ts';
import { lockDataDir } from './data-dir.ts';
import { describeError } from './describe-error.ts';
import { createDocuments, type Documents } from './documents/documents.ts';
import { readConfigDir, type DocumentFiles } from './documents/shipped.ts';
import { openLmdbLog } from './intake/log-lmdb.ts';
import { openRedisLog } from './intake/log-redis.ts';
import { createCorrect } from './learning/correct.ts';
import {
  createSentimentInForce,
  readOwnModel,
  type SentimentInForce,
} from './learning/in-force.ts';
import { createLocalBus, createRedisBus, type Bus } from './live/bus.ts';
import { createLive, type Live } from './live/live.ts';
import { attachSockets } from './live/sockets.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { readNodeId } from './node-id.ts';
import { createOncall, type Oncall } from './oncall/oncall.ts';
import { startPipelineApart } from './pipeline/apart.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { BASELINES, runJob, startSchedule } from './schedule.ts';
import { openDb } from './store/db.ts';
import { startEmbedded } from './store/embedded.ts';
import { migrate } from './store/migrate.ts';
import type { Db } from './store/sql.ts';
import { learnAfterBackfill } from './watch/backfill.ts';
import { createBacktests } from './tuning/backtests.ts';
import { createCommands } from './watch/commands.ts';
import { startWatch, type Watch } from './watch/watch.ts';

export type Server = { url: string; db: Db; log: IntakeLog; close(): Promise<void> };
/** `files`: the documents of CONFIG_DIR, where the catalogue is given too. */
export type ServerOptions = {
  catalogue?: Catalogue;
  files?: DocumentFiles;
  clock?: Clock;
  logger?: Logger;
};

/** What every part is made from. */
type House = {
  config: Config;
  catalogue: Catalogue;
  files: DocumentFiles;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  closing: Closing;
};
type Loops = { pipeline: Pipeline | null; watch: Watch | null; heartbeat: Heartbeat | null };
type Parts = {
  db: Db;
  databaseUrl: string;
  log: IntakeLog;
  bus: Bus;
  live: Live;
  sentiment: SentimentInForce;
  documents: Documents;
  oncall: Oncall;
  receivers: readonly ReceiverConfig[];
  publicUrl: string;
  secret: Buffer;
  links: Links;
};

/** Database and log: what must be there before anything is accepted. */
const openStorage = async ({ config, logger, closing }: House) => {
  const lock = await lockDataDir(config.dataDir);
  closing.add('data directory', () => lock.release());
  let { databaseUrl } = config;
  if (databaseUrl === null) {
    const embedded = await startEmbedded({ dataDir: config.dataDir, logger });
    closing.add('embedded PostgreSQL', () => embedded.stop());
    databaseUrl = embedded.databaseUrl;
  }
  const db = await openDb({ databaseUrl, logger });
  closing.add('database', () => db.close());
  const { applied, timescale } = await migrate(db);
  logger.info({ applied, timescale }, 'the database is ready');
  const maxBytes = RUNTIME.logMaxBytes;
  const nodeId = await readNodeId(config.dataDir);
  const log = config.redisUrl
    ? await openRedisLog({ url: config.redisUrl, maxBytes, consumer: nodeId, logger })
    : await openLmdbLog({ dir: join(config.dataDir, 'log'), maxBytes });
  closing.add('log', () => log.close());
  return { db, databaseUrl, log, nodeId };
};

const openBus = async ({ config, logger, closing }: House): Promise<Bus> => {
  const warn = (error: unknown) =>
    logger.error({ error: describeError(error) }, 'a listener of the bus failed');
  const bus = config.redisUrl
    ? await createRedisBus({ url: config.redisUrl, logger })
    : createLocalBus(warn);
  closing.add('bus', () => bus.close());
  return bus;
};

/** The live state, loaded and listening. */
const openLive = async (house: House, db: Db, bus: Bus): Promise<Live> => {
  const { catalogue, clock, logger, closing } = house;
  const live = createLive({ db, catalogue, clock, logger });
  closing.add('live', () => live.close());
  closing.add('live feed', bus.subscribe(live.apply));
  await live.load();
  return live;
};

/** The sentiment model in force, asked for before the first mention is understood. */
const openSentiment = async (house: House, db: Db): Promise<SentimentInForce> => {
  const { config, logger, closing } = house;
  const sentiment = createSentimentInForce({ db, logger, own: readOwnModel(config) });
  closing.add('sentiment', () => sentiment.close());
  await sentiment.refresh();
  return sentiment;
};

/** Who is on call and what the flowchart says: asked by the loops and by the doors. */
const openOncall = async (house: House, db: Db, bus: Bus) => {
  const { clock, logger, files, closing } = house;
  const documents = await createDocuments({ db, clock, logger, files });
  const oncall = createOncall({ db, documents, clock });
  const forget = bus.subscribe(({ kind }) => {
    if (kind !== 'oncall' && kind !== 'gap') return;
    documents.forget();
    oncall.forget();
  });
  closing.add('on-call', forget);
  return { documents, oncall };
};

/** How old the oldest row is that waits for the database: the pipeline knows it where it runs, the
 * log everywhere else. A log that does not answer takes no rows: that is down. */
const watchHealth = async (house: House, log: IntakeLog, live: Live, loops: Loops) => {
  const { clock, metrics, closing } = house;
  let health: ReturnType<Pipeline['health']> = { lagSeconds: 0, storage: 'ok' };
  const refresh = async () => {
    const status = await log.status().catch(() => null);
    if (status === null) {
      health = { ...health, storage: 'down' };
      return;
    }
    const { bytes, oldestReceivedAt } = status;
    metrics.logBytes.set(bytes);
    const lagSeconds = oldestReceivedAt === null ? 0 : (clock() - oldestReceivedAt) / 1_000;
    const isBehind = lagSeconds > RUNTIME.behindAfterSeconds;
    health = loops.pipeline?.health() ?? { lagSeconds, storage: isBehind ? 'behind' : 'ok' };
  };
  const tell = async () => {
    await refresh();
    live.setHealth(health);
  };
  await tell();
  const timer = setInterval(() => void tell(), RUNTIME.healthEveryMs);
  closing.add('health', () => clearInterval(timer));
};

/** The loops that this node runs by its ROLES. */
const startLoops = async (house: House, parts: Parts, nodeId: string) => {
  const { db, databaseUrl, log, bus, live, sentiment } = parts;
  const { config, catalogue, clock, logger, metrics, closing } = house;
  const shared = { db, bus, clock, catalogue, logger, metrics };
  const loops: Loops = { pipeline: null, watch: null, heartbeat: null };
  if (config.roles.includes('pipeline')) {
    loops.pipeline = startPipelineApart({
      ...shared,
      log,
      databaseUrl,
      sentiment,
      onCommitted: (committed) => bus.publish({ kind: 'committed', committed }),
    });
  }
  if (config.roles.includes('alerts')) {
    loops.watch = startWatch({ ...shared, live });
    const { smtpUrl } = config;
    const onBeat = (at: number) => loops.heartbeat?.arrived(at);
    const calling = await openCalling({ ...shared, ...parts, smtpUrl, holder: nodeId, onBeat });
    closing.add('calling', () => calling.stop());
    const { heartbeatUrl: url } = config;
    const { isLeading } = calling;
    if (url !== null) loops.heartbeat = startHeartbeat({ ...shared, url, log, isLeading });
    closing.add('heartbeat', () => loops.heartbeat?.stop());
    const { oncall, documents, receivers } = parts;
    const known = { db, clock, catalogue, logger, bus, oncall, documents, receivers };
    const schedule = startSchedule(known);
    closing.add('schedule', () => schedule.stop());
    const learn = () => runJob(BASELINES, known);
    const backfill = learnAfterBackfill({ bus, clock, learn });
    closing.add('back-fill', () => backfill.stop());
  }
  closing.add('watch', () => loops.watch?.stop());
  closing.add('pipeline', () => loops.pipeline?.stop());
  return loops;
};

/** Where the built pages lie, or null when they were not built. */
const findWeb = (): string | null => {
  const dir = fileURLToPath(new URL('../web/build', import.meta.url));
  return existsSync(dir) ? dir : null;
};

/** HTTP and sockets on one port. */
const openDoors = async (house: House, parts: Parts & { loops: Loops }): Promise<string> => {
  const { config, clock, closing } = house;
  const { loops, ...rest } = parts;
  const authenticator = createAuthenticator({ db: parts.db, config, clock });
  const backtests = createBacktests({ ...house, databaseUrl: parts.databaseUrl });
  closing.add('back-tests', () => backtests.close());
  await watchHealth(house, parts.log, parts.live, loops);
  const command = createCommands({ ...parts, clock });
  const app = await buildApp({
    ...house,
    ...rest,
    authenticator,
    backtests,
    command,
    answering: createAnswering({ ...rest, clock, command }),
    chainsOf: (crisisId) => chainsOutOf(parts.db, crisisId),
    correct: createCorrect({ db: parts.db, bus: parts.bus, clock }),
    lastTickAt: () => (loops.watch ? loops.watch.lastTickAt() : clock()),
    ...(loops.heartbeat && { lastBeatAt: loops.heartbeat.lastAt }),
    webDir: findWeb(),
  });
  closing.add('http', () => app.close());
  const authenticate = authenticator.fromHandshake;
  const { publicUrl } = config;
  if (config.roles.includes('live')) {
    const sockets = attachSockets(app.server, { ...house, ...rest, authenticate, publicUrl });
    closing.add('sockets', () => sockets.close());
  }
  await app.listen({ host: config.host, port: config.port });
  const { port } = app.server.address() as AddressInfo;
  return `http://${config.host}:${port}`;
};

const boot = async (house: House): Promise<Server> => {
  const { config, logger, closing } = house;
  readOwnModel(config);
  const { db, databaseUrl, log, nodeId } = await openStorage(house);
  await ensureAdmin(db, config.admin, logger);
  const bus = await openBus(house);
  const live = await openLive(house, db, bus);
  const sentiment = await openSentiment(house, db);
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const { documents, oncall } = await openOncall(house, db, bus);
  const receivers = receiversOf(house.catalogue, config, publicUrl);
  const door = { publicUrl, ...(await openLinks(db, publicUrl)) };
  const stored = { db, databaseUrl, log, documents, oncall, receivers };
  const parts = { ...stored, ...door, bus, live, sentiment };
  const loops = await startLoops(house, parts, nodeId);
  const url = await openDoors(house, { ...parts, loops });
  logger.info({ url }, 'tocsin listens');
  return { url, db, log, close: closing.run };
};

/** Starts the whole server. Throws when a part cannot start; what had started is closed then. */
export const startServer = async (config: Config, options: ServerOptions = {}): Promise<Server> => {
  const logger = options.logger ?? createLogger(config.logLevel);
  const closing = createClosing(logger);
  const { catalogue, files } = options.catalogue
    ? { catalogue: options.catalogue, files: options.files ?? {} }
    : readConfigDir(config.configDir);
  const clock = options.clock ?? systemClock;
  const metrics = createMetrics();
  try {
    return await boot({ config, catalogue, files, clock, logger, metrics, closing });
  } catch (error) {
    await closing.run();
    throw error;
  }
};
