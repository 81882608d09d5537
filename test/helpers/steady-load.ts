/** A sender that never tires and keeps the books: what each request was answered, and which rows were
 * acknowledged. For tests in which something breaks meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Db } from '#server/store/sql.ts';
import { KEYS, type Running } from './process.ts';

const SEND_EVERY_MS = 50;
const ROWS_PER_REQUEST = 20;
/** Stands in every text and every handle that is sent: no line of a log may have it. */
export const MARK = 'zephyrine';

type Answer = { status: number; retryAfter: string | null };

const makeRow = (number: number) => ({
  id: `load-${number}`,
  channel: number % 2 === 0 ? 'x' : 'mastodon',
  text: `The line is dead since ${number % 60} past, says ${MARK}, and nobody picks up.`,
  at: new Date().toISOString(),
  inbound: true,
  brand: 'northline',
  author: { id: `${MARK}-${number % 500}`, handle: `${MARK}${number % 500}` },
});

export const startLoad = (running: Running) => {
  const acknowledged = new Set<string>();
  const pending = new Set<Promise<void>>();
  let answers: Answer[] = [];
  let sent = 0;
  let isOver = false;
  const sendOne = async () => {
    const rows = Array.from({ length: ROWS_PER_REQUEST }, () => makeRow(sent++));
    const answer = await fetch(`${running.url}/api/v1/mentions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${KEYS.ingest}`,
        'content-type': 'application/x-ndjson',
      },
      body: rows.map((row) => JSON.stringify(row)).join('\n'),
    });
    answers.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') });
    if (answer.status !== 202) return;
    for (const { channel, id } of rows) acknowledged.add(`${channel}/${id}`);
  };
  const loop = (async () => {
    while (!isOver) {
      const request = sendOne()
        .catch(() => void answers.push({ status: 0, retryAfter: null }))
        .finally(() => pending.delete(request));
      pending.add(request);
      await sleep(SEND_EVERY_MS);
    }
  })();
  return {
    acknowledged,
    /** The answers since the last call. */
    takeAnswers: (): Answer[] => {
      const taken = answers;
      answers = [];
      return taken;
    },
    stop: async () => {
      isOver = true;
      await loop;
      await Promise.all(pending);
    },
  };
};
export type Load = ReturnType<typeof startLoad>;

/** Every acknowledged row is there, none twice, and the buckets count the same. */
export const expectStoredOnce = async (db: Db, acknowledged: ReadonlySet<string>) => {
  const { rows } = await db.query<{ key: string }>(
    `select channel || '/' || id as key from mentions`,
  );
  const stored = new Set(rows.map(({ key }) => key));
  expect([...acknowledged].filter((key) => !stored.has(key))).toEqual([]);
  expect(rows.length, 'rows stored twice').toBe(stored.size);
  for (const table of ['bucket_10s', 'bucket_1m', 'bucket_1h']) {
    const sum = await db.query<{ n: number }>(
      `select coalesce(sum(mentions), 0)::float8 as n from ${table} where topic = ''`,
    );
    expect(sum.rows[0]?.n, table).toBe(stored.size);
  }
};
