/** A Tocsin in a process of its own, as an operator starts it: for tests that kill it, fill it or
 * measure it from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 60_000;

export const KEYS = { ingest: 'test-ingest-key-0001', display: 'test-display-token-0001' };
export const ADMIN = { email: 'admin@example.test', password: 'a-long-test-password' };

/** A TCP port that is free now, on loopback. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

export type Running = {
  url: string;
  child: ChildProcess;
  output: () => string;
  /** Ends it by the signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
};

/** Starts `npm start` without npm between, so that a kill hits the server itself. Resolves once
 * /readyz answers 200. */
export const startProcess = async (env: Record<string, string>): Promise<Running> => {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [join(root, 'server/cli/start.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      LOG_LEVEL: 'warn',
      INGEST_KEY: KEYS.ingest,
      DISPLAY_TOKEN: KEYS.display,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      ...env,
      PORT: port,
    },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  const output = () => chunks.join('');
  const url = `http://127.0.0.1:${port}`;
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await untilReady(url, child, output);
  return { url, child, output, end };
};

const untilReady = async (url: string, child: ChildProcess, output: () => string) => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${output()}`);
    const isReady = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(25);
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready in ${READY_WITHIN_MS} ms: ${output()}`);
};
