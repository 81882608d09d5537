/** Conversations: who waits since when. A batch locks the ones it touches, in order, so that two
 * pipelines never change the same one at once nor wait for each other. */
import type { Conversation, Opening } from '#contracts/conversation.ts';
import { prepared } from './prepared.ts';
import type { Sql, Tx } from './sql.ts';
import { describeTable, toParameter } from './table.ts';

const table = describeTable<Conversation>({
  channel: 'text',
  id: 'text',
  brand: 'text',
  source: 'text',
  openedAt: 'time',
  waitingSince: 'time',
  asksQuestion: 'bool',
  lastInboundAt: 'time',
  firstReplyAt: 'time',
  lastReplyAt: 'time',
  agent: 'text',
  assignedAt: 'time',
  resolvedAt: 'time',
  priority: 'text',
  inboundCount: 'int',
  replyCount: 'int',
  reopenedCount: 'int',
});

type Key = { channel: string; id: string };

const compareKeys = (a: Key, b: Key): number => {
  if (a.channel !== b.channel) return a.channel < b.channel ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
};

// Rows are locked one after the other in the order of the keys given.
const LOCK = prepared(
  `select c.* from unnest($1::text[], $2::text[]) with ordinality as k(channel, id, place)
    cross join lateral (
      select ${table.fields} from conversations
       where conversations.channel = k.channel and conversations.id = k.id
         for update) c
    order by k.place`,
);

const SAVE = prepared(
  `insert into conversations (${table.columns}) ${table.input}
   on conflict (channel, id) do update set ${table.overwrite(['channel', 'id'])}`,
);

// Two searches, each by its partial index.
const OPEN = `select ${table.fields} from conversations
   where (waiting_since >= to_timestamp($1::float8 / 1000.0))
      or (assigned_at is not null and resolved_at is null
          and greatest(opened_at, last_inbound_at, last_reply_at, assigned_at)
              >= to_timestamp($1::float8 / 1000.0))
   order by channel, id limit $2`;

/** The ones that exist, locked until the transaction ends. */
export const lockConversations = async (
  sql: Sql,
  keys: readonly Key[],
): Promise<Conversation[]> => {
  if (keys.length === 0) return [];
  const ordered = keys.toSorted(compareKeys);
  const { rows } = await sql.query<Conversation>(LOCK, [
    toParameter(
      'text',
      ordered.map(({ channel }) => channel),
    ),
    toParameter(
      'text',
      ordered.map(({ id }) => id),
    ),
  ]);
  return rows;
};

/** Writes them whole. A key may be there once. */
export const saveConversations = async (sql: Sql, rows: readonly Conversation[]): Promise<void> => {
  if (rows.length > 0) await sql.query(SAVE, table.values(rows.toSorted(compareKeys)));
};

/** Writes those that `lockConversations` did not find, while the desk is locked: nobody else can have
 * made them meanwhile. Measured: 14.7 us a row by `saveConversations`, 5.5 here. */
export const addConversations = async (tx: Tx, rows: readonly Conversation[]): Promise<void> => {
  if (rows.length > 0) await table.copy(tx, 'conversations', rows.toSorted(compareKeys));
};

/** Waiting since `sinceMs` or later, or assigned, unresolved and touched since then. */
export const listOpen = async (
  db: Sql,
  { sinceMs, limit }: { sinceMs: number; limit: number },
): Promise<Conversation[]> => (await db.query<Conversation>(OPEN, [sinceMs, limit])).rows;

/** Conversations that customers opened since `fromMs`, by brand and minute; the rule is that of
 * pipeline/openings.ts. */
export const countOpenings = async (
  db: Sql,
  { fromMs, limit }: { fromMs: number; limit: number },
): Promise<Opening[]> => {
  const { rows } = await db.query<Opening>(
    `select brand, date_bin(interval '1 minute', opened_at, timestamptz 'epoch') as at,
            count(*) as opened,
            count(*) filter (where first_reply_at is null and resolved_at is null) as unanswered
       from conversations
      where opened_at >= to_timestamp($1::float8 / 1000.0) and last_inbound_at is not null
        and (first_reply_at is null or first_reply_at > opened_at)
      group by 1, 2 order by 2 desc, 1 limit $2`,
    [fromMs, limit],
  );
  return rows;
};
