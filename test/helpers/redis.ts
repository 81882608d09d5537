/** Redis for tests: the server that TOCSIN_TEST_REDIS_URL names, or one of the machine's own
 * redis-server on a free loopback port. */
import { spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { inject } from 'vitest';
import { endProcess, findFreePort, type Missing, notePid, type Service } from './services.ts';

const DATABASES = 64;

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

export const startRedis = async (runDir: string): Promise<Service | Missing> => {
  const url = process.env.TOCSIN_TEST_REDIS_URL;
  if (url) return { url, stop: async () => {} };
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    return { missing: 'Redis: run test/helpers/provide-services.sh as root' };
  }
  const port = await findFreePort();
  const words = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', runDir, '--save', ''];
  const child = spawn(
    'redis-server',
    [...words, '--appendonly', 'yes', '--appendfsync', 'always', '--databases', `${DATABASES}`],
    { stdio: 'ignore', detached: true },
  );
  const pid = child.pid as number;
  notePid(runDir, 'redis', pid);
  for (let waits = 0; waits < 500 && !(await isListening(port)); waits += 1) {
    await new Promise((done) => setTimeout(done, 20));
  }
  return { url: `redis://127.0.0.1:${port}`, stop: () => endProcess(pid, 'SIGTERM') };
};

/** A Redis database for the calling test file, or null where there is no Redis. Files of one worker
 * share a number after each other: use keys of your own, or flush first. */
export const testRedisUrl = (): string | null => {
  const url = inject('redisUrl');
  const worker = Number(process.env.VITEST_POOL_ID ?? '0');
  return url === null ? null : `${url}/${worker % DATABASES}`;
};
