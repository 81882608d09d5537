/** One server per data directory. The lock is the operating system's, held on a file through SQLite
 * (which Node brings along): it goes when its process goes, by whatever end, and two starters cannot
 * both have it. The file with the pid only serves to name the holder. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const LOCK_FILE = 'tocsin.lock';
const PID_FILE = 'tocsin.pid';
const SQLITE_BUSY = 5;
/** A holder that has the lock writes its pid a moment later. */
const NAME_TRIES = 20;
const NAME_PAUSE_MS = 50;

type Holder = { pid: number; host: string };

/** The directory is in use. `pid` is the holder's, null when it cannot be told. */
export class DataDirLocked extends Error {
  readonly pid: number | null;

  constructor(dir: string, holder: Holder | null) {
    const where = holder && holder.host !== hostname() ? ` on ${holder.host}` : '';
    const who = holder ? `process ${holder.pid}${where}` : 'another process';
    super(`The data directory ${dir} is in use by ${who}. Stop it, or set another DATA_DIR.`);
    this.name = 'DataDirLocked';
    this.pid = holder?.pid ?? null;
  }
}

/** Locks that are held: a lock that nobody refers to would be collected, and gone. */
const held = new Set<DatabaseSync>();

const tryLock = (file: string): DatabaseSync | null => {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
};

const readHolder = async (file: string): Promise<Holder | null> => {
  const words = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ');
  const pid = Number(words[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, host: words[1] ?? '' } : null;
};

const isRunning = ({ pid, host }: Holder): boolean => {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

/** Makes the directory where it is missing and takes it. Throws DataDirLocked within 2 s when it is
 * in use; what a killed holder left is taken over. */
export const lockDataDir = async (dir: string): Promise<{ release(): Promise<void> }> => {
  await mkdir(dir, { recursive: true });
  const pidFile = join(dir, PID_FILE);
  for (let tries = 0; ; tries += 1) {
    const lock = tryLock(join(dir, LOCK_FILE));
    if (lock) {
      held.add(lock);
      await writeFile(pidFile, `${process.pid} ${hostname()}\n`);
      return {
        release: async () => {
          if (!held.delete(lock)) return;
          await rm(pidFile, { force: true });
          lock.close();
        },
      };
    }
    const holder = await readHolder(pidFile);
    if ((holder && isRunning(holder)) || tries >= NAME_TRIES) throw new DataDirLocked(dir, holder);
    await sleep(NAME_PAUSE_MS);
  }
};
