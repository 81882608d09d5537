/** ONE transaction per batch: the ledger says which rows are new, only those are stored and counted,
 * and a crash before or after it repeats the batch without harm. It has two halves: rows (ledger,
 * mentions), which may run beside the second half of the batch before, and totals (desk, buckets),
 * which waits for its turn. Tables are always written in the order ledger, mentions, desk, buckets,
 * each sorted by key, so that two processes can wait for each other but never in a circle. */
import type { Committed } from '#contracts/committed.ts';
import type { DeadLetter } from '#contracts/log.ts';
import type { Understood } from '#contracts/understood.ts';
import { addIncrements } from '#server/store/buckets.ts';
import { noteBeat } from '#server/store/heartbeat.ts';
import { isTaken } from '#server/store/ledger.ts';
import { quarantine } from '#server/store/mentions.ts';
import { transactionId } from '#server/store/snapshot.ts';
import type { Db, Tx } from '#server/store/sql.ts';
import { admit, type Admitted, type AdmitLimits } from './admit.ts';
import { aggregate } from './aggregate.ts';
import type { BatchRow } from './batch.ts';
import { storeFresh, type Counted, type Entered, type Fresh, type Lookup } from './fresh.ts';
import { hearBatch, type HearingPace } from './hear-batch.ts';
import type { Hear } from './hear.ts';
import type { Register } from './register.ts';
import type { AgentOf } from './sign-off.ts';
import { deskRows, storeDesk } from './store-desk.ts';

export type CommitContext = {
  now: number;
  register: Register;
  limits: AdmitLimits;
  agentOf: AgentOf;
  /** Brand of a desk event that names none, in a conversation that nobody has named one for. */
  fallbackBrand: string;
  /** Hears live mentions; without it nobody does. */
  hear?: Hear | undefined;
  /** Without it every batch is heard alike. */
  pace?: HearingPace;
  /** Called for each row that could not be heard. */
  onDeaf?: () => void;
};
export type CommitOutcome = {
  committed: Committed;
  stored: Counted;
  repeated: Counted;
  quarantined: number;
  late: number;
  refused: DeadLetter[];
};
/** How a batch keeps in line with those before it, which may still be on their way. Both steps throw
 * when the batch before fails. */
export type Turn = {
  /** What the batches before enter in the ledger. */
  before: Lookup;
  /** Called when this batch has entered its own; resolves when the batch before has written its rows. */
  toWrite(entered: Entered): Promise<void>;
  /** Called when its rows are written; resolves when the batch before is committed. */
  toCommit(): Promise<void>;
};
const ALONE: Turn = {
  before: () => undefined,
  toWrite: () => Promise.resolve(),
  toCommit: () => Promise.resolve(),
};

const newestPerChannel = (rows: readonly Understood[]): Committed['lastSeen'] => {
  const seen = new Map<string, Committed['lastSeen'][number]>();
  for (const { brand, channel, at } of rows) {
    const key = `${brand}\0${channel}`;
    const known = seen.get(key);
    if (!known) seen.set(key, { brand, channel, at });
    else if (at > known.at) known.at = at;
  }
  return [...seen.values()];
};

type Way = { turn: Turn; isCareful: boolean };

const setAside = (tx: Tx, rows: readonly BatchRow[]): Promise<void> =>
  quarantine(
    tx,
    rows.map(({ kind, row, receivedAt }) => ({ kind, row, at: row.at, receivedAt })),
  );

const hearLive = (mentions: Fresh['mentions'], context: CommitContext, oldestAt: number) => {
  const { hear, pace, now, onDeaf } = context;
  if (!hear) return [];
  const grant = pace && ((brand: string, wanted: number) => pace(brand, wanted, now));
  return hearBatch(hear, mentions, oldestAt, grant, onDeaf);
};

const inTransaction = async (tx: Tx, admitted: Admitted, context: CommitContext, way: Way) => {
  const { turn, isCareful } = way;
  const fresh = await storeFresh(tx, admitted.accepted, { turn, isCareful });
  await setAside(tx, admitted.quarantined);
  await turn.toCommit();
  if (admitted.beatAt !== null) await noteBeat(tx, admitted.beatAt);
  const storing = storeDesk(tx, deskRows(fresh, context.agentOf), context.fallbackBrand);
  const rows = fresh.mentions.map(({ row }) => row);
  const oldestLive = context.now - context.limits.lateAfterMs;
  const increments = aggregate(rows.filter((row) => row.at >= oldestLive));
  const late = aggregate(rows.filter((row) => row.at < oldestLive));
  const voices = hearLive(fresh.mentions, context, oldestLive);
  const { change, openings, written } = await storing;
  const [id] = await Promise.all([
    transactionId(tx),
    written,
    addIncrements(tx, [...increments, ...late]),
  ]);
  const { conversations, responses, agents } = change;
  const lastSeen = newestPerChannel(rows);
  const committed = {
    ...{ tx: id, increments, late, voices, lastSeen },
    ...{ conversations, openings, responses, agents },
    ...(admitted.beatAt === null ? {} : { beatAt: admitted.beatAt }),
  };
  const stored = { mentions: fresh.mentions.length, events: fresh.events.length };
  return { committed, stored, repeated: fresh.repeated };
};

/** The quick way, and the careful one where another process enters the same rows meanwhile. */
const transact = async (db: Db, admitted: Admitted, context: CommitContext, turn: Turn) => {
  const run = (isCareful: boolean) =>
    db.transaction((tx) => inTransaction(tx, admitted, context, { turn, isCareful }));
  try {
    return await run(false);
  } catch (error) {
    if (isTaken(error)) return run(true);
    throw error;
  }
};

/** Stores a batch. Throws what the database throws; nothing of the batch is stored then. */
export const commitBatch = async (
  db: Db,
  batch: readonly BatchRow[],
  context: CommitContext,
  turn: Turn = ALONE,
): Promise<CommitOutcome> => {
  const admitted = admit(batch, context.now, context.register, context.limits);
  const { committed, stored, repeated } = await transact(db, admitted, context, turn);
  const receivedAt = batch.reduce((least, row) => Math.min(least, row.receivedAt), context.now);
  return {
    committed: { at: context.now, receivedAt, ...committed },
    stored,
    repeated,
    quarantined: admitted.quarantined.length,
    late: admitted.late,
    refused: admitted.refused,
  };
};
