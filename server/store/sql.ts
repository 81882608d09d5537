/** The two handles that store functions take. `Sql` runs one statement, inside a transaction or
 * not; `Db` can begin one. Parameters only: no value is ever put into the text. */
export type Sql = {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number }>;
};
export type Db = Sql & {
  /** One transaction on one connection: commits when `work` resolves, rolls back when it throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
