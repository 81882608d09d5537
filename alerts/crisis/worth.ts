/** Which departures are a crisis at all, and which deserve a call. A sale, a launch, a joke that
 * everybody shares depart from normal and hurt nobody: their signals stand on the wall, no more. */
import type { Level, Scenario, Scorecard } from '#contracts/crisis.ts';
import type { Indicator, Signal } from '#contracts/signal.ts';
import { isDesk, type Facts } from './facts.ts';
import { isAbove } from './level.ts';
import type { Named } from './scenario.ts';
import type { Shape } from './structure.ts';
import { beyondUsual } from './usual.ts';

/** Talk that hurts: so much of what exceeds the usual is negative, and no less than is usual. */
const NEGATIVE_SHARE = 0.3;
const OF_USUAL = 0.9;
/** Somebody is called for a mood that is so much of the way from the usual one to all negative, seen
 * in so many texts. */
const DARKER = 0.15;
const LEAST_TEXTS = 8;
/** Where hardly more than usual is said, it must be plainly darker than usual. */
const RISE = 0.35;
const DARKER_TIMES = 1.6;
/** What people said in the last hour counts while the talk goes on. */
const ON_TIMES = 1.2;
/** Or so many, beyond the usual, report a fault themselves or say that others have it. */
const FAULT_SHARE = 0.35;
const LEAVING_SHARE = 0.2;
const HARM_SHARE = 0.15;
/** Fewer authors than this are no crowd. Nor is what hardly exceeds the usual, as a share of the rise,
 * a multiple and in standard deviations, once nobody counts for more than two posts. */
const LEAST_AUTHORS = 4;
const OF_A_FEW = 0.5;
const CROWD_TIMES = 1.25;
const CROWD_DEVIATIONS = 2;
/** A desk is flooded from this asymmetry, or when so many of its figures depart; it calls somebody
 * when so many more than usual wait as well. */
const FLOODED = 0.3;
const DESK_FIGURES = 2;
const MORE_WAITING = 15;
/** Somebody is called from this multiple, this damage, or less when it is this sure what it is. */
const CALL_TIMES = 5;
const CALL_DAMAGE = 0.15;
const CALL_CONFIDENCE = 0.5;
const SURE_DAMAGE = 0.05;
/** Kinds whose very structure says that people turn away, as long as so many of them are negative. */
const TURNED: readonly Scenario[] = ['campaign-blunder', 'churn-wave'];
const TURNED_NEGATIVE = 0.25;
const LEAVING_OF_USUAL = 0.7;

const isCrowd = (signals: readonly Signal[], { shape }: Facts): boolean => {
  if (!shape) return true;
  const { authors, crowd, usual, mentions } = shape;
  if (authors < LEAST_AUTHORS || crowd - usual < OF_A_FEW * (mentions - usual)) return false;
  if (signals.some(({ indicator }) => indicator !== 'volume' && indicator !== 'reach')) return true;
  return crowd >= CROWD_TIMES * usual && crowd - usual >= CROWD_DEVIATIONS * Math.sqrt(usual);
};

/** What exceeds the usual share, by chance taken away. */
const beyondOf = (facts: Facts, name: keyof Facts['usual']): number => {
  const { shape, usual } = facts;
  return shape ? beyondUsual(shape[name], usual[name], shape.excess, shape.authors) : 0;
};

/** How negative the talk beyond the usual is at least. */
const darknessOf = (facts: Facts): number => {
  const { shape, commentMood, excessNegativeShare } = facts;
  if (!shape || commentMood !== null) return commentMood ?? excessNegativeShare;
  return Math.min(excessNegativeShare, beyondOf(facts, 'negativeShare'));
};

/** What people report, whatever the mood of their words. */
const isReported = (facts: Facts): boolean =>
  beyondOf(facts, 'firstHandShare') + beyondOf(facts, 'sharedShare') >= FAULT_SHARE ||
  beyondOf(facts, 'leavingShare') >= LEAVING_SHARE ||
  beyondOf(facts, 'harmShare') >= HARM_SHARE;

const hurts = (facts: Facts): boolean => {
  const { shape, usual, usualShare } = facts;
  const least = Math.max(NEGATIVE_SHARE, OF_USUAL * usualShare);
  if (!shape) return facts.excessNegativeShare >= least;
  const isOn = facts.isWhole
    ? facts.perMinute >= ON_TIMES * facts.expectedPerMinute
    : facts.excess >= RISE;
  const isDarker = shape.negativeShare >= DARKER_TIMES * usual.negativeShare;
  const isRise = shape.excess >= RISE || isDarker;
  return (isRise && darknessOf(facts) >= least) || (isOn && isReported(facts));
};

/** Texts enough to tell a mood; the one text that fills a story may be misread, until people say
 * something to it or twice as many repeat it. */
const isHeardEnough = (shape: Shape, commentMood: number | null): boolean => {
  if (commentMood !== null) return true;
  if (!shape.isFilled) return shape.roots >= LEAST_TEXTS;
  return shape.topRootShare * shape.mentions >= 2 * LEAST_TEXTS;
};

/** It hurts beyond doubt: in texts enough, and darker than the brand's talk always is. */
const hurtsClearly = (facts: Facts): boolean => {
  const { shape, usualShare } = facts;
  if (!hurts(facts)) return false;
  if (!shape) return true;
  if (!isHeardEnough(shape, facts.commentMood)) return false;
  const darkness = darknessOf(facts);
  const least = Math.max(NEGATIVE_SHARE, usualShare + DARKER * (1 - usualShare));
  return darkness >= least || (isReported(facts) && darkness >= OF_USUAL * usualShare);
};

/** Of those who wait beyond the usual, at least so many came within the last hours. Where most have
 * waited since yesterday, a backlog came to light, or was never meant to be answered. */
const FLOOD_IS_YOUNG = 0.5;
const isYoung = ({ waiting, waitingLong, expectedWaiting }: Facts): boolean =>
  waiting - waitingLong >= FLOOD_IS_YOUNG * (waiting - (expectedWaiting ?? 0));

const isFlooded = (signals: readonly Signal[], facts: Facts, { asymmetry }: Scorecard): boolean => {
  const { hasDesk, isDeskLed } = facts;
  const figures = new Set(signals.filter(isDesk).map(({ indicator }) => indicator));
  if (!hasDesk || !isYoung(facts)) return false;
  return (
    isDeskLed || figures.size >= DESK_FIGURES || (figures.size > 0 && asymmetry.score >= FLOODED)
  );
};

/** Figures of the desk itself, which talk alone does not move. */
const DEPTHS: readonly Indicator[] = ['queue', 'oldest', 'breaches', 'handling'];

/** So many more wait than ever do that somebody must know. */
const isDrowned = (signals: readonly Signal[], facts: Facts, scorecard: Scorecard): boolean => {
  const { hasQueue, waiting, expectedWaiting } = facts;
  return (
    hasQueue &&
    signals.some(({ indicator }) => DEPTHS.includes(indicator)) &&
    expectedWaiting !== null &&
    waiting - expectedWaiting >= MORE_WAITING &&
    isFlooded(signals, facts, scorecard) &&
    scorecard.asymmetry.score >= FLOODED
  );
};

/** Whether these signals are a story to keep a record of. */
export const isStory = (
  signals: readonly Signal[],
  facts: Facts,
  scorecard: Scorecard,
): boolean => {
  if (signals.some(({ indicator }) => indicator === 'rule')) return true;
  if (isFlooded(signals, facts, scorecard)) return true;
  return facts.hasTalk && !facts.isInCheer && isCrowd(signals, facts) && hurts(facts);
};

/** People who leave say so soberly: enough of them hurt, unless the talk is brighter than usual. */
const isLeaving = (facts: Facts, { scenario, confidence }: Named): boolean =>
  scenario === 'churn-wave' &&
  confidence >= CALL_CONFIDENCE &&
  beyondOf(facts, 'leavingShare') >= LEAVING_SHARE &&
  facts.negativeShare >= LEAVING_OF_USUAL * facts.usualShare;

/** The figures or the structure of talk that hurts are such that somebody must know. */
const isGrave = (facts: Facts, named: Named, { damage }: Scorecard, level: Level): boolean => {
  const isKind =
    TURNED.includes(named.scenario) || (named.scenario === 'service-failure' && isReported(facts));
  const isTurned = isKind && beyondOf(facts, 'negativeShare') >= TURNED_NEGATIVE;
  const isSure = named.confidence >= CALL_CONFIDENCE && damage.score >= SURE_DAMAGE;
  if (isTurned && isSure) return true;
  if (isLeaving(facts, named)) return true;
  if (!hurtsClearly(facts)) return false;
  const isMuch = facts.volumeTimes >= CALL_TIMES || damage.score >= CALL_DAMAGE;
  return isMuch || isSure || isAbove(level, 'low');
};

/** Of the indicators a drift of several together is watched, and calls nobody by itself. */
const isOnlyJoint = (signals: readonly Signal[]): boolean =>
  signals.every(({ indicator }) => indicator === 'joint');

export const deservesCall = (
  signals: readonly Signal[],
  facts: Facts,
  { scorecard, named }: { scorecard: Scorecard; named: Named },
  level: Level,
): boolean => {
  if (signals.some(({ indicator }) => indicator === 'rule')) return true;
  if (isDrowned(signals, facts, scorecard)) return true;
  if (!facts.hasTalk || facts.isInCheer || isOnlyJoint(signals)) return false;
  return isCrowd(signals, facts) && isGrave(facts, named, scorecard, level);
};
