/** A provider that is down for an hour, with the real pass and sender: the next way is taken within two
 * minutes, and when it is back it delivers what still matters, once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertCrisis } from '#server/store/crises.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { openNightShift } from './night-shift.ts';
import { linesOf, NIGHT, rowsOf } from './outgoing.ts';
import { aCrisis } from './samples.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const BACK_AT = NIGHT + 60 * MINUTE_MS;

describe('a provider that is down for an hour', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  it('is gone round within two minutes, and delivers once when it is back', async () => {
    const { db } = database;
    const { run, sent } = await openNightShift(db, (kind, now) =>
      kind === 'sms' || now >= BACK_AT
        ? { kind: 'accepted' }
        : { kind: 'retry', reason: 'answered 503' },
    );
    const times = { firstMentionAt: NIGHT, detectedAt: NIGHT, openedAt: NIGHT };
    await insertCrisis(db, aCrisis({ id: 'night', level: 'high', ...times }));
    const stepMs = (at: number) => (at < NIGHT + 3 * MINUTE_MS ? 5 : 30) * SECOND_MS;
    for (let at = NIGHT; at < BACK_AT + 10 * MINUTE_MS; at += stepMs(at)) await run(at);

    const bySms = sent.filter(({ kind }) => kind === 'sms');
    expect(bySms[0]!.at - NIGHT).toBeLessThanOrEqual(2 * MINUTE_MS);
    const rows = await rowsOf(db);
    for (const place of new Set(sent.map((each) => each.place))) {
      const after = sent.filter((each) => each.place === place && each.at >= BACK_AT);
      const late = after.filter(({ id }) => rows.get(id)!.queuedAt < BACK_AT);
      expect(late.length, place).toBeLessThanOrEqual(1);
    }
    const accepted = sent.filter(({ isAccepted }) => isAccepted).map(({ id }) => id);
    expect(new Set(accepted).size).toBe(accepted.length);
    const mail = sent.filter((each) => each.kind === 'mail' && each.at >= BACK_AT);
    expect(mail.length).toBeGreaterThan(0);
    // Down means a line when it begins, not one for each attempt.
    const failed = (await linesOf(db, 'night')).filter(({ kind }) => kind === 'alert-failed');
    expect(failed.length).toBeLessThan(sent.filter(({ isAccepted }) => !isAccepted).length / 2);
  });
});
