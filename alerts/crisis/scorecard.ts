/** The three tests of a crisis, each 0..1 with the evidence behind it: could it hurt (damage), does it
 * depart from the norm (deviation), does the public know or ask what nobody has answered (asymmetry). */
import type { Scorecard } from '#contracts/crisis.ts';
import type { Facts } from './facts.ts';
import { beyondUsual } from './usual.ts';

type Evidence = Scorecard['damage']['evidence'];

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const round = (value: number): number => Math.round(value * 100) / 100;

/** Eight times normal is the full mark of a multiple, sixteen times that of negative mentions. */
const FULL_DOUBLINGS = 3;
const FULL_NEGATIVE_DOUBLINGS = 4;
/** Six decades of return period above the threshold are the full mark of rarity. */
const FULL_DECADES = 6;
/** So many negative mentions within the story (at most 15 min) are the full mark of size. */
const FULL_NEGATIVE = 300;
/** A report of a fault in sober words hurts so much of what an angry one does. */
const REPORT_WEIGHT = 0.8;
/** Reach counts from ten thousand people, in full from ten million. */
const REACH_FROM = 4;
const REACH_DECADES = 3;
const REACH_WEIGHT = 0.3;
/** A fifth of the authors with words of harm, and five important ones, are full marks. */
const FULL_HARM_SHARE = 0.2;
const HARM_FROM = 3;
const HARM_WEIGHT = 0.2;
const FULL_IMPORTANT = 5;
const IMPORTANT_WEIGHT = 0.15;
/** Three in ten more asking than usual, six in ten claiming the same, an hour of waiting and half an
 * hour without a word to all are full marks. */
const FULL_QUESTION_EXCESS = 0.3;
const FULL_CLAIMS = 0.6;
const FULL_WAIT_SECONDS = 3600;
const FULL_SILENCE_MIN = 30;
/** A statement to all leaves so much of the asymmetry. */
const AFTER_STATEMENT = 0.5;

const doublings = (times: number, full = FULL_DOUBLINGS): number =>
  clamp(Math.log2(Math.max(times, 1)) / full);

/** Of what exceeds the usual, how much reports a fault, whatever the mood of its words. */
const reportedShare = ({ shape, usual }: Facts): number => {
  if (!shape) return 0;
  const of = (name: 'firstHandShare' | 'sharedShare') =>
    beyondUsual(shape[name], usual[name], shape.excess, shape.authors);
  return clamp(of('firstHandShare') + of('sharedShare'));
};

/** Negative mentions, or reports of a fault, beyond what is usual, weighed with their share and number; on top reach, words
 * of harm and important authors. */
const damageOf = (facts: Facts): number => {
  const { shape } = facts;
  const minutes = facts.seconds / 60;
  const usual = Math.max(0.1, facts.expectedPerMinute * minutes * facts.usualShare);
  const reported = REPORT_WEIGHT * reportedShare(facts);
  const negative = Math.max(facts.negative, reported * facts.mentions * facts.excess);
  const rise = facts.isWhole ? negative / usual : 1 + (negative * facts.excess) / usual;
  const size = clamp(Math.log10(1 + negative) / Math.log10(1 + FULL_NEGATIVE));
  const hurting = Math.max(facts.excessNegativeShare, reported);
  const anger = hurting * doublings(rise, FULL_NEGATIVE_DOUBLINGS) * size;
  const reach = clamp((Math.log10(1 + facts.reach) - REACH_FROM) / REACH_DECADES);
  const hurt = Math.max(facts.negativeShare, facts.excessNegativeShare);
  const harm =
    shape && shape.harmAuthors >= HARM_FROM
      ? clamp((shape.harmShare - facts.usual.harmShare) / FULL_HARM_SHARE)
      : 0;
  const important = clamp((shape?.importantAuthors ?? 0) / FULL_IMPORTANT);
  const more = REACH_WEIGHT * reach + IMPORTANT_WEIGHT * important;
  return clamp(anger + more * hurt + HARM_WEIGHT * harm * size);
};

const deviationOf = (facts: Facts): number => {
  const times = Math.max(
    facts.hasTalk ? facts.volumeTimes : 1,
    facts.hasQueue ? facts.queueTimes : 1,
  );
  return clamp(0.5 * clamp(facts.decades / FULL_DECADES) + 0.5 * doublings(times));
};

/** What people ask or claim beyond the usual, as far as nobody has answered it. */
const openQuestions = (facts: Facts): number => {
  const { shape, usual } = facts;
  const excess = facts.questionShare - facts.usualQuestionShare;
  const asking = clamp(excess / FULL_QUESTION_EXCESS);
  if (!shape) return 0.4 * asking;
  const told = shape.sharedShare + 0.5 * Math.max(0, shape.firstHandShare - usual.firstHandShare);
  const claiming = clamp(told / FULL_CLAIMS);
  const silence = clamp(facts.minutes / FULL_SILENCE_MIN);
  const unanswered = 1 - (shape.answeredShare ?? 0);
  const left = shape.hasStatement ? AFTER_STATEMENT : 1;
  return Math.max(asking, claiming) * (0.4 + 0.2 * silence) * unanswered * left;
};

/** Open questions and claims, and customers who wait beyond the usual for an answer; the wait alone
 * where the desk itself has departed from normal. */
const asymmetryOf = (facts: Facts): number => {
  const queue = doublings(facts.queueTimes) * clamp(facts.waiting / 20);
  const oldest = facts.queueTimes > 1 ? clamp(facts.oldestSeconds / FULL_WAIT_SECONDS) : 0;
  const waiting = facts.hasQueue ? 0.7 * queue + 0.3 * oldest : 0;
  const desk = facts.hasQueue ? 0.4 * queue + 0.2 * oldest : 0.15 * queue;
  return clamp(Math.max(waiting, openQuestions(facts) + desk));
};

const damageEvidence = (facts: Facts): Evidence => {
  const { shape } = facts;
  const minutes = facts.seconds / 60;
  const usual = facts.expectedPerMinute * minutes * facts.usualShare;
  const rows: Evidence = [
    {
      what: 'negative share',
      value: round(facts.negativeShare),
      expected: round(facts.usualShare),
    },
    { what: 'negative mentions', value: facts.negative, expected: round(usual) },
    { what: 'reach', value: Math.round(facts.reach) },
  ];
  if (!shape) return rows;
  rows.push({ what: 'people who speak', value: shape.authors });
  if (shape.harmAuthors > 0)
    rows.push({ what: 'people with words of harm', value: shape.harmAuthors });
  if (shape.importantAuthors > 0)
    rows.push({ what: 'important customers', value: shape.importantAuthors });
  return rows;
};

const asymmetryEvidence = (facts: Facts): Evidence => {
  const { shape } = facts;
  const rows: Evidence = [
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
  ];
  if (facts.unansweredShare !== null)
    rows.push({ what: 'unanswered share', value: round(facts.unansweredShare) });
  if (!shape) return rows;
  rows.push({ what: 'share who say others have it too', value: round(shape.sharedShare) });
  if (!shape.hasStatement)
    rows.push({ what: 'minutes without a statement', value: Math.round(facts.minutes) });
  return rows;
};

export const scoreCrisis = (facts: Facts): Scorecard => ({
  damage: { score: round(damageOf(facts)), evidence: damageEvidence(facts) },
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
  asymmetry: { score: round(asymmetryOf(facts)), evidence: asymmetryEvidence(facts) },
});
