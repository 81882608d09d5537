/** "X posts on one topic in Y hours", as the operator wrote it: the gauge of each rule, the signal of a
 * crossing, and the near misses. When it will cross is told in forecast.ts. */
import type { Signal, SignalDetail } from '#contracts/signal.ts';
import type { WallRule } from '#contracts/wall.ts';
import type { Band, Baseline, CountWindow, RuleInput } from './contract.ts';
import { levelAt, rateVariance } from './baseline/level.ts';
import { isUsable } from './baseline/provisional.ts';
import { behindOf } from './behind.ts';
import { emptyMemory } from './detectors/memory.ts';
import { everyWeeksOf, log10CountTail, scoreOf } from './detectors/tail.ts';
import { forecastOf } from './forecast.ts';
import { signalId } from './ids.ts';
import { seriesName } from './indicators.ts';
import type { SeriesOutcome, SeriesState } from './series.ts';
import { emptySignal } from './signals.ts';
import { span, told } from './why.ts';
import { sumLast } from './window.ts';
import type { Voice } from '#contracts/voice.ts';

const HOUR_MS = 3_600_000;
/** From this share of a rule's posts it is near; what came so far and fell again is a near miss. */
const NEAR_SHARE = 0.7;
/** A near miss is over, and the next one may begin, when the count has lost so much of its peak. */
const FALLEN_SHARE = 0.3;
/** A crossing is over at this share of the rule's posts, or once the topic has been as usual for so
 * long, by so many standard deviations of a count: a window of days would hold it a day too long. It is
 * news again when the count has then grown by this share of the rule's posts. */
const CLOSE_SHARE = 0.8;
const CALM_MS = 20 * 60_000;
const CALM_DEVIATIONS = 2;
const AGAIN_SHARE = 0.5;
const NEAR_MISSES_MAX = 5;
/** A crossing is news only while posts still come: within this share of the window. */
const NEWS_STEPS = 6;
const WEEK_HOURS = 168;

/** `peak`: highest count of the rise that goes on, and when it was reached. `low`: least count since a
 * crossing ended in calm, as long as the count is still high. */
export type RuleMemory = {
  peak: number;
  peakAt: number;
  hasCrossed: boolean;
  nearMisses: { at: number; peak: number }[];
  low?: number | null;
};
export type RuleLook = {
  brand: string;
  topicName: string;
  input: RuleInput;
  now: number;
  /** Of the topic's volume. */
  baseline: Baseline | undefined;
  /** What the rule counts, as it came lately; without it no calm is seen. */
  lately?: CountWindow;
  voices: readonly Voice[];
};

/** How many are usual in a window of the rule, and how rare so many are, as far as that is known. */
const rarityOf = ({ input, now, baseline }: RuleLook): { usual: number; strength: number } => {
  const { rule, count } = input;
  if (!isUsable(baseline) || rule.negativeOnly) return { usual: 0, strength: 0 };
  let usual = 0;
  const steps = Math.max(1, Math.ceil(rule.hours));
  for (let i = 0; i < steps; i += 1)
    usual += levelAt(baseline.level, now - (i + 0.5) * (rule.hours / steps) * HOUR_MS);
  usual *= (60 * rule.hours) / steps;
  const mean = Math.max(usual, 0.1);
  const clump = baseline.dispersion[0] ?? 1;
  const variance = clump * mean + rateVariance(baseline) * mean * mean;
  const windows = Math.log10(WEEK_HOURS / rule.hours + 1);
  return { usual, strength: Math.max(0, -log10CountTail(count, mean, variance) - windows) };
};

const startOf = ({ input: { recent, rule }, now }: RuleLook): number => {
  const first = recent.findIndex((count) => count > 0);
  const stepMs = (rule.hours * HOUR_MS) / recent.length;
  return first < 0 ? now : now - (recent.length - first) * stepMs;
};

/** Since when more came than before: the last time at which the counts had not yet risen above the middle
 * between what is usual and what came (a CUSUM). The first post of a window of days is no beginning. */
const onsetOf = (look: RuleLook, usual: number): number => {
  const { recent, count, rule } = look.input;
  const middle = (Math.min(usual, count) + count) / 2 / recent.length;
  let excess = 0;
  let onset = 0;
  for (const [step, posts] of recent.entries()) {
    excess = Math.max(0, excess + posts - middle);
    if (excess === 0) onset = step + 1;
  }
  const steps = Math.max(1, recent.length - onset);
  return look.now - steps * ((rule.hours * HOUR_MS) / recent.length);
};

/** `known`: since when the signal stands, where it was told already. */
const describe = (look: RuleLook, openedAt: number, known?: number): Signal => {
  const { brand, input, now, voices, topicName } = look;
  const { rule, count } = input;
  const { usual, strength } = rarityOf(look);
  const since = known ?? onsetOf(look, usual);
  const { topic } = rule;
  const window = { startAt: 0, counts: [] };
  const source = { kind: 'count', indicator: 'volume', topic, window } as const;
  const behind = behindOf(source, voices, startOf(look), now);
  const detail: SignalDetail = { rule: rule.key, since, ...(behind ? { behind } : {}) };
  const normal = usual > 0 ? `, where ${told(usual)} are normal` : '';
  const window_ = span(rule.hours * 3600);
  return {
    id: signalId(seriesName('rule', brand, rule.key), openedAt),
    indicator: 'rule',
    brand,
    topic,
    openedAt,
    closedAt: null,
    observed: count,
    expected: rule.posts,
    low: 0,
    high: rule.posts,
    score: Math.round(scoreOf(strength) * 10_000) / 10_000,
    everyWeeks: everyWeeksOf(strength),
    why: `${count} posts on ${topicName} in ${window_}${normal}: the rule calls at ${rule.posts}.`,
    suppressed: null,
    detail,
  };
};

/** The rise after this look; one that has fallen again without a crossing is a near miss. */
const remember = ({ input, now }: RuleLook, before: RuleMemory): RuleMemory => {
  const { rule, count } = input;
  const { peak, peakAt, hasCrossed, nearMisses } = before;
  if (count >= peak) {
    const isHigher = count > peak;
    const crossed = hasCrossed || count >= rule.posts;
    return { peak: count, peakAt: isHigher ? now : peakAt, hasCrossed: crossed, nearMisses };
  }
  if (count > peak * (1 - FALLEN_SHARE)) return before;
  const isNear = !hasCrossed && peak >= NEAR_SHARE * rule.posts;
  const kept = isNear
    ? [{ at: peakAt, peak }, ...nearMisses].slice(0, NEAR_MISSES_MAX)
    : nearMisses;
  return { peak: count, peakAt: now, hasCrossed: false, nearMisses: kept };
};

const isWellBelow = ({ rule, count }: RuleInput): boolean =>
  count <= Math.floor(CLOSE_SHARE * rule.posts);

/** Lately no more came than is usual; where nobody knows what is, no more than would end the crossing. */
const isCalm = ({ input: { rule }, baseline, lately, now }: RuleLook): boolean => {
  if (!lately) return false;
  const isKnown = isUsable(baseline) && !rule.negativeOnly;
  const perMinute = isKnown
    ? levelAt(baseline.level, now)
    : (CLOSE_SHARE * rule.posts) / (rule.hours * 60);
  const usual = (perMinute * CALM_MS) / 60_000;
  return sumLast(lately, CALM_MS / 1000, now) <= usual + CALM_DEVIATIONS * Math.sqrt(usual + 1);
};

const lowOf = ({ input }: RuleLook, low: number | null): number | null =>
  low === null || isWellBelow(input) ? null : Math.min(low, input.count);

const startState = (now: number): SeriesState => ({
  memory: emptyMemory(now),
  signal: emptySignal(),
  open: null,
  mean: 0,
});
const NO_RISE: RuleMemory = { peak: 0, peakAt: 0, hasCrossed: false, nearMisses: [] };

const gaugeOf = (look: RuleLook, memory: RuleMemory): WallRule => {
  const { brand, input, now, topicName } = look;
  const { rule, count, recent } = input;
  const iso = (at: number): string => new Date(at).toISOString();
  const forecast = forecastOf(recent, count, rule.posts, rule.hours * HOUR_MS);
  const isNear = count >= NEAR_SHARE * rule.posts;
  return {
    rule: rule.key,
    name: rule.name ?? rule.key,
    brand,
    topic: rule.topic,
    topicName,
    count,
    posts: rule.posts,
    hours: rule.hours,
    level: rule.level,
    crossing: forecast && {
      at: iso(now + forecast.inMs),
      earliest: iso(now + forecast.earliestMs),
      latest: forecast.latestMs === null ? null : iso(now + forecast.latestMs),
    },
    nearMisses: memory.nearMisses.map(({ at, peak }) => ({ at: iso(at), peak })),
    state: count >= rule.posts ? 'crossed' : isNear ? 'near' : 'far',
  };
};

const bandOf = ({ count, rule }: RuleInput, hours: number): Band => ({
  ...{ observed: count, everyWeeks: null },
  ...{ expected: rule.posts, low: 0, high: rule.posts, score: 0 },
  state: count >= rule.posts ? 'signal' : 'normal',
  learnedHours: hours,
});

/** Opens at the crossing, follows the count, closes when it is well below or all is calm. Changes
 * `state`. */
const step = (look: RuleLook, state: SeriesState): Pick<SeriesOutcome, 'step' | 'signal'> => {
  const { input, now } = look;
  const { rule, count, recent } = input;
  const { open } = state;
  const memory = state.rule!;
  if (!open) {
    const isNews = recent.slice(-NEWS_STEPS).some((posts) => posts > 0);
    const low = memory.low ?? null;
    const isAgain = low === null || (count - low >= AGAIN_SHARE * rule.posts && !isCalm(look));
    if (count < rule.posts || !isNews || !isAgain) return { step: 'none', signal: null };
    state.open = describe(look, now);
    state.rule = { ...memory, low: null };
    return { step: 'opened', signal: state.open };
  }
  const isOver = now - open.openedAt >= CALM_MS && isCalm(look);
  if (isOver || isWellBelow(input)) {
    state.open = null;
    if (isOver) state.rule = { ...memory, low: lowOf(look, count) };
    return { step: 'closed', signal: { ...open, closedAt: now } };
  }
  if (count <= open.observed || now % 60_000 !== 0) return { step: 'held', signal: open };
  const since = open.detail?.since;
  state.open = { ...describe(look, open.openedAt, since), suppressed: open.suppressed };
  return { step: 'updated', signal: state.open };
};

/** One rule at one tick. Nothing is kept of a rule that has not counted anything. */
export const watchRule = (
  look: RuleLook,
  before: SeriesState | undefined,
): { outcome: SeriesOutcome; gauge: WallRule } => {
  const memory = remember(look, before?.rule ?? NO_RISE);
  const gauge = gaugeOf(look, memory);
  const band = bandOf(look.input, look.baseline?.hours ?? 0);
  if (!before && look.input.count === 0)
    return { outcome: { state: null, band, step: 'none', signal: null, reading: null }, gauge };
  const low = lowOf(look, before?.rule?.low ?? null);
  const rule = { ...memory, low };
  const state: SeriesState = { ...(before ?? startState(look.now)), rule };
  const moved = step(look, state);
  return { outcome: { state, band, ...moved, reading: null }, gauge };
};

/** The one that will call first leads: those crossed, then by the share of their posts. */
export const nearestFirst = (a: WallRule, b: WallRule): number =>
  b.count / b.posts - a.count / a.posts;
