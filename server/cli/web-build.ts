/** Builds web/ into web/build, only where a source is newer than the last
 * build. Kit starts its page by an inline script, which the server's policy refuses, so that script
 * becomes a file; `csp.json` names the hashes that the policy must still allow (none). */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '#server/clock.ts';
import { root } from './root.ts';

const webDir = join(root, 'web');
const buildDir = join(webDir, 'build');
/** Where the adapter writes: a build in the making is never served. */
const siteDir = join(webDir, '.svelte-kit', 'site');
const oldDir = join(webDir, '.svelte-kit', 'old');
const lockFile = join(root, '.cache', 'web-build.lock');
const LOCK_POLL_MS = 100;

const SOURCES = ['web/src', 'web/static', 'web/vite.config.ts', 'package-lock.json'].concat(
  'server/cli/web-build.ts',
);
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

const newestMs = (path: string): number => {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
};

/** An image carries the build without its sources: that build is the one there is. */
const isFresh = (): boolean => {
  const marker = join(buildDir, 'csp.json');
  if (!existsSync(marker)) return false;
  if (!existsSync(join(webDir, 'src'))) return true;
  const newest = Math.max(...SOURCES.map((path) => newestMs(join(root, path))));
  return statSync(marker).mtimeMs >= newest;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** One build at a time on this tree: tests and servers that start together wait for the first. A
 * holder that died leaves its lock to the next. */
const takeLock = async (): Promise<void> => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (;;) {
    try {
      return writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : 0;
    if (holder > 0 && !isAlive(holder)) rmSync(lockFile, { force: true });
    else await wait(LOCK_POLL_MS);
  }
};

/** Vite in a child process, because Kit works in the current folder. Its output is shown where it
 * fails. */
const runVite = () =>
  new Promise<void>((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const child = spawn(process.execPath, [vite, 'build'], {
      cwd: webDir,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the web could not be built:\n${output}`)),
    );
  });

/** Every inline script of the page moves into a file named after its content. */
const externaliseScripts = (): void => {
  const page = join(siteDir, '200.html');
  const html = readFileSync(page, 'utf8').replace(INLINE_SCRIPT, (_, script: string) => {
    const digest = createHash('sha256').update(script).digest('hex').slice(0, 12);
    const path = `_app/immutable/entry/boot.${digest}.js`;
    writeFileSync(join(siteDir, path), `${script.trim()}\n`);
    return `<script src="/${path}"></script>`;
  });
  writeFileSync(page, html);
};

const publish = (): void => {
  rmSync(oldDir, { recursive: true, force: true });
  if (existsSync(buildDir)) renameSync(buildDir, oldDir);
  renameSync(siteDir, buildDir);
  rmSync(oldDir, { recursive: true, force: true });
};

/** Builds the web where it is older than its sources. Returns whether it built. */
export const buildWeb = async (options: { force?: boolean } = {}): Promise<boolean> => {
  if (!options.force && isFresh()) return false;
  await takeLock();
  try {
    if (!options.force && isFresh()) return false;
    const startedAt = new Date(systemClock());
    await runVite();
    externaliseScripts();
    const marker = join(siteDir, 'csp.json');
    writeFileSync(marker, `${JSON.stringify({ scriptHashes: [] })}\n`);
    // As old as its start: what changed since is not in it.
    utimesSync(marker, startedAt, startedAt);
    publish();
    return true;
  } finally {
    rmSync(lockFile, { force: true });
  }
};
