/** What the pipeline's thread and the main thread say to each other. */
import type { Catalogue } from '#contracts/catalogue.ts';
import type { DeadLetter } from '#contracts/log.ts';
import type { PipelineHealth } from './health.ts';
import type { PipelineMetrics } from './pipeline.ts';

/** `model`: bytes of the sentiment model in force; null: the shipped one. */
export type WorkerInput = {
  databaseUrl: string;
  catalogue: Catalogue;
  model: Uint8Array | null;
};

/** What the thread asks of the log, which the main thread holds. */
export type LogRequest =
  | { kind: 'read'; maxRows: number; waitMs: number }
  | { kind: 'ack'; offsets: string[] }
  | { kind: 'bury'; letters: DeadLetter[] };
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type FromWorker =
  | { kind: 'ask'; id: number; request: LogRequest }
  /** A `Committed` as JSON: half the time of a structured clone of thousands of small objects. */
  | { kind: 'committed'; text: string }
  | { kind: 'health'; health: PipelineHealth }
  | { kind: 'log'; level: LogLevel; fields: object; text: string }
  | { kind: 'measure'; name: keyof PipelineMetrics; method: string; args: unknown[] };

export type ToWorker =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; code: string }
  /** From here on mentions are understood by this model. */
  | { kind: 'model'; model: Uint8Array | null }
  | { kind: 'stop' };
