/** Chains of the flowchart, and what a look at them is told of their crises: what people declined and
 * who was told. Written by the leader of calling only, inside a transaction that holds its lease. */
import type { Chain } from '#contracts/calling.ts';
import type { Level } from '#contracts/crisis.ts';
import type { Way } from '#contracts/way.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

const table = describeTable<Chain>({
  id: 'text',
  crisisId: 'text',
  level: 'text',
  state: 'text',
  startedAt: 'time',
  endedAt: 'time',
  nextAt: 'time',
  chartVersion: 'int',
  cell: 'json',
  figureAtStart: 'json',
  heldBy: 'json',
  run: 'json',
});

/** Stores chains as they are now. False when a later leader than `epoch` has written one of them. */
export const saveChains = async (
  sql: Sql,
  chains: readonly Chain[],
  epoch: number,
): Promise<boolean> => {
  if (chains.length === 0) return true;
  const values = table.values(chains);
  const { rowCount } = await sql.query(
    `insert into chains (${table.columns}, epoch)
     select input.*, $${values.length + 1}::bigint from (${table.input}) as input
     on conflict (id) do update set ${table.overwrite(['id', 'crisisId', 'level'])},
        epoch = excluded.epoch
      where chains.epoch <= excluded.epoch`,
    [...values, epoch],
  );
  return rowCount === chains.length;
};

/** All chains of these crises. */
export const chainsOfCrises = async (db: Sql, crisisIds: readonly string[]): Promise<Chain[]> => {
  if (crisisIds.length === 0) return [];
  const { rows } = await db.query<Chain>(
    `select ${table.fields} from chains where crisis_id = any($1)`,
    [crisisIds],
  );
  return rows;
};

/** Those of crises that are not over. */
export const listOpenChains = async (db: Sql, limit: number): Promise<Chain[]> => {
  const fields = table.fields.replace(/(^|, )/g, '$1chains.');
  const { rows } = await db.query<Chain>(
    `select ${fields} from chains join crises on crises.id = chains.crisis_id
      where chains.state <> 'over' and crises.state not in ('resolved', 'false-alarm')
      order by chains.started_at desc limit $1`,
    [limit],
  );
  return rows;
};

/** Crises that ended while nobody led: their chains do not know it yet. */
export const endedWithChains = async (db: Sql, limit: number): Promise<string[]> => {
  const { rows } = await db.query<{ id: string }>(
    `select distinct chains.crisis_id as id from chains join crises on crises.id = chains.crisis_id
      where chains.state <> 'over' and crises.state in ('resolved', 'false-alarm')
      limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
};

type Decline = { crisisId: string; at: number; person: string | null };

/** What people declined, oldest first. */
export const declinesOf = async (db: Sql, crisisIds: readonly string[]): Promise<Decline[]> => {
  if (crisisIds.length === 0) return [];
  const { rows } = await db.query<Decline>(
    `select crisis_id as "crisisId", at, data ->> 'person' as person from timeline_entries
      where crisis_id = any($1) and kind = 'declined' order by timeline_entries.id`,
    [crisisIds],
  );
  return rows;
};

export type ToldPerson = {
  crisisId: string;
  person: string | null;
  contact: string;
  way: Way;
  step: number;
  of: number;
  level: Level;
};

/** Who was told of these crises by which way: what a provider has, or may have. */
export const toldOf = async (db: Sql, crisisIds: readonly string[]): Promise<ToldPerson[]> => {
  if (crisisIds.length === 0) return [];
  const { rows } = await db.query<ToldPerson>(
    `select crisis_id as "crisisId", person, contact, way, step, of, level from messages
      where crisis_id = any($1) and (accepted_at is not null or state = 'sending')
        and type in ('alert.step', 'alert.repeat', 'alert.level', 'alert.handover', 'alert.reserve')
      order by queued_at`,
    [crisisIds],
  );
  return rows;
};

/** Crises with a handover whose messages wait still. */
export const askingCrises = async (db: Sql): Promise<string[]> => {
  const { rows } = await db.query<{ id: string }>(
    `select distinct crisis_id as id from messages
      where state in ('queued', 'sending') and type = 'alert.handover'`,
  );
  return rows.map(({ id }) => id);
};
