/** Alerts of other monitoring systems on their way from the store over a look to what walls, lists and
 * the record of a crisis say. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TICK_MS } from '#alerts/contract.ts';
import { catalogue } from '#contracts/catalogue.ts';
import type { ExternalAlert } from '#contracts/external-alert.ts';
import { RUNTIME } from '#server/config.ts';
import { createLocalBus, type BusMessage } from '#server/live/bus.ts';
import { getCrisis, insertCrisis } from '#server/store/crises.ts';
import { noteExternalAlerts } from '#server/store/external-alerts.ts';
import { listSignals } from '#server/store/signals.ts';
import { listTimeline } from '#server/store/timeline.ts';
import { look, takeMemory, type Memory } from '#server/watch/tick.ts';
import { BRAND, inputOf, NOW } from '../alerts/given.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { aCrisis } from './samples.ts';

const EPOCH = 1;
const alert: ExternalAlert = {
  ...{ brand: BRAND, source: 'alertmanager', fingerprint: 'a1', name: 'PaymentsFailing' },
  ...{ summary: 'Half of all payments fail', severity: 'critical', startsAt: NOW - 60_000 },
};

describe('an alert from outside', () => {
  let database: TestDatabase;
  let memory: Memory;
  let now = NOW;
  const heard: BusMessage[] = [];
  const bus = createLocalBus();
  bus.subscribe((message) => heard.push(message));

  beforeAll(async () => {
    database = await openTestDatabase();
    memory = await takeMemory(database.db, EPOCH);
  });
  afterAll(() => database.drop());

  const tell = (isFiring: boolean) => {
    const limits = { at: now, heardAfter: now - RUNTIME.externalStaleMs, max: 10 };
    return noteExternalAlerts(database.db, [{ alert, isFiring }], limits);
  };
  const lookOnce = async (afterMs = TICK_MS) => {
    now += afterMs;
    const deps = {
      ...{
        db: database.db,
        bus,
        catalogue: catalogue.parse({}),
        logger: pino({ level: 'silent' }),
      },
      tickInput: (at: number) => ({ now: at, brands: [inputOf()] }),
    };
    const looked = await look(deps, memory, new Map(), now, EPOCH);
    memory = looked.memory;
    return looked.crisesOpen;
  };
  const signals = async () => (await listSignals(database.db, { limit: 10 })).items;

  it('is a signal on lists and walls, and no crisis', async () => {
    await tell(true);
    expect(await lookOnce()).toBe(0);
    expect(await signals()).toMatchObject([
      { indicator: 'external', brand: BRAND, closedAt: null, why: expect.stringContaining('Half') },
    ]);
    expect(heard.at(-1)).toMatchObject({ kind: 'watch', signals: [{ indicator: 'external' }] });
  });

  it('joins a crisis that opens beside it, once', async () => {
    const crisis = aCrisis({ brand: BRAND, openedAt: now, detectedAt: now, firstMentionAt: now });
    await insertCrisis(database.db, crisis, EPOCH);
    await lookOnce();
    await lookOnce();
    const [signal] = await signals();
    expect((await getCrisis(database.db, crisis.id))?.signals).toEqual([signal?.id]);
    const { items } = await listTimeline(database.db, crisis.id, { limit: 50 });
    const told = items.filter(({ kind }) => kind === 'signal-opened');
    expect(told.map(({ text }) => text)).toEqual([signal?.why]);
  });

  it('ends when it is resolved, or when it was not repeated for long', async () => {
    await tell(false);
    await lookOnce();
    expect((await signals()).map(({ closedAt }) => closedAt)).toEqual([now]);
    await tell(true);
    await lookOnce();
    expect((await signals()).filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
    await lookOnce(RUNTIME.externalStaleMs);
    expect((await signals()).filter(({ closedAt }) => closedAt === null)).toEqual([]);
  });
});
