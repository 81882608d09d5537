/** The default database: a PostgreSQL of its own inside the data directory, on a unix socket and
 * without a TCP port. It runs in a session of its own, so that a Ctrl-C reaches the server alone;
 * what a killed server left running is taken over by the next one, and one that dies is replaced. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Logger } from '#server/logger.ts';
import { EmbeddedError, findRuntime, invoke, type Runtime } from './embedded-runtime.ts';
import { supervise } from './embedded-supervision.ts';
import { findPostmaster, forgetStranger, stopPostmaster, waitReady } from './postmaster.ts';

const MAJOR_VERSION = '18';
const OWNER = 'tocsin';
const SOCKET_NAME = '.s.PGSQL.5432';
/** Longest path of a unix socket, Linux 107 and macOS 103 characters. */
const SOCKET_PATH_MAX = 103;
/** Crash recovery replays at most max_wal_size, some ten seconds on a slow disk. */
const START_TIMEOUT_MS = 60_000;
/** One that was left behind and says nothing for so long is not worth taking over. */
const SILENCE_MS = 1_000;
/** After a killed postmaster its last processes hold the cluster for a moment. */
const START_ATTEMPTS = 5;

/** Durable (fsync and synchronous_commit stay on) and discreet: what is wrong with a statement is for
 * its sender alone, because it may quote somebody's message. The log tells of the server itself. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  wal_compression: 'on',
  checkpoint_completion_target: '0.9',
  client_connection_check_interval: '1s',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  cluster_name: 'tocsin',
};

export type Embedded = { databaseUrl: string; stop(): Promise<void> };

const claimFolder = (dir: string, runtime: Runtime): void => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (runtime.uid !== null && runtime.gid !== null) chownSync(dir, runtime.uid, runtime.gid);
};

/** Makes the cluster beside its final name, so that an interrupted start leaves nothing half made. */
const initCluster = (clusterDir: string, runtime: Runtime): void => {
  const draft = `${clusterDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  claimFolder(draft, runtime);
  const { command, args, options } = invoke(runtime, 'initdb', [
    ...['-D', draft, '-U', OWNER, '-A', 'trust', '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'],
  ]);
  const done = spawnSync(command, args, { ...options, cwd: draft, encoding: 'utf8' });
  if (done.status !== 0) {
    const reason = done.error?.message ?? `${done.stderr}`.trim();
    throw new EmbeddedError(`PostgreSQL cannot be set up in ${clusterDir}: ${reason}`);
  }
  rmSync(clusterDir, { recursive: true, force: true });
  renameSync(draft, clusterDir);
};

const checkVersion = (clusterDir: string): void => {
  const found = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (found === MAJOR_VERSION) return;
  throw new EmbeddedError(
    `${clusterDir} was written by PostgreSQL ${found}, this is ${MAJOR_VERSION}: ` +
      'dump it with the old version and restore it here',
  );
};

/** The cluster's own folder, or a short one when the path is too long for a socket. The name follows
 * from the folder, so that the next start finds it; a stranger's folder of that name is refused. */
const findSocketDir = (clusterDir: string, runtime: Runtime): string => {
  if (join(clusterDir, SOCKET_NAME).length <= SOCKET_PATH_MAX) return clusterDir;
  const digest = createHash('sha256').update(clusterDir).digest('hex').slice(0, 16);
  const dir = join(tmpdir(), `tocsin-${digest}`);
  const owner = runtime.uid ?? process.getuid?.();
  if (!existsSync(dir)) claimFolder(dir, runtime);
  const found = lstatSync(dir);
  if (!found.isDirectory() || (owner !== undefined && found.uid !== owner)) {
    throw new EmbeddedError(`${dir} belongs to somebody else: choose a shorter DATA_DIR`);
  }
  return dir;
};

type Cluster = {
  dir: string;
  socketDir: string;
  logFile: string;
  runtime: Runtime;
  databaseUrl: string;
  settings: Record<string, string>;
};

/** Told of a postmaster as soon as there is one, before it is ready. */
type Note = (pid: number) => void;

/** Starts the postmaster and waits for it; null when it ended before it was ready. */
const launch = async (cluster: Cluster, note: Note): Promise<number | null> => {
  const settings = { ...SETTINGS, ...cluster.settings };
  const { command, args, options } = invoke(cluster.runtime, 'postgres', [
    ...['-D', cluster.dir, '-k', cluster.socketDir],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const log = openSync(cluster.logFile, 'w');
  const child = spawn(command, args, {
    ...options,
    cwd: cluster.dir,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const failed = new Promise<null>((done) => {
    child.once('error', () => done(null));
    child.once('exit', () => done(null));
  });
  if (child.pid === undefined) return failed;
  const { pid } = child;
  note(pid);
  const ready = waitReady(cluster.databaseUrl, pid, { timeoutMs: START_TIMEOUT_MS });
  return Promise.race([failed, ready.then((isReady) => (isReady ? pid : null))]);
};

/** Takes over what runs in the folder already, or stops it when it does not answer. */
const takeOver = async (cluster: Cluster, note: Note): Promise<number | null> => {
  const pid = findPostmaster(cluster.dir);
  if (pid === null) {
    forgetStranger(cluster.dir);
    return null;
  }
  note(pid);
  const answers = await waitReady(cluster.databaseUrl, pid, {
    timeoutMs: START_TIMEOUT_MS,
    silenceMs: SILENCE_MS,
  });
  if (answers) return pid;
  await stopPostmaster(pid, SILENCE_MS);
  return null;
};

const start = async (cluster: Cluster): Promise<number> => {
  const note = () => {};
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const pid = (await takeOver(cluster, note)) ?? (await launch(cluster, note));
    if (pid !== null) return pid;
    await new Promise((done) => setTimeout(done, 200 * attempt));
  }
  const words = readFileSync(cluster.logFile, 'utf8').trim().split('\n').slice(-5).join('; ');
  throw new EmbeddedError(`PostgreSQL in ${cluster.dir} does not start: ${words}`);
};

/** What the last words of a dead postmaster are kept as, while the next one writes its own. */
const keepLastWords = ({ logFile }: Cluster): void => {
  if (existsSync(logFile)) renameSync(logFile, logFile.replace(/\.log$/, '.previous.log'));
};

const superviseCluster = (cluster: Cluster, pid: number, logger: Logger | undefined) =>
  supervise({
    pid,
    clusterDir: cluster.dir,
    ...(logger ? { logger } : {}),
    onGone: () => keepLastWords(cluster),
    bringBack: async (note, isOver) => {
      const found = await takeOver(cluster, note);
      return found ?? (isOver() ? null : launch(cluster, note));
    },
  });

/** Starts the database of `dataDir` (made when absent). `settings` override the house's own. */
export const startEmbedded = async (input: {
  dataDir: string;
  logger?: Logger;
  settings?: Record<string, string>;
}): Promise<Embedded> => {
  const dataDir = resolve(input.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const dir = join(dataDir, 'postgres');
  const runtime = findRuntime(dir);
  const isFirst = !existsSync(join(dir, 'PG_VERSION'));
  if (isFirst) initCluster(dir, runtime);
  else checkVersion(dir);
  const socketDir = findSocketDir(dir, runtime);
  const query = new URLSearchParams({ host: socketDir, user: OWNER });
  const databaseUrl = `postgresql:///postgres?${query.toString()}`;
  const logFile = join(dataDir, 'postgres.log');
  const settings = input.settings ?? {};
  const cluster = { dir, socketDir, logFile, runtime, databaseUrl, settings };
  const pid = await start(cluster);
  input.logger?.info({ pid, isFirst }, 'embedded PostgreSQL is ready');
  const supervision = superviseCluster(cluster, pid, input.logger);
  return {
    databaseUrl,
    stop: async () => {
      await supervision.end((last) => stopPostmaster(last));
      if (socketDir !== dir) rmSync(socketDir, { recursive: true, force: true });
    },
  };
};
