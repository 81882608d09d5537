/** The only reader of process.env: validated, frozen, units in the names. Limits
 * of running parts stand in `runtime.ts`. A wrong value stops the start with a list of all problems. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { proxy } from './trusted-proxies.ts';

export { RUNTIME } from './runtime.ts';

export const ROLE_NAMES = ['intake', 'pipeline', 'alerts', 'live'] as const;
export type RoleName = (typeof ROLE_NAMES)[number];

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
