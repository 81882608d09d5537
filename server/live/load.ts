/** Everything that the live state is made of but the voices, read from the database in one unchanging
 * view. It stands apart because the same load serves the boot, the periodic reconcile and a gap on the
 * bus. */
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Agent, Conversation, Opening, ResponseSample } from '#contracts/conversation.ts';
import type { Chain } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { BASE_MS } from '#server/pipeline/aggregate.ts';
import { OPENINGS_MS } from '#server/pipeline/openings.ts';
import { RING_SLOTS } from '#server/pipeline/ring.ts';
import { listAgents } from '#server/store/agents.ts';
import { listBuckets, listTopicCounts } from '#server/store/buckets.ts';
import { countOpenings, listOpen } from '#server/store/conversations.ts';
import { listOpenChains } from '#server/store/chains.ts';
import { listCrises } from '#server/store/crises.ts';
import { listResponses } from '#server/store/responses.ts';
import { listSignals } from '#server/store/signals.ts';
import { readConsistently, type Snapshot } from '#server/store/snapshot.ts';
import type { Db, Sql } from '#server/store/sql.ts';
import { MEDIAN_WINDOW_MS, SAMPLES_MAX } from '#server/pipeline/medians.ts';
import { WAITING_MAX_MS } from '#server/pipeline/queue.ts';

const DAY_MS = 86_400_000;
/** Rows of one reading of buckets: an hour of 1,000 busy series. */
const BUCKETS_MAX = 500_000;
const PIECE_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
/** Rows may lie this far ahead of the clock, and their slice further. */
const AHEAD_MS = HOUR_MS;
/** Rules count minutes as far back as this, and pieces of hours before it. */
const RULE_MINUTES_MS = 6 * HOUR_MS;
const HOUR_PIECES = 4;
export const CONVERSATIONS_MAX = 200_000;
export const AGENTS_MAX = 5_000;
export const SIGNALS_MAX = 500;
export const CRISES_MAX = 200;
/** A chain for each level that a crisis has had. */
const CHAINS_MAX = CRISES_MAX * 4;

export type Loaded = {
  snapshot: Snapshot;
  /** Base buckets as far back as the rings reach. */
  recent: BucketIncrement[];
  /** Minutes of the last hours without topics: when each channel was last heard. */
  minutes: BucketIncrement[];
  /** Hours of the last day. */
  hours: BucketIncrement[];
  /** Of the rules' topics, as far back as the rules reach. */
  rules: BucketIncrement[];
  conversations: Conversation[];
  openings: Opening[];
  responses: ResponseSample[];
  agents: Agent[];
  signals: Signal[];
  crises: Crisis[];
  /** Of crises that are not over. */
  chains: Chain[];
};

/** Base buckets as far back as the rings reach, piece by piece from the newest on: what is too much
 * is missing at the old end, and other work gets its turn between two pieces. */
const loadRecent = async (sql: Sql, now: number): Promise<BucketIncrement[]> => {
  const oldest = now - RING_SLOTS * BASE_MS;
  const recent: BucketIncrement[] = [];
  let toMs: number | undefined;
  while ((toMs ?? now) > oldest && recent.length < BUCKETS_MAX) {
    const fromMs = Math.max(oldest, (toMs ?? now) - PIECE_MS);
    const limit = BUCKETS_MAX - recent.length;
    for (const row of await listBuckets(sql, { step: 10, fromMs, toMs, limit })) recent.push(row);
    toMs = fromMs;
  }
  return recent;
};

/** What the operator's rules count. */
export type RuleTopics = { topics: readonly string[]; reachMs: number };

/** An hour as equal pieces: nobody knows any more when in the hour the posts came. */
const inPieces = (hour: BucketIncrement): BucketIncrement[] =>
  Array.from({ length: HOUR_PIECES }, (_, piece) => {
    const part = (count: number) =>
      Math.floor((count * (piece + 1)) / HOUR_PIECES) - Math.floor((count * piece) / HOUR_PIECES);
    const { volume, negative } = hour.counts;
    const counts = { ...hour.counts, volume: part(volume), negative: part(negative) };
    return { ...hour, at: hour.at + (piece * HOUR_MS) / HOUR_PIECES, counts };
  });

/** By the minute lately, by the hour before: a week of minutes would be too much to read each minute. */
const loadRules = async (sql: Sql, now: number, { topics, reachMs }: RuleTopics) => {
  const fromMs = now - reachMs;
  const fineMs = Math.floor((now - RULE_MINUTES_MS) / HOUR_MS) * HOUR_MS;
  const wanted = { topics, limit: BUCKETS_MAX };
  const toMs = now + AHEAD_MS;
  const recent = { ...wanted, step: 60, fromMs: Math.max(fromMs, fineMs), toMs } as const;
  const minutes = await listTopicCounts(sql, recent);
  if (fromMs >= fineMs) return minutes;
  const firstMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS;
  const before = { ...wanted, step: 3600, fromMs: firstMs, toMs: fineMs } as const;
  return [...minutes, ...(await listTopicCounts(sql, before)).flatMap(inPieces)];
};

export const loadState = async (db: Db, now: number, rules: RuleTopics): Promise<Loaded> => {
  const { value, snapshot } = await readConsistently(db, async (sql) => {
    const buckets = { limit: BUCKETS_MAX };
    const fromMs = now - DAY_MS;
    return {
      recent: await loadRecent(sql, now),
      minutes: await listBuckets(sql, { step: 60, fromMs, topic: '', ...buckets }),
      hours: await listBuckets(sql, { step: 3600, fromMs, ...buckets }),
      rules: await loadRules(sql, now, rules),
      openings: await countOpenings(sql, { fromMs: now - OPENINGS_MS, limit: BUCKETS_MAX }),
      conversations: await listOpen(sql, {
        sinceMs: now - WAITING_MAX_MS,
        limit: CONVERSATIONS_MAX,
      }),
      responses: await listResponses(sql, { fromMs: now - MEDIAN_WINDOW_MS, limit: SAMPLES_MAX }),
      agents: await listAgents(sql, AGENTS_MAX),
      signals: (await listSignals(sql, { openOnly: true, limit: SIGNALS_MAX })).items,
      crises: (await listCrises(sql, { openOnly: true, limit: CRISES_MAX })).items,
      chains: await listOpenChains(sql, CHAINS_MAX),
    };
  });
  return { ...value, snapshot };
};
