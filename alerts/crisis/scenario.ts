/** Which kind of crisis it is, from the structure of the story: few roots or many voices, answers to
 * the brand's own post, first-hand faults, people who leave, a desk that floods. Each kind is scored
 * 0..1, the best one is named, and how sure that is follows from its margin and from how many speak. */
import type { Scenario } from '#contracts/crisis.ts';
import type { Facts } from './facts.ts';
import type { Shape } from './structure.ts';
import { beyondUsual } from './usual.ts';

export type Named = { scenario: Scenario; confidence: number; reason: string };
type Kind = Exclude<Scenario, 'unclassified'>;
type Score = { kind: Kind; score: number; reason: string };

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
/** 0 up to `from`, 1 from `to`. */
const ramp = (value: number, from: number, to: number): number =>
  clamp((value - from) / (to - from));
const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Below this nothing is supported. */
const LEAST_SCORE = 0.2;
/** So many authors say as much as can be said. */
const FULL_AUTHORS = 25;

/** Words that a hashtag begins with when people turn away, and when a brand asks to be talked to. */
const AGAINST = /^#(boycott|delete|cancel|stop|ban|quit|never|shame|worst|dump|leave|no|fire)/;
const INVITING = /^#(ask|my|tell|share|show|meet|love|win|our|why|how|ilove|what|join|thank|when)/;

/** The shares of a story once what is usual of the brand's talk is taken away. */
const beyond = (shape: Shape, { usual }: Facts) => {
  const { excess } = shape;
  const of = (name: keyof Facts['usual']) =>
    beyondUsual(shape[name], usual[name], excess, shape.authors);
  const part = (share: number) => clamp(share / excess);
  return {
    firstHand: of('firstHandShare'),
    shared: of('sharedShare'),
    question: of('questionShare'),
    leaving: of('leavingShare'),
    harm: of('harmShare'),
    waiting: of('waitingShare'),
    service: of('serviceShare'),
    negative: of('negativeShare'),
    topRoot: part(shape.topRootShare),
    under: part(shape.underPostShare),
    own: part(shape.ownPostShare),
    tag: part(shape.tagShare),
  };
};
type Beyond = ReturnType<typeof beyond>;

const viralOf = (shape: Shape, part: Beyond): Score => {
  const spread = clamp(part.topRoot + part.under);
  return {
    kind: 'viral-complaint',
    score: ramp(spread, 0.2, 0.6) * (1 - ramp(part.own, 0.3, 0.7)),
    reason:
      `${percent(spread)} of ${shape.mentions} posts repeat or answer one post of a customer; ` +
      `${shape.authors} people, ${shape.roots} texts.`,
  };
};

const blunderOf = (shape: Shape, part: Beyond): Score => {
  const tag = shape.topTag ?? '';
  const invited = INVITING.test(tag) && !AGAINST.test(tag) && !shape.isOwnTag ? part.tag : 0;
  const share = Math.max(part.own, 0.9 * invited);
  const turned = Math.max(part.negative, part.harm, part.leaving);
  const about =
    part.own >= invited ? 'answer a post of the brand or use its hashtag' : `use ${tag}`;
  return {
    kind: 'campaign-blunder',
    score: ramp(share, 0.15, 0.5) * (0.5 + 0.5 * ramp(turned, 0.15, 0.45)),
    reason:
      `${percent(share)} of ${shape.mentions} posts ${about}, ` +
      `and ${percent(part.negative)} of them are negative.`,
  };
};

/** One author or one text does not make a multitude. */
const breadthOf = (shape: Shape, part: Beyond): number =>
  (1 - ramp(part.topRoot + part.under, 0.3, 0.8)) * (1 - ramp(shape.topAuthorShare, 0.3, 0.7));

/** How far the talk tells of what the service did to people: faults that they met themselves, or bad
 * talk of its staff, its delays, its answers. */
const faultOf = (part: Beyond): number => {
  const met = clamp(part.firstHand + 1.5 * part.shared + 0.5 * part.question);
  const told = ramp(part.service, 0.15, 0.5) * ramp(part.negative, 0.2, 0.5);
  return Math.max(ramp(met, 0.15, 0.65), told);
};

/** How far the talk is about waiting. Where the desk is in trouble, fewer words are enough, unless
 * people report a fault of something else. */
const waitsOf = ({ hasQueue, isDeskLed }: Facts, part: Beyond): number => {
  const said = ramp(part.waiting, 0.2, 0.5);
  if (!hasQueue && !isDeskLed) return 0.9 * said;
  // Who is kept waiting reports that first-hand too: only what goes beyond it is another fault.
  const isFault = ramp(part.firstHand + part.shared - part.waiting, 0.25, 0.5);
  return Math.max(said, 0.9 * ramp(part.waiting, 0.08, 0.25) * (1 - isFault));
};

const failureOf = (shape: Shape, part: Beyond, facts: Facts): Score => {
  const elsewhere = Math.max(
    ramp(part.own, 0.3, 0.7),
    0.6 * ramp(part.waiting, 0.25, 0.6),
    facts.hasQueue || facts.isDeskLed ? 0.8 * waitsOf(facts, part) : 0,
    0.6 * ramp(part.leaving, 0.25, 0.5),
  );
  return {
    kind: 'service-failure',
    score: faultOf(part) * breadthOf(shape, part) * (1 - elsewhere),
    reason:
      `${percent(shape.firstHandShare)} of ${shape.authors} people report it first-hand, ` +
      `${percent(shape.serviceShare)} tell of the service, ` +
      `${percent(shape.sharedShare)} say that others have it, ` +
      `${percent(shape.questionShare)} ask.`,
  };
};

const backlashOf = (shape: Shape, part: Beyond, facts: Facts): Score => {
  const against = Math.max(part.negative, AGAINST.test(shape.topTag ?? '') ? part.tag : 0);
  const anger = clamp(ramp(against, 0.2, 0.6) + 0.8 * part.harm);
  const gathered = Math.max(ramp(part.own, 0.25, 0.6), 0.8 * waitsOf(facts, part));
  const own = Math.max(
    ramp(clamp(part.firstHand + part.shared + 0.3 * part.question), 0.2, 0.65),
    ramp(part.service, 0.15, 0.5),
  );
  return {
    kind: 'backlash',
    score: 0.9 * anger * breadthOf(shape, part) * (1 - own) * (1 - gathered),
    reason:
      `${shape.authors} people in ${shape.roots} texts, ${percent(part.negative)} of them ` +
      `negative, ${percent(shape.firstHandShare)} first-hand, ` +
      `${percent(shape.harmShare)} with words of harm.`,
  };
};

const churnOf = (shape: Shape, part: Beyond, { hasChurn }: Facts): Score => ({
  kind: 'churn-wave',
  score: clamp(ramp(part.leaving, 0.15, 0.45) + (hasChurn ? 0.15 : 0)),
  reason: `${percent(shape.leavingShare)} of ${shape.authors} people say that they leave.`,
});

/** A desk in trouble while the talk has no theme, no post and no hashtag in common. */
const isScattered = ({ shape, hasQueue, isDeskLed }: Facts): boolean =>
  shape !== null &&
  (hasQueue || isDeskLed) &&
  shape.themeShare < 0.5 &&
  shape.topRootShare < 0.1 &&
  shape.tagShare < 0.3 &&
  shape.ownPostShare < 0.2;

const queueOf = (facts: Facts, part: Beyond | null): Score => {
  const { shape } = facts;
  const isAlone = facts.hasQueue && !facts.hasTalk;
  const waiting = part ? waitsOf(facts, part) : 0;
  const asked = facts.hasQueue && part ? 1 - ramp(part.negative, 0.15, 0.4) : 0;
  const talk = shape && facts.hasTalk ? `; ${percent(shape.waitingShare)} speak of waiting` : '';
  return {
    kind: 'queue-flood',
    score: isAlone ? 1 : Math.max(waiting, 0.5 * asked, isScattered(facts) ? 0.6 : 0),
    reason: `${facts.waiting} wait, ${Math.round(facts.queueTimes * 10) / 10}x the usual${talk}.`,
  };
};

const UNKNOWN: Named = {
  scenario: 'unclassified',
  confidence: 0,
  reason: 'Nothing in who speaks and how supports one scenario.',
};

/** The best supported scenario. Where voices are missing, counts say what they can. */
export const scenarioOf = (facts: Facts): Named => {
  const { shape } = facts;
  if (!shape) return byCounts(facts);
  const part = beyond(shape, facts);
  const scores = [
    viralOf(shape, part),
    blunderOf(shape, part),
    backlashOf(shape, part, facts),
    failureOf(shape, part, facts),
    queueOf(facts, part),
    churnOf(shape, part, facts),
  ].sort((a, b) => b.score - a.score);
  const [best, second] = [scores[0]!, scores[1]!];
  if (best.score < LEAST_SCORE) return UNKNOWN;
  const margin = (best.score - second.score) / best.score;
  const crowd = best.kind === 'queue-flood' ? 1 : clamp(shape.authors / FULL_AUTHORS);
  const confidence = clamp(best.score * (0.4 + 0.6 * margin) * (0.4 + 0.6 * crowd));
  return {
    scenario: best.kind,
    confidence: Math.round(confidence * 100) / 100,
    reason: best.reason,
  };
};

/** A service failure: one topic departs, most of it negative, and people ask whether it is them. */
const FAILURE = { negativeShare: 0.5, questionShare: 0.15, confidence: 0.3 };

const byCounts = (facts: Facts): Named => {
  if (facts.hasQueue && !facts.hasTalk) {
    const { kind, reason } = queueOf(facts, null);
    return { scenario: kind, confidence: 0.8, reason };
  }
  const isFault =
    facts.topTopic !== null &&
    facts.negativeShare >= FAILURE.negativeShare &&
    facts.questionShare >= FAILURE.questionShare;
  if (!isFault) return UNKNOWN;
  return {
    scenario: 'service-failure',
    confidence: FAILURE.confidence,
    reason:
      `${percent(facts.negativeShare)} of the talk is negative and ` +
      `${percent(facts.questionShare)} of it asks.`,
  };
};
