/** The pipeline in a thread of its own, entered by `apart.ts`: it reads, understands and stores, while
 * the main thread answers requests and feeds the walls. The log stays with the main thread, which is
 * asked for it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LogEntry } from '#contracts/intake.ts';
import type { IntakeLog, RawRecord } from '#contracts/log.ts';
import { systemClock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import type { Logger } from '#server/logger.ts';
import { openDb } from '#server/store/db.ts';
import { createHear } from './hear.ts';
import { startPipeline, type PipelineMetrics } from './pipeline.ts';
import { createUnderstand, type Understand } from './understand.ts';
import { parseSentimentModel } from './understanding/model/file.ts';
import { createModelScorer } from './understanding/model/scorer.ts';
import type { FromWorker, LogLevel, LogRequest, ToWorker, WorkerInput } from './worker-talk.ts';

if (!parentPort) throw new Error('worker.ts runs as a thread');
const port = parentPort;
const { databaseUrl, catalogue, model } = workerData as WorkerInput;

const post = (message: FromWorker): void => port.postMessage(message);

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };
const waiting = new Map<number, Waiting>();
let asked = 0;
const ask = (request: LogRequest): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const id = (asked += 1);
    waiting.set(id, { resolve, reject });
    post({ kind: 'ask', id, request });
  });

const log: Pick<IntakeLog, 'read' | 'ack' | 'bury'> = {
  read: async (maxRows, waitMs) => {
    const records = (await ask({ kind: 'read', maxRows, waitMs })) as RawRecord[];
    return records.map(({ offset, text }) => ({ offset, entry: JSON.parse(text) as LogEntry }));
  },
  ack: async (offsets) => void (await ask({ kind: 'ack', offsets })),
  bury: async (letters) => void (await ask({ kind: 'bury', letters })),
};

const tell =
  (level: LogLevel) =>
  (fields: object, text: string): void =>
    post({ kind: 'log', level, fields, text });
const logger = {
  debug: tell('debug'),
  info: tell('info'),
  warn: tell('warn'),
  error: tell('error'),
} as unknown as Logger;

/** Stands for a figure that is kept on the main thread. */
const remote = (name: keyof PipelineMetrics) => {
  const send =
    (method: string) =>
    (...args: unknown[]) =>
      post({ kind: 'measure', name, method, args });
  return { inc: send('inc'), set: send('set'), observe: send('observe') };
};
const metrics = {
  rowsStored: remote('rowsStored'),
  rowsRepeated: remote('rowsRepeated'),
  rowsQuarantined: remote('rowsQuarantined'),
  rowsLate: remote('rowsLate'),
  rowsUnheard: remote('rowsUnheard'),
  batchFailures: remote('batchFailures'),
  deadLetters: remote('deadLetters'),
  lagSeconds: remote('lagSeconds'),
  batchSeconds: remote('batchSeconds'),
} as unknown as PipelineMetrics;

const understandBy = (bytes: Uint8Array | null): Understand => {
  const scorer = bytes === null ? undefined : createModelScorer(parseSentimentModel(bytes));
  return createUnderstand(catalogue, scorer ? { scorer } : {});
};
let understand = understandBy(model);

const db = await openDb({ databaseUrl, logger, poolMax: RUNTIME.pipelineConnections });
const pipeline = startPipeline({
  ...{ log, db, catalogue, logger, metrics },
  understand: (mention) => understand(mention),
  hear: createHear(catalogue),
  clock: systemClock,
  onCommitted: (committed) => post({ kind: 'committed', text: JSON.stringify(committed) }),
});
const timer = setInterval(
  () => post({ kind: 'health', health: pipeline.health() }),
  RUNTIME.healthEveryMs,
);

const stop = async (): Promise<void> => {
  await pipeline.stop();
  clearInterval(timer);
  await db.close();
  port.close();
};

port.on('message', (message: ToWorker) => {
  if (message.kind === 'stop') return void stop();
  if (message.kind === 'model') {
    understand = understandBy(message.model);
    return;
  }
  const asker = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.kind === 'answer') asker?.resolve(message.value);
  else asker?.reject(Object.assign(new Error(message.code), { code: message.code }));
});
