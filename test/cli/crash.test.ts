/** What nobody caught ends the server with a line that says where, and repeats nothing of what the error
 * carried. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const SECRET = 'c4n4ry-of-a-crash';

/** Breaks it as soon as it listens for its end. */
const breaking = (how: string) =>
  `data:text/javascript,${encodeURIComponent(`
  const error = Object.assign(new Error(process.env.CARRIED), { detail: process.env.CARRIED });
  const timer = setInterval(() => {
    if (process.listenerCount('uncaughtException') === 0) return;
    clearInterval(timer);
    ${how}
  }, 10);`)}`;

it.each(['throw error;', 'Promise.reject(error);'])('by %s', async (how) => {
  const dir = mkdtempSync(join(tmpdir(), 'tocsin-crash-'));
  const child = spawn(
    process.execPath,
    ['--import', breaking(how), join(root, 'server/cli/start.ts')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH: process.env.PATH, DATA_DIR: dir, PORT: '0', CARRIED: SECRET },
        DATABASE_URL: 'postgres://127.0.0.1:9/tocsin',
      },
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  rmSync(dir, { recursive: true });
  expect(status).toBe(1);
  expect(said).toMatch(/^Tocsin broke down: \{"name":"Error"/m);
  expect(said).not.toContain(SECRET);
});
