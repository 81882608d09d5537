/** The whole app on a database of its own, without a port: what every test of this folder starts
 * from. The clock is held, the log is a real one, the lines that pino writes are kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { emptyParts } from './fixtures.ts';
import { openTestDatabase } from '../helpers/database.ts';
import type { Role } from '#contracts/who.ts';
import { buildApp, type AppDeps } from '#server/app.ts';
import { createAuthenticator } from '#server/auth/authenticate.ts';
import { hashPassword } from '#server/auth/passwords.ts';
import { hashToken, newKeyToken } from '#server/auth/tokens.ts';
import { readCatalogue } from '#server/catalogue.ts';
import { readConfig } from '#server/config.ts';
import { createDocuments } from '#server/documents/documents.ts';
import { AppError } from '#server/errors.ts';
import { createCorrect } from '#server/learning/correct.ts';
import { createSentimentInForce } from '#server/learning/in-force.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { openLmdbLog } from '#server/intake/log-lmdb.ts';
import { createMetrics } from '#server/metrics.ts';
import { createOncall } from '#server/oncall/oncall.ts';
import { createAnswering } from '#server/calling/answer.ts';
import { openLinks } from '#server/calling/links.ts';
import { receiversOf } from '#server/calling/receivers.ts';
import { getCrisis } from '#server/store/crises.ts';
import { insertKey } from '#server/store/keys.ts';
import type { Db } from '#server/store/sql.ts';
import { insertUser } from '#server/store/users.ts';
import { createBacktests } from '#server/tuning/backtests.ts';

export const PASSWORD = 'correct horse battery';
export const INGEST_KEY = 'ingest-key-of-the-environment';
export const DISPLAY_TOKEN = 'display-token-of-the-environment';
export const START = Date.UTC(2026, 4, 4, 9, 0, 0);

export type Harness = Awaited<ReturnType<typeof openApp>>;
type Options = { env?: Record<string, string>; deps?: Partial<AppDeps> };

/** Fields of a problem that tests look at. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance: string;
  errors?: { path?: string; part?: string; detail?: string }[];
};

let addresses = 0;
/** An address nobody else in the test has, so that rate limits do not meet. */
export const newAddress = (): string => {
  addresses += 1;
  return `10.1.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
};

/** A database that can be switched off. */
const breakable = (db: Db) => {
  const state = { isAway: false };
  const check = () => {
    if (state.isAway) throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  };
  const wrapped: Db = {
    query: async (text, values) => {
      check();
      return db.query(text, values);
    },
    transaction: async (work) => {
      check();
      return db.transaction(work);
    },
    close: () => db.close(),
  };
  return { db: wrapped, state };
};

export const openApp = async ({ env = {}, deps = {} }: Options = {}) => {
  const database = await openTestDatabase();
  const { db, state } = breakable(database.db);
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-api-'));
  const log = await openLmdbLog({ dir, maxBytes: 64 * 1024 ** 2 });
  const config = readConfig({ INGEST_KEY, DISPLAY_TOKEN, ...env });
  const time = { now: START };
  const clock = () => time.now;
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const authenticator = createAuthenticator({ db, config, clock });
  const catalogue = deps.catalogue ?? readCatalogue(null);
  const backtests = createBacktests({ databaseUrl: database.url, catalogue, clock, logger });
  const bus = createLocalBus();
  const sentiment = createSentimentInForce({ db, logger, own: null });
  const documents = await createDocuments({ db, clock, logger });
  const oncall = createOncall({ db, documents, clock });
  const publicUrl = 'http://127.0.0.1';
  const receivers = deps.receivers ?? receiversOf(catalogue, config, publicUrl);
  const { secret, links } = await openLinks(db, publicUrl);
  const command: AppDeps['command'] =
    deps.command ??
    (async (id) => {
      const crisis = await getCrisis(db, id);
      if (crisis === null) throw new AppError('not-found');
      return crisis;
    });
  const house = { db, clock, bus, oncall, documents, receivers, publicUrl, secret, links };
  const answering = createAnswering({ ...house, command });
  const closeParts = async () => {
    await backtests.close();
    await log.close();
    await database.drop();
    rmSync(dir, { recursive: true });
  };
  const app: FastifyInstance = await buildApp({
    config,
    log,
    live: { parts: (brand) => emptyParts(brand) },
    logger,
    metrics: createMetrics(),
    authenticator,
    catalogue,
    backtests,
    ...house,
    answering,
    chainsOf: async () => [],
    correct: createCorrect({ db, bus, clock }),
    sentiment,
    command,
    lastTickAt: () => time.now,
    webDir: null,
    ...deps,
  }).catch(async (error) => {
    await closeParts();
    throw error;
  });

  const call = (options: InjectOptions) => app.inject({ remoteAddress: newAddress(), ...options });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    app,
    db,
    authenticator,
    time,
    lines,
    bus,
    house,
    answering,
    oncall,
    sentiment,
    state,
    call,
    bearer,
    /** A key in the database; the answer is its text. */
    makeKey: async (kind: 'ingest' | 'display' | 'api', role: Role | null = null) => {
      const token = newKeyToken(kind);
      const { id } = await insertKey(db, { kind, name: kind, role, tokenHash: hashToken(token) });
      return { id, token, headers: bearer(token) };
    },
    makeUser: async (email: string, role: Role) =>
      insertUser(db, { email, name: email, role, passwordHash: await hashPassword(PASSWORD) }),
    signIn: async (email: string, password = PASSWORD) =>
      call({ method: 'POST', url: '/api/v1/session', payload: { email, password } }),
    close: async () => {
      await app.close();
      await closeParts();
    },
  };
};

/** The Cookie header that a browser would send after this answer. */
export const cookieOf = (response: { headers: Record<string, unknown> }): string =>
  String([response.headers['set-cookie']].flat()[0]).split(';')[0] as string;
