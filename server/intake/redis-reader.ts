/** The reading side of the Redis log: a member of the consumer group. It reads again what it had not
 * acknowledged when the connection broke, shows that it lives while the database keeps it waiting,
 * and takes over what a dead member left. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogRecord } from '#contracts/log.ts';
import { RUNTIME } from '#server/config.ts';
import { decodeRecord } from './log-entry.ts';
import { ACK, GROUP, SWEEP, type RedisKeys } from './redis-scripts.ts';

export type RedisCall = (
  command: string,
  ...args: (string | number | Buffer)[]
) => Promise<unknown>;

type RawEntry = [id: string, fields: string[] | null];
type Options = {
  /** A connection of its own, because reading blocks it. */
  blocking: RedisCall;
  call: RedisCall;
  keys: RedisKeys;
  consumer: string;
  claimAfterMs: number;
};

/** Ids of one XCLAIM. */
const CLAIM_CHUNK = 500;
const PAUSE_MS = 250;
const SWEEP_AFTER_MS = 3_600_000;

const rowsOf = (records: LogRecord[]) =>
  records.reduce((sum, { entry }) => sum + entry.rows.length, 0);

export const ensureGroup = async (call: RedisCall, keys: RedisKeys): Promise<void> => {
  try {
    await call('XGROUP', 'CREATE', keys.stream, GROUP, '0', 'MKSTREAM');
  } catch (error) {
    if (!String(error).includes('BUSYGROUP')) throw error;
  }
};

/** What this member holds: entries that it was given and has not acknowledged, and those among them
 * that nobody has read yet. */
const createInbox = () => {
  const inFlight = new Map<string, number>();
  const ready: LogRecord[] = [];
  return {
    inFlight,
    /** Adds what is new; gives the ids of entries whose content is gone. */
    add: (entries: RawEntry[]): string[] => {
      const gone: string[] = [];
      for (const [id, fields] of entries) {
        const text = fields?.[3];
        if (text === undefined) gone.push(id);
        if (text === undefined || inFlight.has(id)) continue;
        inFlight.set(id, Buffer.byteLength(text));
        ready.push(decodeRecord({ offset: id, text }));
      }
      return gone;
    },
    count: () => ({ entries: ready.length, rows: rowsOf(ready) }),
    take: (maxRows: number): LogRecord[] => {
      let rows = 0;
      let end = 0;
      while (end < ready.length && rows < maxRows) rows += ready[end++]?.entry.rows.length ?? 0;
      return ready.splice(0, end);
    },
  };
};

/** Brings entries into the inbox: first own ones of before, then those of the dead, then new ones. */
const createFetch = (options: Options, inbox: ReturnType<typeof createInbox>) => {
  const { blocking, call, keys, consumer, claimAfterMs } = options;
  /** Own entries after this id may be unacknowledged; null when all of them are known. */
  let recoverFrom: string | null = '0';
  let claimFrom = '0-0';
  let claimedAt = Number.NEGATIVE_INFINITY;

  const accept = async (entries: RawEntry[]): Promise<number> => {
    const before = inbox.count().entries;
    const gone = inbox.add(entries);
    if (gone.length > 0) await call('XACK', keys.stream, GROUP, ...gone);
    return inbox.count().entries - before;
  };
  const readGroup = async (count: number, from: string, block: (string | number)[]) => {
    const args = ['GROUP', GROUP, consumer, 'COUNT', count, ...block, 'STREAMS', keys.stream, from];
    const reply = (await blocking('XREADGROUP', ...args)) as [string, RawEntry[]][] | null;
    return reply?.[0]?.[1] ?? [];
  };
  const claim = async (count: number): Promise<number> => {
    if (performance.now() - claimedAt < Math.min(RUNTIME.claimEveryMs, claimAfterMs)) return 0;
    const args = [keys.stream, GROUP, consumer, claimAfterMs, claimFrom, 'COUNT', count] as const;
    const [next, entries] = (await call('XAUTOCLAIM', ...args)) as [string, RawEntry[]];
    claimFrom = next;
    // The next round at once while there is more to take over.
    if (claimFrom === '0-0') claimedAt = performance.now();
    return accept(entries);
  };
  return {
    /** The connection broke: a reply that was on its way may be lost. */
    recover: () => {
      recoverFrom = '0';
    },
    fetch: async (count: number, waitMs: number): Promise<number> => {
      while (recoverFrom !== null) {
        const own = await readGroup(count, recoverFrom, []);
        recoverFrom = own.at(-1)?.[0] ?? null;
        const found = await accept(own);
        if (found > 0) return found;
      }
      const claimed = await claim(count);
      if (claimed > 0) return claimed;
      return accept(await readGroup(count, '>', waitMs > 0 ? ['BLOCK', Math.ceil(waitMs)] : []));
    },
  };
};

export const createRedisReader = (options: Options) => {
  const { call, keys, consumer } = options;
  const inbox = createInbox();
  const { fetch, recover } = createFetch(options, inbox);
  /** Of those seen last; the most there can be until there were some. */
  let rowsPerEntry: number = RUNTIME.batchRows;

  const fill = async (maxRows: number, waitMs: number) => {
    for (let held = inbox.count(); held.rows < maxRows; held = inbox.count()) {
      const wanted = Math.ceil((maxRows - held.rows) / rowsPerEntry);
      const count = Math.min(Math.max(1, wanted), RUNTIME.redisEntriesAtOnce);
      if ((await fetch(count, held.rows > 0 ? 0 : waitMs)) === 0) return;
      const { rows, entries } = inbox.count();
      rowsPerEntry = Math.max(1, rows / entries);
    }
  };
  return {
    recover,
    /** `onTrouble` hears what went wrong; the reader comes back with what it has. */
    read: async (maxRows: number, waitMs: number, onTrouble: (error: unknown) => void) => {
      try {
        await fill(maxRows, waitMs);
      } catch (error) {
        if (String(error).includes('NOGROUP')) await ensureGroup(call, keys).catch(onTrouble);
        else onTrouble(error);
        if (inbox.count().entries === 0) await sleep(Math.min(waitMs, PAUSE_MS));
      }
      return inbox.take(maxRows);
    },
    ack: async (offsets: string[]) => {
      const held = offsets.filter((id) => inbox.inFlight.has(id));
      if (held.length === 0) return;
      const pairs = held.flatMap((id) => [id, inbox.inFlight.get(id) ?? 0]);
      await call('EVAL', ACK, 2, keys.stream, keys.bytes, GROUP, ...pairs);
      for (const id of held) inbox.inFlight.delete(id);
    },
    showAlive: async () => {
      const ids = [...inbox.inFlight.keys()];
      for (let i = 0; i < ids.length; i += CLAIM_CHUNK) {
        const chunk = ids.slice(i, i + CLAIM_CHUNK);
        await call('XCLAIM', keys.stream, GROUP, consumer, 0, ...chunk, 'JUSTID');
      }
    },
    sweep: () => call('EVAL', SWEEP, 1, keys.stream, GROUP, consumer, SWEEP_AFTER_MS),
  };
};
