/** ONE transaction per batch: the ledger says which rows are new, only those are stored and counted,
 * and a crash before or after it repeats the batch without harm. Tables are always written in the
 * order ledger, mentions, desk, buckets, each sorted by key, so that two processes
 * that commit at the same time can wait for each other but never in a circle. */
import type { Agent } from '#contracts/conversation.ts';
import type { Committed } from '#contracts/committed.ts';
import type { DeadLetter } from '#contracts/log.ts';
import type { Understood } from '#contracts/understood.ts';
import { loadAgents, saveAgents } from '#server/store/agents.ts';
import { addIncrements } from '#server/store/buckets.ts';
import { lockConversations, saveConversations } from '#server/store/conversations.ts';
import { lockDesk } from '#server/store/desk-lock.ts';
import {
  claim,
  EVENT_SOURCE,
  findKnown,
  mentionSource,
  type LedgerRow,
} from '#server/store/ledger.ts';
import { insertMentions, quarantine, type StoredMention } from '#server/store/mentions.ts';
import { insertResponses } from '#server/store/responses.ts';
import { transactionId } from '#server/store/snapshot.ts';
import type { Db, Sql } from '#server/store/sql.ts';
import { admit, type AdmitLimits } from './admit.ts';
import { aggregate } from './aggregate.ts';
import type { BatchRow, EventRow, MentionRow } from './batch.ts';
import { reduceDesk, type DeskChange, type DeskRow } from './desk.ts';
import type { Register } from './register.ts';
import type { AgentOf } from './sign-off.ts';
import { assignThreads, parentKeys, type Thread } from './threads.ts';

export type CommitContext = {
  now: number;
  register: Register;
  limits: AdmitLimits;
  agentOf: AgentOf;
  /** Brand of a desk event that names none, in a conversation that nobody has named one for. */
  fallbackBrand: string;
};
type Stored = { mentions: number; events: number };
export type CommitOutcome = {
  committed: Committed;
  stored: Stored;
  repeated: Stored;
  quarantined: number;
  late: number;
  refused: DeadLetter[];
};

const ledgerRow = (row: BatchRow, thread: Thread | undefined): LedgerRow =>
  row.kind === 'mentions'
    ? {
        source: mentionSource(row.row.channel),
        id: row.row.id,
        at: row.row.at,
        conversation: thread?.conversation ?? null,
        inbound: row.row.inbound,
      }
    : { source: EVENT_SOURCE, id: row.row.id, at: row.row.at, conversation: null, inbound: null };

type Threaded = MentionRow & { thread: Thread };
type Fresh = { mentions: Threaded[]; events: EventRow[]; repeated: Stored };

/** Claims the rows in the ledger: what comes back was never stored before. */
const takeFresh = async (sql: Sql, rows: readonly BatchRow[]): Promise<Fresh> => {
  const mentions = rows.filter((row) => row.kind === 'mentions').map(({ row }) => row);
  const keys = parentKeys(mentions);
  const known = keys.length === 0 ? [] : await findKnown(sql, keys);
  const threads = assignThreads(mentions, known);
  let next = 0;
  const threaded = rows.map((row) => (row.kind === 'mentions' ? threads[next++] : undefined));
  const isNew = await claim(
    sql,
    rows.map((row, index) => ledgerRow(row, threaded[index])),
  );
  const fresh: Fresh = { mentions: [], events: [], repeated: { mentions: 0, events: 0 } };
  rows.forEach((row, index) => {
    const thread = threaded[index];
    if (!isNew[index]) fresh.repeated[row.kind] += 1;
    else if (row.kind === 'events') fresh.events.push(row);
    else if (thread) fresh.mentions.push({ ...row, thread });
  });
  return fresh;
};

const toStored = ({ row, receivedAt, thread }: Threaded): StoredMention => ({
  ...row,
  conversation: thread.conversation,
  receivedAt,
});

const deskRows = (fresh: Fresh, agentOf: AgentOf): DeskRow[] => [
  ...fresh.mentions.map(({ row, thread }): DeskRow => ({
    kind: 'message',
    at: row.at,
    channel: row.channel,
    brand: row.brand,
    conversation: thread.conversation,
    inbound: row.inbound,
    isNoise: row.noise !== null,
    isReply: row.inReplyTo !== undefined || row.conversation !== undefined,
    agent: agentOf(row),
    inboundParentAt: thread.inboundParentAt,
  })),
  ...fresh.events.map(({ row }): DeskRow =>
    row.type === 'agent.state'
      ? { kind: 'agent', at: row.at, event: row }
      : { kind: 'event', at: row.at, event: row },
  ),
];

type Key = { channel: string; id: string };

/** Conversations that the rows will touch: noise waits for nobody and touches none. */
const conversationKeys = (rows: readonly DeskRow[]): Key[] => {
  const keys = new Map<string, Key>();
  const add = (channel: string, id: string) => keys.set(`${channel}\0${id}`, { channel, id });
  for (const row of rows) {
    if (row.kind === 'event') add(row.event.channel, row.event.conversation);
    else if (row.kind === 'message' && (row.inbound ? !row.isNoise : row.isReply)) {
      add(row.channel, row.conversation);
    }
  }
  return [...keys.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
};

const agentIds = (rows: readonly DeskRow[], assigned: readonly (string | null)[]): string[] => {
  const ids = new Set(assigned.filter((id) => id !== null));
  for (const row of rows) {
    const id = row.kind === 'message' ? row.agent : (row.event.agent ?? null);
    if (id !== null) ids.add(id);
  }
  return [...ids].sort();
};

const byId = (a: Agent, b: Agent) => (a.id < b.id ? -1 : 1);

/** Conversations, answers and agents after the rows, stored. */
const storeDesk = async (
  sql: Sql,
  rows: readonly DeskRow[],
  fallbackBrand: string,
): Promise<DeskChange> => {
  if (rows.length === 0) return { conversations: [], agents: [], responses: [] };
  const keys = conversationKeys(rows);
  await lockDesk(sql);
  const conversations = keys.length === 0 ? [] : await lockConversations(sql, keys);
  const ids = agentIds(
    rows,
    conversations.map(({ agent }) => agent),
  );
  const agents = ids.length === 0 ? [] : await loadAgents(sql, ids);
  const change = reduceDesk({ conversations, agents }, rows, fallbackBrand);
  if (change.conversations.length > 0) await saveConversations(sql, change.conversations);
  if (change.responses.length > 0) await insertResponses(sql, change.responses);
  if (change.agents.length > 0) await saveAgents(sql, change.agents.sort(byId));
  return change;
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

const inTransaction = async (
  sql: Sql,
  admitted: { accepted: BatchRow[]; quarantined: BatchRow[] },
  context: CommitContext,
) => {
  const fresh = await takeFresh(sql, admitted.accepted);
  const { mentions } = fresh;
  if (mentions.length > 0) await insertMentions(sql, mentions.map(toStored));
  if (admitted.quarantined.length > 0) {
    await quarantine(
      sql,
      admitted.quarantined.map(({ kind, row, receivedAt }) => ({
        kind,
        row,
        at: row.at,
        receivedAt,
      })),
    );
  }
  const desk = await storeDesk(sql, deskRows(fresh, context.agentOf), context.fallbackBrand);
  const oldestLive = context.now - context.limits.lateAfterMs;
  const rows = mentions.map(({ row }) => row);
  const increments = aggregate(rows.filter((row) => row.at >= oldestLive));
  const late = aggregate(rows.filter((row) => row.at < oldestLive));
  const tx = await transactionId(sql);
  if (rows.length > 0) await addIncrements(sql, [...increments, ...late]);
  return { fresh, desk, increments, late, tx, lastSeen: newestPerChannel(rows) };
};

/** Stores a batch. Throws what the database throws; nothing of the batch is stored then. */
export const commitBatch = async (
  db: Db,
  batch: readonly BatchRow[],
  context: CommitContext,
): Promise<CommitOutcome> => {
  const admitted = admit(batch, context.now, context.register, context.limits);
  const { fresh, desk, increments, late, tx, lastSeen } = await db.transaction((sql) =>
    inTransaction(sql, admitted, context),
  );
  const receivedAt = batch.reduce((least, row) => Math.min(least, row.receivedAt), context.now);
  return {
    committed: {
      at: context.now,
      receivedAt,
      tx,
      increments,
      late,
      conversations: desk.conversations,
      responses: desk.responses,
      agents: desk.agents,
      lastSeen,
    },
    stored: { mentions: fresh.mentions.length, events: fresh.events.length },
    repeated: fresh.repeated,
    quarantined: admitted.quarantined.length,
    late: admitted.late,
    refused: admitted.refused,
  };
};
