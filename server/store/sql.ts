/** The handles that store functions take. `Sql` runs one statement, inside a transaction or not;
 * `Db` can begin one. Parameters only: no value is ever put into the text. */
export type Sql = {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
};
/** Inside a transaction. Statements may be given without waiting for the ones before: they run in
 * the order given, and after one that failed the others fail too. */
export type Tx = Sql & {
  /** `text` is a `copy ... from stdin`, `data` its rows in the text format of COPY. */
  copy(text: string, data: string): Promise<void>;
};
export type Db = Sql & {
  /** One transaction on one connection: commits when `work` resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
