/** What went out lately, for the pace: in memory, and read from the store when a sender begins. What
 * surely did not arrive does not count. */
import { PACE_WINDOW_MS, placeOf, type Sent } from '#alerts/flowchart/pacing.ts';
import type { StoredMessage } from '#server/store/messages.ts';
import type { SentRow } from '#server/store/outbox.ts';

export const createSentLog = (before: readonly SentRow[]) => {
  let sent: Sent[] = before.map((row) => ({ place: placeOf(row), at: row.at }));
  return {
    recent: (now: number): readonly Sent[] => {
      sent = sent.filter(({ at }) => at > now - PACE_WINDOW_MS);
      return sent;
    },
    /** Gives what takes it back. */
    add: (message: StoredMessage, at: number): (() => void) => {
      const entry = { place: placeOf(message), at };
      sent.push(entry);
      return () => {
        sent = sent.filter((other) => other !== entry);
      };
    },
  };
};
