/** From accepted to seen: how long after its 202 a row moves the figures on a wall's socket, under a
 * steady load. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { WallDelta } from '#contracts/wall.ts';
import { KEYS, startProcess, type Running } from '../helpers/process.ts';
import { makeRows } from '../helpers/rows.ts';

const ROWS_PER_SECOND = 1_000;
const PER_REQUEST = 20;
const PROBES = 200;
const PROBE_EVERY_MS = 100;
const WARM_UP_MS = 2_000;
const LOST_AFTER_MS = 10_000;

const send = async (running: Running, rows: object[]) => {
  const answer = await fetch(`${running.url}/api/v1/mentions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.ingest}`, 'content-type': 'application/x-ndjson' },
    body: rows.map((row) => JSON.stringify(row)).join('\n'),
  });
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
};

/** Each probe is the first mention on a channel of its own: the delta that names the channel is the
 * one that carries the row, so nothing has to be guessed from sums. */
const probe = async (running: Running, seen: Map<string, number>, number: number) => {
  const channel = `probe-${number}`;
  const at = new Date().toISOString();
  const text = 'Probe: is anyone else offline?';
  await send(running, [{ id: channel, channel, text, at, inbound: true, brand: 'northline' }]);
  const acceptedAt = performance.now();
  while (!seen.has(channel) && performance.now() - acceptedAt < LOST_AFTER_MS) await sleep(1);
  return Math.max(0, (seen.get(channel) ?? Infinity) - acceptedAt);
};

const load = async (running: Running, isOver: () => boolean) => {
  const begun = performance.now();
  const pending = new Set<Promise<void>>();
  for (let sent = 0; !isOver(); sent += PER_REQUEST) {
    const due = begun + (sent / ROWS_PER_SECOND) * 1_000;
    await sleep(Math.max(0, due - performance.now()));
    const rows = makeRows(PER_REQUEST, Date.now(), 0, `load-${sent}`);
    const request = send(running, rows).finally(() => pending.delete(request));
    pending.add(request);
  }
  await Promise.all(pending);
};

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;

const measure = async (running: Running) => {
  const socket = io(`${running.url}/wall`, {
    transports: ['websocket'],
    auth: { token: KEYS.display },
  });
  const seen = new Map<string, number>();
  const note = (state: Partial<WallDelta>) => {
    for (const { channel } of state.channels ?? []) {
      if (!seen.has(channel)) seen.set(channel, performance.now());
    }
  };
  await new Promise<void>((resolve, reject) => {
    socket.on('connect_error', reject);
    socket.once('snapshot', () => resolve());
    socket.on('connect', () => socket.emit('subscribe', { brand: 'northline' }));
  });
  socket.on('delta', note).on('snapshot', note);
  let isOver = false;
  const loading = load(running, () => isOver);
  await sleep(WARM_UP_MS);
  const probes: Promise<number>[] = [];
  for (let number = 0; number < PROBES; number += 1) {
    probes.push(probe(running, seen, number));
    await sleep(PROBE_EVERY_MS);
  }
  const delays = await Promise.all(probes);
  isOver = true;
  await loading;
  socket.disconnect();
  return delays.sort((a, b) => a - b);
};

const run = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  const running = await startProcess({ DATA_DIR: dataDir });
  try {
    const delays = await measure(running);
    const at = `at ${ROWS_PER_SECOND} rows/s`;
    return [
      { bench: `accepted to wall p50 ${at}`, value: quantile(delays, 0.5), unit: 'ms' },
      { bench: `accepted to wall p99 ${at}`, value: quantile(delays, 0.99), unit: 'ms' },
    ];
  } finally {
    await running.end('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
};

export const benches = [{ name: 'wall', run }];
