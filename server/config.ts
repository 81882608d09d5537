/** The only reader of process.env: validated, frozen, units in the names. Every limit of a running
 * part has its name here. A wrong value stops the start with a list of all problems. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { proxy } from './trusted-proxies.ts';

export const ROLE_NAMES = ['intake', 'pipeline', 'alerts', 'live'] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

/** Limits and periods of running parts. Not settable from outside: change them here, with a reason. */
export const RUNTIME = {
  /** Log entries that wait, in bytes: about 3 h of 2,000 rows a second of 250 bytes. */
  logMaxBytes: 4 * 1024 ** 3,
  /** What a sender is told to wait when the log takes no more. */
  logRetryAfterSeconds: 5,
  /** Appends stop when the disk has less than this left: acknowledging and the database need room. */
  diskReserveBytes: 256 * 1024 ** 2,
  diskCheckMs: 250,
  /** Put by for the moment when others have filled the disk: acknowledging 2,000 rows takes 1 MB. */
  diskBallastBytes: 4 * 1024 ** 2,
  /** Rows kept aside that the database refused for good; the oldest give way. */
  deadLettersMax: 2_000,
  /** Redis: entries that nobody touched for so long belong to a reader that died. */
  claimAfterMs: 15_000,
  /** Redis: how often a reader shows that it lives and looks for dead ones. */
  claimEveryMs: 5_000,
  redisTimeoutMs: 5_000,
  /** Redis: entries that are asked for at once; one may have the size of a request. */
  redisEntriesAtOnce: 64,
  /** Replay: rows and bytes of one request, and how long one row is tried before it gives up. */
  replayRows: 1_000,
  replayBytes: 1024 ** 2,
  replayTryMs: 120_000,
  /** Rows taken into one transaction. */
  batchRows: 4_000,
  /** The same in characters of the log's text, where it is not parsed yet: 250 a row. */
  batchChars: 1_000_000,
  /** Batches on their way to the database at the same time, and the connections for them. */
  batchesAtOnce: 3,
  pipelineConnections: 5,
  /** Longest wait for the batch before; then this one is rolled back and begins anew behind it. */
  batchBeforeMs: 3_000,
  /** Room for young objects in the pipeline's thread: with 24 a row costs 5 us more CPU. */
  pipelineYoungMb: 96,
  /** Attempts at a row that the database refuses, alone by then, before it is buried. */
  batchAttempts: 3,
  /** Longest wait between two attempts while the database is away. */
  retryMaxMs: 2_000,
  /** Rows further ahead than this are quarantined. */
  futureMaxMs: 5 * 60_000,
  /** Rows older than this correct history and raise nothing. */
  lateAfterMs: 5 * 60_000,
  brandsMax: 500,
  channelsMax: 500,
  /** Brands times channels whose silence is watched. */
  channelPairsMax: 10_000,
  /** Mentions of the last day that a start hears anew: of one brand, and in all (30 us each). */
  pastVoicesPerBrand: 20_000,
  pastVoices: 60_000,
  /** A customer who waited longer than this has left the queue. */
  waitingMaxHours: 72,
  wallDeltaMs: 250,
  /** Messages that may wait for one slow wall before it gets a fresh snapshot instead. */
  wallBacklogMax: 32,
  wallSocketsMax: 2_000,
  /** A lag beyond this reads "storage behind" on the wall. */
  behindAfterSeconds: 5,
  sessionHours: 12,
  /** Requests a minute from one address, except intake: an office of 50 has one address. */
  requestsPerMinute: 3_000,
  /** Looks at and answers to links of messages, a minute from one address: a page looks 12 times. */
  answersPerMinute: 240,
  /** Sign-in attempts a minute from one address. */
  signInsPerMinute: 10,
  /** Body of a request that is not intake. */
  bodyMaxBytes: 1024 ** 2,
  /** Items of a list when none are asked for, and at most. */
  listLimit: 100,
  listLimitMax: 500,
  /** Points of one series. */
  seriesPointsMax: 5_000,
  /** A detector that has not looked for so long is not ready. */
  tickStaleAfterMs: 60_000,
  /** Longest that /readyz waits for a part. */
  readyWaitMs: 2_000,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  closeGraceMs: 10_000,
  /** How often the age of the oldest waiting row is looked at. */
  healthEveryMs: 100,
  /** Connections of one server to the database; the embedded one allows 60. */
  dbConnectionsMax: 12,
  dbConnectTimeoutMs: 5_000,
  dbIdleTimeoutMs: 30_000,
  /** Longest statement, and longest rest inside a transaction. */
  dbStatementTimeoutMs: 30_000,
  /** The leader of the watch keeps its lease by each tick; after so long without one another leads. */
  leaseMs: 11_000,
  deskSampleMs: 10_000,
  /** Crises and signals that are open at once. */
  crisesOpenMax: 1_000,
  /** Alerts of other monitoring systems that fire at the same time. */
  externalAlertsMax: 500,
  /** One that is not repeated for so long is over: Alertmanager repeats every 4 h unless told so. */
  externalStaleMs: 5 * 3_600_000,
  /** History that a baseline is learned from. */
  baselineDays: 42,
  /** Topics per brand that get a baseline, the most talked about first. */
  baselineTopicsMax: 100,
  /** History that came in is learned from once it has been quiet for this long, */
  backfillQuietMs: 3_000,
  /** and while it goes on coming, this often. */
  backfillEveryMs: 60_000,
  /** Messages under way at once, and of one receiver; what one look finds waiting. */
  messagesAtOnce: 32,
  messagesPerReceiver: 8,
  messagesDueMax: 5_000,
  /** Attempts at a message go on for so long; the first one is made however late it is. */
  messageMaxAgeMs: 2 * 3_600_000,
  /** Pause after the first failure; it doubles up to the second one. */
  messageRetryMs: 2_000,
  messageRetryMaxMs: 60_000,
  /** A provider may ask for a longer one, at most this. */
  messageRetryAskedMaxMs: 5 * 60_000,
  /** A receiver ends its attempts itself, after 10 s; one that does not is given up. */
  messageAttemptMs: 12_000,
  /** How often the sender looks for what nobody told it of. */
  senderPollMs: 1_000,
  /** How often the house proves to HEARTBEAT_URL that all of it works. */
  heartbeatEveryMs: 30_000,
  /** Failures in a row after which a receiver is left alone, and for how long. */
  breakerFailures: 5,
  breakerOpenMs: 15_000,
  /** Crises that one pass of calling takes, the most severe first: it stays short in a storm. */
  callingAtOnce: 100,
  /** Longest rest between two passes of calling: what no message told of is seen after it. */
  callingPollMs: 1_000,
  /** Silences that are not over. */
  silencesMax: 500,
  /** Running chains that walls are told of, the most severe first, and the least time between. */
  chainsShown: 100,
  chainsToldMs: 500,
  /** Fresh attempts at a command whose crisis was changed meanwhile. */
  commandAttempts: 5,
  /** Mentions that one back-test reads, the newest: 1.5 KB each, in a thread of their own. */
  tuningMentionsMax: 300_000,
  tuningPageRows: 5_000,
  tuningThreadMb: 1_536,
  /** Hourly counts that teach it what was normal, and hours of mentions that fill its windows. */
  tuningHourRowsMax: 400_000,
  tuningLeadHours: 24,
  /** Back-tests that wait behind the one that runs, and those whose result is kept. */
  tuningQueueMax: 4,
  tuningKept: 20,
  /** Signals and crises that a result lists; changes of the budget that are shown. */
  tuningRowsShown: 500,
  tuningHistoryMax: 50,
  /** A document of another node's making is seen after so long. */
  documentFreshMs: 1_000,
  /** Coverage that is looked at when nothing else is asked, and at most; holes that one answer lists. */
  coverageDays: 28,
  coverageDaysMax: 70,
  coverageHolesMax: 2_000,
  /** The ledger outlives every count: a row that is sent again after years must still be known. */
  retentionDays: { base: 7, minute: 90, hour: 1_100, mentions: 400, ledger: 1_100, desk: 400 },
} as const;

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const text = z.string().min(1);
const secret = z.string().min(12, 'must have at least 12 characters');

/** A password may hold a % of its own, which an address must write as %25. */
const isDecodable = (url: string): boolean => {
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
};
const address = (protocol: RegExp) =>
  z.url({ protocol }).refine(isDecodable, 'has a % that is not written as %25');

const schema = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: text.default('./data'),
  DATABASE_URL: address(/^postgres(ql)?$/).optional(),
  REDIS_URL: address(/^rediss?$/).optional(),
  ROLES: text
    .default(ROLE_NAMES.join(','))
    .transform(list)
    .pipe(z.array(z.enum(ROLE_NAMES)).min(1)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CONFIG_DIR: text.optional(),
  TRUSTED_PROXIES: z.string().default('').transform(list).pipe(z.array(proxy)),
  SMTP_URL: address(/^smtps?$/).optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: secret.optional(),
  INGEST_KEY: secret.optional(),
  DISPLAY_TOKEN: secret.optional(),
  METRICS_TOKEN: secret.optional(),
  SENTIMENT_MODEL: text.optional(),
  HEARTBEAT_URL: z.url({ protocol: /^https?$/ }).optional(),
});

const SECRETS = [
  'DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'ADMIN_PASSWORD',
  'INGEST_KEY',
  'DISPLAY_TOKEN',
  'METRICS_TOKEN',
  'HEARTBEAT_URL',
] as const;

export type Config = Readonly<{
  host: string;
  port: number;
  publicUrl: string | null;
  dataDir: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  roles: readonly RoleName[];
  logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  configDir: string | null;
  trustedProxies: readonly string[];
  smtpUrl: string | null;
  admin: { email: string; password: string } | null;
  ingestKey: string | null;
  displayToken: string | null;
  metricsToken: string | null;
  /** A sentiment model that `train` wrote, in place of all others. */
  sentimentModel: string | null;
  /** Called every half minute while everything works; the address is a secret. */
  heartbeatUrl: string | null;
}>;

/** Every problem of the environment or the catalogue at once. Exit status 2. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Env = Record<string, string | undefined>;

/** NAME_FILE -> NAME, so that secrets can come from mounted files. */
const withSecretFiles = (env: Env, problems: string[]): Env => {
  const filled = { ...env };
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    if (env[name]) problems.push(`${name} and ${name}_FILE are both set`);
    try {
      filled[name] = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name}_FILE cannot be read: ${file}`);
    }
  }
  return filled;
};

/** Reads and checks the environment. Throws ConfigError. */
export const readConfig = (env: Env = process.env): Config => {
  const problems: string[] = [];
  const filled = withSecretFiles(env, problems);
  const named = Object.keys(schema.shape).map((name) => [name, filled[name]] as const);
  const given = Object.fromEntries(
    named.filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      problems.push(`${String(issue.path[0])}: ${issue.message}`);
  }
  if (Boolean(filled.ADMIN_EMAIL) !== Boolean(filled.ADMIN_PASSWORD)) {
    problems.push('ADMIN_EMAIL and ADMIN_PASSWORD go together: set both or neither');
  }
  if (filled.INGEST_KEY && filled.INGEST_KEY === filled.DISPLAY_TOKEN) {
    problems.push('INGEST_KEY and DISPLAY_TOKEN are the same: one may write, the other must not');
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const e = parsed.data;
  return Object.freeze({
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL ?? null,
    redisUrl: e.REDIS_URL ?? null,
    roles: e.ROLES,
    logLevel: e.LOG_LEVEL,
    configDir: e.CONFIG_DIR ? resolve(e.CONFIG_DIR) : null,
    trustedProxies: e.TRUSTED_PROXIES,
    smtpUrl: e.SMTP_URL ?? null,
    admin:
      e.ADMIN_EMAIL && e.ADMIN_PASSWORD
        ? { email: e.ADMIN_EMAIL, password: e.ADMIN_PASSWORD }
        : null,
    ingestKey: e.INGEST_KEY ?? null,
    displayToken: e.DISPLAY_TOKEN ?? null,
    metricsToken: e.METRICS_TOKEN ?? null,
    sentimentModel: e.SENTIMENT_MODEL ? resolve(e.SENTIMENT_MODEL) : null,
    heartbeatUrl: e.HEARTBEAT_URL ?? null,
  });
};

/** What a command that talks to a running server takes from the environment. Throws ConfigError. */
export const readClientEnv = (env: Env = process.env): { ingestKey: string | null } => {
  const problems: string[] = [];
  const { INGEST_KEY, INGEST_KEY_FILE } = env;
  const filled = withSecretFiles({ INGEST_KEY, INGEST_KEY_FILE }, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return { ingestKey: filled.INGEST_KEY || null };
};
