/** The bus between many processes: a Redis stream of bounded length that every node reads from its
 * own position. Each node hears its own messages back from the stream too, so that all see one
 * order. A node that falls behind the stream's end is told of the gap and loads from the database. */
import { Redis } from 'ioredis';
import type { Logger } from '#server/logger.ts';
import { createListeners, type Bus, type BusMessage } from './bus.ts';

/** Messages the stream keeps: about ten minutes of 30 batches a second. */
const STREAM_MAX = 20_000;
/** Messages taken at once. */
const READ_MAX = 200;
const READ_BLOCK_MS = 2_000;
const RETRY_MS = 500;

type Entry = [id: string, fields: string[]];

const parse = (fields: string[]): BusMessage | null => {
  try {
    return JSON.parse(fields[1] ?? '') as BusMessage;
  } catch {
    return null;
  }
};

/** Ids are `milliseconds-sequence`. */
const isBefore = (a: string, b: string): boolean => {
  const [aMs = 0, aSeq = 0] = a.split('-').map(Number);
  const [bMs = 0, bSeq = 0] = b.split('-').map(Number);
  return aMs < bMs || (aMs === bMs && aSeq < bSeq);
};

/** Newest id of the stream, '0-0' where it is empty. */
const newestId = async (redis: Redis, stream: string): Promise<string> => {
  const newest = (await redis.xrevrange(stream, '+', '-', 'COUNT', 1)) as Entry[];
  return newest[0]?.[0] ?? '0-0';
};

/** Whether entries after `position` were dropped before they were read, or the stream began anew. */
const hasGap = async (redis: Redis, stream: string, position: string): Promise<boolean> => {
  if (position === '0-0') return false;
  const oldest = (await redis.xrange(stream, '-', '+', 'COUNT', 1)) as Entry[];
  const first = oldest[0]?.[0];
  return first === undefined || isBefore(position, first);
};

type Reader = {
  redis: Redis;
  stream: string;
  position: string;
  isClosed: boolean;
  tell: (message: BusMessage) => void;
};

/** Waits for the next messages and tells them. `isFirst`: after a start or a lost connection. */
const readOnce = async (reader: Reader, isFirst: boolean): Promise<void> => {
  const { redis, stream } = reader;
  if (isFirst && (await hasGap(redis, stream, reader.position))) {
    reader.position = await newestId(redis, stream);
    reader.tell({ kind: 'gap' });
  }
  const args = ['COUNT', READ_MAX, 'BLOCK', READ_BLOCK_MS, 'STREAMS'] as const;
  const answer = await redis.xread(...args, stream, reader.position);
  const entries = (answer?.[0]?.[1] ?? []) as Entry[];
  for (const [id, fields] of entries) {
    reader.position = id;
    const message = parse(fields);
    if (message) reader.tell(message);
  }
  if (entries.length === READ_MAX && (await hasGap(redis, stream, reader.position))) {
    reader.position = await newestId(redis, stream);
    reader.tell({ kind: 'gap' });
  }
};

const readOn = async (reader: Reader, logger: Logger): Promise<void> => {
  let isFirst = true;
  while (!reader.isClosed) {
    try {
      await readOnce(reader, isFirst);
      isFirst = false;
    } catch (error) {
      if (reader.isClosed) return;
      isFirst = true;
      logger.warn(
        { fault: error instanceof Error ? error.name : 'unknown' },
        'bus does not answer',
      );
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
};

/** Opens the bus and waits until it hears. */
export const createRedisBus = async (input: {
  url: string;
  logger: Logger;
  stream?: string;
  streamMax?: number;
}): Promise<Bus> => {
  const stream = input.stream ?? 'tocsin:live';
  const warn = (error: unknown) =>
    input.logger.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'bus fault');
  const writer = new Redis(input.url, { maxRetriesPerRequest: 3 });
  const redis = new Redis(input.url, { maxRetriesPerRequest: null });
  for (const client of [writer, redis]) client.on('error', warn);
  const listeners = createListeners((error) =>
    input.logger.error({ err: error }, 'a listener of the bus failed'),
  );
  const position = await newestId(writer, stream);
  const reader: Reader = { redis, stream, position, isClosed: false, tell: listeners.tell };
  const ended = readOn(reader, input.logger);
  const max = String(input.streamMax ?? STREAM_MAX);
  return {
    publish: (message) =>
      void writer
        .xadd(stream, 'MAXLEN', '~', max, '*', 'message', JSON.stringify(message))
        .catch(warn),
    subscribe: listeners.subscribe,
    close: async () => {
      reader.isClosed = true;
      redis.disconnect();
      await ended;
      listeners.clear();
      await writer.quit().catch(warn);
    },
  };
};
