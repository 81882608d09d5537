/** The beat of the house: it counts nowhere, nobody outside may send it, and it never piles up. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEAT_CHANNEL, beatRow } from '#contracts/heartbeat.ts';
import type { LogEntry } from '#contracts/intake.ts';
import { startHeartbeat } from '#server/calling/heartbeat.ts';
import { forOthers, readEvent, readMention } from '#server/intake/read-row.ts';
import { createMetrics } from '#server/metrics.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { lastStoredBeat } from '#server/store/heartbeat.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { context, mentionRow, NOON } from '../pipeline/make.ts';
import { until } from './stage.ts';

const TABLES = ['mentions', 'ledger', 'quarantine', 'conversations', 'bucket_10s', 'bucket_1h'];

describe('the beat in the pipeline', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.drop());

  it('is stored as a beat and told, and leaves no row, name or figure', async () => {
    const given = context({});
    const beat = mentionRow({ ...beatRow(NOON), at: NOON, brand: 'nobody' });
    const { committed, stored, repeated } = await commitBatch(test.db, [beat], given);
    expect(committed.beatAt).toBe(NOON);
    expect(await lastStoredBeat(test.db)).toBe(NOON);
    expect([stored, repeated]).toEqual([
      { mentions: 0, events: 0 },
      { mentions: 0, events: 0 },
    ]);
    for (const table of TABLES) {
      const { rows } = await test.db.query<{ n: number }>(`select count(*) as n from ${table}`);
      expect(rows[0]!.n, table).toBe(0);
    }
    const { increments, late, voices, lastSeen, conversations } = committed;
    expect([increments, late, voices, lastSeen, conversations]).toEqual([[], [], [], [], []]);
    expect([...given.register.channels, ...given.register.brands]).not.toContain(BEAT_CHANNEL);
    expect(given.register.brands).not.toContain('nobody');
  });

  it('rides with rows that count, and an older one does not take it back', async () => {
    const rows = [mentionRow({ id: 'a' }), mentionRow({ ...beatRow(NOON), at: NOON - 60_000 })];
    const { committed, stored } = await commitBatch(test.db, rows, context({}));
    expect(stored.mentions).toBe(1);
    expect(committed.beatAt).toBe(NOON - 60_000);
    expect(await lastStoredBeat(test.db)).toBe(NOON);
  });
});

describe('the channel of the beat', () => {
  it('is for the house alone', () => {
    const row = beatRow(NOON);
    expect(readMention(row).ok).toBe(true);
    expect(forOthers(readMention)(row)).toEqual({
      ok: false,
      code: 'invalid-row',
      detail: 'channel: is reserved',
    });
    const event = { id: 'e', type: 'conversation.opened', conversation: 'c', at: row.at };
    expect(forOthers(readEvent)({ ...event, channel: BEAT_CHANNEL }).ok).toBe(false);
    expect(forOthers(readEvent)({ ...event, channel: 'forum' }).ok).toBe(true);
    expect(forOthers(readMention)({ ...row, channel: 'forum' }).ok).toBe(true);
  });
});

describe('heartbeat', () => {
  const open = async (given: { append(entry: LogEntry): Promise<void>; isLeading?: boolean }) => {
    const calls: string[] = [];
    const answers: number[] = [];
    const server = createServer((request, response) => {
      calls.push(`${request.method} ${request.url}`);
      response.writeHead(answers.shift() ?? 200).end();
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const logged: string[] = [];
    const clock = { now: NOON };
    const heartbeat = startHeartbeat({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-of-the-beat`,
      log: given,
      clock: () => (clock.now += 10),
      logger: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
      metrics: createMetrics(),
      isLeading: () => given.isLeading ?? true,
      everyMs: 20,
    });
    const close = async () => {
      await heartbeat.stop();
      server.close();
    };
    return { heartbeat, calls, answers, logged, close };
  };

  it('puts no second beat behind one that hangs on the log, and goes on after it', async () => {
    let free = () => {};
    let appended = 0;
    const { close } = await open({
      append: () => {
        appended += 1;
        return appended > 1 ? Promise.resolve() : new Promise((done) => (free = done));
      },
    });
    await new Promise((done) => setTimeout(done, 100));
    expect(appended).toBe(1);
    free();
    await until(() => appended > 2);
    await close();
  });

  it('sends none where another leads', async () => {
    let appended = 0;
    const append = async () => void (appended += 1);
    const { close } = await open({ append, isLeading: false });
    await new Promise((done) => setTimeout(done, 100));
    await close();
    expect(appended).toBe(0);
  });

  it('tells each beat that arrives once, and says without the address that it cannot', async () => {
    const { heartbeat, calls, answers, logged, close } = await open({ append: async () => {} });
    answers.push(200, 500);
    for (const at of [1, 1, 0, 2]) heartbeat.arrived(at);
    await until(() => calls.length === 2 && logged.length > 0);
    const told = heartbeat.lastAt();
    expect(told).not.toBeNull();
    heartbeat.arrived(3);
    await until(() => logged.length > 1);
    await close();
    expect(calls).toEqual(Array(3).fill('GET /secret-of-the-beat'));
    expect(heartbeat.lastAt()).toBeGreaterThan(told!);
    expect(logged.join('')).toMatch(/the heartbeat fails/);
    expect(logged.join('')).not.toContain('secret-of-the-beat');
  });
});
