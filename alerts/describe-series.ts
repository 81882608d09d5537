/** What is said of one series: its signal with all that stands behind it, and its band on the wall. */
import type { Signal, SignalDetail } from '#contracts/signal.ts';
import { behindOf } from './behind.ts';
import type { Band, Baseline } from './contract.ts';
import type { Reading } from './detectors/contract.ts';
import { everyWeeksOf, scoreOf } from './detectors/tail.ts';
import { signalId } from './ids.ts';
import { seriesName, type Source } from './indicators.ts';
import type { SeriesInput, SeriesState } from './series.ts';
import { whyOf } from './why.ts';
import { onsetOf } from './window.ts';

/** Decades below the threshold from which the wall says "raised", and from which it is asked whether
 * one author says it all. */
export const RAISED_DECADES = 1;
/** Rarer than once in a week is told beside a band. */
const TOLD_STRENGTH = 0;

const round = (value: number): number => Number(value.toPrecision(4));
const roundScore = (score: number): number => Math.round(score * 10_000) / 10_000;

/** When the departure began, to a slot's width. */
const sinceOf = (source: Source, reading: Reading, state: SeriesState, now: number): number => {
  const windowAt = now - reading.windowSeconds * 1000;
  if (source.kind === 'emerging') return Math.max(source.burst?.firstAt ?? now, windowAt);
  if (source.kind === 'silence') return state.gap?.lastAt ?? now;
  if (source.kind === 'gauge') return state.highSince ?? now;
  const seconds = Math.max(60, reading.windowSeconds);
  const perMinute = source.kind === 'count' ? reading.expected : 0;
  return onsetOf(source.window, seconds, perMinute, now);
};

const detailOf = (input: SeriesInput, reading: Reading, state: SeriesState): SignalDetail => {
  const { source, now, voices = [] } = input;
  const since = state.open?.detail?.since ?? sinceOf(source, reading, state, now);
  const from = Math.min(since, now - reading.windowSeconds * 1000);
  const behind = behindOf(source, voices, from, now);
  return {
    since,
    ...(source.kind === 'silence' ? { channel: source.topic } : {}),
    ...(behind ? { behind } : {}),
  };
};

export const describe = (
  input: SeriesInput,
  reading: Reading,
  openedAt: number,
  state: SeriesState,
): Signal => {
  const { source, brand } = input;
  const everyWeeks = everyWeeksOf(reading.strength);
  return {
    id: signalId(seriesName(source.indicator, brand, source.topic), openedAt),
    indicator: source.indicator,
    brand,
    topic: source.topic === '' || source.kind === 'silence' ? null : source.topic,
    openedAt,
    closedAt: null,
    observed: round(reading.observed),
    expected: round(reading.expected),
    low: round(reading.low),
    high: round(reading.high),
    score: roundScore(scoreOf(reading.strength)),
    everyWeeks,
    why: whyOf(source, reading, everyWeeks),
    suppressed: null,
    detail: detailOf(input, reading, state),
  };
};

export const bandOf = (
  baseline: Baseline,
  reading: Reading,
  signal: Signal | null,
  threshold: number,
): Band => {
  const { observed = reading.observed, expected, low, high } = reading.now;
  const isRaised = reading.isHighNow && reading.strength >= threshold - RAISED_DECADES;
  const calm = baseline.isLearning ? 'learning' : isRaised ? 'raised' : 'normal';
  const isSignal = signal !== null && signal.suppressed === null;
  const score = roundScore(scoreOf(reading.strength));
  const state = isSignal ? 'signal' : calm;
  const isTold = reading.strength >= TOLD_STRENGTH;
  const everyWeeks = isTold ? everyWeeksOf(reading.strength) : null;
  return { observed, everyWeeks, expected, low, high, score, state, learnedHours: baseline.hours };
};
