/** Stored mentions in the order in which they were written, page by page, and how far back they
 * reach: what a back-test over history reads. Lists for people are in `mentions.ts`. */
import { restoreMention, MENTION_FIELDS, type StoredMention } from './mentions.ts';
import { INSTANT, startWhere } from './page.ts';
import type { Sql } from './sql.ts';

/** Epoch ms, `from` inclusive, `to` exclusive. */
export type Stretch = { brand?: string | undefined; from: number; to: number };
type Place = { at: number; channel: string; id: string };

const whereOf = ({ brand, from, to }: Stretch) => {
  const where = startWhere();
  where.add('brand = ?', brand);
  where.add(`at >= ${INSTANT}`, from);
  where.add(`at < ${INSTANT}`, to);
  return where;
};

/** At most `limit` of the stretch, oldest first, those after `after`. */
export const readStoredMentions = async (
  db: Sql,
  stretch: Stretch,
  { after, limit }: { after?: Place | undefined; limit: number },
): Promise<StoredMention[]> => {
  const where = whereOf(stretch);
  if (after) {
    const time = INSTANT.replace('?', where.bind(after.at));
    // Implied by the next one, and lets the index on time be used.
    where.addPlain(`at >= ${time}`);
    where.addPlain(
      `(at, channel, id) > (${time}, ${where.bind(after.channel)}, ${where.bind(after.id)})`,
    );
  }
  const { rows } = await db.query<Parameters<typeof restoreMention>[0]>(
    `select ${MENTION_FIELDS} from mentions ${where.text()}
      order by at, channel, id limit ${where.bind(limit)}`,
    where.values,
  );
  return rows.map(restoreMention);
};

/** How many the stretch holds, counted no further than `most`. */
export const countStoredMentions = async (
  db: Sql,
  stretch: Stretch,
  most: number,
): Promise<number> => {
  const where = whereOf(stretch);
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from
       (select 1 from mentions ${where.text()} limit ${where.bind(most)}) as found`,
    where.values,
  );
  return rows[0]?.count ?? 0;
};

/** When the newest row was written that `most` newer ones leave no room for; null when all fit. */
export const oldestThatFits = async (
  db: Sql,
  stretch: Stretch,
  most: number,
): Promise<number | null> => {
  const where = whereOf(stretch);
  const { rows } = await db.query<{ at: number }>(
    `select at from mentions ${where.text()}
      order by at desc offset ${where.bind(most)} limit 1`,
    where.values,
  );
  return rows[0]?.at ?? null;
};

export type Reach = { brand: string; from: number; to: number };

/** The oldest and the newest mention of each brand. One step of the index per brand, however many
 * rows there are. */
export const reachOfMentions = async (db: Sql, limit: number): Promise<Reach[]> => {
  const { rows } = await db.query<Reach>(
    `with recursive known(brand) as (
       (select brand from mentions order by brand limit 1)
       union all
       select (select m.brand from mentions m where m.brand > known.brand order by m.brand limit 1)
         from known where known.brand is not null
     )
     select brand,
            (select at from mentions m where m.brand = known.brand order by at limit 1) as "from",
            (select at from mentions m where m.brand = known.brand order by at desc limit 1) as "to"
       from known where brand is not null limit $1`,
    [limit],
  );
  return rows;
};
