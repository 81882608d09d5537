/** TimescaleDB for tests: the server that TOCSIN_TEST_TIMESCALE_URL names, or one started from the
 * Debian 13 tree that provide-services.sh unpacks. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { waitReady } from '#server/store/postmaster.ts';
import {
  endProcess,
  findFreePort,
  type Missing,
  notePid,
  type Service,
  servicesDir,
} from './services.ts';

const BIN = '/usr/lib/postgresql/17/bin';
const SETTINGS = [
  'shared_preload_libraries=timescaledb',
  'timescaledb.telemetry_level=off',
  'dynamic_shared_memory_type=mmap',
  'unix_socket_directories=',
  'shared_buffers=256MB',
  'max_connections=100',
  'max_wal_size=2GB',
  'synchronous_commit=on',
  'jit=off',
];

/** Starts it in the tree `root`; the cluster's folder carries the run's name. */
const startIn = async (root: string, runDir: string): Promise<Service | Missing> => {
  const inRoot = ['--userspec=postgres:postgres', root];
  const clusterDir = mkdtempSync(join(root, 'tmp', `${basename(runDir)}-`));
  writeFileSync(join(runDir, 'timescale.dir'), clusterDir);
  chmodSync(clusterDir, 0o777);
  const data = join(clusterDir.slice(root.length), 'data');
  const env = { LC_ALL: 'C.UTF-8', PATH: '/usr/sbin:/usr/bin:/sbin:/bin', TZ: 'UTC' };
  const words = [join(BIN, 'initdb'), '-D', data, '-U', 'tocsin', '-A', 'trust', '--no-sync'];
  const made = spawnSync('chroot', [...inRoot, ...words, '-E', 'UTF8'], { env, encoding: 'utf8' });
  if (made.status !== 0) {
    rmSync(clusterDir, { recursive: true, force: true });
    return { missing: `TimescaleDB (initdb: ${made.error?.message ?? made.stderr})` };
  }
  const port = await findFreePort();
  const settings = [...SETTINGS, `port=${port}`, 'listen_addresses=127.0.0.1'];
  const log = openSync(join(runDir, 'timescale.log'), 'w');
  const child = spawn(
    'chroot',
    [...inRoot, join(BIN, 'postgres'), '-D', data, ...settings.flatMap((word) => ['-c', word])],
    { env, stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  const pid = child.pid as number;
  notePid(runDir, 'timescale', pid);
  const url = `postgresql://tocsin@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    await endProcess(pid, 'SIGINT');
    rmSync(clusterDir, { recursive: true, force: true });
  };
  if (await waitReady(url, pid, { timeoutMs: 30_000 })) return { url, stop };
  await stop();
  return { missing: 'TimescaleDB does not start' };
};

export const startTimescale = async (runDir: string): Promise<Service | Missing> => {
  const url = process.env.TOCSIN_TEST_TIMESCALE_URL;
  if (url) return { url, stop: async () => {} };
  const root = join(servicesDir(), 'trixie');
  if (!existsSync(join(root, BIN, 'postgres'))) {
    return { missing: 'TimescaleDB: run test/helpers/provide-services.sh as root' };
  }
  if (process.getuid?.() !== 0)
    return { missing: 'TimescaleDB: only root can start it from a tree' };
  return startIn(root, runDir);
};
