/** What people say about the mood of a mention: only ever added, the newest of a mention stands, and one
 * without a label takes back those before. The mention itself shows what stands. */
import type { Sentiment, SentimentLabel } from '#contracts/understood.ts';
import { MENTION_FIELDS, restoreMention, type StoredMention } from './mentions.ts';
import { INSTANT, startWhere } from './page.ts';
import type { Sql, Tx } from './sql.ts';

type MentionKey = { channel: string; id: string };
type Flat = Parameters<typeof restoreMention>[0];
export type Correction = {
  at: number;
  mention: StoredMention;
  /** Null: what the model said stands again. */
  label: SentimentLabel | null;
  by: string;
  reason: string | null;
};

/** Names of the columns in a join. */
const OF_MENTION = `(select ${MENTION_FIELDS} from mentions
   where mentions.at = c.mention_at and mentions.channel = c.channel and mentions.id = c.mention_id
   limit 1)`;
const IS_NEWEST = `not exists (select 1 from corrections newer
   where newer.channel = c.channel and newer.mention_id = c.mention_id and newer.id > c.id)`;

/** Writes what the mention shows from now on. */
export const setSentiment = async (
  tx: Tx,
  { at, channel, id }: Pick<StoredMention, 'at' | 'channel' | 'id'>,
  { label, score, confidence }: Sentiment,
): Promise<void> => {
  await tx.query(
    `update mentions set sentiment = $4, sentiment_score = $5, sentiment_confidence = $6
      where at = to_timestamp($1::float8 / 1000.0) and channel = $2 and id = $3`,
    [at, channel, id, label, score, confidence],
  );
};

export const addCorrection = async (tx: Tx, correction: Correction): Promise<void> => {
  const { at, mention, label, by, reason } = correction;
  const { sentiment } = mention;
  await tx.query(
    `insert into corrections (at, channel, mention_id, mention_at, from_label, from_score,
                              from_confidence, to_label, by, reason)
     values (to_timestamp($1::float8 / 1000.0), $2, $3, to_timestamp($4::float8 / 1000.0),
             $5, $6, $7, $8, $9, $10)`,
    [
      ...[at, mention.channel, mention.id, mention.at],
      ...[sentiment.label, sentiment.score, sentiment.confidence, label, by, reason],
    ],
  );
};

/** What the model said of the mention before anybody corrected it; null where nobody did. */
export const findOriginal = async (
  sql: Sql,
  { channel, id }: MentionKey,
): Promise<Sentiment | null> => {
  const { rows } = await sql.query<Sentiment>(
    `select from_label as label, from_score as score, from_confidence as confidence
       from corrections c where channel = $1 and mention_id = $2 order by c.id limit 1`,
    [channel, id],
  );
  return rows[0] ?? null;
};

export const correctionKey = ({ channel, id }: MentionKey): string => `${channel}\0${id}`;

/** Who gave the label that each of the mentions shows; those that nobody corrected are not in it. */
export const listCorrectors = async (
  sql: Sql,
  mentions: readonly MentionKey[],
): Promise<Map<string, string>> => {
  if (mentions.length === 0) return new Map();
  const { rows } = await sql.query<MentionKey & { by: string }>(
    `select channel, id, newest.by
       from unnest($1::text[], $2::text[]) as asked(channel, id)
      cross join lateral (
        select c.by, c.to_label from corrections c
         where c.channel = asked.channel and c.mention_id = asked.id
         order by c.id desc limit 1) newest
      where newest.to_label is not null`,
    [mentions.map(({ channel }) => channel), mentions.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [correctionKey(row), row.by]));
};

export type Taught = { correction: number; label: SentimentLabel; mention: StoredMention };

/** Mentions whose label a person gave, the newest corrections first, those before `before`. One whose
 * mention is forgotten by now teaches nothing. */
export const listTaught = async (
  sql: Sql,
  filter: { brand?: string | undefined; before?: number | undefined; limit: number },
): Promise<Taught[]> => {
  const where = startWhere();
  where.addPlain(`c.to_label is not null and ${IS_NEWEST}`);
  where.add('c.id < ?', filter.before);
  where.add('m.brand = ?', filter.brand);
  const { rows } = await sql.query<Flat & { correction: number; label: SentimentLabel }>(
    `select c.id as correction, c.to_label as label, m.*
       from corrections c cross join lateral ${OF_MENTION} m ${where.text()}
      order by c.id desc limit ${where.bind(filter.limit)}`,
    where.values,
  );
  return rows.map(({ correction, label, ...flat }) => ({
    ...{ correction, label },
    mention: restoreMention(flat as unknown as Flat),
  }));
};

/** How many mentions have a label that came after the correction `through`. */
export const countCorrected = async (sql: Sql, through: number): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*) as count from corrections c
      where c.id > $1 and c.to_label is not null and ${IS_NEWEST}`,
    [through],
  );
  return rows[0]?.count ?? 0;
};

export type PlainText = { text: string; lang: string };

/** Mentions that customers wrote and nobody corrected: `limit` of the newest `among` since `fromMs`,
 * spread by their ids, the same whenever it is asked. */
export const sampleUncorrected = async (
  sql: Sql,
  { fromMs, among, limit }: { fromMs: number; among: number; limit: number },
): Promise<PlainText[]> => {
  const { rows } = await sql.query<PlainText>(
    `select text, lang from (
       select channel, id, text, lang from mentions
        where inbound and noise is null and at >= ${INSTANT.replace('?', '$1')}
          and not exists (select 1 from corrections c
                           where c.channel = mentions.channel and c.mention_id = mentions.id)
        order by at desc limit $2) as newest
      order by md5(id), channel limit $3`,
    [fromMs, among, limit],
  );
  return rows;
};
