/** Which sentiment model is in force on this node: the file that SENTIMENT_MODEL names, else the newest
 * that was learned from corrections, else the shipped one. Asks the database from time to time, and
 * tells its listeners, so that pipelines change over while they run. */
import { readFileSync } from 'node:fs';
import type { TaughtOut } from '#contracts/correction.ts';
import { instantOut } from '#contracts/text.ts';
import { ConfigError, type Config } from '#server/config.ts';
import { describeError } from '#server/describe-error.ts';
import type { Logger } from '#server/logger.ts';
import {
  ModelFileError,
  parseSentimentModel,
  readSentimentModel,
} from '#server/pipeline/understanding/model/file.ts';
import { shippedSentimentModel } from '#server/pipeline/understanding/model/shipped.ts';
import { newestModel, newestModelId, type LearnedModel } from '#server/store/sentiment-models.ts';
import type { Db } from '#server/store/sql.ts';
import { LEARNING } from './limits.ts';

export type InForce =
  | { source: 'shipped'; rows: number }
  | { source: 'file'; bytes: Uint8Array; rows: number }
  | { source: 'corrections'; bytes: Uint8Array; learned: LearnedModel };
export type SentimentInForce = {
  now(): InForce;
  /** Bytes for a pipeline; null: the shipped model. */
  bytes(): Uint8Array | null;
  taught(): TaughtOut | undefined;
  onChange(listener: () => void): void;
  /** Looks for a newer model at once; from the first call on it looks by itself. */
  refresh(): Promise<void>;
  close(): void;
};

const SHIPPED: InForce = { source: 'shipped', rows: shippedSentimentModel().rows };

const bytesOf = (inForce: InForce): Uint8Array | null =>
  inForce.source === 'shipped' ? null : inForce.bytes;

/** The operator's own model, or null. Throws ConfigError: a broken file stops the start. */
export const readOwnModel = ({ sentimentModel }: Pick<Config, 'sentimentModel'>) => {
  if (sentimentModel === null) return null;
  try {
    const { rows } = readSentimentModel(sentimentModel);
    return { source: 'file', bytes: readFileSync(sentimentModel), rows } as const;
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    throw new ConfigError([`SENTIMENT_MODEL: ${error.message}`]);
  }
};

type Deps = { db: Db; logger: Logger; own: ReturnType<typeof readOwnModel> };

/** A model that this version cannot read is passed over: the next lesson makes another. */
const readLearned = async ({ db, logger }: Deps): Promise<InForce> => {
  const learned = await newestModel(db);
  if (learned === null) return SHIPPED;
  try {
    parseSentimentModel(learned.bytes);
    return { source: 'corrections', bytes: learned.bytes, learned };
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    logger.warn({ model: learned.id, fault: error.message }, 'a learned model cannot be used');
    return SHIPPED;
  }
};

export const createSentimentInForce = (deps: Deps): SentimentInForce => {
  const { db, logger, own } = deps;
  let inForce: InForce = own ?? SHIPPED;
  /** The newest that was looked at, also where it could not be used. */
  let seen: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isTold = false;
  const listeners: (() => void)[] = [];

  const look = async (): Promise<void> => {
    const id = await newestModelId(db);
    if (id === seen) return;
    inForce = await readLearned(deps);
    seen = id;
    const { source } = inForce;
    logger.info({ source, model: id }, 'another sentiment model is in force');
    for (const listener of listeners) listener();
  };
  const lookAgain = (): void => {
    look()
      .then(() => (isTold = false))
      .catch((error: unknown) => {
        if (!isTold) logger.warn({ error: describeError(error) }, 'no look for a newer model');
        isTold = true;
      });
  };

  return {
    now: () => inForce,
    bytes: () => bytesOf(inForce),
    taught: () => {
      if (inForce.source !== 'corrections') return undefined;
      const { at, corrections } = inForce.learned;
      return { at: instantOut(at), corrections };
    },
    onChange: (listener) => void listeners.push(listener),
    refresh: async () => {
      if (own !== null) return;
      await look();
      timer ??= setInterval(lookAgain, LEARNING.noticeMs).unref();
    },
    close: () => clearInterval(timer),
  };
};
