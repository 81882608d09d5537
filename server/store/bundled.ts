/** What went out inside another message: whoever opens the one must be able to answer the others, each
 * for its own crisis. */
import type { Level, Scenario } from '#contracts/crisis.ts';
import type { Sql } from './sql.ts';

export type BundledCall = {
  nonce: string;
  number: number;
  title: string;
  brand: string;
  level: Level;
  scenario: Scenario;
};

/** Those whose crisis is not over, the most severe first, as their crises are now. */
export const listBundled = async (
  db: Sql,
  messageId: string,
  limit: number,
): Promise<BundledCall[]> => {
  const { rows } = await db.query<BundledCall>(
    `select messages.nonce, crises.number, crises.title, crises.brand, crises.level,
            crises.scenario
       from messages join crises on crises.id = messages.crisis_id
      where messages.bundled_into = $1 and crises.resolved_at is null
      order by array_position(array['critical', 'high', 'medium', 'low'], crises.level),
               crises.number
      limit $2`,
    [messageId, limit],
  );
  return rows;
};
