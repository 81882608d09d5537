/** The desk figures of two recordings through the real commit path on a real database, against a
 * naive recomputation straight from the files: no reducer, no ledger, no batches. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '#contracts/catalogue.ts';
import { type Mention, mentionIn } from '#contracts/mention.ts';
import type { BatchRow } from '#server/pipeline/batch.ts';
import { portions } from '#server/pipeline/batch.ts';
import { commitBatch } from '#server/pipeline/commit.ts';
import { createAgentOf } from '#server/pipeline/sign-off.ts';
import { createUnderstand } from '#server/pipeline/understand.ts';
import { listResponses } from '#server/store/responses.ts';
import { openTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { context } from './make.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
/** Two capital letters or three after a slash, near the end of the text. */
const SIGN_OFF = '/([A-Z]{2,3})\\b';

const readFile = (name: string): Mention[] =>
  gunzipSync(readFileSync(join(folder, `${name}.ndjson.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => mentionIn.parse(JSON.parse(line)));

const middle = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return half % 1 === 0
    ? ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
    : (sorted[Math.floor(half)] as number);
};

const signature = (row: Mention): string | null => {
  const found = /\/([A-Z]{2,3})\b/.exec(row.text.slice(-100));
  return found?.[1] ?? null;
};

type Figures = { count: number; median: number };
const figures = (values: number[]): Figures => ({ count: values.length, median: middle(values) });
const byAgent = (rows: { agent: string | null; seconds: number }[]) =>
  new Map(
    [...Map.groupBy(rows, ({ agent }) => agent ?? 'nobody')].map(([agent, all]) => [
      agent,
      figures(all.map(({ seconds }) => seconds)),
    ]),
  );

describe.skipIf(!existsSync(folder)).each([
  { file: 'twcs-mixed-2017', withParent: 1_247, medianMinutes: 10.5 },
  { file: 'spotifycares-2017', withParent: 2_546, medianMinutes: 10.4 },
])('the answers of $file', ({ file, withParent, medianMinutes }) => {
  let test: TestDatabase;
  let mentions: Mention[];
  beforeAll(async () => {
    test = await openTestDatabase();
    mentions = readFile(file);
    const brands = [...new Set(mentions.map(({ brand }) => brand ?? ''))].filter(Boolean);
    const config = catalogue.parse({ brands: brands.map((key) => ({ key, signOff: SIGN_OFF })) });
    const understand = createUnderstand(config);
    const rows = mentions.map((row): BatchRow => ({
      kind: 'mentions',
      row: understand(row),
      receivedAt: row.at,
    }));
    const last = mentions.reduce((newest, { at }) => Math.max(newest, at), 0);
    const agentOf = createAgentOf(config);
    for (const batch of portions(rows, 500)) {
      await commitBatch(test.db, batch, context({ now: last, agentOf }));
    }
  }, 240_000);
  afterAll(() => test.drop());

  /** Replies whose customer message is in the file, with the time between the two. */
  const naive = () => {
    const inbound = new Map(mentions.filter((row) => row.inbound).map((row) => [row.id, row]));
    return mentions.flatMap((reply) => {
      const parent = reply.inbound ? undefined : inbound.get(reply.inReplyTo ?? '');
      if (!parent) return [];
      const seconds = (reply.at - parent.at) / 1000;
      return [{ agent: signature(reply), seconds, at: reply.at }];
    });
  };
  const stored = async () => {
    const rows = await listResponses(test.db, { fromMs: 0, limit: 100_000 });
    return rows.map((row) => ({ agent: row.agent, seconds: row.responseSeconds, row }));
  };

  it('are the known ones when taken straight from the file', () => {
    const all = figures(naive().map(({ seconds }) => seconds));
    expect(all.count).toBe(withParent);
    expect(all.median / 60).toBeCloseTo(medianMinutes, 1);
  });

  it('are stored one by one, with the same time and agent', async () => {
    const expected = naive().map(({ agent, seconds, at }) => `${at} ${agent} ${seconds}`);
    const found = (await stored()).map(
      ({ agent, seconds, row }) => `${row.at} ${agent} ${seconds}`,
    );
    const counts = Map.groupBy(found, (text) => text);
    const missing = [...Map.groupBy(expected, (text) => text)].filter(
      ([text, all]) => (counts.get(text)?.length ?? 0) < all.length,
    );
    expect(missing).toEqual([]);
    // Beyond them: replies to a waiting customer whose own parent is not in the file.
    expect(found.length - expected.length).toBeLessThan(expected.length * 0.01);
  });

  it('give the same median, and the same for each agent', async () => {
    const rows = await stored();
    const all = figures(rows.map(({ seconds }) => seconds));
    expect(all.median / 60).toBeCloseTo(medianMinutes, 0);
    const expected = byAgent(naive());
    const found = byAgent(rows);
    for (const [agent, { count, median }] of expected) {
      const same = found.get(agent);
      expect(same?.count).toBeGreaterThanOrEqual(count);
      if (same?.count === count) expect([agent, same.median]).toEqual([agent, median]);
    }
  });

  it('never take longer to handle than to answer, and never less than nothing', async () => {
    for (const { row } of await stored()) {
      expect(row.responseSeconds).toBeGreaterThan(0);
      if (row.handleSeconds === null) continue;
      expect(row.handleSeconds).toBeGreaterThanOrEqual(0);
      expect(row.handleSeconds).toBeLessThanOrEqual(row.responseSeconds);
    }
  });
});
