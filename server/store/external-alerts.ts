/** Alerts of other monitoring systems: which of them fire. One that its source did not repeat for long
 * is taken for over, because its end may never have been told. */
import type { ExternalAlert } from '#contracts/external-alert.ts';
import type { Db, Sql } from './sql.ts';
import { describeTable } from './table.ts';

type Row = ExternalAlert & { refreshedAt: number };

const table = describeTable<Row>({
  brand: 'text',
  source: 'text',
  fingerprint: 'text',
  name: 'text',
  summary: 'text',
  severity: 'text',
  startsAt: 'time',
  refreshedAt: 'time',
});
const KEY = ['brand', 'source', 'fingerprint'] as const;
const FIRING = 'ended_at is null and refreshed_at > to_timestamp($1::float8 / 1000.0)';

type Name = Pick<ExternalAlert, (typeof KEY)[number]>;
const nameOf = ({ brand, source, fingerprint }: Name): string =>
  JSON.stringify([brand, source, fingerprint]);

/** Those that were heard of after `heardAfter`, the oldest first. */
export const firingAlerts = async (
  db: Sql,
  heardAfter: number,
  limit: number,
): Promise<ExternalAlert[]> => {
  const { rows } = await db.query<Row>(
    `select ${table.fields} from external_alerts where ${FIRING}
      order by starts_at, fingerprint limit $2`,
    [heardAfter, limit],
  );
  return rows.map(({ refreshedAt: _heard, ...alert }) => alert);
};

const end = async (sql: Sql, { brand, source, fingerprint }: Name, at: number): Promise<void> => {
  await sql.query(
    `update external_alerts set ended_at = to_timestamp($4::float8 / 1000.0)
      where brand = $1 and source = $2 and fingerprint = $3 and ended_at is null`,
    [brand, source, fingerprint, at],
  );
};

export type Told = { alert: ExternalAlert; isFiring: boolean };

/** Takes in what was told at `at`: at most `max` fire at the same time. Gives those that did not find
 * room. */
export const noteExternalAlerts = (
  db: Db,
  told: readonly Told[],
  { at, heardAfter, max }: { at: number; heardAfter: number; max: number },
): Promise<ExternalAlert[]> =>
  db.transaction(async (tx) => {
    for (const { alert, isFiring } of told) if (!isFiring) await end(tx, alert, at);
    const known = new Set((await firingAlerts(tx, heardAfter, max)).map(nameOf));
    const kept = new Map<string, Row>();
    const refused: ExternalAlert[] = [];
    for (const { alert, isFiring } of told) {
      if (!isFiring) continue;
      const name = nameOf(alert);
      if (!known.has(name) && known.size >= max) refused.push(alert);
      else {
        known.add(name);
        kept.set(name, { ...alert, refreshedAt: at });
      }
    }
    if (kept.size === 0) return refused;
    await tx.query(
      `insert into external_alerts (${table.columns}) ${table.input}
       on conflict (${KEY.join(', ')}) do update set ${table.overwrite(KEY)}, ended_at = null`,
      table.values([...kept.values()]),
    );
    return refused;
  });
