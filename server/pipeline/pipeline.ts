/** The file to read first: the loop that empties the durable log. Read, understand, commit, bury what
 * is refused, acknowledge, tell. A few batches are on their way at once and the next is read and
 * understood meanwhile. Nothing is dropped: while the database is away the loop waits and says so. */
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Committed } from '#contracts/committed.ts';
import type { DeadLetter, IntakeLog } from '#contracts/log.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { describeError } from '#server/describe-error.ts';
import type { Logger } from '#server/logger.ts';
import type { Metrics } from '#server/metrics.ts';
import type { Db } from '#server/store/sql.ts';
import { portions, understandRecords, type BatchRow, type Reading } from './batch.ts';
import { commitBatch, type CommitOutcome, type Turn } from './commit.ts';
import { faultName } from './faults.ts';
import { createHealth, type PipelineHealth } from './health.ts';
import { createHearingPace, type HearingPace } from './hear-batch.ts';
import type { Hear } from './hear.ts';
import { createLine } from './line.ts';
import { createRegister, seedRegister, type Register } from './register.ts';
import { createAgentOf, type AgentOf } from './sign-off.ts';
import { DEFAULT_BRAND } from './understanding/brands.ts';
import { pauseMs, Stopped, storeBatch, type StoreOptions } from './store-batch.ts';

/** The figures that the pipeline keeps. */
export type PipelineMetrics = Pick<
  Metrics,
  | 'rowsStored'
  | 'rowsRepeated'
  | 'rowsQuarantined'
  | 'rowsLate'
  | 'rowsUnheard'
  | 'batchFailures'
  | 'deadLetters'
  | 'lagSeconds'
  | 'batchSeconds'
>;
export type PipelineOptions = {
  log: Pick<IntakeLog, 'read' | 'ack' | 'bury'>;
  db: Db;
  understand: (mention: Mention) => Understood;
  clock: Clock;
  logger: Logger;
  metrics: PipelineMetrics;
  onCommitted: (committed: Committed) => void;
  /** Told with the commit: what live mentions say, without their text. */
  hear?: Hear;
  /** For sign-offs, and for the brand of desk events that name none. */
  catalogue?: Catalogue;
};
export type Pipeline = {
  /** Resolves when the batch in hand is stored, or cannot be because the database is away. */
  stop(): Promise<void>;
  health(): PipelineHealth;
};

/** How long one read of the log waits for rows: the longest that `stop` waits for an idle log. */
const READ_WAIT_MS = 250;

/** Sleeps that `wake` ends early. */
const createPause = () => {
  const sleepers = new Set<() => void>();
  return {
    wake: () => sleepers.forEach((end) => end()),
    pause: (ms: number) =>
      new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          sleepers.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        sleepers.add(end);
      }),
  };
};

type Loop = PipelineOptions & {
  stopped: boolean;
  register: Register;
  isSeeded: boolean;
  agentOf: AgentOf;
  fallbackBrand: string;
  pace: HearingPace;
  health: ReturnType<typeof createHealth>;
  sleep: ReturnType<typeof createPause>;
};

/** Reads and understands what comes next; null when nothing came. A log that cannot be read is
 * asked again. */
const readNext = async (loop: Loop): Promise<Reading | null> => {
  for (let attempt = 1; !loop.stopped; attempt += 1) {
    try {
      const records = await loop.log.read(RUNTIME.batchRows, READ_WAIT_MS);
      if (records.length > 0) return await understandRecords(records, loop.understand);
      return null;
    } catch (error) {
      loop.logger.warn({ fault: faultName(error) }, 'the log could not be read');
      await loop.sleep.pause(pauseMs(attempt, RUNTIME.retryMaxMs));
    }
  }
  return null;
};

const noteLag = (loop: Loop): void =>
  loop.metrics.lagSeconds.set(loop.health.read(loop.clock()).lagSeconds);

const countStored = (loop: Loop, outcome: CommitOutcome): void => {
  const { metrics } = loop;
  for (const kind of ['mentions', 'events'] as const) {
    metrics.rowsStored.inc({ kind }, outcome.stored[kind]);
    metrics.rowsRepeated.inc({ kind }, outcome.repeated[kind]);
  }
  metrics.rowsQuarantined.inc(outcome.quarantined);
  metrics.rowsLate.inc(outcome.late);
};

/** A listener that fails must not be taken for a row that cannot be stored: it is stored by now. */
const tell = (loop: Loop, committed: Committed): void => {
  try {
    loop.onCommitted(committed);
  } catch (error) {
    loop.logger.error({ error: describeError(error) }, 'a commit could not be announced');
  }
};

/** The names in use are asked for with the first commit, so that a start needs no database. */
const commit = async (
  loop: Loop,
  rows: readonly BatchRow[],
  turn?: Turn,
): Promise<CommitOutcome> => {
  if (!loop.isSeeded) await seedRegister(loop.db, loop.register, loop.clock());
  loop.isSeeded = true;
  const { register, agentOf, fallbackBrand, hear, pace } = loop;
  const onDeaf = () => loop.metrics.rowsUnheard.inc();
  const known = { register, limits: RUNTIME, agentOf, fallbackBrand, hear, pace, onDeaf };
  const context = { now: loop.clock(), ...known };
  return commitBatch(loop.db, rows, context, turn);
};

const storeOptions = (
  loop: Loop,
  refused: DeadLetter[],
  commitRows: StoreOptions['commit'],
): StoreOptions => ({
  commit: commitRows,
  onStored: (outcome) => {
    refused.push(...outcome.refused);
    loop.health.stored();
    countStored(loop, outcome);
    tell(loop, outcome.committed);
  },
  onFailed: ({ error, isAway, rows }) => {
    loop.metrics.batchFailures.inc();
    if (isAway) loop.health.failed(loop.clock());
    noteLag(loop);
    loop.logger.warn({ fault: faultName(error), rows }, 'a batch could not be stored');
  },
  pause: loop.sleep.pause,
  isStopped: () => loop.stopped,
  now: loop.clock,
  batchAttempts: RUNTIME.batchAttempts,
  retryMaxMs: RUNTIME.retryMaxMs,
});

/** Buries and acknowledges: only after both are the entries out of the way. The log is asked until
 * it answers, because a row that was given up must not get lost. */
const settle = async (loop: Loop, reading: Reading, letters: DeadLetter[]): Promise<void> => {
  let isBuried = letters.length === 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (!isBuried) await loop.log.bury(letters);
      isBuried = true;
      await loop.log.ack(reading.offsets);
      break;
    } catch (error) {
      loop.logger.warn({ fault: faultName(error) }, 'the log could not be acknowledged');
      await loop.sleep.pause(pauseMs(attempt, RUNTIME.retryMaxMs));
      if (loop.stopped) throw new Stopped('stopped while the log did not answer');
    }
  }
  if (letters.length > 0) {
    loop.metrics.deadLetters.inc(letters.length);
    const reasons = [...new Set(letters.map(({ reason }) => reason))];
    loop.logger.warn({ rows: letters.length, reasons: reasons.slice(0, 5) }, 'rows were buried');
  }
};

type Letters = DeadLetter[];
type Line = ReturnType<typeof createLine<Letters>>;

const openLine = (loop: Loop): Line =>
  createLine<Letters>(
    (rows, turn) => commit(loop, rows, turn),
    async (rows, commitRows) => {
      const refused: Letters = [];
      const given = await storeBatch(rows, storeOptions(loop, refused, commitRows));
      return [...refused, ...given];
    },
  );

/** Resolves when the last rows of the reading are on their way. `settled` follows when all of it is
 * stored and acknowledged, in order. */
const storeReading = async (
  loop: Loop,
  line: Line,
  reading: Reading,
  before: Promise<void> | undefined,
) => {
  const startedAt = loop.clock();
  loop.health.begun(reading.receivedAt);
  noteLag(loop);
  const stored: Promise<Letters>[] = [];
  for (const rows of portions(reading.rows, RUNTIME.batchRows)) {
    stored.push((await line.add(rows)).stored);
  }
  const finish = async (): Promise<void> => {
    const [letters] = await Promise.all([Promise.all(stored), before]);
    const all = [...reading.letters, ...letters.flat()];
    await settle(loop, reading, all);
    loop.health.ended();
    noteLag(loop);
    const tookMs = loop.clock() - startedAt;
    loop.metrics.batchSeconds.observe(tookMs / 1000);
    loop.logger.debug({ rows: reading.rows.length, buried: all.length, tookMs }, 'batch stored');
  };
  const settled = finish();
  // Whoever stores the next reading waits for it, but not yet.
  settled.catch(() => undefined);
  return { settled };
};

const run = async (loop: Loop): Promise<void> => {
  const line = openLine(loop);
  const unsettled: Promise<void>[] = [];
  let next = readNext(loop);
  while (!loop.stopped) {
    const reading = await next;
    if (loop.stopped) break;
    next = readNext(loop);
    if (!reading) continue;
    const { settled } = await storeReading(loop, line, reading, unsettled.at(-1));
    unsettled.push(settled);
    if (unsettled.length >= RUNTIME.batchesAtOnce) await unsettled.shift();
  }
  await next;
  await Promise.all(unsettled);
};

/** Starts the loop. */
export const startPipeline = (options: PipelineOptions): Pipeline => {
  const catalogue = options.catalogue;
  const loop: Loop = {
    ...options,
    stopped: false,
    register: createRegister(),
    isSeeded: false,
    agentOf: catalogue ? createAgentOf(catalogue) : (row) => row.agent ?? null,
    fallbackBrand: catalogue?.brands[0]?.key ?? DEFAULT_BRAND,
    pace: createHearingPace(),
    health: createHealth(),
    sleep: createPause(),
  };
  for (const brand of catalogue?.brands ?? []) loop.register.brands.add(brand.key);
  for (const channel of catalogue?.channels ?? []) loop.register.channels.add(channel.key);
  const ended = run(loop).catch((error: unknown) => {
    if (!(error instanceof Stopped)) throw error;
  });
  return {
    stop: () => {
      loop.stopped = true;
      loop.sleep.wake();
      return ended;
    },
    health: () => loop.health.read(loop.clock()),
  };
};
