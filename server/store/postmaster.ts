/** The running PostgreSQL of a cluster folder, known by its `postmaster.pid`: who it is, whether it
 * answers, how it is stopped. It may have been started by a server that is gone. */
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const POLL_MS = 20;

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A pid is used again after a reboot: ask the machine, where it can tell, what runs there. */
const isPostgres = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return !existsSync('/proc/self/cmdline');
  }
};

/** Runs and is PostgreSQL. One that has ended but that its parent has not looked at yet still counts
 * for the machine; here it does not. */
export const isRunning = (pid: number): boolean => isAlive(pid) && isPostgres(pid);

/** PostgreSQL works in its cluster's folder. Another one that got the pid of ours works elsewhere, and
 * must not be taken for it: what does not answer is ended. */
const isAtHome = (pid: number, clusterDir: string): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir);
  } catch (error) {
    // Forbidden in some containers, unknown on other systems: then its name has to do.
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' || !existsSync('/proc/self/cwd');
  }
};

/** Line of `postmaster.pid` on which it says what it is doing. */
const STATUS_LINE = 7;

const readPidFile = (clusterDir: string): string[] => {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
};

/** Pid of the postmaster that holds the cluster, or null. */
export const findPostmaster = (clusterDir: string): number | null => {
  const pid = Number(readPidFile(clusterDir)[0]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  return isRunning(pid) && isAtHome(pid, clusterDir) ? pid : null;
};

/** Clears a `postmaster.pid` whose pid belongs to a stranger by now, as it happens in a container that
 * starts anew: PostgreSQL would take the stranger for itself and refuse to start. Only for the holder
 * of the data directory; processes of the cluster that still live are found by its shared memory. */
export const forgetStranger = (clusterDir: string): void => {
  const pid = Number(readPidFile(clusterDir)[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return;
  if (findPostmaster(clusterDir) === null) rmSync(join(clusterDir, 'postmaster.pid'));
};

/** Somebody told it to end: it takes nobody new, and waits for those who are connected. */
export const isEnding = (clusterDir: string): boolean =>
  readPidFile(clusterDir)[STATUS_LINE]?.trim() === 'stopping';

/** 'ready', 'starting' or 'stopping' as it says of itself, 'silent' when nobody listens. */
const askPostmaster = async (
  databaseUrl: string,
): Promise<'ready' | 'starting' | 'stopping' | 'silent'> => {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 1_000,
    query_timeout: 1_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return 'ready';
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code !== '57P03') return 'silent';
    return message.includes('shutting down') ? 'stopping' : 'starting';
  } finally {
    await client.end().catch(() => {});
  }
};

/** Waits until it takes queries; false when it ended, is stopping, or the time is over. While it
 * recovers it says so; `silenceMs` is how long it may say nothing at all. */
export const waitReady = async (
  databaseUrl: string,
  pid: number,
  { timeoutMs, silenceMs = timeoutMs }: { timeoutMs: number; silenceMs?: number },
): Promise<boolean> => {
  const endAt = performance.now() + timeoutMs;
  let heardAt = performance.now();
  while (performance.now() < Math.min(endAt, heardAt + silenceMs)) {
    const state = await askPostmaster(databaseUrl);
    if (state === 'ready') return true;
    if (state === 'stopping' || !isRunning(pid)) return false;
    if (state === 'starting') heardAt = performance.now();
    await sleep(POLL_MS);
  }
  return false;
};

const waitGone = async (pid: number, timeoutMs: number): Promise<boolean> => {
  const endAt = performance.now() + timeoutMs;
  while (isRunning(pid)) {
    if (performance.now() >= endAt) return false;
    await sleep(POLL_MS);
  }
  return true;
};

/** Ends it: first in order (clients are cut off, all is written), then at once, then by force. */
export const stopPostmaster = async (pid: number, patienceMs = 8_000): Promise<void> => {
  const steps = [
    { signal: 'SIGINT', waitMs: patienceMs },
    { signal: 'SIGQUIT', waitMs: 1_000 },
    { signal: 'SIGKILL', waitMs: 3_000 },
  ] as const;
  if (!isPostgres(pid)) return;
  for (const { signal, waitMs } of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitGone(pid, waitMs)) return;
  }
};
