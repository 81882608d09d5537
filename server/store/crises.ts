/** Crises. A writer states the version it read: when somebody was faster, nothing is written and it
 * reads again. The leading alerts node also states its epoch, which outlasts an older leader. */
import type { Crisis, CrisisState } from '#contracts/crisis.ts';
import { decodeCursor, INSTANT, type Page, startWhere, toPage } from './page.ts';
import type { Sql } from './sql.ts';
import { describeTable, toColumn } from './table.ts';

export { addTimeline, listTimeline, type StoredTimelineEntry } from './timeline.ts';

type Unnumbered = Omit<Crisis, 'number'>;

const KINDS = {
  id: 'text',
  version: 'int',
  state: 'text',
  level: 'text',
  levelAt: 'time',
  scenario: 'text',
  brand: 'text',
  title: 'text',
  firstMentionAt: 'time',
  detectedAt: 'time',
  openedAt: 'time',
  acknowledgedAt: 'time',
  acknowledgedBy: 'text',
  acknowledgedLevel: 'text',
  containedAt: 'time',
  resolvedAt: 'time',
  quietSince: 'time',
  scorecard: 'json',
  signals: 'list',
  drill: 'bool',
  detail: 'json',
} as const;

const table = describeTable<Unnumbered>(KINDS);
const FIELDS = `number, ${table.fields}`;
const OPEN = `state not in ('resolved', 'false-alarm')`;

/** Stores a new crisis and gives it its number, whatever `crisis.number` says. */
export const insertCrisis = async (sql: Sql, crisis: Crisis, epoch = 0): Promise<Crisis> => {
  const values = table.values([crisis]);
  const { rows } = await sql.query<{ number: number }>(
    `insert into crises (${table.columns}, epoch)
     select input.*, $${values.length + 1}::bigint from (${table.input}) as input
     returning number`,
    [...values, epoch],
  );
  return { ...crisis, number: rows[0]?.number ?? crisis.number };
};

const CHANGES = Object.keys(KINDS)
  .filter((field) => field !== 'id' && field !== 'version')
  .map(toColumn);

/** Stores the crisis as version + 1. False when its version is no longer the stored one, or when a
 * later leader than `epoch` has written it. */
export const updateCrisis = async (sql: Sql, crisis: Crisis, epoch?: number): Promise<boolean> => {
  const values = table.values([crisis]);
  const term = `$${values.length + 1}::bigint`;
  const { rowCount } = await sql.query(
    `update crises set ${CHANGES.map((column) => `${column} = input.${column}`).join(', ')},
            version = crises.version + 1, epoch = coalesce(${term}, crises.epoch)
       from (${table.input}) as input
      where crises.id = input.id and crises.version = input.version
        and crises.epoch <= coalesce(${term}, crises.epoch)`,
    [...values, epoch ?? null],
  );
  return rowCount === 1;
};

export const getCrisis = async (db: Sql, id: string): Promise<Crisis | null> => {
  const { rows } = await db.query<Crisis>(`select ${FIELDS} from crises where id = $1`, [id]);
  return rows[0] ?? null;
};

export const getCrises = async (db: Sql, ids: readonly string[]): Promise<Crisis[]> => {
  if (ids.length === 0) return [];
  const { rows } = await db.query<Crisis>(`select ${FIELDS} from crises where id = any($1)`, [ids]);
  return rows;
};

/** Which crises are not over, and how often each was changed: what tells a reader whom to read again. */
export const listOpenVersions = async (
  db: Sql,
  limit: number,
): Promise<{ id: string; version: number }[]> => {
  const { rows } = await db.query<{ id: string; version: number }>(
    `select id, version from crises where ${OPEN} order by opened_at desc limit $1`,
    [limit],
  );
  return rows;
};

export type CrisisFilter = {
  brand?: string | undefined;
  state?: CrisisState | undefined;
  openOnly?: boolean | undefined;
  /** By opening: `from` inclusive, `to` exclusive, epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  cursor?: string | undefined;
};

/** Newest first. */
export const listCrises = async (db: Sql, filter: CrisisFilter): Promise<Page<Crisis>> => {
  const where = startWhere();
  where.add('brand = ?', filter.brand);
  where.add('state = ?', filter.state);
  where.add(`opened_at >= ${INSTANT}`, filter.from);
  where.add(`opened_at < ${INSTANT}`, filter.to);
  if (filter.openOnly) where.addPlain(OPEN);
  if (filter.cursor !== undefined) {
    const [at, id] = decodeCursor(filter.cursor, 1);
    const time = INSTANT.replace('?', where.bind(at));
    where.addPlain(`(opened_at, id) < (${time}, ${where.bind(id)})`);
  }
  const { rows } = await db.query<Crisis>(
    `select ${FIELDS} from crises ${where.text()}
      order by opened_at desc, id desc limit ${where.bind(filter.limit + 1)}`,
    where.values,
  );
  return toPage(rows, filter.limit, (row) => [row.openedAt, row.id]);
};

/** Crises that somebody was called for, with when, drills left out: those that lie in or reach into
 * the time from `from` to `to`, newest first. */
export const listCalledCrises = async (
  db: Sql,
  filter: { brand?: string | undefined; from: number; to: number; limit: number },
): Promise<{ crisis: Crisis; calledAt: number }[]> => {
  const where = startWhere();
  where.add('brand = ?', filter.brand);
  where.add(`first_mention_at < ${INSTANT}`, filter.to);
  where.add(`(resolved_at is null or resolved_at >= ${INSTANT})`, filter.from);
  where.addPlain('not drill');
  where.addPlain('called.called_at is not null');
  const { rows } = await db.query<Crisis & { calledAt: number }>(
    `select ${FIELDS}, called_at as "calledAt" from crises
      cross join lateral (
        select min(at) as called_at from timeline_entries
         where crisis_id = crises.id and kind = 'opened') as called
      ${where.text()} order by opened_at desc, id desc limit ${where.bind(filter.limit)}`,
    where.values,
  );
  return rows.map(({ calledAt, ...crisis }) => ({ crisis, calledAt }));
};
