/** The queue as it stood once a minute: a gauge's past, for charts and for what is normal. */
import type { DeskFigure } from '#alerts/indicators.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

export type DeskSample = {
  at: number;
  brand: string;
  channel: string;
  waiting: number;
  oldestSeconds: number | null;
  assigned: number;
  pastM30: number;
  pastH1: number;
  pastH2: number;
  slaAtRisk: number;
  slaBreached: number;
  /** Null where nobody wrote. */
  unansweredShare: number | null;
  questionsWaiting: number | null;
  /** Null where nothing was answered. */
  handleSeconds: number | null;
};

const HISTORY_ROWS_MAX = 840_000;

const table = describeTable<DeskSample>({
  at: 'time',
  brand: 'text',
  channel: 'text',
  waiting: 'int',
  oldestSeconds: 'float',
  assigned: 'int',
  pastM30: 'int',
  pastH1: 'int',
  pastH2: 'int',
  slaAtRisk: 'int',
  slaBreached: 'int',
  unansweredShare: 'float',
  questionsWaiting: 'int',
  handleSeconds: 'float',
});

/** A second sample of the same moment takes the place of the first. */
export const insertDeskSamples = async (sql: Sql, rows: readonly DeskSample[]): Promise<void> => {
  if (rows.length === 0) return;
  await sql.query(
    `insert into desk_samples (${table.columns}) ${table.input}
     on conflict (brand, channel, at)
     do update set ${table.overwrite(['at', 'brand', 'channel'])}`,
    table.values(rows),
  );
};

/** Means over the hour of what the brand showed at one moment (sums over its channels; the longest
 * wait, the highest share and time). Nobody waiting is a wait of 0; what was not measured is null. */
export type DeskHour = { brand: string; at: number } & Record<DeskFigure, number | null>;

export const hourlyDesk = async (
  db: Sql,
  { fromMs, toMs, limit = HISTORY_ROWS_MAX }: { fromMs: number; toMs: number; limit?: number },
): Promise<DeskHour[]> => {
  const { rows } = await db.query<DeskHour>(
    `with moments as (
       select brand, at, sum(waiting) as waiting, coalesce(max(oldest_seconds), 0) as oldest,
              max(unanswered_share) as unanswered, sum(questions_waiting) as questions,
              max(handle_seconds) as handle, sum(sla_breached) as breached
         from desk_samples
        where at >= to_timestamp($1::float8 / 1000.0) and at < to_timestamp($2::float8 / 1000.0)
        group by brand, at)
     select brand, date_bin(interval '1 hour', at, timestamptz 'epoch') as at,
            avg(waiting)::float8 as waiting, avg(oldest) as "oldestSeconds",
            avg(unanswered) as "unansweredShare", avg(questions)::float8 as "questionsWaiting",
            avg(handle) as "handleSeconds", avg(breached)::float8 as "slaBreached"
       from moments group by 1, 2 order by 2, 1 limit $3`,
    [fromMs, toMs, limit],
  );
  return rows;
};
