/** What the tests of outages share: a loaded server of its own, what its wall and its log say, and
 * waiting for either. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { openDb } from '#server/store/db.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { findPostmaster } from '#server/store/postmaster.ts';
import { untilDrained } from './kill-loop.ts';
import { KEYS, startProcess, type Running } from './process.ts';
import { expectStoredOnce, MARK, startLoad, type Load } from './steady-load.ts';

const PATIENCE_MS = 90_000;
export const TEST_MS = 240_000;
const ERROR_LEVEL = 50;

type Health = { lagSeconds: number; storage: string; stale: boolean };

export const readHealth = async ({ url }: Running): Promise<Health> => {
  const headers = { authorization: `Bearer ${KEYS.display}` };
  const answer = await fetch(`${url}/api/v1/wall`, { headers });
  return ((await answer.json()) as { health: Health }).health;
};

export const until = async (what: string, isSo: () => Promise<boolean> | boolean) => {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`never: ${what}`);
    await sleep(100);
  }
  return Math.round(performance.now() - begun);
};
export const untilBehind = (running: Running) =>
  until('storage behind', async () => (await readHealth(running)).storage !== 'ok');
export const untilOk = (running: Running) =>
  until('storage ok', async () => (await readHealth(running)).storage === 'ok');

/** The detector looks again: it has looked at a moment after this call. */
export const untilWatched = async ({ url }: Running) => {
  const since = Date.now() / 1_000;
  const name = 'tocsin_detector_last_tick_timestamp_seconds';
  await until('a look of the detector', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]) > since;
  });
};

export const expectAllTaken = (load: Load) => {
  const answers = load.takeAnswers();
  expect(answers.length).toBeGreaterThan(10);
  expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
};
export const expectRefusals = (load: Load) => {
  const refused = load.takeAnswers().filter(({ status }) => status !== 202);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, retryAfter } of refused) {
    expect(status).toBe(503);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
};

type Line = { level?: number; msg?: string };

/** The log says nothing at level error, and nothing of what people wrote. */
export const expectDiscreetLog = (running: Running): Line[] => {
  const output = running.output();
  expect(output).not.toContain(MARK);
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  expect(parsed.filter(({ level = 0 }) => level >= ERROR_LEVEL)).toEqual([]);
  return parsed;
};

const folders: string[] = [];
export const makeFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-outage-'));
  folders.push(folder);
  return folder;
};
const open: { running: Running; load: Load }[] = [];
/** A loaded server. What a failed test left is ended after it. */
export const startLoaded = async (env: Record<string, string>) => {
  const running = await startProcess({ LOG_LEVEL: 'info', ...env });
  const load = startLoad(running);
  open.push({ running, load });
  await until('rows', () => load.acknowledged.size > 100);
  return { running, load };
};
/** Stops the load and waits until all that was taken is stored. */
export const settle = async (running: Running, load: Load) => {
  await load.stop();
  await untilDrained(running);
};
/** For afterEach. */
export const endAll = async () => {
  for (const { running, load } of open.splice(0)) {
    await load.stop();
    await running.end('SIGTERM');
  }
};
/** For afterAll. */
export const removeFolders = () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};

export const expectEmbeddedHas = async (dataDir: string, acknowledged: ReadonlySet<string>) => {
  const embedded = await startEmbedded({ dataDir });
  const db = await openDb({ databaseUrl: embedded.databaseUrl });
  try {
    await expectStoredOnce(db, acknowledged);
  } finally {
    await db.close();
    await embedded.stop();
  }
};

export const postmasterOf = (dataDir: string) => findPostmaster(join(dataDir, 'postgres'));
