/** A batch: the rows that go into one transaction, and which of them may. Reading the log gives
 * entries of any size; here they become rows in order, understood, cut to the size of a batch. */
import type { DeskEvent } from '#contracts/desk-event.ts';
import type { LogRecord } from '#contracts/log.ts';
import type { DeadLetter } from '#contracts/log.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';

export type MentionRow = { kind: 'mentions'; row: Understood; receivedAt: number };
export type EventRow = { kind: 'events'; row: DeskEvent; receivedAt: number };
export type BatchRow = MentionRow | EventRow;

/** What was read together. `offsets` may be acknowledged once every row of `rows` is stored or
 * buried; `letters` are the rows that could not be understood. */
export type Reading = {
  offsets: string[];
  receivedAt: number;
  rows: BatchRow[];
  letters: DeadLetter[];
};

/** Rows understood before the event loop gets a turn: about 5 ms. */
const ROWS_PER_TURN = 256;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const understandOne = (
  reading: Reading,
  row: Mention,
  receivedAt: number,
  understand: (mention: Mention) => Understood,
): void => {
  try {
    reading.rows.push({ kind: 'mentions', row: understand(row), receivedAt });
  } catch (error) {
    const reason = `cannot be understood: ${error instanceof Error ? error.name : 'unknown fault'}`;
    reading.letters.push({ kind: 'mentions', row, reason, at: receivedAt });
  }
};

/** Entries of the log -> understood rows, in order. Gives way to other work between portions. */
export const understandRecords = async (
  records: readonly LogRecord[],
  understand: (mention: Mention) => Understood,
): Promise<Reading> => {
  const reading: Reading = {
    offsets: records.map((record) => record.offset),
    receivedAt: Math.min(...records.map(({ entry }) => entry.receivedAt)),
    rows: [],
    letters: [],
  };
  let sinceTurn = 0;
  for (const { entry } of records) {
    if (entry.kind === 'events') {
      for (const row of entry.rows) {
        reading.rows.push({ kind: 'events', row, receivedAt: entry.receivedAt });
      }
      continue;
    }
    for (const row of entry.rows) {
      understandOne(reading, row, entry.receivedAt, understand);
      sinceTurn += 1;
      if (sinceTurn % ROWS_PER_TURN === 0) await turn();
    }
  }
  return reading;
};

/** Cuts rows into equal portions of at most `max`: what is read together may be more than a batch. */
export const portions = <T>(rows: readonly T[], max: number): T[][] => {
  const size = Math.ceil(rows.length / Math.ceil(rows.length / max));
  const cut: T[][] = [];
  for (let from = 0; from < rows.length; from += size) cut.push(rows.slice(from, from + size));
  return cut;
};
