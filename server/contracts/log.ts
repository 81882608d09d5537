/** The durable log between intake and pipeline: one contract, two implementations (LMDB, Redis
 * Streams), one shared test suite. */
import type { LogEntry } from './intake.ts';

export type LogRecord = { offset: string; entry: LogEntry };
/** An entry as it lies on the log: the JSON text of a `LogEntry`. */
export type RawRecord = { offset: string; text: string };
/** A row that the store refuses whatever is tried: kept aside with the reason, never in the way. */
export type DeadLetter = { kind: LogEntry['kind']; row: unknown; reason: string; at: number };
export type LogStatus = {
  /** Entries and bytes that wait for acknowledgement. */
  entries: number;
  bytes: number;
  maxBytes: number;
  /** `receivedAt` of the oldest entry that waits, epoch ms. */
  oldestReceivedAt: number | null;
  deadLetters: number;
  /** Dead letters that gave way to newer ones since the start of this process. */
  deadLettersDropped?: number;
};

export type IntakeLog = {
  /** Resolves once the entry is on disk. Throws AppError('log-full') when it does not fit or the
   * disk takes no more: nothing of it is kept then. */
  append(entry: LogEntry): Promise<void>;
  /** The next entries that were not read yet, oldest first, until `maxRows` rows are together (at
   * least one entry); waits up to `waitMs` for the first. A restart reads again what was not
   * acknowledged. */
  read(maxRows: number, waitMs: number): Promise<LogRecord[]>;
  /** As `read`, until `maxChars` characters are together, for a reader that parses elsewhere. Where
   * it is missing, `read` has to do. */
  readRaw?(maxChars: number, waitMs: number): Promise<RawRecord[]>;
  /** Forgets the entries: call it after the transaction that holds their rows. */
  ack(offsets: string[]): Promise<void>;
  bury(letters: DeadLetter[]): Promise<void>;
  listDead(limit: number): Promise<DeadLetter[]>;
  status(): Promise<LogStatus>;
  close(): Promise<void>;
};
