/** The three tests of a crisis, each 0..1 with the evidence behind it: could it hurt (damage), does it
 * depart from the norm (deviation), does the public ask what nobody has answered (asymmetry). */
import type { Scorecard } from '#contracts/crisis.ts';
import type { Facts } from './facts.ts';

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const round = (value: number): number => Math.round(value * 100) / 100;

/** Eight times normal is the full mark of a multiple. */
const FULL_DOUBLINGS = 3;
/** Six decades of return period above the threshold are the full mark of rarity. */
const FULL_DECADES = 6;
/** So many negative mentions within the story (at most 15 min) are the full mark of size. */
const FULL_NEGATIVE = 300;
/** Reach counts from ten thousand people, in full from ten million. */
const REACH_FROM = 4;
const REACH_DECADES = 3;
const REACH_WEIGHT = 0.3;
/** Three in ten more asking than usual, or an hour of waiting, are full marks. */
const FULL_QUESTION_EXCESS = 0.3;
const FULL_WAIT_SECONDS = 3600;

const doublings = (times: number): number => clamp(Math.log2(Math.max(times, 1)) / FULL_DOUBLINGS);

/** Negative mentions beyond what is usual, weighed with their share and number; reach on top. */
const damageOf = (facts: Facts): number => {
  const minutes = facts.seconds / 60;
  const usual = Math.max(0.1, facts.expectedPerMinute * minutes * facts.usualShare);
  const size = clamp(Math.log10(1 + facts.negative) / Math.log10(1 + FULL_NEGATIVE));
  const anger = facts.negativeShare * doublings(facts.negative / usual) * size;
  const reach = clamp((Math.log10(1 + facts.reach) - REACH_FROM) / REACH_DECADES);
  return clamp(anger + REACH_WEIGHT * reach * facts.negativeShare);
};

const deviationOf = (facts: Facts): number => {
  const times = Math.max(
    facts.hasVolume ? facts.volumeTimes : 1,
    facts.hasQueue ? facts.queueTimes : 1,
  );
  return clamp(0.5 * clamp(facts.decades / FULL_DECADES) + 0.5 * doublings(times));
};

/** More questions than usual, and customers who wait beyond the usual for an answer; the wait alone
 * where the queue itself has departed from normal. */
const asymmetryOf = (facts: Facts): number => {
  const excess = facts.questionShare - facts.usualQuestionShare;
  const asking = clamp(excess / FULL_QUESTION_EXCESS);
  const queue = doublings(facts.queueTimes) * clamp(facts.waiting / 20);
  const oldest = facts.queueTimes > 1 ? clamp(facts.oldestSeconds / FULL_WAIT_SECONDS) : 0;
  const waiting = facts.hasQueue ? 0.7 * queue + 0.3 * oldest : 0;
  return clamp(Math.max(waiting, 0.4 * asking + 0.4 * queue + 0.2 * oldest));
};

export const scoreCrisis = (facts: Facts): Scorecard => ({
  damage: {
    score: round(damageOf(facts)),
    evidence: [
      {
        what: 'negative share',
        value: round(facts.negativeShare),
        expected: round(facts.usualShare),
      },
      { what: 'negative mentions', value: facts.negative },
      { what: 'reach', value: Math.round(facts.reach) },
    ],
  },
  deviation: {
    score: round(deviationOf(facts)),
    evidence: [
      {
        what: 'mentions a minute',
        value: round(facts.perMinute),
        expected: round(facts.expectedPerMinute),
      },
      { what: 'once in weeks', value: facts.everyWeeks },
    ],
  },
  asymmetry: {
    score: round(asymmetryOf(facts)),
    evidence: [
      {
        what: 'share of questions',
        value: round(facts.questionShare),
        expected: round(facts.usualQuestionShare),
      },
      {
        what: 'waiting',
        value: facts.waiting,
        ...(facts.expectedWaiting === null ? {} : { expected: round(facts.expectedWaiting) }),
      },
      { what: 'oldest waiting, seconds', value: Math.round(facts.oldestSeconds) },
    ],
  },
});
