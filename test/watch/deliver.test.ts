/** Deliveries on a real database and real HTTP: once per alert, again after a failure, given up by
 * age, and bound to the transaction that caused them. */
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import type { Alert } from '#contracts/alert.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { createMetrics } from '#server/metrics.ts';
import { insertCrisis, listTimeline } from '#server/store/crises.ts';
import type { Db } from '#server/store/sql.ts';
import { startDeliveries, type Deliveries } from '#server/watch/deliver.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { aCrisis } from './samples.ts';
import { NOON, aCatalogue, openStandIn, until, type StandIn } from './stage.ts';

const CRISIS = aCrisis();
const ALERT: Alert = {
  ...{ id: 'crisis-1:step:high:duty', type: 'alert.step', at: NOON, crisisId: CRISIS.id },
  ...{ receiver: 'duty', drill: false },
};

let database: TestDatabase;
let db: Db;
let standIn: StandIn;
let deliveries: Deliveries;
let now = NOON;
const metrics = createMetrics();

const open = async (answers: number[] = [], receivers?: object[]) => {
  standIn = await openStandIn(answers);
  const catalogue = aCatalogue(standIn.url, receivers ? { receivers } : {});
  deliveries = await startDeliveries({
    ...{ db, bus: createLocalBus(), clock: () => now, catalogue, metrics },
    ...{ logger: pino({ level: 'silent' }), publicUrl: 'http://wall.example', pollSeconds: 0.5 },
  });
};
const queue = (alerts: Alert[] = [ALERT]) =>
  db.transaction((sql) => deliveries.queue(sql, alerts, new Map([[CRISIS.id, CRISIS]])));
const entries = async () => (await listTimeline(db, CRISIS.id, { limit: 50 })).items;
const kinds = async () => (await entries()).map(({ kind }) => kind);
const jobs = async (name: string) =>
  (
    await db.query<{ state: string }>('select state from pgboss.job where name = $1', [name])
  ).rows.map(({ state }) => state);

beforeEach(async () => {
  database = await openTestDatabase();
  db = database.db;
  now = NOON;
  await insertCrisis(db, CRISIS);
});
afterEach(async () => {
  await deliveries.stop();
  standIn.close();
  await database.drop();
});

describe('deliveries', () => {
  it('delivers an alert once, however often it is queued', async () => {
    await open();
    expect(await queue()).toHaveLength(1);
    expect(await queue()).toEqual([]);
    await until(async () => (await kinds()).includes('alert-sent'));
    expect(await queue()).toEqual([]);
    await until(async () => (await jobs('alerts')).every((state) => state === 'completed'));
    expect(standIn.calls).toHaveLength(1);
    const { text, headers, id } = standIn.calls[0]!;
    expect(id).toBe(ALERT.id);
    const signed = `${id}.${headers['webhook-timestamp']}.${text}`;
    const expected = createHmac('sha256', 'a secret of tests').update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it('sends nothing for a transaction that did not happen', async () => {
    await open();
    const undone = db.transaction(async (sql) => {
      await deliveries.queue(sql, [ALERT], new Map([[CRISIS.id, CRISIS]]));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await queue([{ ...ALERT, id: 'another' }]);
    await until(async () => (await kinds()).includes('alert-sent'));
    expect(standIn.calls.map(({ id }) => id)).toEqual(['another']);
  });

  it('tries again after a failure, with the same id and the same body', async () => {
    await open([500, 503]);
    await queue();
    await until(async () => (await kinds()).includes('alert-sent'));
    expect(standIn.calls.map(({ id }) => id)).toEqual(Array(3).fill(ALERT.id));
    expect(new Set(standIn.calls.map(({ text }) => text)).size).toBe(1);
    expect(await kinds()).toEqual(['alert-failed', 'alert-sent']);
    const [failed, sent] = await entries();
    expect(failed!.data).toMatchObject({ final: false, reason: 'answered 500' });
    expect(sent!.data).toMatchObject({ attempts: 3 });
  });

  it('gives up by age, keeps the alert aside and says so', async () => {
    await open(Array(20).fill(500));
    now = NOON + 61 * 60_000;
    await queue();
    await until(async () => (await jobs('alerts-dead')).length > 0);
    expect(standIn.calls).toHaveLength(1);
    expect((await entries())[0]).toMatchObject({ kind: 'alert-failed', data: { final: true } });
    expect(await jobs('alerts')).toEqual(['failed']);
  });

  it.each([307, 410])('does not try again what %i refuses', async (status) => {
    await open([status]);
    await queue();
    await until(async () => (await jobs('alerts-dead')).length > 0);
    expect(standIn.calls).toHaveLength(1);
    expect(await kinds()).toEqual(['alert-failed']);
  });

  it('delivers after the server was killed in the middle of the delivery', async () => {
    const silent = await openStandIn([0]);
    const script = fileURLToPath(new URL('./doomed.ts', import.meta.url));
    const child = spawn(process.execPath, [script, database.url, silent.url], { stdio: 'inherit' });
    await until(() => silent.calls.length > 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    silent.close();
    await open();
    expect(await jobs('alerts')).toEqual(['active']);
    // Instead of waiting until the delivery counts as dead.
    await db.query("update pgboss.job set started_on = started_on - interval '1 hour'");
    await until(async () => (await kinds()).includes('alert-sent'));
    expect(standIn.calls.map(({ id }) => id)).toEqual(['doomed-alert']);
    expect(standIn.calls[0]!.text).toBe(silent.calls[0]!.text);
  });

  it('holds no receiver up for another that does not answer', async () => {
    await open([], []);
    await deliveries.stop();
    standIn.close();
    const receiver = { kind: 'webhook', secret: 'a secret of tests', allowPrivateAddress: true };
    const good = await openStandIn();
    await open(
      [],
      [
        { key: 'duty', url: good.url, ...receiver },
        { key: 'dead', url: 'http://127.0.0.1:9/hook', ...receiver },
      ],
    );
    await queue([{ ...ALERT, id: 'to-dead', receiver: 'dead' }, ALERT]);
    await until(async () => (await kinds()).includes('alert-sent'));
    expect(good.calls.map(({ id }) => id)).toEqual([ALERT.id]);
    expect(good.calls[0]!.body.step).toMatchObject({ index: 2, of: 2 });
    good.close();
  });
});
