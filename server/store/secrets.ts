/** Keys that the house made for itself. They are made once: of servers that start together the first
 * writer wins, and the others take what it wrote. */
import type { Sql } from './sql.ts';

export const houseSecret = async (db: Sql, name: string, make: () => string): Promise<string> => {
  const read = async () => {
    const { rows } = await db.query<{ value: string }>(
      'select value from house_secrets where name = $1',
      [name],
    );
    return rows[0]?.value;
  };
  const known = await read();
  if (known !== undefined) return known;
  await db.query('insert into house_secrets (name, value) values ($1, $2) on conflict do nothing', [
    name,
    make(),
  ]);
  return (await read()) as string;
};
