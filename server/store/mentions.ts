/** Mentions as they are kept, and rows set aside because their time lay in the future. That each is
 * written once is the ledger's doing, not this table's. */
import type { Understood } from '#contracts/understood.ts';
import { mentionSource } from './ledger.ts';
import { decodeCursor, INSTANT, type Page, startWhere, toPage } from './page.ts';
import type { Sql, Tx } from './sql.ts';
import { describeTable } from './table.ts';

export type StoredMention = Understood & { conversation: string; receivedAt: number };

/** The columns: author and sentiment lie flat, absent fields are null. */
type Flat = {
  at: number;
  receivedAt: number;
  channel: string;
  id: string;
  brand: string;
  inbound: boolean;
  conversation: string;
  text: string;
  lang: string;
  noise: string | null;
  sentiment: string;
  sentimentScore: number;
  sentimentConfidence: number;
  intent: string;
  importance: number;
  reach: number;
  topics: string[] | null;
  authorId: string | null;
  authorHandle: string | null;
  authorName: string | null;
  authorFollowers: number | null;
  authorVerified: boolean | null;
  inReplyTo: string | null;
  url: string | null;
  reposts: number | null;
  repostOf: string | null;
  agent: string | null;
  tags: string[] | null;
};

const table = describeTable<Flat>({
  at: 'time',
  receivedAt: 'time',
  channel: 'text',
  id: 'text',
  brand: 'text',
  inbound: 'bool',
  conversation: 'text',
  text: 'text',
  lang: 'text',
  noise: 'text',
  sentiment: 'text',
  sentimentScore: 'float',
  sentimentConfidence: 'float',
  intent: 'text',
  importance: 'float',
  reach: 'int',
  topics: 'list',
  authorId: 'text',
  authorHandle: 'text',
  authorName: 'text',
  authorFollowers: 'int',
  authorVerified: 'bool',
  inReplyTo: 'text',
  url: 'text',
  reposts: 'int',
  repostOf: 'text',
  agent: 'text',
  tags: 'list',
});

/** For the other readings of this table. */
export const MENTION_FIELDS = table.fields;

const flatten = (row: StoredMention): Flat => ({
  at: row.at,
  receivedAt: row.receivedAt,
  channel: row.channel,
  id: row.id,
  brand: row.brand,
  inbound: row.inbound,
  conversation: row.conversation,
  text: row.text,
  lang: row.lang,
  noise: row.noise,
  sentiment: row.sentiment.label,
  sentimentScore: row.sentiment.score,
  sentimentConfidence: row.sentiment.confidence,
  intent: row.intent,
  importance: row.importance,
  reach: Math.round(row.reach),
  topics: row.topics.length > 0 ? row.topics : null,
  authorId: row.author?.id ?? null,
  authorHandle: row.author?.handle ?? null,
  authorName: row.author?.name ?? null,
  authorFollowers: row.author?.followers ?? null,
  authorVerified: row.author?.verified ?? null,
  inReplyTo: row.inReplyTo ?? null,
  url: row.url ?? null,
  reposts: row.reposts ?? null,
  repostOf: row.repostOf ?? null,
  agent: row.agent ?? null,
  tags: row.tags ?? null,
});

/** Absent stays absent: a key without a value is not there. */
const withoutNulls = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null));

export const restoreMention = (flat: Flat): StoredMention => {
  const { sentiment, sentimentScore, sentimentConfidence, noise, topics, ...rest } = flat;
  const { authorId, authorHandle, authorName, authorFollowers, authorVerified, ...plain } = rest;
  const author = {
    id: authorId,
    handle: authorHandle,
    name: authorName,
    followers: authorFollowers,
    verified: authorVerified,
  };
  return {
    ...withoutNulls(plain),
    ...(authorId === null ? {} : { author: withoutNulls(author) }),
    noise,
    topics: topics ?? [],
    sentiment: { label: sentiment, score: sentimentScore, confidence: sentimentConfidence },
  } as StoredMention;
};

export const insertMentions = async (tx: Tx, rows: readonly StoredMention[]): Promise<void> => {
  if (rows.length > 0) await table.copy(tx, 'mentions', rows.map(flatten));
};

export type MentionFilter = {
  brand?: string | undefined;
  topic?: string | undefined;
  sentiment?: string | undefined;
  channel?: string | undefined;
  id?: string | undefined;
  /** Part of the text, upper and lower case alike. */
  q?: string | undefined;
  /** `from` inclusive, `to` exclusive, epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  cursor?: string | undefined;
};

/** Newest first. */
export const listMentions = async (
  db: Sql,
  filter: MentionFilter,
): Promise<Page<StoredMention>> => {
  const where = startWhere();
  where.add('brand = ?', filter.brand);
  where.add('topics @> array[?::text]', filter.topic);
  where.add('sentiment = ?', filter.sentiment);
  where.add('channel = ?', filter.channel);
  where.add('id = ?', filter.id);
  where.add(`at >= ${INSTANT}`, filter.from);
  where.add(`at < ${INSTANT}`, filter.to);
  if (filter.q) where.add('text ilike ?', `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.cursor !== undefined) {
    const [at, channel, id] = decodeCursor(filter.cursor, 2);
    const time = `to_timestamp(${where.bind(at)}::float8 / 1000.0)`;
    // The first condition is implied by the second and lets the index on time be used.
    where.addPlain(`at <= ${time}`);
    where.addPlain(`(at, channel, id) < (${time}, ${where.bind(channel)}, ${where.bind(id)})`);
  }
  const { rows } = await db.query<Flat>(
    `select ${table.fields} from mentions ${where.text()}
      order by at desc, channel desc, id desc limit ${where.bind(filter.limit + 1)}`,
    where.values,
  );
  return toPage(rows.map(restoreMention), filter.limit, (row) => [row.at, row.channel, row.id]);
};

/** One mention, or null. The ledger knows when it was written, and with the time it is found at once.
 * `isLocked`: until the transaction ends nobody else changes it. The lock is on the ledger's row, because
 * TimescaleDB locks no row of a chunk that it has compressed. */
export const findMention = async (
  sql: Sql,
  { channel, id }: { channel: string; id: string },
  isLocked = false,
): Promise<StoredMention | null> => {
  const known = await sql.query<{ at: number }>(
    `select at from ledger where source = $1 and id = $2 limit 1 ${isLocked ? 'for update' : ''}`,
    [mentionSource(channel), id],
  );
  const at = known.rows[0]?.at;
  if (at === undefined) return null;
  const { rows } = await sql.query<Flat>(
    `select ${table.fields} from mentions
      where at = to_timestamp($1::float8 / 1000.0) and channel = $2 and id = $3 limit 1`,
    [at, channel, id],
  );
  return rows[0] ? restoreMention(rows[0]) : null;
};

export type QuarantinedRow = {
  kind: 'mentions' | 'events';
  row: unknown;
  at: number;
  receivedAt: number;
};
type QuarantineColumns = { at: number; receivedAt: number; kind: string; body: unknown };

const quarantined = describeTable<QuarantineColumns>({
  at: 'time',
  receivedAt: 'time',
  kind: 'text',
  body: 'json',
});

/** Sets rows aside. They are not deduplicated: a row sent twice lies here twice. */
export const quarantine = async (sql: Sql, rows: readonly QuarantinedRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const flat = rows.map(({ row, ...rest }) => ({ ...rest, body: row }));
  await sql.query(
    `insert into quarantine (${quarantined.columns}) ${quarantined.input}`,
    quarantined.values(flat),
  );
};
