/** Which departures are a crisis at all, and which deserve a call. A sale, a launch, a joke that
 * everybody shares depart from normal and hurt nobody: their signals stand on the wall, no more. */
import type { Level, Scorecard } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { isDesk, type Facts } from './facts.ts';
import { isAbove } from './level.ts';
import type { Named } from './scenario.ts';
import { beyondUsual } from './structure.ts';

/** Talk that hurts: so much of what exceeds the usual is negative, and no less than is usual. */
const NEGATIVE_SHARE = 0.3;
const OF_USUAL = 0.9;
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
const OF_A_FEW = 0.3;
const CROWD_TIMES = 1.25;
const CROWD_DEVIATIONS = 2;
/** A desk is flooded from this asymmetry, or when so many of its figures depart. */
const FLOODED = 0.3;
const DESK_FIGURES = 2;
/** Somebody is called from this multiple, this damage, or less when it is this sure what it is. */
const CALL_TIMES = 5;
const CALL_DAMAGE = 0.15;
const CALL_CONFIDENCE = 0.5;
const SURE_DAMAGE = 0.05;

const isCrowd = (signals: readonly Signal[], { shape }: Facts): boolean => {
  if (!shape) return true;
  const { authors, crowd, usual, mentions } = shape;
  if (authors < LEAST_AUTHORS || crowd - usual < OF_A_FEW * (mentions - usual)) return false;
  if (signals.some(({ indicator }) => indicator !== 'volume' && indicator !== 'reach')) return true;
  return crowd >= CROWD_TIMES * usual && crowd - usual >= CROWD_DEVIATIONS * Math.sqrt(usual);
};

const hurts = (facts: Facts): boolean => {
  const { shape, usual, usualShare } = facts;
  const least = Math.max(NEGATIVE_SHARE, OF_USUAL * usualShare);
  if (!shape) return facts.excessNegativeShare >= least;
  const of = (name: keyof Facts['usual']) =>
    beyondUsual(shape[name], usual[name], shape.excess, shape.authors);
  const isOn = facts.isWhole
    ? facts.perMinute >= ON_TIMES * facts.expectedPerMinute
    : facts.excess >= RISE;
  const isDarker = shape.negativeShare >= DARKER_TIMES * usual.negativeShare;
  const isRise = shape.excess >= RISE || isDarker;
  return (
    (isRise && Math.min(facts.excessNegativeShare, of('negativeShare')) >= least) ||
    (isOn &&
      (of('firstHandShare') + of('sharedShare') >= FAULT_SHARE ||
        of('leavingShare') >= LEAVING_SHARE ||
        of('harmShare') >= HARM_SHARE))
  );
};

const isFlooded = (
  signals: readonly Signal[],
  { hasDesk, isDeskLed }: Facts,
  { asymmetry }: Scorecard,
): boolean => {
  const figures = new Set(signals.filter(isDesk).map(({ indicator }) => indicator));
  if (!hasDesk) return false;
  return (
    isDeskLed || figures.size >= DESK_FIGURES || (figures.size > 0 && asymmetry.score >= FLOODED)
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
  return facts.hasTalk && isCrowd(signals, facts) && hurts(facts);
};

export const deservesCall = (
  signals: readonly Signal[],
  facts: Facts,
  { scorecard, named }: { scorecard: Scorecard; named: Named },
  level: Level,
): boolean =>
  isAbove(level, 'low') ||
  signals.some(({ indicator }) => indicator === 'rule') ||
  (isFlooded(signals, facts, scorecard) && scorecard.asymmetry.score >= FLOODED) ||
  (facts.hasTalk && facts.volumeTimes >= CALL_TIMES && hurts(facts)) ||
  scorecard.damage.score >= CALL_DAMAGE ||
  (named.confidence >= CALL_CONFIDENCE && scorecard.damage.score >= SURE_DAMAGE);
