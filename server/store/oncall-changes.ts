/** The record of what people changed about on-call. Rows are added, never changed. */
import { decodeCursor, INSTANT, type Page, startWhere, toPage } from './page.ts';
import type { Sql } from './sql.ts';

export const ONCALL_CHANGES = [
  'override-made',
  'override-cancelled',
  'swap-asked',
  'swap-accepted',
  'swap-declined',
  'swap-cancelled',
  'calendar-imported',
  'calendar-removed',
  'feed-made',
  'feed-revoked',
  'reserve-asked',
  'reserve-answered',
  'browser-added',
  'browser-removed',
  'way-confirmed',
] as const;
export type OncallChange = {
  at: number;
  by: string;
  what: (typeof ONCALL_CHANGES)[number];
  rota: string | null;
  person: string | null;
  /** Id of what was changed. */
  subject: string | null;
  reason: string;
};
type Stored = OncallChange & { id: string };

const FIELDS = 'id::text as id, at, by, what, rota, person, subject, reason';

export const addOncallChange = async (sql: Sql, change: OncallChange): Promise<void> => {
  const { at, by, what, rota, person, subject, reason } = change;
  await sql.query(
    `insert into oncall_changes (at, by, what, rota, person, subject, reason)
     values (to_timestamp($1::float8 / 1000.0), $2, $3, $4, $5, $6, $7)`,
    [at, by, what, rota, person, subject, reason],
  );
};

/** Newest first. */
export const listOncallChanges = async (
  db: Sql,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Stored>> => {
  const where = startWhere();
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 1);
    const time = INSTANT.replace('?', where.bind(at));
    where.addPlain(`(at, id) < (${time}, ${where.bind(/^\d{1,18}$/.test(id) ? id : '0')}::bigint)`);
  }
  const { rows } = await db.query<Stored>(
    `select ${FIELDS} from oncall_changes ${where.text()}
      order by oncall_changes.at desc, oncall_changes.id desc limit ${where.bind(limit + 1)}`,
    where.values,
  );
  return toPage(rows, limit, (row) => [row.at, row.id]);
};
