/** What is known about a story at one tick, gathered once for scorecard, scenario, level and title. */
import type { Indicator, Signal } from '#contracts/signal.ts';
import type { Band, BrandInput, CountWindow } from '#alerts/contract.ts';
import { seriesName } from '#alerts/indicators.ts';
import { sumLast } from '#alerts/window.ts';
import type { Shape } from './structure.ts';
import { beyondUsual, type Usual } from './usual.ts';

/** A story is described from its beginning, but from at least and at most this much. */
const LEAST_SECONDS = 10;
const MOST_SECONDS = 900;
/** No figure is called a multiple of less than this, per minute or waiting. */
const EXPECTED_FLOOR = 0.1;
/** What exceeds the usual is never called less than this share of the talk. */
const LEAST_EXCESS = 0.2;

/** Signals about the desk, whatever people talk about. */
const DESK: readonly Indicator[] = [
  'queue',
  'oldest',
  'unanswered',
  'questions',
  'handling',
  'breaches',
];
const isDeskFigure = (indicator: Indicator | undefined): boolean =>
  indicator !== undefined && DESK.includes(indicator);
export const isDesk = ({ indicator }: Signal): boolean => isDeskFigure(indicator);
/** Signals about talk of the brand as a whole. */
export const isBrandTalk = ({ indicator, topic }: Signal): boolean =>
  topic === null && ['volume', 'negativeShare', 'reach', 'churn', 'joint'].includes(indicator);

export type Facts = {
  seconds: number;
  /** Minutes since its first mention. */
  minutes: number;
  mentions: number;
  negative: number;
  negativeShare: number;
  usualShare: number;
  /** Of what exceeds the usual, how much is negative. */
  excessNegativeShare: number;
  /** Share of the story's talk that exceeds the usual. */
  excess: number;
  questionShare: number;
  usualQuestionShare: number;
  reach: number;
  perMinute: number;
  expectedPerMinute: number;
  /** Observed over expected, of the brand's volume with this story, and of the queue. */
  volumeTimes: number;
  queueTimes: number;
  waiting: number;
  waitingLong: number;
  expectedWaiting: number | null;
  oldestSeconds: number;
  unansweredShare: number | null;
  questionsWaiting: number;
  /** Decades above the threshold of the strongest live signal. */
  decades: number;
  everyWeeks: number;
  hasTalk: boolean;
  /** Its figures are those of the brand as a whole, not of its topics alone. */
  isWhole: boolean;
  /** It is a small part of a wave of the brand's talk that is brighter than usual. */
  isInCheer: boolean;
  hasQueue: boolean;
  /** Somebody answers for the brand at all: without a desk nobody waits for one. */
  hasDesk: boolean;
  /** The desk moved first in a joint drift. */
  isDeskLed: boolean;
  hasChurn: boolean;
  topTopic: string | null;
  shape: Shape | null;
  /** The mood of what people say to the one post that fills the story; null where none does. */
  commentMood: number | null;
  usual: Usual;
};

const ratio = (observed: number, expected: number | null): number =>
  expected === null ? 1 : observed / Math.max(expected, EXPECTED_FLOOR);

/** The topic whose signal is strongest, by the name people know. */
const topTopicOf = ({ signals, topics: own, input: { topics } }: FactsInput): string | null => {
  const strongest = signals
    .filter(({ topic }) => topic !== null && own.includes(topic))
    .reduce<Signal | null>((best, one) => (best && best.score >= one.score ? best : one), null);
  const key = strongest?.topic ?? null;
  return topics.find(({ topic }) => topic === key)?.name ?? key;
};

type Counted = { mentions: number; negative: number; expected: number };
export type FactsInput = {
  input: BrandInput;
  signals: readonly Signal[];
  /** Topics of the story. */
  topics: readonly string[];
  bands: ReadonlyMap<string, Band>;
  usualShare: number;
  usualQuestionShare: number;
  threshold: number;
  /** First mention, epoch ms. */
  since: number;
  now: number;
  shape: Shape | null;
  usual: Usual;
};

/** The largest of the story's topics: topics overlap, so that they cannot be added. */
const countTopics = (given: FactsInput, seconds: number): Counted => {
  const { input, topics, bands, now } = given;
  let largest: Counted = { mentions: 0, negative: 0, expected: 0 };
  for (const { topic, volume, negative, emerging } of input.topics) {
    if (!topics.includes(topic)) continue;
    const mentions = sumLast(volume, seconds, now);
    if (mentions < largest.mentions) continue;
    const perMinute = emerging
      ? emerging.expected / (emerging.windowSeconds / 60)
      : (bands.get(seriesName('volume', input.brand, topic))?.expected ?? 0);
    const expected = (perMinute * seconds) / 60;
    largest = { mentions, negative: sumLast(negative, seconds, now), expected };
  }
  return largest;
};

const countAll = (given: FactsInput, seconds: number, perMinute: number): Counted => {
  const { input, now } = given;
  const sum = (window: CountWindow) => sumLast(window, seconds, now);
  const expected = (perMinute * seconds) / 60;
  return { mentions: sum(input.volume), negative: sum(input.negative), expected };
};

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** So many texts beyond the usual tell what people say to the post that fills a story; their number
 * differs from the usual one by more than chance, in standard deviations. */
const LEAST_COMMENTS = 8;
const COMMENT_DEVIATIONS = 2;

/** The negative share of what people say to the post that fills the story, so much as is beyond
 * chance; null where no post does or where they say too little. */
const commentMoodOf = ({ shape, usual }: FactsInput): number | null => {
  if (!shape) return null;
  const { comments, commentMood } = shape;
  const more = comments - shape.usual;
  if (more < Math.max(LEAST_COMMENTS, COMMENT_DEVIATIONS * Math.sqrt(shape.usual))) return null;
  return beyondUsual(commentMood, usual.negativeShare, more / comments, comments);
};

/** The repeats of one post have the mood of what people say to it. */
const readMood = (counted: Counted, comments: number | null, usualShare: number): Counted => {
  if (comments === null) return counted;
  const more = Math.max(0, counted.mentions - counted.expected);
  const usual = (counted.mentions - more) * usualShare;
  return { ...counted, negative: Math.round(usual + more * comments) };
};

const mood = ({ mentions, negative, expected }: Counted, usualShare: number) => {
  const excess = Math.max(LEAST_EXCESS, mentions > 0 ? 1 - expected / mentions : 0);
  const negativeShare = mentions > 0 ? negative / mentions : 0;
  return {
    excess,
    negativeShare,
    excessNegativeShare: beyondUsual(negativeShare, usualShare, excess, mentions),
  };
};

/** The brand's talk is a wave of so many times the usual, of which less than this share of the usual
 * mood is negative, and this story no more than such a part. */
const WAVE_TIMES = 2;
const CHEER_OF_USUAL = 0.8;
const PART_OF_WAVE = 0.5;

const isCheer = (all: Counted, own: Counted, usualShare: number): boolean => {
  const more = all.mentions - all.expected;
  if (all.mentions < WAVE_TIMES * all.expected || own.mentions >= PART_OF_WAVE * more) return false;
  return (all.negative - usualShare * all.expected) / more < CHEER_OF_USUAL * usualShare;
};

export const gatherFacts = (given: FactsInput): Facts => {
  const { input, signals, bands, now, since, shape, usualShare } = given;
  const bandOf = (indicator: Indicator) => bands.get(seriesName(indicator, input.brand, ''));
  const seconds = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, (now - since) / 1000));
  const expectedPerMinute = bandOf('volume')?.expected ?? 0;
  const hasBrandWide = signals.some(isBrandTalk);
  const all = countAll(given, seconds, expectedPerMinute);
  const isTopical = !hasBrandWide && given.topics.length > 0;
  const commentMood = commentMoodOf(given);
  const counted = readMood(isTopical ? countTopics(given, seconds) : all, commentMood, usualShare);
  const rate = (count: number) => count / (seconds / 60);
  const perMinute = isTopical
    ? expectedPerMinute + rate(Math.max(0, counted.mentions - counted.expected))
    : rate(counted.mentions);
  const strongest = signals.find(
    ({ indicator, topic }) => indicator === 'volume' && topic === null,
  );
  const everyWeeks = signals.reduce((weeks, signal) => Math.max(weeks, signal.everyWeeks), 0);
  const expectedWaiting = bandOf('queue')?.expected ?? null;
  const { desk } = input;
  const hasDesk =
    desk.handled > 0 ||
    desk.assigned > 0 ||
    desk.unanswered < desk.unansweredOf ||
    input.voices.some(({ inbound }) => !inbound);
  return {
    seconds,
    minutes: Math.max(0, (now - since) / 60_000),
    mentions: counted.mentions,
    negative: counted.negative,
    ...mood(counted, usualShare),
    usualShare,
    usualQuestionShare: given.usualQuestionShare,
    questionShare:
      all.mentions > 0 ? clamp(sumLast(input.question, seconds, now) / all.mentions) : 0,
    reach: sumLast(input.reach, seconds, now),
    perMinute,
    expectedPerMinute,
    volumeTimes: Math.max(
      ratio(perMinute, bandOf('volume')?.expected ?? null),
      strongest ? ratio(strongest.observed, strongest.expected) : 0,
    ),
    queueTimes: ratio(desk.waiting, expectedWaiting),
    waiting: desk.waiting,
    waitingLong: desk.waitingLong,
    expectedWaiting,
    oldestSeconds: desk.oldestSeconds ?? 0,
    unansweredShare: desk.unansweredOf > 0 ? desk.unanswered / desk.unansweredOf : null,
    questionsWaiting: desk.questionsWaiting,
    decades: everyWeeks > 0 ? Math.log10(everyWeeks) - given.threshold : 0,
    everyWeeks,
    hasTalk: signals.some((signal) => !isDesk(signal)),
    isWhole: !isTopical,
    isInCheer: isTopical && isCheer(all, counted, usualShare),
    hasQueue: hasDesk && signals.some(isDesk),
    hasDesk,
    isDeskLed: hasDesk && signals.some(({ detail }) => isDeskFigure(detail?.parts?.[0]?.indicator)),
    hasChurn: signals.some(({ indicator }) => indicator === 'churn'),
    topTopic: topTopicOf(given),
    shape,
    commentMood,
    usual: given.usual,
  };
};
