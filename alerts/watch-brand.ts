/** Every series of one brand at one tick: what departs from normal, as signals and bands. */
import type { BrandInput } from './contract.ts';
import { plannedFor, plannedForTopic } from './baseline/planned.ts';
import type { BrandState, TickContext, Watched } from './engine-state.ts';
import { seriesName, sourcesOf, type Source } from './indicators.ts';
import { thresholdOf } from './signals.ts';
import { watchSeries } from './watch-series.ts';

const KIND = {
  opened: 'signal-opened',
  updated: 'signal-updated',
  closed: 'signal-closed',
} as const;

/** A topic that nobody mentions any more may be missing from the input; while its signal is open it
 * is looked at as silent, so that it can close. */
const lostSources = ({ volume, topics }: BrandInput, before: BrandState | undefined): Source[] => {
  const known = new Set(topics.map(({ topic }) => topic));
  const lost = Object.values(before?.series ?? {}).flatMap(({ open }) =>
    open?.topic && !known.has(open.topic) ? [open.topic] : [],
  );
  return lost.map((topic) => {
    const counts = new Float64Array(volume.counts.length);
    return { kind: 'count', indicator: 'volume', topic, window: { ...volume, counts } };
  });
};

export const watchBrand = (
  input: BrandInput,
  before: BrandState | undefined,
  context: TickContext,
  now: number,
): Watched => {
  const { brand } = input;
  const sources = [...sourcesOf(input), ...lostSources(input, before)];
  const threshold = thresholdOf(context.falseAlarmsPerWeek, sources.length);
  const watched: Watched = {
    series: {},
    transitions: [],
    bands: new Map(),
    live: [],
    opened: [],
    closed: [],
    outcomes: [],
  };
  const events = plannedFor(context.plannedEvents, brand, now);
  const whole = context.baselines.get(seriesName('volume', brand, ''));
  for (const source of sources) {
    const name = seriesName(source.indicator, brand, source.topic);
    const key = seriesName(source.indicator, '', source.topic);
    const baseline = context.baselines.get(name);
    const planned = plannedForTopic(events, source.topic, baseline, whole, now);
    const outcome = watchSeries(
      { brand, source, now, baseline, threshold, planned },
      before?.series[key],
    );
    const { signal, step } = outcome;
    if (outcome.state) watched.series[key] = outcome.state;
    watched.outcomes.push(outcome);
    watched.bands.set(name, outcome.band);
    if (!signal) continue;
    if (step === 'opened' || step === 'updated' || step === 'closed')
      watched.transitions.push({ kind: KIND[step], signal });
    if (signal.suppressed) continue;
    if (step === 'opened') watched.opened.push(signal);
    if (step === 'closed') watched.closed.push(signal);
    else watched.live.push(signal);
  }
  return watched;
};
