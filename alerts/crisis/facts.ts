/** What is known about a brand's story at one tick, gathered once for scorecard, scenario and title. */
import type { Signal } from '#contracts/signal.ts';
import type { Band, BrandInput } from '#alerts/contract.ts';
import { sumLast } from '#alerts/window.ts';

/** A story is described from its beginning, but from at least and at most this much. */
const LEAST_SECONDS = 10;
const MOST_SECONDS = 900;
/** No figure is called a multiple of less than this, per minute or waiting. */
const EXPECTED_FLOOR = 0.1;

export type Facts = {
  seconds: number;
  mentions: number;
  negative: number;
  negativeShare: number;
  usualShare: number;
  questionShare: number;
  usualQuestionShare: number;
  reach: number;
  perMinute: number;
  expectedPerMinute: number;
  /** Observed over expected, of volume and of the queue. */
  volumeTimes: number;
  queueTimes: number;
  waiting: number;
  expectedWaiting: number | null;
  oldestSeconds: number;
  /** Decades above the threshold of the strongest live signal. */
  decades: number;
  everyWeeks: number;
  hasVolume: boolean;
  hasQueue: boolean;
  topTopic: string | null;
};

const ratio = (observed: number, expected: number | null): number =>
  expected === null ? 1 : observed / Math.max(expected, EXPECTED_FLOOR);

/** The topic whose signal is strongest, by the name people know. */
const topTopicOf = (signals: Signal[], { topics }: BrandInput): string | null => {
  const strongest = signals
    .filter(({ topic }) => topic !== null)
    .reduce<Signal | null>((best, one) => (best && best.score >= one.score ? best : one), null);
  const key = strongest?.topic ?? null;
  return topics.find(({ topic }) => topic === key)?.name ?? key;
};

export const gatherFacts = (given: {
  input: BrandInput;
  signals: Signal[];
  volume: Band;
  queue: Band;
  usualShare: number;
  usualQuestionShare: number;
  threshold: number;
  since: number;
  now: number;
}): Facts => {
  const { input, signals, volume, queue, now, since } = given;
  const seconds = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, (now - since) / 1000));
  const mentions = sumLast(input.volume, seconds, now);
  const negative = sumLast(input.negative, seconds, now);
  const everyWeeks = signals.reduce((most, signal) => Math.max(most, signal.everyWeeks), 0);
  const volumes = signals.filter(({ indicator }) => indicator === 'volume');
  const perMinute = mentions / (seconds / 60);
  const strongest = volumes.find(({ topic }) => topic === null) ?? volumes[0];
  return {
    seconds,
    mentions,
    negative,
    negativeShare: mentions > 0 ? negative / mentions : 0,
    usualShare: given.usualShare,
    usualQuestionShare: given.usualQuestionShare,
    questionShare: mentions > 0 ? Math.min(1, sumLast(input.question, seconds, now) / mentions) : 0,
    reach: sumLast(input.reach, seconds, now),
    perMinute,
    expectedPerMinute: volume.expected ?? 0,
    volumeTimes: Math.max(
      ratio(perMinute, volume.expected),
      strongest?.topic === null ? ratio(strongest.observed, strongest.expected) : 0,
    ),
    queueTimes: ratio(input.desk.waiting, queue.expected),
    waiting: input.desk.waiting,
    expectedWaiting: queue.expected,
    oldestSeconds: input.desk.oldestSeconds ?? 0,
    decades: everyWeeks > 0 ? Math.log10(everyWeeks) - given.threshold : 0,
    everyWeeks,
    hasVolume: volumes.length > 0,
    hasQueue: signals.some(({ indicator }) => indicator === 'queue'),
    topTopic: topTopicOf(signals, input),
  };
};
