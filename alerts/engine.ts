/** The engine: one tick looks at every series of every brand and says what changed. Pure: the state
 * given is not changed, the same input gives the same outcome, and the state is plain JSON. */
import type { Alert } from '#contracts/alert.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type {
  Band,
  Baseline,
  BrandInput,
  PlannedEvent,
  TickInput,
  TickOutcome,
  Transition,
} from './contract.ts';
import { plannedFor, plannedForTopic } from './baseline/planned.ts';
import {
  emptyShare,
  learnShare,
  shareBand,
  usualShare,
  type ShareMemory,
} from './baseline/share.ts';
import type { Receiver } from './crisis/calls.ts';
import { gatherFacts } from './crisis/facts.ts';
import { tellStory, type StoryMemory } from './crisis/story.ts';
import { seriesName, sourcesOf, type Source } from './indicators.ts';
import { thresholdOf } from './signals.ts';
import { watchSeries, type SeriesOutcome, type SeriesState } from './watch-series.ts';
import { onsetOf, sumLast } from './window.ts';

type BrandState = {
  /** By `${indicator}||${topic}`. */
  series: Record<string, SeriesState>;
  share: ShareMemory;
  story: StoryMemory | null;
  /** By series, what was observed when a person ended the crisis whose signals still last. */
  over?: Record<string, number>;
};
export type EngineState = { schema: 1; brands: Record<string, BrandState> };
export type TickContext = {
  baselines: Map<string, Baseline>;
  openCrises: Crisis[];
  falseAlarmsPerWeek: number;
  receivers: Receiver[];
  plannedEvents?: PlannedEvent[];
};

export const emptyEngine = (): EngineState => ({ schema: 1, brands: {} });

type Watched = {
  series: Record<string, SeriesState>;
  transitions: Transition[];
  bands: Map<string, Band>;
  live: Signal[];
  opened: Signal[];
  closed: Signal[];
  outcomes: SeriesOutcome[];
  over?: Record<string, number>;
};

const KIND = {
  opened: 'signal-opened',
  updated: 'signal-updated',
  closed: 'signal-closed',
} as const;

/** A signal of a story that a person has ended is news again at this multiple of what was seen then,
 * or of the upper edge of its band. */
const OUTGROWN_TIMES = 3;

/** The last minute's count, or what a gauge shows. */
const observedNow = (source: Source, now: number): number =>
  source.kind === 'gauge' ? source.value : sumLast(source.window, 60, now);

/** A crisis of this brand was ended by a person while its signals last: these, and what else opens
 * meanwhile, belong to that story and call nobody, until one has outgrown what the person saw.
 * `observed`: of the series now; `key` its place in `over`, which is changed. */
const inhibit = (
  outcome: SeriesOutcome,
  observed: number,
  key: string,
  over: Record<string, number>,
): void => {
  const { signal, state, step, reading } = outcome;
  if (!signal || !reading || step === 'closed') return;
  if (signal.suppressed !== null && signal.suppressed !== 'inhibited') return;
  const seen = Math.max((over[key] ??= observed), reading.now.high);
  const hasOutgrown = observed >= OUTGROWN_TIMES * seen;
  if (!hasOutgrown && step !== 'opened') return;
  outcome.step = 'opened';
  outcome.signal = { ...signal, suppressed: hasOutgrown ? null : 'inhibited' };
  if (state) state.open = outcome.signal;
};

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

const watchBrand = (
  input: BrandInput,
  before: BrandState | undefined,
  context: TickContext,
  now: number,
  hasCrisis: boolean,
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
  const isOver =
    !hasCrisis &&
    Object.values(before?.series ?? {}).some(({ open }) => open && open.suppressed === null);
  const over = isOver ? { ...before?.over } : undefined;
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
    if (over) inhibit(outcome, observedNow(source, now), key, over);
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
  if (over) watched.over = over;
  return watched;
};

/** When the story began: the earliest onset of its volume signals, else of the signal itself. */
const beginOf = (input: BrandInput, watched: Watched, now: number): number => {
  const index = watched.outcomes.findIndex(({ signal }) => signal === watched.opened[0]);
  const outcome = watched.outcomes[index];
  const signal = outcome?.signal;
  if (!signal || !outcome.reading || signal.indicator !== 'volume') return now;
  const window = input.topics.find(({ topic }) => topic === signal.topic)?.volume ?? input.volume;
  return onsetOf(window, outcome.reading.windowSeconds, outcome.reading.expected, now);
};

const tellBrand = (
  input: BrandInput,
  watched: Watched,
  share: ShareMemory,
  story: StoryMemory | null,
  current: Crisis | null,
  context: TickContext,
  now: number,
) => {
  const { live, opened, closed } = watched;
  const { receivers } = context;
  const { brand } = input;
  if (!current && opened.length === 0) return { memory: null, transitions: [], alerts: [] };
  const firstMentionAt = current?.firstMentionAt ?? beginOf(input, watched, now);
  const facts = gatherFacts({
    input,
    signals: live,
    volume: watched.bands.get(seriesName('volume', brand, ''))!,
    queue: watched.bands.get(seriesName('queue', brand, ''))!,
    usualShare: usualShare(share, 'negative'),
    usualQuestionShare: usualShare(share, 'question'),
    threshold: thresholdOf(context.falseAlarmsPerWeek, watched.outcomes.length),
    since: firstMentionAt,
    now,
  });
  return tellStory(
    { brand, now, current, live, opened, closed, facts, firstMentionAt, receivers },
    story,
  );
};

/** A brand at rest: nothing was ever seen and nothing is there. */
const isAtRest = (state: BrandState): boolean =>
  state.story === null && state.share.mentions === 0 && Object.keys(state.series).length === 0;

/** `input.now` is a multiple of TICK_MS; every brand of the input is looked at, and memory of brands
 * that are not in it is kept. `context.openCrises`: crises that are not over, as stored. */
export const tick = (
  state: EngineState,
  input: TickInput,
  context: TickContext,
): TickOutcome<EngineState> => {
  const { now } = input;
  const brands = { ...state.brands };
  const transitions: Transition[] = [];
  const alerts: Alert[] = [];
  const bands = new Map<string, Band>();
  for (const one of input.brands) {
    const before = brands[one.brand];
    const current = context.openCrises.find(({ brand }) => brand === one.brand) ?? null;
    const watched = watchBrand(one, before, context, now, current !== null);
    const known = before?.share ?? emptyShare();
    const share = watched.live.length > 0 ? known : learnShare(known, one, now);
    const story = tellBrand(one, watched, share, before?.story ?? null, current, context, now);
    transitions.push(...watched.transitions, ...story.transitions);
    alerts.push(...story.alerts);
    for (const [name, band] of watched.bands) bands.set(name, band);
    bands.set(seriesName('negativeShare', one.brand, ''), shareBand(share, one, now));
    const series = { ...before?.series, ...watched.series };
    const after: BrandState = { series, share, story: story.memory };
    if (watched.over) after.over = watched.over;
    if (before || !isAtRest(after)) brands[one.brand] = after;
  }
  return { state: { schema: 1, brands }, transitions, alerts, bands, rules: [] };
};
