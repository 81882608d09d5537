/** Answers to waiting customers: what medians of response and handling time are taken from. */
import type { ResponseSample } from '#contracts/conversation.ts';
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';
import { describeTable } from './table.ts';

const table = describeTable<ResponseSample>({
  at: 'time',
  brand: 'text',
  channel: 'text',
  conversation: 'text',
  agent: 'text',
  isFirst: 'bool',
  responseSeconds: 'float',
  handleSeconds: 'float',
});

const INSERT = prepared(`insert into responses (${table.columns}) ${table.input}`);

export const insertResponses = async (sql: Sql, rows: readonly ResponseSample[]): Promise<void> => {
  if (rows.length > 0) await sql.query(INSERT, table.values(rows));
};

/** The newest `limit` answers since `fromMs`, newest first. */
export const listResponses = async (
  db: Sql,
  { fromMs, limit }: { fromMs: number; limit: number },
): Promise<ResponseSample[]> => {
  const { rows } = await db.query<ResponseSample>(
    `select ${table.fields} from responses where at >= to_timestamp($1::float8 / 1000.0)
      order by at desc limit $2`,
    [fromMs, limit],
  );
  return rows;
};
