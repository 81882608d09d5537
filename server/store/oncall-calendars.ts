/** Calendars that were brought in as rotas: the iCalendar text as it came, one a rota. */
import type { Sql } from './sql.ts';

export type StoredCalendar = { rota: string; text: string; importedAt: number; by: string };

const FIELDS = 'rota, text, imported_at as "importedAt", by';

export const putCalendar = async (sql: Sql, calendar: StoredCalendar): Promise<void> => {
  await sql.query(
    `insert into oncall_calendars (rota, text, imported_at, by)
     values ($1, $2, to_timestamp($3::float8 / 1000.0), $4)
     on conflict (rota) do update
       set text = excluded.text, imported_at = excluded.imported_at, by = excluded.by`,
    [calendar.rota, calendar.text, calendar.importedAt, calendar.by],
  );
};

export const listCalendars = async (db: Sql, limit: number): Promise<StoredCalendar[]> => {
  const { rows } = await db.query<StoredCalendar>(
    `select ${FIELDS} from oncall_calendars order by rota limit $1`,
    [limit],
  );
  return rows;
};

/** False when the rota has none. */
export const deleteCalendar = async (sql: Sql, rota: string): Promise<boolean> => {
  const { rowCount } = await sql.query('delete from oncall_calendars where rota = $1', [rota]);
  return rowCount === 1;
};
