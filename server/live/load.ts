/** Everything that the live state is made of but the voices, read from the database in one unchanging
 * view. It stands apart because the same load serves the boot, the periodic reconcile and a gap on the
 * bus. */
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Agent, Conversation, Opening, ResponseSample } from '#contracts/conversation.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { BASE_MS } from '#server/pipeline/aggregate.ts';
import { OPENINGS_MS } from '#server/pipeline/openings.ts';
import { RING_SLOTS } from '#server/pipeline/ring.ts';
import { listAgents } from '#server/store/agents.ts';
import { listBuckets, listTopicMinutes } from '#server/store/buckets.ts';
import { countOpenings, listOpen } from '#server/store/conversations.ts';
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
export const CONVERSATIONS_MAX = 200_000;
export const AGENTS_MAX = 5_000;
export const SIGNALS_MAX = 500;
export const CRISES_MAX = 200;

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

export const loadState = async (db: Db, now: number, rules: RuleTopics): Promise<Loaded> => {
  const { value, snapshot } = await readConsistently(db, async (sql) => {
    const buckets = { limit: BUCKETS_MAX };
    const fromMs = now - DAY_MS;
    return {
      recent: await loadRecent(sql, now),
      minutes: await listBuckets(sql, { step: 60, fromMs, topic: '', ...buckets }),
      hours: await listBuckets(sql, { step: 3600, fromMs, ...buckets }),
      rules: await listTopicMinutes(sql, {
        ...{ topics: rules.topics, fromMs: now - rules.reachMs, limit: BUCKETS_MAX },
      }),
      openings: await countOpenings(sql, { fromMs: now - OPENINGS_MS, limit: BUCKETS_MAX }),
      conversations: await listOpen(sql, {
        sinceMs: now - WAITING_MAX_MS,
        limit: CONVERSATIONS_MAX,
      }),
      responses: await listResponses(sql, { fromMs: now - MEDIAN_WINDOW_MS, limit: SAMPLES_MAX }),
      agents: await listAgents(sql, AGENTS_MAX),
      signals: (await listSignals(sql, { openOnly: true, limit: SIGNALS_MAX })).items,
      crises: (await listCrises(sql, { openOnly: true, limit: CRISES_MAX })).items,
    };
  });
  return { ...value, snapshot };
};
