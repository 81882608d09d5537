/** The newest mentions of each brand with what the ledger knows of the posts that they answer: what is
 * heard again after a restart. Lists for people are in `mentions.ts`. */
import type { Voice } from '#contracts/voice.ts';
import { MENTION_FIELDS, restoreMention, type StoredMention } from './mentions.ts';
import type { Sql } from './sql.ts';

export type HeardMention = { row: StoredMention; parentKind: Voice['parentKind'] };
type Found = Parameters<typeof restoreMention>[0] & {
  parentInbound: boolean | null;
  isParentRoot: boolean | null;
};

const kindOf = ({ parentInbound, isParentRoot }: Found): Voice['parentKind'] => {
  if (parentInbound === null) return null;
  if (parentInbound) return 'customer';
  return isParentRoot ? 'post' : 'reply';
};

type Heard = {
  fromMs: number;
  newsMs: number;
  lateAfterMs: number;
  perBrand: number;
  limit: number;
};

/** Without noise, of each brand that was heard of since `fromMs` the newest `perBrand`, at most `limit`
 * in all, newest first. What was written since `newsMs` must have come within `lateAfterMs`: late rows
 * are history. */
export const listHeardMentions = async (
  db: Sql,
  { fromMs, newsMs, lateAfterMs, perBrand, limit }: Heard,
): Promise<HeardMention[]> => {
  const { rows } = await db.query<Found>(
    `with heard as (
       select distinct brand from bucket_1h
        where topic = '' and at >= to_timestamp($1::float8 / 1000.0) - interval '1 hour')
     select newest.*, parent.inbound as "parentInbound",
            parent.conversation = parent.id as "isParentRoot"
       from heard
      cross join lateral (
        select ${MENTION_FIELDS} from mentions
         where mentions.brand = heard.brand and at >= to_timestamp($1::float8 / 1000.0)
           and noise is null
           and (at < to_timestamp($4::float8 / 1000.0)
                or received_at <= at + $5 * interval '1 millisecond')
         order by at desc limit $2) newest
       left join ledger parent
         on parent.source = 'm:' || newest.channel and parent.id = newest."inReplyTo"
      order by newest.at desc limit $3`,
    [fromMs, perBrand, limit, newsMs, lateAfterMs],
  );
  return rows.map(({ parentInbound, isParentRoot, ...row }) => ({
    row: restoreMention(row as Found),
    parentKind: kindOf({ parentInbound, isParentRoot } as Found),
  }));
};
