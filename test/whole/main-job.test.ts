/** The main job from end to end, in a process of its own: a brand brings four weeks of its past, a
 * flood comes in over HTTP, a crisis opens, the receiver is called with a signature that verifies,
 * and a person takes it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlertBody } from '#contracts/alert.ts';
import type { CrisisOut, TimelineEntryOut } from '#contracts/crisis.ts';
import type { WallState } from '#contracts/wall.ts';
import { untilDrained } from '../helpers/kill-loop.ts';
import { ADMIN, KEYS, startProcess, type Running } from '../helpers/process.ts';
import { toBodies } from '../helpers/rows.ts';

const HOUR_MS = 3_600_000;
const WEEKS_HOURS = 28 * 24;
const PER_HOUR = 120;
const SECRET = `whsec_${Buffer.from('a secret for this test only').toString('base64')}`;
const PATIENCE_MS = 90_000;

let folder = '';
let running: Running;
const calls: AlertBody[] = [];
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = request.headers as Record<string, string>;
  calls.push(new Webhook(SECRET).verify(Buffer.concat(chunks), headers) as AlertBody);
  response.writeHead(204).end();
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-main-job-'));
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const { port } = receiver.address() as AddressInfo;
  await writeFile(
    join(folder, 'brands.yaml'),
    'brands:\n  - key: northline\n    name: Northline\n',
  );
  await writeFile(
    join(folder, 'receivers.yaml'),
    `receivers:\n  - key: duty\n    kind: webhook\n    url: http://127.0.0.1:${port}/hook\n    secret: ${SECRET}\n    allowPrivateAddress: true\n`,
  );
  running = await startProcess({ DATA_DIR: join(folder, 'data'), CONFIG_DIR: folder });
});
afterAll(async () => {
  await running.end('SIGTERM');
  receiver.close();
  await rm(folder, { recursive: true, force: true });
});

const mention = (id: string, at: number, text: string) => ({
  id,
  channel: 'x',
  text,
  at: new Date(at).toISOString(),
  inbound: true,
  brand: 'northline',
  author: { id: `author-${id}` },
});

const send = async (rows: object[]) => {
  for (const body of toBodies(rows, 2_000)) {
    const answer = await fetch(`${running.url}/api/v1/mentions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEYS.ingest}`, 'content-type': 'application/x-ndjson' },
      body,
    });
    expect(answer.status).toBe(202);
    await answer.arrayBuffer();
  }
};

const read = async <T>(path: string, headers: Record<string, string>): Promise<T> => {
  const answer = await fetch(`${running.url}/api/v1${path}`, { headers });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
};
const asDisplay = { authorization: `Bearer ${KEYS.display}` };

const until = async <T>(what: string, find: () => Promise<T | undefined>): Promise<T> => {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(200)) {
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not come about: ${running.output().slice(-2_000)}`);
};

const signIn = async (): Promise<Record<string, string>> => {
  const answer = await fetch(`${running.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  expect(answer.ok).toBe(true);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, origin: running.url };
};

it(
  'opens a crisis from a flood, calls the receiver, and lets a person take it',
  { timeout: 240_000 },
  async () => {
    const now = Date.now();
    const past = Array.from({ length: WEEKS_HOURS * PER_HOUR }, (_, number) => {
      const at = now - 10 * 60_000 - ((number + (number % 7) / 7) * HOUR_MS) / PER_HOUR;
      return mention(`past-${number}`, at, `How do I change my plan? Case ${number}`);
    });
    await send(past);
    await untilDrained(running);
    const isLearned = async () => {
      const { volume } = await read<WallState>('/wall?brand=northline', asDisplay);
      return volume.state === 'normal' && volume.expected !== null ? volume : undefined;
    };
    const calm = await until('a baseline that stands', isLearned);
    expect(calm.expected).toBeGreaterThan(1);
    expect(calm.expected).toBeLessThan(4);
    expect((await read<{ items: CrisisOut[] }>('/crises', asDisplay)).items).toEqual([]);

    let sent = 0;
    const flood = async () => {
      const rows = Array.from({ length: 40 }, () =>
        mention(
          `flood-${sent++}`,
          Date.now(),
          `No signal at all, the network is down again! ${sent}`,
        ),
      );
      await send(rows);
      const { items } = await read<{ items: CrisisOut[] }>('/crises', asDisplay);
      return items[0]?.state === 'open' ? items[0] : undefined;
    };
    const crisis = await until('a crisis', flood);
    expect(crisis).toMatchObject({ brand: 'northline', number: 1, drill: false });
    expect(crisis.scorecard.deviation.score).toBeGreaterThan(0.5);
    expect(Date.parse(crisis.firstMentionAt)).toBeGreaterThanOrEqual(now);

    const call = await until('a call', async () => calls[0]);
    expect(call).toMatchObject({ type: 'alert.step', crisis: { id: crisis.id }, drill: false });

    const session = await signIn();
    const taken = await fetch(`${running.url}/api/v1/crises/${crisis.id}/acknowledge`, {
      method: 'POST',
      headers: { ...session, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(taken.status).toBe(200);
    expect(await taken.json()).toMatchObject({ state: 'acknowledged' });
    const { items } = await read<{ items: TimelineEntryOut[] }>(
      `/crises/${crisis.id}/timeline`,
      session,
    );
    const kinds = items.map(({ kind }) => kind);
    for (const kind of ['opened', 'alert-queued', 'alert-sent', 'acknowledged']) {
      expect(kinds).toContain(kind);
    }
    expect(kinds.indexOf('opened')).toBeLessThan(kinds.indexOf('acknowledged'));
  },
);
