/** What people set against the configuration: an append-only history by name, its newest row in
 * force. `after` null: as configured again. */
import type { Sql, Tx } from './sql.ts';

export type SettingName = 'alarm-budget';
export type SettingChange = {
  id: string;
  at: number;
  by: string;
  /** What was in force until then. */
  before: number;
  after: number | null;
  reason: string;
};
export type NewSettingChange = Omit<SettingChange, 'id'>;

const FIELDS = 'id::text as id, at, by, before, after, reason';

/** Newest first. */
export const listSettingChanges = async (
  db: Sql,
  name: SettingName,
  limit: number,
): Promise<SettingChange[]> => {
  const { rows } = await db.query<SettingChange>(
    `select ${FIELDS} from setting_changes where name = $1
      order by setting_changes.id desc limit $2`,
    [name, limit],
  );
  return rows;
};

/** Until the transaction ends nobody else changes a setting, so that `before` is what was. */
export const lockSettings = async (tx: Tx): Promise<void> => {
  await tx.query('lock table setting_changes in share row exclusive mode');
};

export const addSettingChange = async (
  sql: Sql,
  name: SettingName,
  change: NewSettingChange,
): Promise<SettingChange> => {
  const { at, by, before, after, reason } = change;
  const { rows } = await sql.query<SettingChange>(
    `insert into setting_changes (name, at, by, before, after, reason)
     values ($1, to_timestamp($2::float8 / 1000.0), $3, $4, $5, $6) returning ${FIELDS}`,
    [name, at, by, before, after, reason],
  );
  return rows[0] as SettingChange;
};
