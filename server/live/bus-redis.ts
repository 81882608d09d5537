/** The bus between many processes: a Redis stream of bounded length that every node reads from its
 * own position. Each node hears its own messages back from the stream too, so that all see one
 * order. Writers number their messages: a number that is missing, because the stream was cut before
 * it was read or because it could not be written, is a gap, and the node loads from the database. */
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describeError } from '#server/describe-error.ts';
import type { Logger } from '#server/logger.ts';
import { createListeners, type Bus, type BusMessage } from './bus.ts';

/** Messages the stream keeps: about ten minutes of 30 batches a second; */
const STREAM_MAX = 20_000;
/** and about so many characters, since a batch of many voices is a thousand times an ordinary one. */
const STREAM_CHARS_MAX = 256 * 1024 ** 2;
/** It keeps these at least, so that a node may fall behind for a second. */
const STREAM_LEAST = 100;
/** Messages taken at once. */
const READ_MAX = 50;
const READ_BLOCK_MS = 2_000;
const RETRY_MS = 500;

type Entry = [id: string, fields: string[]];

/** Writers whose numbers are remembered: far more than processes that live at one time. */
const WRITERS_MAX = 1_000;

type Letter = { from: string; number: number; message: BusMessage };

const parse = (fields: string[]): Letter | null => {
  const [, from = '', , number = '', , message = ''] = fields;
  try {
    return { from, number: Number(number), message: JSON.parse(message) as BusMessage };
  } catch {
    return null;
  }
};

/** Newest id of the stream, '0-0' where it is empty. */
const newestId = async (redis: Redis, stream: string): Promise<string> => {
  const newest = (await redis.xrevrange(stream, '+', '-', 'COUNT', 1)) as Entry[];
  return newest[0]?.[0] ?? '0-0';
};

type Reader = {
  redis: Redis;
  stream: string;
  position: string;
  isClosed: boolean;
  tell: (message: BusMessage) => void;
  /** Last number heard of each writer. */
  numbers: Map<string, number>;
};

const hear = (reader: Reader, { from, number, message }: Letter): void => {
  const last = reader.numbers.get(from);
  reader.numbers.delete(from);
  reader.numbers.set(from, number);
  const [longestSilent] = reader.numbers.keys();
  if (reader.numbers.size > WRITERS_MAX && longestSilent) reader.numbers.delete(longestSilent);
  if (last !== undefined && number !== last + 1) reader.tell({ kind: 'gap' });
  reader.tell(message);
};

/** Waits for the next messages and tells them. */
const readOnce = async (reader: Reader): Promise<void> => {
  const { redis, stream } = reader;
  const args = ['COUNT', READ_MAX, 'BLOCK', READ_BLOCK_MS, 'STREAMS'] as const;
  const answer = await redis.xread(...args, stream, reader.position);
  const entries = (answer?.[0]?.[1] ?? []) as Entry[];
  for (const [id, fields] of entries) {
    reader.position = id;
    const letter = parse(fields);
    if (letter) hear(reader, letter);
  }
};

const readOn = async (reader: Reader, logger: Logger): Promise<void> => {
  while (!reader.isClosed) {
    try {
      await readOnce(reader);
    } catch (error) {
      if (reader.isClosed) return;
      logger.warn(
        { fault: error instanceof Error ? error.name : 'unknown' },
        'bus does not answer',
      );
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
};

/** How many messages the stream may keep by the mean length of those written lately. */
const createStreamMax = (most: number, charsMax: number) => {
  let mean = 0;
  return (chars: number): number => {
    // The longest counts at once, and is forgotten over the next hundred.
    mean = Math.max(chars, mean + (chars - mean) / 100);
    return Math.max(STREAM_LEAST, Math.min(most, Math.floor(charsMax / mean)));
  };
};

/** Opens the bus and waits until it hears. */
export const createRedisBus = async (input: {
  url: string;
  logger: Logger;
  stream?: string;
  streamMax?: number;
  streamCharsMax?: number;
}): Promise<Bus> => {
  const stream = input.stream ?? 'tocsin:live';
  // Told once until it works again, not per attempt.
  let isTold = false;
  const warn = (error: unknown) => {
    if (isTold) return;
    isTold = true;
    input.logger.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'bus fault');
  };
  const writer = new Redis(input.url, { maxRetriesPerRequest: 3 });
  const redis = new Redis(input.url, { maxRetriesPerRequest: null });
  for (const client of [writer, redis]) client.on('error', warn);
  writer.on('ready', () => (isTold = false));
  const listeners = createListeners((error) =>
    input.logger.error({ error: describeError(error) }, 'a listener of the bus failed'),
  );
  const position = await newestId(writer, stream);
  const reader: Reader = {
    redis,
    stream,
    position,
    isClosed: false,
    tell: listeners.tell,
    numbers: new Map(),
  };
  const ended = readOn(reader, input.logger);
  const maxFor = createStreamMax(
    input.streamMax ?? STREAM_MAX,
    input.streamCharsMax ?? STREAM_CHARS_MAX,
  );
  const from = randomUUID();
  let number = 0;
  return {
    publish: (message) => {
      number += 1;
      const text = JSON.stringify(message);
      const fields = ['from', from, 'number', String(number), 'message', text];
      const max = String(maxFor(text.length));
      writer.xadd(stream, 'MAXLEN', '~', max, '*', ...fields).catch(warn);
    },
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
