/** What came of an attempt, as it is kept: the row and the timeline in one transaction, and one line a
 * step of the delivery, not one a retry. */
import type { Outcome } from '#alerts/receivers/contract.ts';
import type { TimelineEntry, TimelineKind } from '#contracts/crisis.ts';
import { WAY_NAMES } from '#contracts/way.ts';
import { RUNTIME } from '#server/config.ts';
import { addTimeline, type StoredTimelineEntry } from '#server/store/crises.ts';
import type { StoredMessage } from '#server/store/messages.ts';
import { settleMessage, type Settled, type Taken } from '#server/store/outbox.ts';
import type { Db } from '#server/store/sql.ts';

const HOUR_MS = 3_600_000;
const GIVEN_UP = `given up after ${RUNTIME.messageMaxAgeMs / HOUR_MS} hours`;

/** 2, 4, 8 ... 60 s after attempt 1, 2, 3 ..., or what the provider asks for where that is longer. */
export const pauseMs = (attempts: number, askedMs = 0): number =>
  Math.max(
    Math.min(RUNTIME.messageRetryMs * 2 ** Math.min(attempts - 1, 20), RUNTIME.messageRetryMaxMs),
    Math.min(askedMs, RUNTIME.messageRetryAskedMaxMs),
  );

/** A retry of a message that is too old is the end of it. */
export const settledOf = (outcome: Outcome, message: StoredMessage, now: number): Settled => {
  if (outcome.kind === 'accepted') {
    const { providerId = null, isDelivered = false } = outcome;
    return { kind: 'accepted', at: now, providerId, isDelivered };
  }
  const { reason } = outcome;
  if (outcome.kind === 'refused') return { kind: 'failed', at: now, reason };
  if (now - message.dueAt > RUNTIME.messageMaxAgeMs) {
    return { kind: 'failed', at: now, reason: `${reason}; ${GIVEN_UP}` };
  }
  return { kind: 'retry', reason, nextAttemptAt: now + pauseMs(message.attempts, outcome.afterMs) };
};

type Told = Pick<StoredMessage, 'id' | 'type' | 'crisisId' | 'contact' | 'way'>;

export const entryOf = (
  { id, type, crisisId, contact, way }: Told,
  kind: TimelineKind,
  at: number,
  text: (who: string) => string,
  data: object = {},
): TimelineEntry[] => {
  if (crisisId === null) return [];
  const what = { message: id, type, receiver: way.receiver, via: way.kind, ...data };
  const who = text(`${contact} by ${WAY_NAMES[way.kind]}`);
  return [{ crisisId, at, kind, by: 'tocsin', text: who, data: what }];
};

/** What is no call is not told like one: somebody has it already. */
const SAYS: Partial<Record<StoredMessage['type'], string>> = {
  'alert.taken': ' that somebody has it',
  'alert.resolved': ' that it is over',
};

const entriesOf = ({ message, riders }: Taken, outcome: Settled, now: number): TimelineEntry[] => {
  const { attempts } = message;
  const all: Told[] = [message, ...riders];
  if (outcome.kind === 'accepted') {
    const others = all.length - 1;
    const together = others > 0 ? `, in one message with ${others} more` : '';
    return all.flatMap((told) => {
      const text = (who: string) => `Told ${who}${SAYS[told.type] ?? ''}${together}`;
      return entryOf(told, 'alert-sent', now, text, { attempts });
    });
  }
  const { reason } = outcome;
  const data = { attempts, reason, final: outcome.kind === 'failed' };
  if (outcome.kind === 'failed') {
    const text = (who: string) => `Could not reach ${who}: ${reason}`;
    return all.flatMap((told) => entryOf(told, 'alert-failed', now, text, data));
  }
  // The first failure is worth a line; the ones after it say the same.
  if (attempts > 1) return [];
  const text = (who: string) => `Not yet reached ${who}: ${reason}; trying again`;
  return all.flatMap((told) => entryOf(told, 'alert-failed', now, text, data));
};

/** Null: the message has moved on meanwhile, and nothing is written. */
export const settle = (
  db: Db,
  taken: Taken,
  outcome: Settled,
  now: number,
): Promise<StoredTimelineEntry[] | null> =>
  db.transaction(async (sql) => {
    const { id, attempts } = taken.message;
    if (!(await settleMessage(sql, id, attempts, outcome))) return null;
    return addTimeline(sql, entriesOf(taken, outcome, now));
  });
