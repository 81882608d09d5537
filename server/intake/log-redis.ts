/** The durable log in Redis: a stream with a consumer group, where many machines take in and many
 * work off. Bounded by bytes in one script with the append; when Redis is away or full, appending is
 * refused, never gathered in memory. */
import { Redis } from 'ioredis';
import type { LogEntry } from '#contracts/intake.ts';
import type { DeadLetter, IntakeLog } from '#contracts/log.ts';
import { RUNTIME } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import { encodeEntry, logFull } from './log-entry.ts';
import { judgeDurability, type Durability } from './redis-durability.ts';
import { createRedisReader, ensureGroup, type RedisCall } from './redis-reader.ts';
import { APPEND, keysOf, STATUS, type RedisKeys } from './redis-scripts.ts';

export type RedisLogOptions = {
  url: string;
  maxBytes: number;
  /** This process within the group. A name that survives a restart finds its own entries at once. */
  consumer: string;
  logger?: { warn(fields: object, message: string): void };
  /** First part of every key. */
  prefix?: string;
  claimAfterMs?: number;
  deadLettersMax?: number;
};
type Warn = (fields: object, message: string) => void;

const RECONNECT_MAX_MS = 1_000;

/** OOM: maxmemory. MISCONF: its disk refuses. READONLY: it has become a replica. */
const refused = (error: unknown): AppError =>
  /OOM|MISCONF|READONLY/.test(String(error))
    ? logFull(error)
    : new AppError('storage-down', 'The log does not answer, try again later', {
        retryAfterSeconds: RUNTIME.logRetryAfterSeconds,
        cause: error,
      });

const createConnection = (url: string, name: string, isBlocking: boolean): Redis =>
  new Redis(url, {
    protocol: 2,
    connectionName: `tocsin-${name}`,
    lazyConnect: true,
    // Away means away: the sender is told, nothing waits in memory or is sent twice.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: RUNTIME.redisTimeoutMs,
    retryStrategy: (attempt) => Math.min(50 * attempt, RECONNECT_MAX_MS),
    // A late reply to a reading must not pass for an empty one: its entries would lie unread. What
    // says nothing at all is cut off, and what it had been given is read again.
    ...(isBlocking
      ? { socketTimeout: RUNTIME.redisTimeoutMs }
      : { commandTimeout: RUNTIME.redisTimeoutMs }),
  });

const callOf =
  (redis: Redis): RedisCall =>
  (command, ...args) =>
    redis.call(command, ...args);

/** Resolves when it is connected; the outage that follows later is told once, not per attempt. */
const connect = async (redis: Redis, warn: Warn): Promise<void> => {
  let isTold = false;
  redis.on('ready', () => (isTold = false));
  redis.on('error', (error: Error & { code?: string }) => {
    if (isTold) return;
    isTold = true;
    warn({ code: error.code ?? error.name }, 'Redis is away');
  });
  const ready = new Promise<void>((resolve, reject) => {
    const late = () => reject(new AppError('storage-down', 'Redis does not answer'));
    const timer = setTimeout(late, RUNTIME.redisTimeoutMs);
    redis.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  redis.connect().catch(() => undefined);
  await ready;
};

/** Tells each kind of refused reading once, by the code that Redis gives; an outage is told by the
 * connection. */
const createTrouble = (warn: Warn) => {
  const told = new Set<string>();
  return (error: unknown): void => {
    const code = /^[A-Z]{3,}/.exec((error as Error).message)?.[0];
    if (!code || told.has(code)) return;
    told.add(code);
    warn({ code }, 'Redis refuses to read the log');
  };
};

const readDurability = async (call: RedisCall): Promise<Durability> => {
  const info = String(await call('INFO'));
  const fsync = await call('CONFIG', 'GET', 'appendfsync').then(
    (reply) => (reply as string[])[1] ?? null,
    () => null,
  );
  return judgeDurability(info, fsync);
};

type Waiting = { entry: LogEntry; resolve(): void; reject(error: unknown): void };

/** Group commit: whatever arrives while one round is under way shares the next. An entry that was
 * appended but could not be synced is refused too: it is sent again then, and counted once. */
const createWriter = (
  redis: Redis,
  keys: RedisKeys,
  maxBytes: number,
  wait: Durability['wait'],
) => {
  let queue: Waiting[] = [];
  let isBusy = false;
  const send = async (group: Waiting[]): Promise<void> => {
    const pipeline = redis.pipeline();
    for (const { entry } of group) {
      const parts = encodeEntry(entry);
      pipeline.eval(APPEND, 2, keys.stream, keys.bytes, maxBytes, entry.receivedAt, ...parts);
    }
    if (wait === 'waitaof') pipeline.call('WAITAOF', 1, 0, RUNTIME.redisTimeoutMs - 500);
    const replies = (await pipeline.exec()) ?? [];
    const [waitError, synced] = wait === 'waitaof' ? (replies.at(-1) ?? []) : [null, [1]];
    const isSynced = !waitError && ((synced as number[] | undefined)?.[0] ?? 0) >= 1;
    group.forEach(({ resolve, reject }, i) => {
      const [error, isAppended] = replies[i] ?? [new Error('no reply')];
      if (error) reject(refused(error));
      else if (isAppended !== 1) reject(logFull());
      else if (!isSynced) reject(refused(waitError ?? new Error('not synced')));
      else resolve();
    });
  };
  const run = async () => {
    isBusy = true;
    while (queue.length > 0) {
      const group = queue;
      queue = [];
      await send(group).catch((error: unknown) =>
        group.forEach(({ reject }) => reject(refused(error))),
      );
    }
    isBusy = false;
  };
  return (entry: LogEntry): Promise<void> =>
    new Promise((resolve, reject) => {
      queue.push({ entry, resolve, reject });
      if (!isBusy) void run();
    });
};

const createDead = (redis: Redis, keys: RedisKeys, max: number) => {
  let dropped = 0;
  return {
    bury: async (letters: DeadLetter[]) => {
      if (letters.length === 0) return;
      const multi = redis.multi();
      for (const letter of letters) multi.xadd(keys.dead, '*', 'd', JSON.stringify(letter));
      multi.call('XTRIM', keys.dead, 'MAXLEN', max);
      const replies = (await multi.exec()) ?? [];
      dropped += Number(replies.at(-1)?.[1] ?? 0);
    },
    /** Newest first. */
    list: async (limit: number): Promise<DeadLetter[]> => {
      const rows = await redis.xrevrange(keys.dead, '+', '-', 'COUNT', limit);
      return rows.flatMap(([, fields]) => (fields[1] ? [JSON.parse(fields[1]) as DeadLetter] : []));
    },
    dropped: () => dropped,
  };
};

/** Connects, makes the group, and says in the log what an acknowledgement is worth here. */
export const openRedisLog = async (options: RedisLogOptions): Promise<IntakeLog> => {
  const { url, maxBytes, consumer, claimAfterMs = RUNTIME.claimAfterMs } = options;
  const warn: Warn = (fields, message) => options.logger?.warn(fields, message);
  const keys = keysOf(options.prefix ?? 'tocsin');
  const writing = createConnection(url, 'append', false);
  const side = createConnection(url, 'side', false);
  const blocking = createConnection(url, 'read', true);
  const all = [writing, side, blocking];
  const call = callOf(side);
  try {
    await Promise.all(all.map((redis) => connect(redis, redis === side ? warn : () => undefined)));
    await ensureGroup(call, keys);
  } catch (error) {
    all.forEach((redis) => redis.disconnect());
    throw error;
  }
  const durability = await readDurability(call);
  for (const warning of durability.warnings) warn({ redis: true }, warning);
  const reader = createRedisReader({
    ...{ keys, consumer, claimAfterMs, call },
    blocking: callOf(blocking),
  });
  await reader.sweep().catch(() => undefined);
  blocking.on('close', reader.recover);
  const everyMs = Math.min(RUNTIME.claimEveryMs, claimAfterMs / 3);
  const alive = setInterval(() => void reader.showAlive().catch(() => undefined), everyMs).unref();
  const dead = createDead(side, keys, options.deadLettersMax ?? RUNTIME.deadLettersMax);
  const tellTrouble = createTrouble(warn);
  return {
    append: createWriter(writing, keys, maxBytes, durability.wait),
    read: (maxRows, waitMs) => reader.read(maxRows, waitMs, tellTrouble),
    ack: reader.ack,
    bury: dead.bury,
    listDead: dead.list,
    status: async () => {
      const args = [STATUS, 3, keys.stream, keys.bytes, keys.dead] as const;
      const reply = await call('EVAL', ...args).catch((error: unknown) => {
        throw refused(error);
      });
      const [entries, bytes, oldest, deadLetters] = reply as [number, string, string, number];
      return {
        ...{ entries, bytes: Number(bytes), maxBytes, deadLetters },
        oldestReceivedAt: oldest === '' ? null : Number(oldest),
        deadLettersDropped: dead.dropped(),
      };
    },
    close: async () => {
      clearInterval(alive);
      all.forEach((redis) => redis.disconnect());
    },
  };
};
