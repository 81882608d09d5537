/** The people who answer, and what they were last seen doing. */
import type { Agent } from '#contracts/conversation.ts';
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

const table = describeTable<Agent>({
  id: 'text',
  name: 'text',
  activity: 'text',
  since: 'time',
  lastReplyAt: 'time',
});

const LOAD = prepared(
  `select ${table.fields} from agents where id = any($1::text[]) order by id for update`,
);
const SAVE = prepared(
  `insert into agents (${table.columns}) ${table.input}
   on conflict (id) do update set ${table.overwrite(['id'])}`,
);

/** The ones that exist, locked until the transaction ends. */
export const loadAgents = async (sql: Sql, ids: readonly string[]): Promise<Agent[]> =>
  ids.length === 0 ? [] : (await sql.query<Agent>(LOAD, [ids])).rows;

/** Writes them whole. An id may be there once. */
export const saveAgents = async (sql: Sql, rows: readonly Agent[]): Promise<void> => {
  const ordered = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (rows.length > 0) await sql.query(SAVE, table.values(ordered));
};

/** Those seen last first. */
export const listAgents = async (db: Sql, limit: number): Promise<Agent[]> => {
  const { rows } = await db.query<Agent>(
    `select ${table.fields} from agents
      order by greatest(since, last_reply_at) desc nulls last, id limit $1`,
    [limit],
  );
  return rows;
};
