/** A thousand crises in a minute, in scripted time against the real database, the real pass and the
 * real sender: the most severe is told of first, nobody gets more than the limit, nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACE_MAX, PACE_WINDOW_MS } from '#alerts/flowchart/pacing.ts';
import { LEVELS, type Level } from '#contracts/crisis.ts';
import { insertCrisis } from '#server/store/crises.ts';
import type { Message } from '#contracts/calling.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { openNightShift } from './night-shift.ts';
import { NIGHT } from './outgoing.ts';
import { aCrisis } from './samples.ts';

const CRISES = 1_000;
const STORM_SECONDS = 60;
/** Goes on until those who did not answer by push and mail are sent SMS. */
const SECONDS = 90;

const levelOf = (index: number): Level => (index % 20 === 7 ? 'critical' : LEVELS[index % 3]!);

describe('a storm', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  it('of a thousand crises in a minute', async () => {
    const { db } = database;
    const { run, sent } = await openNightShift(db, () => ({ kind: 'accepted' }));

    let opened = 0;
    for (let second = 0; second <= SECONDS; second += 1) {
      const now = NIGHT + second * 1_000;
      const due = Math.min(CRISES, Math.ceil(((second + 1) / STORM_SECONDS) * CRISES));
      for (; opened < due; opened += 1) {
        const at = { firstMentionAt: now, detectedAt: now, openedAt: now };
        const id = `storm-${String(opened).padStart(4, '0')}`;
        await insertCrisis(db, aCrisis({ id, level: levelOf(opened), ...at }));
      }
      await run(now);
    }

    const { rows } = await db.query<Message & { openedAt: number; crisisLevel: Level }>(
      `select messages.id, messages.state, messages.crisis_id as "crisisId", messages.step,
              messages.level, messages.bundled_into as "bundledInto", messages.type,
              messages.accepted_at as "acceptedAt", messages.reason,
              messages.suppressed_by as "suppressedBy", crises.opened_at as "openedAt"
         from messages join crises on crises.id = messages.crisis_id`,
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(new Set(rows.map(({ crisisId }) => crisisId)).size).toBe(CRISES);

    // Nobody gets more than the limit.
    for (const { place, at } of sent) {
      const window = sent.filter(
        (other) => other.place === place && other.at <= at && other.at > at - PACE_WINDOW_MS,
      );
      expect(window.length, place).toBeLessThanOrEqual(PACE_MAX);
    }
    // Nothing goes twice, and nothing is lost: sent, inside one that was sent, waiting, or superseded.
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
    for (const { state, bundledInto, suppressedBy, acceptedAt } of rows) {
      if (state === 'bundled') expect(byId.get(bundledInto!)?.state).toBe('accepted');
      else if (state === 'suppressed') expect(suppressedBy).toBe('superseded');
      else expect(['accepted', 'queued']).toContain(state);
      expect(acceptedAt !== null).toBe(state === 'accepted' || state === 'bundled');
    }
    // The most severe is told of within ten seconds.
    const told = new Map<string, number>();
    for (const { crisisId, level, acceptedAt, openedAt } of rows) {
      if (level !== 'critical' || acceptedAt === null) continue;
      const wait = acceptedAt - openedAt;
      told.set(crisisId!, Math.min(wait, told.get(crisisId!) ?? Infinity));
    }
    const waits = [...told.values()].sort((a, b) => a - b);
    expect(waits).toHaveLength(CRISES / 20);
    expect(waits[Math.ceil(waits.length * 0.95) - 1]).toBeLessThanOrEqual(10_000);
  });
});
