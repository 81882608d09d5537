/** The engine: one tick looks at every series of every brand and says what changed. Pure: the state
 * given is not changed, the same input gives the same outcome, and the state is plain JSON. */
import type { Alert } from '#contracts/alert.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Band, BrandInput, TickInput, TickOutcome, Transition } from './contract.ts';
import {
  emptyShare,
  learnShare,
  shareBand,
  usualShare,
  type ShareMemory,
} from './baseline/share.ts';
import { gatherFacts } from './crisis/facts.ts';
import { tellStory, type StoryMemory } from './crisis/story.ts';
import type { BrandState, EngineState, TickContext, Watched } from './engine-state.ts';
import { seriesName } from './indicators.ts';
import { thresholdOf } from './signals.ts';
import { watchBrand } from './watch-brand.ts';
import { onsetOf } from './window.ts';

export type { EngineState, TickContext } from './engine-state.ts';

export const emptyEngine = (): EngineState => ({ schema: 1, brands: {} });

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
