/** What the watch writes to the log: which signal stands, in nobody's words. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TickInput } from '#alerts/contract.ts';
import { listSignals } from '#server/store/signals.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { aCatalogue, createTalk, NOON, openWatch, teachCalm } from './stage.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

it('tells of a theme that nobody defined without its words', async () => {
  const stage = createTalk();
  await teachCalm(test.db, NOON);
  const tickInput = (now: number): TickInput => {
    const input = stage.live.tickInput(now);
    const [brand] = input.brands;
    const { startAt, counts } = brand!.volume;
    const burst = Array.from(counts, (_, slot) =>
      startAt + slot * 10_000 >= NOON - 60_000 ? 20 : 0,
    );
    const topics = [
      {
        ...{ topic: 'emerging-broken-ankle', name: 'broken ankle' },
        volume: { startAt, counts: burst },
        negative: { startAt, counts: burst },
        emerging: {
          ...{ topic: 'emerging-broken-ankle', name: 'broken ankle', terms: ['broken ankle'] },
          ...{ firstAt: NOON - 60_000, detectedAt: NOON, mentions: 120, voices: 110, roots: 100 },
          ...{ expected: 0.1, windowSeconds: 300, strength: 8 },
        },
      },
    ];
    return { now, brands: [{ ...brand!, topics }] };
  };
  const watch = openWatch(test.db, aCatalogue('http://127.0.0.1:9/hook'), {
    ...stage,
    live: { ...stage.live, tickInput },
  });
  await watch.run(NOON, NOON + 30_000);
  await watch.stop();
  const { items } = await listSignals(test.db, { limit: 10 });
  expect(items.map(({ topic }) => topic)).toContain('emerging-broken-ankle');
  const text = watch.logged.join('');
  expect(text).toContain('signal stands');
  expect(text).not.toContain('ankle');
});
