/** Every series of one brand at one tick: what departs from normal, as signals and bands; what drifts
 * together; and how far the operator's rules have come. */
import type { Indicator } from '#contracts/signal.ts';
import type { Baseline, BrandInput, PlannedEvent } from './contract.ts';
import { DRIFT_MS, type Baselines } from './drift.ts';
import { thinned } from './crowd.ts';
import { plannedFor, plannedForTopic } from './baseline/planned.ts';
import { isUsable } from './baseline/provisional.ts';
import type { BrandState, TickContext, Watched } from './engine-state.ts';
import { LEARNED, emptySource, seriesName, sourcesOf, type Source } from './indicators.ts';
import { watchJoint } from './joint.ts';
import { nearestFirst, watchRule } from './rules.ts';
import type { SeriesOutcome, SeriesState } from './series.ts';
import { thresholdOf } from './signals.ts';
import { watchSeries } from './watch-series.ts';

const KIND = {
  opened: 'signal-opened',
  updated: 'signal-updated',
  closed: 'signal-closed',
} as const;

/** Topics that nobody defined, channels and rules come and go: nothing is kept of those that are gone. */
const COMING_AND_GOING = ['emerging|', 'silence|', 'rule|'];
/** Indicators that are looked at for the brand as a whole. */
const BRAND_INDICATORS = [...new Set(LEARNED.map(({ indicator }) => indicator))];

/** A source with its names: of its baseline, and of what is remembered of it. */
type Named = { source: Source; name: string; key: string; baseline: Baseline | undefined };

const nameIn =
  (brand: string, context: TickContext) =>
  (source: Source): Named => {
    const name = seriesName(source.indicator, brand, source.topic);
    const key = seriesName(source.indicator, '', source.topic);
    return { source, name, key, baseline: context.baselines.get(name) };
  };

/** A topic that nobody mentions any more may be missing from the input; while its signal is open it
 * is looked at as silent, so that it can close. A channel that is gone is not: see `endLost`. */
const lostSources = (
  { volume }: BrandInput,
  present: readonly Named[],
  before: BrandState | undefined,
): Source[] => {
  const lost: Source[] = [];
  for (const [key, { open }] of Object.entries(before?.series ?? {})) {
    const isTopic = open?.indicator === 'volume' || open?.indicator === 'emerging';
    if (open?.topic && isTopic && !present.some((one) => one.key === key))
      lost.push(emptySource(open.indicator, open.topic, volume));
  }
  return lost;
};

/** Series that share the alarm budget: those of which it is known what is normal, topics that nobody
 * defined as one, and what drifts together. */
const sharersOf = (named: readonly Named[]): number =>
  named.filter(({ baseline }) => isUsable(baseline)).length + 2;

/** The mentions of a brand as distinct people make them: one author's drift is none of the brand. */
const asPeople = (input: BrandInput): BrandInput => {
  const { volume, negative, voices } = input;
  const all = { kind: 'part', indicator: 'negativeShare', topic: '' } as const;
  const own = thinned({ ...all, window: negative, whole: volume }, voices);
  return own?.kind === 'part' ? { ...input, volume: own.whole, negative: own.window } : input;
};

/** It has crossed alone, or had until lately: what a drift would still see of it was told already. */
const hasCrossed = ({ open, signal }: SeriesState, now: number): boolean =>
  open !== null || now - signal.notBefore < DRIFT_MS;

/** Rows that came late into the hour of a series. */
const lateOf = (state: SeriesState | undefined, now: number): number =>
  state && state.memory.lateUntil > now ? state.memory.late : 0;

const baselinesOf = (
  context: TickContext,
  brand: string,
  planned: PlannedEvent[] | null,
): Baselines => {
  const found: Baselines = { planned };
  for (const indicator of BRAND_INDICATORS) {
    const baseline = context.baselines.get(seriesName(indicator, brand, ''));
    if (baseline) found[indicator] = baseline;
  }
  return found;
};

const emptyWatched = (): Watched => ({
  series: {},
  transitions: [],
  bands: new Map(),
  live: [],
  opened: [],
  closed: [],
  outcomes: [],
  gone: [],
  rules: [],
});

/** Takes in what one series has come to. Changes `watched`. */
const take = (watched: Watched, key: string, outcome: SeriesOutcome): void => {
  const { signal, step, state } = outcome;
  if (state) watched.series[key] = state;
  watched.outcomes.push(outcome);
  if (!signal) return;
  if (step === 'opened' || step === 'updated' || step === 'closed')
    watched.transitions.push({ kind: KIND[step], signal });
  if (signal.suppressed) return;
  if (step === 'opened') watched.opened.push(signal);
  if (step === 'closed') watched.closed.push(signal);
  else watched.live.push(signal);
};

const NOTHING_LATELY = { startAt: 0, counts: [] };

const watchRules = (
  input: BrandInput,
  before: BrandState | undefined,
  context: TickContext,
  now: number,
  watched: Watched,
): void => {
  const { brand, voices } = input;
  for (const rule of input.rules) {
    const { key, topic, negativeOnly } = rule.rule;
    const name = seriesName('rule', '', key);
    const counted = input.topics.find((one) => one.topic === topic);
    const topicName = counted?.name ?? topic;
    const lately = (negativeOnly ? counted?.negative : counted?.volume) ?? NOTHING_LATELY;
    const baseline = context.baselines.get(seriesName('volume', brand, topic));
    const look = { brand, topicName, input: rule, now, baseline, lately, voices };
    const { outcome, gauge } = watchRule(look, before?.series[name]);
    take(watched, name, outcome);
    watched.rules.push(gauge);
  }
  watched.rules.sort(nearestFirst);
};

/** What is not looked at any more (a rule that the operator took out, a channel that is gone) is over.
 * Changes `watched`. */
const endLost = (before: BrandState | undefined, watched: Watched, now: number): void => {
  for (const [key, { open }] of Object.entries(before?.series ?? {})) {
    if (watched.series[key] || !COMING_AND_GOING.some((kind) => key.startsWith(kind))) continue;
    watched.gone.push(key);
    if (!open) continue;
    const signal = { ...open, closedAt: now };
    watched.transitions.push({ kind: KIND.closed, signal });
    if (!signal.suppressed) watched.closed.push(signal);
  }
};

/** `input.now` of the tick as `now`. Signals of the outcome are not suppressed by people: which story
 * they belong to, and who has ended it, is the other half of the engine. */
export const watchBrand = (
  input: BrandInput,
  before: BrandState | undefined,
  context: TickContext,
  now: number,
): Watched => {
  const { brand, voices } = input;
  const toNamed = nameIn(brand, context);
  const present = sourcesOf(input).map(toNamed);
  const named = [...present, ...lostSources(input, present, before).map(toNamed)];
  const threshold = thresholdOf(context.falseAlarmsPerWeek, sharersOf(named));
  const watched = emptyWatched();
  const events = plannedFor(context.plannedEvents, brand, now);
  const whole = context.baselines.get(seriesName('volume', brand, ''));
  const crossed = new Set<Indicator>();
  for (const { source, name, key, baseline } of named) {
    const isTopic = source.indicator === 'volume';
    const planned = isTopic ? plannedForTopic(events, source.topic, baseline, whole, now) : events;
    const outcome = watchSeries(
      { brand, source, now, baseline, threshold, planned, whole, wholePlanned: events, voices },
      before?.series[key],
    );
    take(watched, key, outcome);
    watched.bands.set(name, outcome.band);
    if (source.topic === '' && outcome.state && hasCrossed(outcome.state, now))
      crossed.add(source.indicator);
  }
  const late = {
    mentions: lateOf(watched.series[seriesName('volume', '', '')], now),
    negative: lateOf(watched.series[seriesName('negativeShare', '', '')], now),
  };
  const joint = watchJoint(
    {
      ...{ now, threshold, crossed, late },
      input: () => asPeople(input),
      baselines: () => baselinesOf(context, brand, events),
    },
    before?.series['joint||'],
  );
  take(watched, 'joint||', joint);
  if (joint.reading) watched.bands.set(seriesName('joint', brand, ''), joint.band);
  watchRules(input, before, context, now, watched);
  endLost(before, watched, now);
  return watched;
};
