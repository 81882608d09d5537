/** /healthz and /readyz: what a supervisor of processes is told, part by part. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, START, type Harness, type Problem } from './harness.ts';
import { RUNTIME } from '#server/config.ts';

let harness: Harness;
let lastTickAt: number | null = START;
beforeAll(async () => {
  harness = await openApp({ deps: { lastTickAt: () => lastTickAt } });
});
afterAll(() => harness.close());

const ready = async () => {
  const response = await harness.call({ url: '/readyz' });
  const parts = response.json<Problem>().errors?.map((fault) => fault.part) ?? [];
  return { status: response.statusCode, parts };
};

describe('/readyz', () => {
  it('is ready when database, log and detector work', async () => {
    expect(await ready()).toEqual({ status: 200, parts: [] });
  });

  it('names the parts that do not', async () => {
    harness.state.isAway = true;
    expect(await ready()).toEqual({ status: 503, parts: ['database'] });
    lastTickAt = START - RUNTIME.tickStaleAfterMs - 1;
    expect(await ready()).toEqual({ status: 503, parts: ['database', 'detector'] });
    harness.state.isAway = false;
    lastTickAt = null;
    expect(await ready()).toEqual({ status: 503, parts: ['detector'] });
    lastTickAt = START;
  });

  it('does not wait for a detector that runs elsewhere, and tells how old the last beat is', async () => {
    const env = { ROLES: 'intake,live' };
    let beatAt: number | null = null;
    const own = await openApp({ env, deps: { lastTickAt: () => null, lastBeatAt: () => beatAt } });
    const answer = async () => (await own.call({ url: '/readyz' })).json<object>();
    expect(await answer()).toEqual({ status: 'ok', heartbeatSeconds: null });
    beatAt = START - 42_000;
    expect(await answer()).toEqual({ status: 'ok', heartbeatSeconds: 42 });
    await own.close();
    expect((await harness.call({ url: '/readyz' })).json()).toEqual({ status: 'ok' });
  });

  it('is not ready when the log is full or cannot be read', async () => {
    const refuse = async () => {
      throw new Error('not used here');
    };
    const status = { entries: 1, bytes: 10, maxBytes: 10, oldestReceivedAt: START, deadLetters: 0 };
    const log = {
      append: refuse,
      read: refuse,
      ack: refuse,
      bury: refuse,
      listDead: refuse,
      close: async () => {},
      status: async () => status,
    };
    const own = await openApp({ deps: { log } });
    const ask = async () => (await own.call({ url: '/readyz' })).json<Problem>().errors;
    expect(await ask()).toEqual([expect.objectContaining({ part: 'log' })]);
    log.status = refuse;
    expect(await ask()).toEqual([expect.objectContaining({ part: 'log' })]);
    await own.close();
  });
});

describe('/healthz', () => {
  it('lives on while the database is away', async () => {
    harness.state.isAway = true;
    const response = await harness.call({ url: '/healthz' });
    harness.state.isAway = false;
    expect(response.json()).toEqual({ status: 'ok' });
  });
});
