/** Silences and chains at the door: who may keep something quiet, what is refused, and what a wall is
 * told of a running flowchart. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChain, advanceChain } from '#alerts/flowchart/chain.ts';
import { takeChain } from '#alerts/flowchart/chain-life.ts';
import { DEFAULT_VIA, step } from '#contracts/flowchart.ts';
import { RUNTIME } from '#server/config.ts';
import { saveChains } from '#server/store/chains.ts';
import { insertCrisis } from '#server/store/crises.ts';
import { crisisRow } from './fixtures.ts';
import { DISPLAY_TOKEN, openApp, START, type Harness } from './harness.ts';

const HOUR = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();

let harness: Harness;
let viewer: Record<string, string>;
let supervisor: Record<string, string>;
beforeAll(async () => {
  harness = await openApp();
  viewer = (await harness.makeKey('api', 'viewer')).headers;
  supervisor = (await harness.makeKey('api', 'supervisor')).headers;
});
afterAll(() => harness.close());

const post = (payload: object, headers = supervisor) =>
  harness.call({ method: 'POST', url: '/api/v1/silences', payload, headers });
const end = (id: string, headers = supervisor) =>
  harness.call({ method: 'DELETE', url: `/api/v1/silences/${id}`, headers });
const list = async (query = '') =>
  (await harness.call({ url: `/api/v1/silences${query}`, headers: viewer })).json().items;
const GOOD = { reason: 'we know of it', brand: 'north', endsAt: at(START + HOUR) };

describe('silences', () => {
  it('begin now unless told otherwise, in the name of who asks', async () => {
    await insertCrisis(harness.db, {
      ...crisisRow('k-silenced', START),
      brand: 'north',
      state: 'open',
    });
    const made = await post(GOOD);
    expect(made.statusCode).toBe(201);
    const silence = made.json();
    expect(silence).toMatchObject({
      ...{ owner: 'api', brand: 'north', upToLevel: 'high', state: 'active', holding: 1 },
      ...{ startsAt: at(START), endsAt: at(START + HOUR) },
    });
    expect(await list('?active=true')).toMatchObject([{ id: silence.id, reason: 'we know of it' }]);
    const ended = await end(silence.id);
    expect(ended.json()).toMatchObject({ state: 'ended', endedBy: 'api', endsAt: at(START) });
    expect((await end(silence.id)).statusCode).toBe(409);
    expect(await list('?active=true')).toEqual([]);
    expect(await list()).toHaveLength(1);
  });

  it('may be planned, and one that is ended before never begins', async () => {
    const later = { startsAt: at(START + HOUR), endsAt: at(START + 2 * HOUR) };
    const made = await post({ ...GOOD, ...later });
    expect(made.json()).toMatchObject({ state: 'planned', holding: 0 });
    expect((await end(made.json().id)).json()).toMatchObject({ state: 'ended' });
  });

  it.each([
    ['nothing that it names', { brand: undefined }],
    ['no reason', { reason: ' ' }],
    ['an end that is over', { endsAt: at(START - HOUR) }],
    ['no time', { endsAt: 'tomorrow' }],
    ['half a year', { endsAt: at(START + 180 * 24 * HOUR) }],
  ])('refuse %s', async (_what, more) => {
    expect((await post({ ...GOOD, ...more })).statusCode).toBe(400);
  });

  it('are no more than calling looks at', async () => {
    const copies = RUNTIME.silencesMax;
    const { id } = (await post(GOOD)).json();
    await harness.db.query(
      `insert into silences select (jsonb_populate_record(silences,
         jsonb_build_object('id', 'copy-' || n))).* from silences, generate_series(1, $2) n
        where id = $1`,
      [id, copies],
    );
    expect((await post(GOOD)).statusCode).toBe(409);
    await harness.db.query(`delete from silences where id like 'copy-%'`);
    expect((await post(GOOD)).statusCode).toBe(201);
  });

  it('are for supervisors to make and for nobody to end who cannot find them', async () => {
    expect((await post(GOOD, viewer)).statusCode).toBe(403);
    expect((await end('none', viewer)).statusCode).toBe(403);
    expect((await end('none')).statusCode).toBe(404);
  });
});

describe('chains', () => {
  it('are told with the next call, to a wall without a name', async () => {
    const crisis = { ...crisisRow('k-chain', START), acknowledgedBy: 'Ilse' };
    await insertCrisis(harness.db, { ...crisis, state: 'acknowledged' });
    const steps = [step.parse({ contact: 'rota:on-call', via: DEFAULT_VIA })];
    const cell = { steps, sayFirst: [], plan: null };
    const started = startChain({
      ...{ id: 'k-chain:high', crisisId: 'k-chain', level: 'high', cell, chartVersion: 1 },
      ...{ now: START, figure: null },
    });
    const { chain } = advanceChain(started, {
      ...{ now: START, fates: new Map(), declined: [], told: new Set() },
      reach: (target) => ({
        ...{ target, label: 'on-call Ilse', person: null, problem: null },
        ways: [
          {
            ...{ kind: 'webhook', receiver: 'team', address: null },
            ...{ key: 'webhook-1', isConfirmed: false, isTeam: true },
          },
        ],
      }),
    });
    await saveChains(harness.db, [takeChain(chain, START + 1000)], 1);
    const ask = async (headers: Record<string, string>) =>
      (await harness.call({ url: '/api/v1/chains', headers })).json().items;
    const [told] = await ask(viewer);
    expect(told).toMatchObject({
      ...{ crisis: 'k-chain', state: 'taken', step: 1, of: 1, takenBy: 'Ilse', next: null },
      now: [{ contact: 'on-call', via: 'webhook', state: 'queued', at: at(START) }],
    });
    const [shown] = await ask(harness.bearer(DISPLAY_TOKEN));
    expect(shown).toEqual({ ...told, takenBy: null });
  });
});
