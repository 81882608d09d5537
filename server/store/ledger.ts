/** The ledger of every row ever counted: what makes a repeated row harmless. It also keeps what a
 * later reply asks of its parent: when it was, in which conversation, from whom. */
import { prepared } from './prepared.ts';
import type { Sql, Tx } from './sql.ts';
import { describeTable, toParameter } from './table.ts';

export type LedgerKey = { source: string; id: string };
export type LedgerRow = LedgerKey & {
  at: number;
  conversation: string | null;
  inbound: boolean | null;
};

/** `source` of mentions of a channel; desk events have EVENT_SOURCE. */
export const mentionSource = (channel: string): string => `m:${channel}`;
export const EVENT_SOURCE = 'e';

const table = describeTable<LedgerRow>({
  source: 'text',
  id: 'text',
  at: 'time',
  conversation: 'text',
  inbound: 'bool',
});

// One look-up by key per row, whatever the planner believes of the table's size.
const FIND = prepared(
  `select l.* from unnest($1::text[], $2::text[]) as k(source, id)
    cross join lateral (
      select ${table.fields} from ledger
       where ledger.source = k.source and ledger.id = k.id limit 1) l`,
);

const CLAIM = prepared(
  `insert into ledger (${table.columns}) ${table.input}
   on conflict (source, id) do nothing returning source, id`,
);

/** One text for one row, to look it up by. */
export const ledgerKey = ({ source, id }: LedgerKey): string => `${source}\0${id}`;

/** The rows of `keys` that were counted before. */
export const findKnown = async (sql: Sql, keys: readonly LedgerKey[]): Promise<LedgerRow[]> => {
  if (keys.length === 0) return [];
  const { rows } = await sql.query<LedgerRow>(FIND, [
    toParameter(
      'text',
      keys.map(({ source }) => source),
    ),
    toParameter(
      'text',
      keys.map(({ id }) => id),
    ),
  ]);
  return rows;
};

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** Enters the rows; true where a row is new. Of equal keys the first is. Waits for other
 * transactions that claim the same keys; keys go in order, so that two never wait for each other. */
export const claim = async (sql: Sql, rows: readonly LedgerRow[]): Promise<boolean[]> => {
  if (rows.length === 0) return [];
  const firsts = new Map<string, number>();
  rows.forEach((row, index) => {
    if (!firsts.has(ledgerKey(row))) firsts.set(ledgerKey(row), index);
  });
  const ordered = [...firsts].sort(byKey).map(([, index]) => rows[index] as LedgerRow);
  const entered = await sql.query<LedgerKey>(CLAIM, table.values(ordered));
  const isNew = rows.map(() => false);
  for (const row of entered.rows) isNew[firsts.get(ledgerKey(row)) as number] = true;
  return isNew;
};

/** Enters rows by key that `findKnown` did not know: the two take 5.5 us a row, `claim` 8. Where another
 * process entered one of them meanwhile it throws `isTaken`, and the transaction is lost. */
export const enter = async (tx: Tx, rows: ReadonlyMap<string, LedgerRow>): Promise<void> => {
  const ordered = [...rows].sort(byKey).map(([, row]) => row);
  if (ordered.length > 0) await table.copy(tx, 'ledger', ordered);
};

/** Whether `enter` failed because a row was no longer new. */
export const isTaken = (error: unknown): boolean =>
  (error as { code?: unknown; table?: unknown }).code === '23505' &&
  (error as { table?: unknown }).table === 'ledger';
