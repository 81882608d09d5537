/** A person says what the mood of a mention is. In one transaction the correction is kept, the mention
 * shows it, and the counts of every width are moved by the difference; then the walls hear of it. */
import { COUNTERS, emptyCounts, type BucketIncrement } from '#contracts/bucket.ts';
import { SCORE_OF } from '#contracts/correction.ts';
import type { Sentiment, SentimentLabel, Understood } from '#contracts/understood.ts';
import type { Principal } from '#contracts/who.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import type { Bus } from '#server/live/bus.ts';
import { aggregate, BASE_MS } from '#server/pipeline/aggregate.ts';
import { RING_SLOTS } from '#server/pipeline/ring.ts';
import { addIncrements } from '#server/store/buckets.ts';
import { addCorrection, findOriginal, setSentiment } from '#server/store/corrections.ts';
import { findMention, type StoredMention } from '#server/store/mentions.ts';
import { transactionId } from '#server/store/snapshot.ts';
import type { Db, Tx } from '#server/store/sql.ts';

type Asked = {
  channel: string;
  id: string;
  /** Null: what the model said stands again. */
  label: SentimentLabel | null;
  reason?: string | undefined;
};
export type Correct = (asked: Asked, by: Principal) => Promise<StoredMention>;
type Deps = { db: Db; bus: Bus; clock: Clock };

/** What turns the counts of one row into those of the other, which differs in its mood only. */
const difference = (before: Understood, after: Understood): BucketIncrement[] => {
  const old = aggregate([before]);
  return aggregate([after])
    .map((increment, index) => {
      const counts = emptyCounts();
      for (const counter of COUNTERS) {
        counts[counter] = increment.counts[counter] - (old[index]?.counts[counter] ?? 0);
      }
      return { ...increment, counts };
    })
    .filter(({ counts }) => COUNTERS.some((counter) => counts[counter] !== 0));
};

/** Throws AppError not-found, conflict. */
const take = async (tx: Tx, { channel, id }: Asked): Promise<StoredMention> => {
  const mention = await findMention(tx, { channel, id }, true);
  if (!mention) throw new AppError('not-found', 'There is no such mention');
  if (!mention.inbound)
    throw new AppError('conflict', 'A post of the brand has no mood to correct');
  if (mention.noise !== null)
    throw new AppError('conflict', 'Noise is in no figure: no mood counts');
  return mention;
};

const sentimentOf = async (tx: Tx, asked: Asked): Promise<Sentiment> => {
  const { label } = asked;
  if (label !== null) return { label, score: SCORE_OF[label], confidence: 1 };
  const original = await findOriginal(tx, asked);
  if (!original) throw new AppError('conflict', 'Nobody has corrected this mention');
  return original;
};

/** Tables in the order of the pipeline: ledger, mentions, buckets last. */
const store = async (tx: Tx, asked: Asked, by: Principal, now: number) => {
  const mention = await take(tx, asked);
  const sentiment = await sentimentOf(tx, asked);
  const after = { ...mention, sentiment };
  const { label, reason = null } = asked;
  await setSentiment(tx, mention, sentiment);
  await addCorrection(tx, { at: now, mention, label, by: by.name, reason });
  const changes = difference(mention, after);
  const id = await transactionId(tx);
  await addIncrements(tx, changes);
  return { after, changes, id };
};

/** A row that came late is in no live window, so its change is told as late. One that is older than what
 * the walls remember is told to nobody. */
const tell = (
  { bus }: Deps,
  { at, receivedAt }: StoredMention,
  { changes, id, now }: { changes: BucketIncrement[]; id: string; now: number },
): void => {
  if (changes.length === 0 || at < now - RING_SLOTS * BASE_MS) return;
  const isLate = receivedAt - at > RUNTIME.lateAfterMs;
  const nothing = { conversations: [], responses: [], agents: [], lastSeen: [] };
  const [increments, late] = isLate ? [[], changes] : [changes, []];
  const committed = { at: now, receivedAt: now, tx: id, increments, late, ...nothing };
  bus.publish({ kind: 'committed', committed });
};

/** Throws AppError not-found; conflict where no mood counts or there is nothing to take back. */
export const createCorrect =
  (deps: Deps): Correct =>
  async (asked, by) => {
    const now = deps.clock();
    const { after, changes, id } = await deps.db.transaction((tx) => store(tx, asked, by, now));
    tell(deps, after, { changes, id, now });
    return after;
  };
