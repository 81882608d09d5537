/** Which conversation a mention belongs to. Pure: what the ledger knows of the parents is passed in.
 * It stands apart from the desk because every mention has a conversation, noise too. */
import type { Mention } from '#contracts/mention.ts';
import { mentionSource } from '#server/store/ledger.ts';

/** What is known of a row that was stored before, as the ledger keeps it. */
export type KnownRow = {
  id: string;
  at: number;
  conversation: string | null;
  inbound: boolean | null;
};
/** What is known of the row that is replied to, as in `Voice`. */
type ParentKind = 'post' | 'reply' | 'customer' | null;
export type Thread = {
  conversation: string;
  /** When the message that this row replies to was written; null where it is unknown or was
   * written by the brand. */
  inboundParentAt: number | null;
  parentKind: ParentKind;
};

const keyOf = (channel: string, id: string): string => `${mentionSource(channel)}\0${id}`;

/** Longest chain of replies that is followed inside one batch; beyond it the chain is cut. */
const CHAIN_MAX = 200;

/** Keys whose ledger rows `assignThreads` wants: the parents of replies. */
export const parentKeys = (rows: readonly Mention[]): { source: string; id: string }[] => {
  const keys = new Map<string, { source: string; id: string }>();
  for (const { channel, inReplyTo: id } of rows) {
    if (id !== undefined) keys.set(keyOf(channel, id), { source: mentionSource(channel), id });
  }
  return [...keys.values()];
};

type Lookup = { batch: Map<string, Mention>; known: Map<string, KnownRow> };

/** A customer's answer to a root post of the brand begins a conversation of its own: a conversation
 * is a thread with one customer, and such a post has thousands. */
const isOwnPost = (parent: KnownRow): boolean =>
  parent.inbound === false && parent.conversation === parent.id;

const isRoot = (row: Mention): boolean =>
  row.conversation === undefined && row.inReplyTo === undefined;

/** The ledger says of the brand's own rows whether they began a talk; of desk events nothing. */
const kindOf = (stored: KnownRow | undefined, batched: Mention | undefined): ParentKind => {
  const inbound = stored ? stored.inbound : batched?.inbound;
  if (typeof inbound !== 'boolean') return null;
  if (inbound) return 'customer';
  const isPost = stored ? isOwnPost(stored) : batched !== undefined && isRoot(batched);
  return isPost ? 'post' : 'reply';
};

const conversationOf = (row: Mention, { batch, known }: Lookup): string => {
  let current = row;
  for (let steps = 0; steps < CHAIN_MAX; steps += 1) {
    if (current.conversation !== undefined) return current.conversation;
    const parentId = current.inReplyTo;
    if (parentId === undefined || parentId === current.id) return current.id;
    const key = keyOf(current.channel, parentId);
    const stored = known.get(key);
    if (stored) {
      if (current.inbound && isOwnPost(stored)) return current.id;
      return stored.conversation ?? parentId;
    }
    const parent = batch.get(key);
    if (!parent) return parentId;
    if (current.inbound && !parent.inbound && isRoot(parent)) return current.id;
    current = parent;
  }
  return row.id;
};

/** One thread per row: `conversation` where the row names it, else that of its parent, else the
 * parent's id where nobody knows it, else the row's own id. The ledger wins over the batch. */
export const assignThreads = (
  rows: readonly Mention[],
  ledger: readonly (KnownRow & { source: string })[],
): Thread[] => {
  const known = new Map(ledger.map((row) => [`${row.source}\0${row.id}`, row]));
  const batch = new Map<string, Mention>();
  for (const row of rows) {
    const key = keyOf(row.channel, row.id);
    if (!batch.has(key)) batch.set(key, row);
  }
  return rows.map((row) => {
    const key = row.inReplyTo === undefined ? null : keyOf(row.channel, row.inReplyTo);
    const stored = key === null ? undefined : known.get(key);
    const batched = key === null ? undefined : batch.get(key);
    const parent = stored ?? batched;
    return {
      conversation: conversationOf(row, { batch, known }),
      inboundParentAt: parent?.inbound === true ? parent.at : null,
      parentKind: kindOf(stored, batched),
    };
  });
};
