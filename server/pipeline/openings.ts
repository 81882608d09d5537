/** How many conversations customers opened, and in how many of them nobody has answered, by the minute
 * of their opening. Kept as sums of changes, because the answered ones are too many to remember. Pure;
 * the same rule in SQL is `countOpenings`. */
import type { Conversation, Opening } from '#contracts/conversation.ts';

const MINUTE_MS = 60_000;
/** Younger conversations may still be answered in time. Older ones say little of the desk as it is: over a
 * day, one that has stopped to answer would show after hours. */
const YOUNGEST_MINUTES = 15;
const OLDEST_MINUTES = 135;
/** Where nobody who wrote within this time was answered, answers are not heard here. */
const ANSWERING_MINUTES = 48 * 60;
export const OPENINGS_MS = ANSWERING_MINUTES * MINUTE_MS;
/** The longest window, and what lies ahead of the clock. */
const MINUTES_KEPT = ANSWERING_MINUTES + 20;

/** A conversation that began with an answer (its question is not known) was opened by nobody. */
const wasOpenedByCustomer = ({ openedAt, lastInboundAt, firstReplyAt }: Conversation): boolean =>
  lastInboundAt !== null && (firstReplyAt === null || firstReplyAt > openedAt);

const isUnanswered = ({ firstReplyAt, resolvedAt }: Conversation): boolean =>
  firstReplyAt === null && resolvedAt === null;

const keyOf = ({ channel, id }: Conversation): string => `${channel}\0${id}`;

/** What becomes of the counts when the conversations `before` are those `after`; new ones are in
 * `after` only, and what is in `before` only was not touched. */
export const changedOpenings = (
  before: readonly Conversation[],
  after: readonly Conversation[],
): Opening[] => {
  const changes = new Map<string, Opening>();
  const add = (conversation: Conversation, sign: 1 | -1): void => {
    if (!wasOpenedByCustomer(conversation)) return;
    const at = Math.floor(conversation.openedAt / MINUTE_MS) * MINUTE_MS;
    const key = `${at} ${conversation.brand}`;
    const { brand } = conversation;
    const change = changes.get(key) ?? { brand, at, opened: 0, unanswered: 0 };
    changes.set(key, change);
    change.opened += sign;
    if (isUnanswered(conversation)) change.unanswered += sign;
  };
  const touched = new Set(after.map(keyOf));
  for (const conversation of before) if (touched.has(keyOf(conversation))) add(conversation, -1);
  for (const conversation of after) add(conversation, 1);
  return [...changes.values()].filter(({ opened, unanswered }) => opened !== 0 || unanswered !== 0);
};

/** By minute modulo MINUTES_KEPT: which minute it is, and its counts. */
type Minutes = { minute: Float64Array; opened: Float64Array; unanswered: Float64Array };

const createMinutes = (): Minutes => ({
  minute: new Float64Array(MINUTES_KEPT).fill(-1),
  opened: new Float64Array(MINUTES_KEPT),
  unanswered: new Float64Array(MINUTES_KEPT),
});

const count = (minutes: Minutes, { at, opened, unanswered }: Opening): void => {
  const minute = Math.floor(at / MINUTE_MS);
  const slot = minute % MINUTES_KEPT;
  const known = minutes.minute[slot] ?? -1;
  if (minute < known) return;
  if (minute > known) {
    minutes.minute[slot] = minute;
    minutes.opened[slot] = 0;
    minutes.unanswered[slot] = 0;
  }
  minutes.opened[slot]! += opened;
  minutes.unanswered[slot]! += unanswered;
};

export type Openings = {
  apply(changes: readonly Opening[]): void;
  /** Replaces everything. */
  load(counts: readonly Opening[]): void;
  /** Of the conversations that customers opened 15 to 135 min before `now`. */
  read(brand: string, now: number): { unanswered: number; unansweredOf: number };
  /** Whether anybody who wrote within two days was answered, or their conversation closed. */
  isAnswering(brand: string, now: number): boolean;
};

export const createOpenings = (): Openings => {
  const brands = new Map<string, Minutes>();
  const apply = (changes: readonly Opening[]): void => {
    for (const change of changes) {
      let minutes = brands.get(change.brand);
      if (!minutes) brands.set(change.brand, (minutes = createMinutes()));
      count(minutes, change);
    }
  };
  return {
    apply,
    load: (counts) => {
      brands.clear();
      apply(counts);
    },
    read: (brand, now) => {
      const minutes = brands.get(brand);
      const last = Math.floor(now / MINUTE_MS);
      let unanswered = 0;
      let unansweredOf = 0;
      for (let back = YOUNGEST_MINUTES; minutes && back < OLDEST_MINUTES; back += 1) {
        const slot = (last - back) % MINUTES_KEPT;
        if (minutes.minute[slot] !== last - back) continue;
        unansweredOf += minutes.opened[slot]!;
        unanswered += minutes.unanswered[slot]!;
      }
      return { unanswered: Math.max(0, unanswered), unansweredOf: Math.max(0, unansweredOf) };
    },
    isAnswering: (brand, now) => {
      const minutes = brands.get(brand);
      const last = Math.floor(now / MINUTE_MS);
      for (let back = 0; minutes && back < ANSWERING_MINUTES; back += 1) {
        const slot = (last - back) % MINUTES_KEPT;
        if (minutes.minute[slot] !== last - back) continue;
        if (minutes.opened[slot]! > minutes.unanswered[slot]!) return true;
      }
      return false;
    },
  };
};
