/** The first half of a commit: which rows were never stored before, in which conversation each lies,
 * and those rows written. It touches nothing that batches before it are still changing, so that it
 * may run beside the second half of the one before. */
import type { Understood } from '#contracts/understood.ts';
import {
  claim,
  enter,
  EVENT_SOURCE,
  findKnown,
  ledgerKey,
  mentionSource,
  type LedgerRow,
} from '#server/store/ledger.ts';
import { insertMentions, type StoredMention } from '#server/store/mentions.ts';
import type { Tx } from '#server/store/sql.ts';
import type { BatchRow, EventRow, MentionRow } from './batch.ts';
import { assignThreads, parentKeys, type Thread } from './threads.ts';

/** Rows of the ledger by key. */
export type Entered = ReadonlyMap<string, LedgerRow>;
export type Lookup = (key: string) => LedgerRow | undefined;
export type Counted = { mentions: number; events: number };
type Threaded = MentionRow & { thread: Thread };
export type Fresh = {
  mentions: Threaded[];
  events: EventRow[];
  repeated: Counted;
  /** What the ledger gets from this batch. */
  entered: Entered;
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

type Known = { rows: LedgerRow[]; keys: Set<string> };

/** What the ledger knows of the rows and of their parents, and what the batch before is about to
 * enter. */
const readKnown = async (
  tx: Tx,
  rows: readonly BatchRow[],
  mentions: readonly Understood[],
  before: Lookup,
): Promise<Known> => {
  const wanted = new Map(parentKeys(mentions).map((key) => [ledgerKey(key), key]));
  for (const row of rows) {
    const source = row.kind === 'mentions' ? mentionSource(row.row.channel) : EVENT_SOURCE;
    const key = { source, id: row.row.id };
    wanted.set(ledgerKey(key), key);
  }
  const pending = [...wanted.keys()].flatMap((key) => before(key) ?? []);
  const known = [...(await findKnown(tx, [...wanted.values()])), ...pending];
  return { rows: known, keys: new Set(known.map(ledgerKey)) };
};

const toStored = ({ row, receivedAt, thread }: Threaded): StoredMention => ({
  ...row,
  conversation: thread.conversation,
  receivedAt,
});

type Entering = { before: Lookup; toWrite(entered: Entered): Promise<void> };
type Keyed = { row: BatchRow; thread: Thread | undefined; key: string; entry: LedgerRow };

/** Of equal rows the first is taken, and none that is known. */
const pickFresh = (rows: readonly Keyed[], isKnown: (key: string) => boolean): Fresh => {
  const entered = new Map<string, LedgerRow>();
  const fresh: Fresh = { mentions: [], events: [], repeated: { mentions: 0, events: 0 }, entered };
  for (const { row, thread, key, entry } of rows) {
    if (entered.has(key) || isKnown(key)) fresh.repeated[row.kind] += 1;
    else {
      entered.set(key, entry);
      if (row.kind === 'events') fresh.events.push(row);
      else if (thread) fresh.mentions.push({ ...row, thread });
    }
  }
  return fresh;
};

/** Enters the new rows and writes the new mentions. `before` knows what the batches before have
 * entered and not yet committed; `toWrite` is told the same of this one. The quick way looks first
 * and then copies; where another process enters the same rows meanwhile it throws `isTaken`, and the
 * careful way, slower, does not. */
export const storeFresh = async (
  tx: Tx,
  rows: readonly BatchRow[],
  { turn, isCareful }: { turn: Entering; isCareful: boolean },
): Promise<Fresh> => {
  const mentions = rows.filter((row) => row.kind === 'mentions').map(({ row }) => row);
  const known = await readKnown(tx, rows, mentions, turn.before);
  const threads = assignThreads(mentions, known.rows);
  let next = 0;
  const keyed = rows.map((row): Keyed => {
    const thread = row.kind === 'mentions' ? threads[next++] : undefined;
    const entry = ledgerRow(row, thread);
    return { row, thread, key: ledgerKey(entry), entry };
  });
  let fresh = pickFresh(keyed, (key) => known.keys.has(key));
  if (isCareful) {
    const entries = [...fresh.entered.values()];
    const isNew = await claim(tx, entries);
    const taken = new Set(entries.filter((_, index) => !isNew[index]).map(ledgerKey));
    fresh = pickFresh(keyed, (key) => known.keys.has(key) || taken.has(key));
  }
  if (!isCareful) await enter(tx, fresh.entered);
  await turn.toWrite(fresh.entered);
  await insertMentions(tx, fresh.mentions.map(toStored));
  return fresh;
};
