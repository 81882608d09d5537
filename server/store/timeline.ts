/** The timeline of a crisis: what happened, when, by whom. Entries are added, never changed. */
import type { TimelineEntry } from '#contracts/crisis.ts';
import { decodeCursor, INSTANT, type Page, startWhere, toPage } from './page.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

export type StoredTimelineEntry = TimelineEntry & { id: string };

const table = describeTable<TimelineEntry>({
  crisisId: 'text',
  at: 'time',
  kind: 'text',
  by: 'text',
  text: 'text',
  data: 'json',
});

/** Adds entries, which keep their order when their times are equal, and gives them their ids. */
export const addTimeline = async (
  sql: Sql,
  entries: readonly TimelineEntry[],
): Promise<StoredTimelineEntry[]> => {
  if (entries.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    `insert into timeline_entries (${table.columns}) ${table.input} returning id::text as id`,
    table.values(entries),
  );
  return entries.map((entry, index) => ({ ...entry, id: rows[index]?.id as string }));
};

/** Oldest first. */
export const listTimeline = async (
  db: Sql,
  crisisId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<StoredTimelineEntry>> => {
  const where = startWhere();
  where.add('crisis_id = ?', crisisId);
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 1);
    const time = INSTANT.replace('?', where.bind(at));
    where.addPlain(`(at, id) > (${time}, ${where.bind(/^\d{1,18}$/.test(id) ? id : '0')}::bigint)`);
  }
  const { rows } = await db.query<StoredTimelineEntry>(
    `select id::text as id, ${table.fields} from timeline_entries ${where.text()}
      order by timeline_entries.at, timeline_entries.id limit ${where.bind(limit + 1)}`,
    where.values,
  );
  return toPage(rows, limit, (row) => [row.at, row.id]);
};
