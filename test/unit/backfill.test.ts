/** Learning from history that came in late: once it is quiet, not for every row, and not for rows
 * that are only a little late. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { emptyCounts } from '#contracts/bucket.ts';
import { RUNTIME } from '#server/config.ts';
import { createLocalBus } from '#server/live/bus.ts';
import { learnAfterBackfill } from '#server/watch/backfill.ts';

const NOON = Date.UTC(2026, 2, 3, 12, 30);
const HOUR_MS = 3_600_000;
let learned = 0;
let bus: ReturnType<typeof createLocalBus>;
let backfill: ReturnType<typeof learnAfterBackfill>;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
  learned = 0;
  bus = createLocalBus();
  const learn = async () => void (learned += 1);
  backfill = learnAfterBackfill({ bus, clock: () => Date.now(), learn });
});
afterEach(async () => {
  await backfill.stop();
  vi.useRealTimers();
});

const commit = (hoursAgo: number) => {
  const at = Date.now();
  const key = { brand: 'acme', channel: 'x', topic: '' };
  const late = [{ ...key, at: at - hoursAgo * HOUR_MS, counts: emptyCounts() }];
  const nothing = { conversations: [], responses: [], agents: [], lastSeen: [] };
  bus.publish({
    kind: 'committed',
    committed: { at, receivedAt: at, increments: [], late, ...nothing },
  });
};

it('learns once after a back-fill has ended', async () => {
  for (let row = 0; row < 20; row += 1) {
    commit(24 * row + 2);
    await vi.advanceTimersByTimeAsync(RUNTIME.backfillQuietMs / 2);
  }
  expect(learned).toBe(0);
  await vi.advanceTimersByTimeAsync(RUNTIME.backfillQuietMs);
  expect(learned).toBe(1);
});

it('learns in between while a back-fill goes on', async () => {
  for (let ms = 0; ms < 2.5 * RUNTIME.backfillEveryMs; ms += 1_000) {
    commit(48);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(learned).toBe(2);
});

it('leaves alone what is late within this hour', async () => {
  commit(0.25);
  await vi.advanceTimersByTimeAsync(10 * RUNTIME.backfillQuietMs);
  expect(learned).toBe(0);
});
