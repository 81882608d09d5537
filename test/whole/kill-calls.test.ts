/** The promise to whoever is called: however often the server is killed while chains run, no step is
 * missed and none is called twice. What was on its way when it died goes again under the same id. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertBody } from '#contracts/alert.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { startProcess } from '../helpers/process.ts';
import { aCrisis } from '../watch/samples.ts';

const KILLS = 20;
const STEPS = 20;
const STEP_SECONDS = 2.5;
const TEST_MS = 240_000;
/** The far side thinks for a while, so that a kill finds calls under way. */
const ANSWER_MS = 60;

type Call = { id: string; crisis: string; step: number; type: string };

const openReceiver = async () => {
  const calls: Call[] = [];
  const waiting: (() => void)[] = [];
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      // The server was killed while it wrote: nothing has arrived.
      return;
    }
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as AlertBody;
    const id = String(request.headers['webhook-id']);
    const { crisis, step, type } = body;
    calls.push({ id, crisis: crisis.id, step: step.index, type });
    for (const told of waiting.splice(0)) told();
    await sleep(ANSWER_MS);
    response.writeHead(200).end();
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  /** When the next one is here, and not answered yet. */
  const nextCall = () => new Promise<void>((told) => void waiting.push(told));
  return { calls, url, nextCall, close: () => server.close() };
};

const numbers = Array.from({ length: STEPS }, (_, index) => index + 1);

/** Twenty people, each reached by a webhook of their own, called one after the other. */
const writeConfig = async (dir: string, url: string) => {
  const receiver = { kind: 'webhook', url, secret: 'a secret of the tests' };
  const files = {
    brands: { brands: [{ key: 'acme' }] },
    receivers: {
      receivers: numbers.map((n) => ({
        ...{ key: `hook-${n}`, contact: `p${n}`, allowPrivateAddress: true },
        ...receiver,
      })),
    },
    rota: { people: numbers.map((n) => ({ key: `p${n}`, name: `Person ${n}` })) },
    flowchart: {
      cells: [
        {
          steps: numbers.map((n) => ({
            contact: `person:p${n}`,
            via: ['webhook'],
            afterMinutes: ((n - 1) * STEP_SECONDS) / 60,
          })),
          sayFirst: ['Look at the figures first'],
        },
      ],
    },
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(dir, `${name}.yaml`), stringify(content));
  }
};

describe('kill -9 while chains run', () => {
  let database: TestDatabase;
  let receiver: Awaited<ReturnType<typeof openReceiver>>;
  let dir: string;
  beforeAll(async () => {
    database = await openTestDatabase();
    receiver = await openReceiver();
    dir = await mkdtemp(join(tmpdir(), 'tocsin-kill-calls-'));
    await writeConfig(dir, receiver.url);
  });
  afterAll(async () => {
    receiver.close();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it(`misses no step and calls none twice over ${KILLS} kills`, { timeout: TEST_MS }, async () => {
    const { db } = database;
    const env = {
      DATABASE_URL: database.url,
      CONFIG_DIR: dir,
      DATA_DIR: join(dir, 'data'),
    };
    const crises = ['one', 'two'];
    const wanted = crises.length * STEPS;
    const open = async (id: string) => {
      const now = Date.now();
      const times = { firstMentionAt: now - 60_000, detectedAt: now, openedAt: now };
      await insertCrisis(db, aCrisis({ id, ...times }));
    };
    for (let kill = 0; kill < KILLS; kill += 1) {
      for (const id of crises.slice(kill, kill + 1)) await open(id);
      const running = await startProcess(env);
      // Half of the kills hit a call while it is under way.
      const isHit = kill % 2 === 0 && receiver.calls.length < wanted;
      await (isHit ? receiver.nextCall() : sleep(200 + 97 * ((kill * 7) % 10)));
      await running.end('SIGKILL');
    }
    const running = await startProcess(env);
    const distinct = () => new Set(receiver.calls.map(({ id }) => id)).size;
    while (distinct() < wanted) await sleep(50);
    await sleep(STEP_SECONDS * 1_000);
    await running.end('SIGTERM');

    const steps = receiver.calls.filter(({ type }) => type === 'alert.step');
    for (const crisis of crises) {
      for (const step of numbers) {
        const ids = steps.filter((c) => c.crisis === crisis && c.step === step).map(({ id }) => id);
        expect(new Set(ids).size, `calls of step ${step} of ${crisis}`).toBe(1);
      }
    }
    const { rows } = await db.query<{ id: string; state: string; attempts: number }>(
      'select id, state, attempts from messages',
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([...new Set(steps.map(({ id }) => id))].sort());
    for (const { id, state, attempts } of rows) {
      expect(state).toBe('accepted');
      const times = steps.filter((call) => call.id === id).length;
      expect(times, 'requests beyond the attempts on record').toBeLessThanOrEqual(attempts);
    }
    const repeated = steps.length - rows.length;
    expect(repeated, 'kills that hit a call under way').toBeGreaterThan(0);
    expect(repeated).toBeLessThanOrEqual(KILLS * crises.length);
    console.log(`${rows.length} calls over ${KILLS} kills, ${repeated} sent again under their id`);
  });
});
