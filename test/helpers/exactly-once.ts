/** What the kill loops must leave behind: every acknowledged row counted exactly once. */
import { expect } from 'vitest';
import type { Db } from '#server/store/sql.ts';
import type { KillBooks } from './kill-loop.ts';

export const KILLS = 20;
export const KILLS_MS = 280_000;

export const expectExactlyOnce = async (db: Db, books: KillBooks) => {
  const { rows } = await db.query<{ key: string }>(
    `select channel || '/' || id as key from mentions`,
  );
  const stored = new Set(rows.map(({ key }) => key));
  const lost = [...books.acknowledged].filter((key) => !stored.has(key));
  expect(lost).toEqual([]);
  expect(rows.length, 'rows stored twice').toBe(stored.size);
  for (const table of ['bucket_10s', 'bucket_1m', 'bucket_1h']) {
    const sum = await db.query<{ n: number }>(
      `select coalesce(sum(mentions), 0)::float8 as n from ${table} where topic = ''`,
    );
    expect(sum.rows[0]?.n, table).toBe(stored.size);
  }
  expect(books.acknowledged.size).toBeGreaterThan(KILLS * 100);
  const slowest = Math.max(...books.readySeconds.slice(1));
  console.log(`${books.acknowledged.size} acknowledged, slowest restart ${slowest.toFixed(1)} s`);
};
