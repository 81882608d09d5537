/** One code path: the same rows through the live server (commit, live state, leader, on a real database
 * and a scripted clock) and through a back-test end in the same signals and crises. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TICK_MS } from '#alerts/contract.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Signal } from '#contracts/signal.ts';
import type { Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { createLive } from '#server/live/live.ts';
import { createMetrics } from '#server/metrics.ts';
import { simulate } from '#server/pipeline/backtest/simulate.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { createHear } from '#server/pipeline/hear.ts';
import { createRegister } from '#server/pipeline/register.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { RUNTIME } from '#server/config.ts';
import { learnBaselines } from '#server/watch/baselines.ts';
import { sampleDesk } from '#server/watch/samples.ts';
import { createLooker } from '#server/watch/watch.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { typed } from '../scenarios/recorded/compose.ts';
import { serviceFailure } from '../scenarios/recorded/crises.ts';
import { everydayOf, postOf, restartIds } from '../scenarios/recorded/everyday.ts';
import { voicingOf } from '../scenarios/recorded/record.ts';

const MINUTE_MS = 60_000;
/** All within one hour, so that both learn what is normal once. */
const START = Date.UTC(2026, 2, 11, 12, 10);
const HISTORY_MS = 6 * 60 * MINUTE_MS;
const ONSET = START + 4 * MINUTE_MS;
const END = START + 16 * MINUTE_MS;
/** Both look at each tick while a row came within this time. */
const GAP_MS = 10_000;
/** The desk of the history is looked at so often, as a back-test does. */
const TAUGHT_MS = 10 * MINUTE_MS;

type Said = object;
const saidSignal = ({ detail, ...signal }: Signal): Said => ({ ...signal, ...detail });
/** What the database adds to a crisis: its number and version. */
const saidCrisis = (crisis: Crisis): Said => ({ ...crisis, number: 0, version: 0 });

const understand = createUnderstand(defaultCatalogue());
const byTime = <T extends { at: number }>(rows: T[]): T[] => rows.sort((a, b) => a.at - b.at);

/** Traffic with an outage, and a desk that answers; no pause in it is longer than GAP_MS. */
const recording = () => {
  restartIds();
  const voicing = voicingOf({ set: 'tuning', seed: 2, kind: 'service-failure' }, 'one path');
  const perMinute = 6;
  const history = everydayOf(voicing, { from: START - HISTORY_MS, to: START, perMinute });
  const usual = everydayOf(voicing, { from: START, to: END, perMinute });
  const outage = serviceFailure(voicing, { at: ONSET, posts: 2000, rampMin: 3, minutes: 12 });
  const { chance, phrases, world } = voicing;
  const beats = Array.from({ length: (END - START) / GAP_MS }, (_, i): Mention => {
    const text = typed(chance.pick(phrases.everyday), world, chance);
    return postOf(voicing, START + i * GAP_MS + 1, text);
  });
  const isBefore = (end: number) => (row: Mention) => row.at < end;
  return {
    history: byTime(history.filter(isBefore(START)).map(understand)),
    mentions: byTime([...usual, ...outage, ...beats].filter(isBefore(END)).map(understand)),
  };
};

const playBacktest = ({ history, mentions }: ReturnType<typeof recording>): Said[] => {
  const said: Said[] = [];
  simulate({
    ...{ mentions, history, catalogue: defaultCatalogue() },
    tell: (told) => {
      if (told.kind === 'alert' || told.at > END) return;
      const { transition } = told;
      if ('signal' in transition) said.push(saidSignal(transition.signal));
      else said.push(saidCrisis(transition.crisis));
    },
  });
  return said;
};

const openServer = async (test: TestDatabase) => {
  const { db } = test;
  const catalogue = defaultCatalogue();
  const time = { now: START };
  const clock = () => time.now;
  const said: Said[] = [];
  const bus = createLocalBus();
  const live = createLive({ db, catalogue, clock });
  const hear = createHear(catalogue);
  const register = createRegister();
  const logger = pino({ level: 'silent' });
  bus.subscribe((message) => {
    live.apply(message);
    if (message.kind !== 'watch') return;
    said.push(...message.signals.map(saidSignal), ...message.crises.map(saidCrisis));
  });
  const looker = createLooker(
    {
      ...{ db, bus, catalogue, logger, live, clock, metrics: createMetrics() },
    },
    'one',
  );
  const commit = async (rows: readonly Understood[]) => {
    const batch = rows.map((row) => ({ kind: 'mentions' as const, row, receivedAt: row.at }));
    const limits = RUNTIME;
    const context = {
      now: time.now,
      register,
      limits,
      agentOf: () => null,
      fallbackBrand: '',
      hear,
    };
    return commitBatch(db, batch, context);
  };
  return {
    said,
    /** What was there before the server started; another one has kept an eye on the desk. */
    teach: async (history: readonly Understood[]) => {
      const before = createLive({ db, catalogue, clock });
      await before.load();
      let next = 0;
      for (let at = START - HISTORY_MS + TAUGHT_MS; at <= START; at += TAUGHT_MS) {
        const from = next;
        while (next < history.length && history[next]!.at < at) next += 1;
        time.now = at;
        const { committed } = await commit(history.slice(from, next));
        before.apply({ kind: 'committed', committed });
        await sampleDesk(db, before, at);
      }
      before.close();
      await live.load();
      live.close();
    },
    play: async (mentions: readonly Understood[]) => {
      time.now = Math.ceil(mentions[0]!.at / TICK_MS) * TICK_MS;
      await learnBaselines({ db, clock, catalogue, logger });
      let next = 0;
      for (let { now } = time; now <= END; now += TICK_MS) {
        const from = next;
        while (next < mentions.length && mentions[next]!.at < now) next += 1;
        time.now = now;
        if (next > from) {
          const { committed } = await commit(mentions.slice(from, next));
          bus.publish({ kind: 'committed', committed });
        }
        await looker.lookOnce(now);
      }
      await looker.stop();
    },
  };
};

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase('embedded');
});
afterAll(() => test.drop());

it('says the same live and in a back-test', async () => {
  const rows = recording();
  const backtest = playBacktest(rows);
  const server = await openServer(test);
  await server.teach(rows.history);
  await server.play(rows.mentions);
  expect(backtest.length).toBeGreaterThan(5);
  expect(server.said).toEqual(backtest);
});
