/** The watch on a real database: a flood becomes one crisis, one timeline and one call, whatever
 * happens to the server meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#server/errors.ts';
import { getCrisis, listCrises, listTimeline } from '#server/store/crises.ts';
import { listSignals } from '#server/store/signals.ts';
import type { Db } from '#server/store/sql.ts';
import { createCommands } from '#server/watch/commands.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import {
  BRAND,
  NOON,
  aCatalogue,
  createTalk,
  openStandIn,
  openWatch,
  teachCalm,
  until,
  type StandIn,
} from './stage.ts';

const MINUTE = 60_000;
const LEADER = { name: 'Ida', person: null };

let database: TestDatabase;
let db: Db;
let standIn: StandIn;
let stage: ReturnType<typeof createTalk>;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  database = await openTestDatabase();
  db = database.db;
  standIn = await openStandIn();
  stage = createTalk();
  await teachCalm(db, NOON);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  standIn.close();
  await database.drop();
});

const start = (name?: string, more: object = {}) => {
  const watch = openWatch(db, aCatalogue(standIn.url, more), stage, name);
  stops.push(watch.stop);
  return watch;
};
const crises = async () => (await listCrises(db, { limit: 10 })).items;
const timeline = async (id: string) => (await listTimeline(db, id, { limit: 200 })).items;
const kinds = async (id: string) => (await timeline(id)).map(({ kind }) => kind);

describe('the watch', () => {
  it('is quiet while nothing happens, and samples the desk', async () => {
    const watch = start();
    await watch.run(NOON, NOON + MINUTE);
    expect(await crises()).toEqual([]);
    const { rows } = await db.query<{ n: number }>('select count(*) as n from desk_samples');
    expect(rows[0]!.n).toBe(7);
    expect(standIn.calls).toEqual([]);
  });

  it('turns a flood into one crisis with its timeline and one call', async () => {
    const watch = start();
    stage.talk.floodAt = NOON + MINUTE;
    await watch.run(NOON, NOON + 3 * MINUTE);
    const [crisis, ...others] = await crises();
    expect(others).toEqual([]);
    expect(crisis).toMatchObject({ brand: BRAND, number: 1, drill: false });
    expect(crisis!.detectedAt - stage.talk.floodAt).toBeLessThan(MINUTE);
    const signals = await listSignals(db, { limit: 10 });
    expect(signals.items.map(({ id }) => id)).toEqual(expect.arrayContaining(crisis!.signals));
    await until(async () => (await kinds(crisis!.id)).includes('alert-sent'));
    expect(await kinds(crisis!.id)).toEqual(
      expect.arrayContaining(['first-mention', 'signal-opened', 'opened', 'alert-queued']),
    );
    const steps = standIn.calls.filter(({ body }) => body.type === 'alert.step');
    expect(steps).toHaveLength(1);
    expect(steps[0]!.body.crisis).toMatchObject({
      id: crisis!.id,
      number: 1,
      url: `http://wall.example/crises/${crisis!.id}`,
    });
    expect(watch.messages.some((message) => message.kind === 'timeline')).toBe(true);
    expect(
      watch.messages.some((message) => message.kind === 'watch' && message.crises.length > 0),
    ).toBe(true);
  });

  it('reaches a receiver whose key no header can hold', async () => {
    const receiver = {
      key: 'Дежурный 夜',
      kind: 'webhook',
      url: standIn.url,
      secret: 's'.repeat(16),
    };
    const watch = start('one', { receivers: [{ ...receiver, allowPrivateAddress: true }] });
    stage.talk.floodAt = NOON + MINUTE;
    await watch.run(NOON, NOON + 2 * MINUTE);
    const [crisis] = await crises();
    const isAnswered = (kind: string) => kind === 'alert-sent' || kind === 'alert-failed';
    await until(async () => (await kinds(crisis!.id)).some(isAnswered));
    expect(await kinds(crisis!.id)).not.toContain('alert-failed');
    expect(standIn.calls[0]!.body.crisis.id).toBe(crisis!.id);
  });

  it('goes on after a restart in the middle and calls nobody again', async () => {
    stage.talk.floodAt = NOON + MINUTE;
    const first = start('first');
    await first.run(NOON, NOON + 2 * MINUTE);
    const [crisis] = await crises();
    await until(async () => (await kinds(crisis!.id)).includes('alert-sent'));
    await first.stop();
    const second = start('second');
    await second.run(NOON + 2 * MINUTE + 5_000, NOON + 4 * MINUTE);
    expect(await crises()).toHaveLength(1);
    expect((await kinds(crisis!.id)).filter((kind) => kind === 'opened')).toHaveLength(1);
    await sleep(1_200);
    const ids = standIn.calls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(standIn.calls.filter(({ body }) => body.type === 'alert.step')).toHaveLength(1);
  });

  it('delivers once what was queued before a kill', async () => {
    stage.talk.floodAt = NOON + MINUTE;
    standIn.close();
    const first = start('first');
    await first.run(NOON, NOON + 2 * MINUTE);
    const [crisis] = await crises();
    expect(await kinds(crisis!.id)).toContain('alert-queued');
    await first.stop();
    standIn = await openStandIn();
    const second = start('second');
    await second.run(NOON + 2 * MINUTE + 5_000, NOON + 2 * MINUTE + 10_000);
    // Others, as of a level that rose meanwhile, may come before it.
    const steps = () => standIn.calls.filter(({ body }) => body.type === 'alert.step');
    await until(async () => steps().length > 0 && (await kinds(crisis!.id)).includes('alert-sent'));
    expect(steps()).toHaveLength(1);
  });

  it('has one leader among two servers', async () => {
    stage.talk.floodAt = NOON + MINUTE;
    const one = start('one');
    const two = start('two');
    for (let now = NOON; now <= NOON + 2 * MINUTE; now += 5_000) {
      one.clock.now = two.clock.now = now;
      await Promise.all([one.looker.lookOnce(now), two.looker.lookOnce(now)]);
      await Promise.all([one.caller.pass(), two.caller.pass()]);
    }
    expect([one, two].filter(({ looker }) => looker.isLeading())).toHaveLength(1);
    const [crisis, ...others] = await crises();
    expect(others).toEqual([]);
    await until(async () => (await kinds(crisis!.id)).includes('alert-sent'));
    expect(standIn.calls.filter(({ body }) => body.type === 'alert.step')).toHaveLength(1);
    expect([one, two].filter(({ caller }) => caller.isLeading())).toHaveLength(1);
    const leader = one.looker.isLeading() ? one : two;
    const heir = leader === one ? two : one;
    await leader.stop();
    await heir.run(NOON + 2 * MINUTE + 5_000, NOON + 3 * MINUTE);
    expect(heir.looker.isLeading()).toBe(true);
    expect(await crises()).toHaveLength(1);
  });

  it('refuses what a leader decides after it has lost the lead', async () => {
    stage.talk.floodAt = NOON + MINUTE;
    const watch = start();
    await watch.run(NOON, NOON + MINUTE);
    await db.query('update engine_state set epoch = epoch + 5');
    await expect(watch.run(NOON + MINUTE + 5_000, NOON + 2 * MINUTE)).rejects.toThrow();
    expect(await crises()).toEqual([]);
  });

  it('keeps a person’s change and its own, when both happen at once', async () => {
    stage.talk.floodAt = NOON + MINUTE;
    const watch = start();
    await watch.run(NOON, NOON + 2 * MINUTE);
    const [crisis] = await crises();
    const command = createCommands(watch.deps);
    await Promise.all([
      command(crisis!.id, 'acknowledge', {}, LEADER),
      watch.run(NOON + 2 * MINUTE + 5_000, NOON + 4 * MINUTE),
      command(crisis!.id, 'note', { text: 'looking' }, LEADER),
    ]);
    const after = await getCrisis(db, crisis!.id);
    expect(after).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Ida' });
    expect(await kinds(crisis!.id)).toEqual(expect.arrayContaining(['acknowledged', 'note']));
    expect(after!.version).toBeGreaterThan(crisis!.version + 1);
  });

  it('waits while the database refuses, then goes on with nothing lost', async () => {
    stage.talk.floodAt = NOON + MINUTE;
    const watch = start();
    await watch.run(NOON, NOON + MINUTE);
    await db.query('alter table engine_state rename to engine_state_away');
    await expect(watch.run(NOON + MINUTE + 5_000, NOON + 90_000)).rejects.toThrow();
    watch.looker.forget();
    await db.query('alter table engine_state_away rename to engine_state');
    await watch.run(NOON + 90_000, NOON + 2 * MINUTE);
    expect(await crises()).toHaveLength(1);
  });
});

describe('commands', () => {
  const open = async (more: object = {}) => {
    stage.talk.floodAt = NOON + MINUTE;
    const watch = start('one', more);
    await watch.run(NOON, NOON + 2 * MINUTE);
    const [crisis] = await crises();
    return { watch, id: crisis!.id, command: createCommands(watch.deps) };
  };

  it('refuses a wrong transition and an unknown crisis', async () => {
    const { id, command } = await open();
    await expect(command(id, 'resolve', {}, LEADER)).rejects.toMatchObject({ status: 409 });
    await expect(command('c-none', 'acknowledge', {}, LEADER)).rejects.toMatchObject({
      status: 404,
    });
    await command(id, 'acknowledge', {}, LEADER);
    await expect(command(id, 'acknowledge', {}, LEADER)).rejects.toBeInstanceOf(AppError);
  });

  it('tells those who were called when a person ends it', async () => {
    const { watch, id, command } = await open();
    await command(id, 'acknowledge', {}, LEADER);
    await command(id, 'contain', {}, LEADER);
    await command(id, 'resolve', {}, LEADER);
    await watch.run(NOON + 2 * MINUTE + 5_000, NOON + 3 * MINUTE);
    await until(() => standIn.calls.some(({ body }) => body.type === 'alert.resolved'));
    const ends = standIn.calls.filter(({ body }) => body.type === 'alert.resolved');
    expect(ends).toHaveLength(1);
    expect(ends[0]!.body.crisis.state).toBe('resolved');
    expect((await kinds(id)).filter((kind) => kind === 'resolved')).toHaveLength(1);
  });

  it('tells them too when the level was lowered below theirs before', async () => {
    const { url } = standIn;
    const director = { key: 'director', kind: 'webhook', url, secret: 'a secret of tests' };
    const receivers = [{ ...director, leastLevel: 'medium', allowPrivateAddress: true }];
    const { watch, id, command } = await open({ receivers });
    await until(() => standIn.calls.length > 0);
    await command(id, 'level', { level: 'low', reason: 'a known fault' }, LEADER);
    await command(id, 'false-alarm', { reason: 'a test of ours' }, LEADER);
    await watch.run(NOON + 2 * MINUTE + 5_000, NOON + 3 * MINUTE);
    await until(() => standIn.calls.some(({ body }) => body.type === 'alert.resolved'));
    expect((await kinds(id)).filter((kind) => kind === 'false-alarm')).toHaveLength(1);
  });

  it('lets one of two commands win that exclude each other', async () => {
    const { id, command } = await open();
    const outcomes = await Promise.allSettled([
      command(id, 'acknowledge', {}, LEADER),
      command(id, 'acknowledge', {}, { ...LEADER, name: 'Ole' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await kinds(id)).filter((kind) => kind === 'acknowledged')).toHaveLength(1);
  });
});
