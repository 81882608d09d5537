/** The real parts that tests run against, started once per run: an embedded PostgreSQL, TimescaleDB
 * and Redis where the machine has them. Each part knows how to stop, and what a killed run left
 * behind is cleared by the next one. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isAlive } from '#server/store/postmaster.ts';

export type Service = { url: string; stop(): Promise<void> };
/** A part that this machine cannot give, and how to get it. */
export type Missing = { missing: string };

/** The migrated database of each server that test databases are cloned from. */
export const TEMPLATE = 'tocsin_template';

export const isMissing = (part: Service | Missing): part is Missing => 'missing' in part;

/** Where test/helpers/provide-services.sh puts what it installs. */
export const servicesDir = (): string =>
  process.env.TOCSIN_SERVICES_DIR || '/var/tmp/tocsin-services';

const RUNS_DIR = join(tmpdir(), 'tocsin-test-runs');

export const endProcess = async (pid: number, signal: NodeJS.Signals): Promise<void> => {
  for (const step of [signal, 'SIGKILL'] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, step);
    for (let waits = 0; waits < 250 && isAlive(pid); waits += 1) {
      await new Promise((done) => setTimeout(done, 20));
    }
  }
};

/** Notes a process of this run, so that a later run can end it when this one was killed. */
export const notePid = (runDir: string, name: string, pid: number): void => {
  writeFileSync(join(runDir, `${name}.pid`), String(pid));
};

const isOurs = (pid: number, runDir: string): boolean => {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return `${words} ${readlinkSync(`/proc/${pid}/cwd`)}`.includes(basename(runDir));
  } catch {
    return false;
  }
};

/** A folder of this run. Folders of runs whose process is gone are cleared first, with all that
 * still runs in them. */
export const openRunDir = async (): Promise<string> => {
  mkdirSync(RUNS_DIR, { recursive: true, mode: 0o755 });
  for (const name of readdirSync(RUNS_DIR)) {
    const dir = join(RUNS_DIR, name);
    if (isAlive(Number(name.split('-')[0]))) continue;
    for (const file of readdirSync(dir).filter((entry) => entry.endsWith('.pid'))) {
      const pid = Number(readFileSync(join(dir, file), 'utf8'));
      if (isOurs(pid, dir)) await endProcess(pid, 'SIGINT');
    }
    for (const file of readdirSync(dir).filter((entry) => entry.endsWith('.dir'))) {
      rmSync(readFileSync(join(dir, file), 'utf8'), { recursive: true, force: true });
    }
    rmSync(dir, { recursive: true, force: true });
  }
  return mkdtempSync(join(RUNS_DIR, `${process.pid}-`));
};

/** A loopback port that is free now. */
export const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
