/** The durable log on the own disk: LMDB, one writer thread, an fdatasync per commit before anything
 * is acknowledged; whatever arrives during one commit shares the next. The default; where many
 * machines share the work, `log-redis.ts` stands in its place. */
import { open, type Database, type RootDatabase } from 'lmdb';
import type { DeadLetter, IntakeLog, LogRecord, RawRecord } from '#contracts/log.ts';
import { RUNTIME } from '#server/config.ts';
import type { AppError } from '#server/errors.ts';
import { createBell } from './bell.ts';
import { watchFreeSpace, type FreeSpace, type MeasureFree } from './free-space.ts';
import { decodeRecord, encodeEntry, logFull, totalBytes } from './log-entry.ts';

/** What status and ack need stands in the key, so that neither has to read an entry. */
type EntryKey = [sequence: number, bytes: number, receivedAt: number];
type Entries = Database<Buffer, EntryKey>;
type Letters = Database<DeadLetter, number>;

export type LmdbLogOptions = {
  dir: string;
  maxBytes: number;
  deadLettersMax?: number;
  diskReserveBytes?: number;
  measureFree?: MeasureFree;
};

/** A failed commit rejects twice: the write, and `commitError` with the reason, which LMDB has put on
 * standard error by then. Nobody else listens to the second one. */
const failed = (error: unknown): AppError => {
  (error as { commitError?: Promise<unknown> }).commitError?.catch(() => undefined);
  return logFull(error);
};

const offsetOf = (key: EntryKey) => key.join('-');

/** Runs a write, once more after the file put by has given way. */
const insist = async (space: FreeSpace, write: () => Promise<unknown>): Promise<void> => {
  try {
    await write();
  } catch (error) {
    const reason = failed(error);
    if (!(await space.giveWay())) throw reason;
    await write().catch((again: unknown) => {
      throw failed(again);
    });
  }
};

const openEnvironment = (dir: string): RootDatabase =>
  open({
    path: dir,
    // A write resolves after the sync of its commit, not before.
    overlappingSync: false,
    // Batching by event turn leaves an internal promise without a listener when a commit fails.
    eventTurnBatching: false,
  });

const openDead = (root: RootDatabase, space: FreeSpace, max: number) => {
  const letters: Letters = root.openDB({ name: 'dead', encoding: 'json' });
  let kept = letters.getCount();
  let dropped = 0;
  let next = [...letters.getKeys({ reverse: true, limit: 1 })].reduce((_, key) => key + 1, 1);
  return {
    bury: async (given: DeadLetter[]) => {
      if (given.length === 0) return;
      const over = Math.max(0, kept + given.length - max);
      const oldest = [...letters.getKeys({ limit: over })];
      await insist(space, () =>
        root.batch(() => {
          for (const key of oldest) void letters.remove(key);
          for (const letter of given.slice(-max)) void letters.put(next++, letter);
        }),
      );
      kept = letters.getCount();
      dropped += over;
    },
    /** Newest first. */
    list: (limit: number) =>
      [...letters.getRange({ reverse: true, limit })].map(({ value }) => value),
    counts: () => ({ deadLetters: kept, deadLettersDropped: dropped }),
  };
};

/** What waits, in numbers; kept in memory, counted from the keys at open. */
const countWaiting = (entries: Entries) => {
  const waiting = { entries: 0, bytes: 0, nextSequence: 1, isCramped: false };
  for (const [sequence, bytes] of entries.getKeys()) {
    waiting.entries += 1;
    waiting.bytes += bytes;
    waiting.nextSequence = sequence + 1;
  }
  return waiting;
};
type Waiting = ReturnType<typeof countWaiting>;

const createAppend =
  (root: RootDatabase, entries: Entries, waiting: Waiting, space: FreeSpace, maxBytes: number) =>
  async (entry: Parameters<IntakeLog['append']>[0]): Promise<void> => {
    const parts = encodeEntry(entry);
    const bytes = totalBytes(parts);
    if (waiting.bytes + bytes > maxBytes || !space.hasRoomFor(bytes)) throw logFull();
    const put = (part: Buffer) =>
      entries.put([waiting.nextSequence++, part.length, entry.receivedAt], part);
    waiting.bytes += bytes;
    waiting.entries += parts.length;
    try {
      const [only] = parts;
      if (parts.length === 1 && only) await put(only);
      else await root.batch(() => parts.forEach((part) => void put(part)));
    } catch (error) {
      waiting.bytes -= bytes;
      waiting.entries -= parts.length;
      waiting.isCramped = true;
      throw failed(error);
    }
  };

const createReader = (entries: Entries) => {
  const inFlight = new Map<string, EntryKey>();
  let nextSequence = 0;
  const take = <Taken>(max: number, open: (raw: RawRecord) => { taken: Taken; size: number }) => {
    const found: Taken[] = [];
    let sum = 0;
    for (const { key, value } of entries.getRange({ start: [nextSequence, 0, 0] })) {
      const raw = { offset: offsetOf(key), text: value.toString() };
      const { taken, size } = open(raw);
      found.push(taken);
      inFlight.set(raw.offset, key);
      nextSequence = key[0] + 1;
      sum += size;
      if (sum >= max) break;
    }
    return found;
  };
  const parsed = (raw: RawRecord): { taken: LogRecord; size: number } => {
    const record = decodeRecord(raw);
    return { taken: record, size: record.entry.rows.length };
  };
  const unparsed = (raw: RawRecord) => ({ taken: raw, size: raw.text.length });
  return {
    inFlight,
    take: (maxRows: number) => take(maxRows, parsed),
    takeRaw: (maxChars: number) => take(maxChars, unparsed),
  };
};

const createAck =
  (
    root: RootDatabase,
    entries: Entries,
    waiting: Waiting,
    space: FreeSpace,
    inFlight: Map<string, EntryKey>,
  ) =>
  async (offsets: string[]): Promise<void> => {
    const keys = offsets.flatMap((offset) => {
      const key = inFlight.get(offset);
      inFlight.delete(offset);
      return key ? [key] : [];
    });
    if (keys.length === 0) return;
    try {
      await insist(space, () => root.batch(() => keys.forEach((key) => void entries.remove(key))));
    } catch (error) {
      for (const key of keys) inFlight.set(offsetOf(key), key);
      throw error;
    }
    if (waiting.isCramped) {
      // LMDB hands out freed pages two commits later, and failed appends are none.
      await insist(space, () => root.put('turn', keys[0]?.[0]));
      waiting.isCramped = false;
    }
    waiting.entries -= keys.length;
    waiting.bytes -= keys.reduce((sum, key) => sum + key[1], 0);
  };

/** Opens the log in `dir` (made when missing). One process at a time: see `data-dir.ts`. */
export const openLmdbLog = async (options: LmdbLogOptions): Promise<IntakeLog> => {
  const { dir, maxBytes } = options;
  const root = openEnvironment(dir);
  const entries: Entries = root.openDB({ name: 'entries', encoding: 'binary' });
  const space = await watchFreeSpace(dir, options.diskReserveBytes, options.measureFree);
  const dead = openDead(root, space, options.deadLettersMax ?? RUNTIME.deadLettersMax);
  const waiting = countWaiting(entries);
  const reader = createReader(entries);
  const bell = createBell();
  const patiently = async <Taken>(take: () => Taken[], waitMs: number): Promise<Taken[]> => {
    const taken = take();
    if (taken.length > 0 || waitMs <= 0) return taken;
    await bell.wait(waitMs);
    return bell.isClosed() ? [] : take();
  };
  const appendToDisk = createAppend(root, entries, waiting, space, maxBytes);
  return {
    append: async (entry) => {
      await appendToDisk(entry);
      bell.ring();
    },
    read: (maxRows, waitMs) => patiently(() => reader.take(maxRows), waitMs),
    readRaw: (maxChars, waitMs) => patiently(() => reader.takeRaw(maxChars), waitMs),
    ack: createAck(root, entries, waiting, space, reader.inFlight),
    bury: dead.bury,
    listDead: async (limit) => dead.list(limit),
    status: async () => {
      const [oldest] = entries.getKeys({ limit: 1 });
      return {
        entries: waiting.entries,
        bytes: waiting.bytes,
        maxBytes,
        oldestReceivedAt: oldest?.[2] ?? null,
        ...dead.counts(),
      };
    },
    close: async () => {
      bell.close();
      await root.close();
    },
  };
};
