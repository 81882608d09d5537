/** The nightly lesson: where enough was corrected since the last one, a model is fitted to all corrections
 * on a thread of its own, and takes over where it is no worse than the model in force. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Clock } from '#server/clock.ts';
import type { Logger } from '#server/logger.ts';
import { ModelFileError, parseSentimentModel } from '#server/pipeline/understanding/model/file.ts';
import {
  countCorrected,
  listTaught,
  sampleUncorrected,
  type Taught,
} from '#server/store/corrections.ts';
import { resign, tryLead } from '#server/store/lease.ts';
import { addLearned, lastLearning, newestModel } from '#server/store/sentiment-models.ts';
import type { Db } from '#server/store/sql.ts';
import { LEARNING } from './limits.ts';
import type { Learnt, Lesson } from './talk.ts';
import { isBetter } from './teach.ts';

const LEASE = 'learn-sentiment';
const DAY_MS = 86_400_000;

export type LearnDeps = {
  db: Db;
  clock: Clock;
  logger: Logger;
  /** Gives up what is under way. */
  signal?: AbortSignal | undefined;
};
type Outcome = 'kept' | 'not-better' | 'too-few' | 'elsewhere';

/** The learned model in force; one of another version of Tocsin is as good as none. */
const readInForce = async (db: Db): Promise<Uint8Array | null> => {
  const model = await newestModel(db);
  if (model === null) return null;
  try {
    parseSentimentModel(model.bytes);
    return model.bytes;
  } catch (error) {
    if (error instanceof ModelFileError) return null;
    throw error;
  }
};

const readTaught = async (db: Db): Promise<Taught[]> => {
  const taught: Taught[] = [];
  for (;;) {
    const limit = Math.min(LEARNING.pageRows, LEARNING.rowsMax - taught.length);
    const before = taught.at(-1)?.correction;
    const page = limit > 0 ? await listTaught(db, { before, limit }) : [];
    taught.push(...page);
    if (page.length < limit || limit <= 0) return taught;
  }
};

const readLesson = async ({ db, clock }: LearnDeps, taught: readonly Taught[]): Promise<Lesson> => {
  const { othersPerCorrection, othersMin, othersMax, othersAmong, othersDays } = LEARNING;
  const wanted = Math.max(othersMin, othersPerCorrection * taught.length);
  const limit = Math.min(othersMax, wanted);
  const others = await sampleUncorrected(db, {
    ...{ fromMs: clock() - othersDays * DAY_MS, among: othersAmong * limit, limit },
  });
  const corrections = taught.map(({ label, mention: { text, lang } }) => ({ text, lang, label }));
  return { inForce: await readInForce(db), corrections, others };
};

const teachApart = (lesson: Lesson, signal: AbortSignal): Promise<Learnt> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      name: 'lesson',
      workerData: lesson,
      resourceLimits: { maxOldGenerationSizeMb: LEARNING.threadMb },
    });
    const giveUp = () => void worker.terminate();
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', giveUp);
      reject(new Error('the lesson was given up'));
    });
  });

const learn = async (deps: LearnDeps, signal: AbortSignal): Promise<Outcome> => {
  const { db, clock, logger } = deps;
  const last = await lastLearning(db);
  if ((await countCorrected(db, last?.through ?? 0)) < LEARNING.newMin) return 'too-few';
  const taught = await readTaught(db);
  const through = taught[0]?.correction;
  if (through === undefined) return 'too-few';
  const learnt = await teachApart(await readLesson(deps, taught), signal);
  if (learnt === null) return 'too-few';
  const { bytes, rows, figures } = learnt;
  const isKept = isBetter(figures);
  const corrections = taught.length;
  const row = { at: clock(), bytes: isKept ? bytes : null, through, corrections, rows, figures };
  await db.transaction((tx) => addLearned(tx, row, LEARNING.modelsKept));
  logger.info({ corrections, isKept, ...figures }, 'sentiment learned from corrections');
  return isKept ? 'kept' : 'not-better';
};

/** One try at a time among all nodes. */
export const learnSentiment = async (deps: LearnDeps): Promise<Outcome> => {
  const { db, signal } = deps;
  const holder = randomUUID();
  if ((await tryLead(db, holder, LEARNING.tryMaxMs, LEASE)) === null) return 'elsewhere';
  const tooLong = AbortSignal.timeout(LEARNING.tryMaxMs);
  try {
    return await learn(deps, signal ? AbortSignal.any([signal, tooLong]) : tooLong);
  } catch (error) {
    if (signal?.aborted) return 'too-few';
    throw error;
  } finally {
    await resign(db, holder, LEASE);
  }
};
