/** The running PostgreSQL of a cluster folder, known by its `postmaster.pid`: who it is, whether it
 * answers, how it is stopped. It may have been started by a server that is gone. */
import { existsSync, readFileSync } from 'node:fs';
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

/** Pid of the postmaster that holds the cluster, or null. */
export const findPostmaster = (clusterDir: string): number | null => {
  try {
    const pid = Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 && isAlive(pid) && isPostgres(pid) ? pid : null;
  } catch {
    return null;
  }
};

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
    if (state === 'stopping' || !isAlive(pid)) return false;
    if (state === 'starting') heardAt = performance.now();
    await sleep(POLL_MS);
  }
  return false;
};

const waitGone = async (pid: number, timeoutMs: number): Promise<boolean> => {
  const endAt = performance.now() + timeoutMs;
  while (isAlive(pid)) {
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
