/** A person ended a crisis while its signals last: these, and what else joins that story meanwhile,
 * call nobody, until one of them has outgrown what the person saw. */
import type { Signal } from '#contracts/signal.ts';
import type { BrandInput } from '#alerts/contract.ts';
import type { Watched } from '#alerts/engine-state.ts';
import { seriesName } from '#alerts/indicators.ts';
import type { SeriesOutcome } from '#alerts/watch-series.ts';
import { sumLast } from '#alerts/window.ts';
import type { StoryMemory } from './story-state.ts';

/** News again at this multiple of what was seen then, or of the upper edge of the band. */
const OUTGROWN_TIMES = 3;

const keyOf = ({ indicator, topic }: Signal): string => seriesName(indicator, '', topic ?? '');

/** The last minute's count, or what the series shows. */
const observedNow = (outcome: SeriesOutcome, input: BrandInput, now: number): number => {
  const { signal, reading, band } = outcome;
  if (signal?.indicator === 'volume') {
    const { topic } = signal;
    const window = topic === null ? input.volume : input.topics.find((one) => one.topic === topic);
    return window ? sumLast('volume' in window ? window.volume : window, 60, now) : 0;
  }
  return band.observed ?? reading?.observed ?? 0;
};

/** What of this story still stands, also where it is inhibited. */
const standing = ({ outcomes, live }: Watched, { signals }: StoryMemory) => {
  const isOf = (signal: Signal | null): signal is Signal =>
    signal !== null && signal.closedAt === null && signals.includes(signal.id);
  const ids = new Set(
    [...outcomes.map(({ signal }) => signal), ...live].filter(isOf).map(({ id }) => id),
  );
  return { ids, outcomes: outcomes.filter(({ signal }) => isOf(signal)) };
};

/** Gives the signal of an outcome another suppression, wherever it is told. */
const mark = (watched: Watched, outcome: SeriesOutcome, suppressed: 'inhibited' | null): void => {
  const known = outcome.signal!;
  const signal = { ...known, suppressed };
  outcome.signal = signal;
  if (outcome.state) outcome.state.open = signal;
  const told = watched.transitions.find((one) => 'signal' in one && one.signal === known);
  if (told && 'signal' in told) told.signal = signal;
  else watched.transitions.push({ kind: 'signal-updated', signal });
  watched.live = watched.live.filter((one) => one !== known);
  watched.opened = watched.opened.filter((one) => one !== known);
  if (suppressed !== null) return;
  watched.live.push(signal);
  watched.opened.push(signal);
};

/** Whether the story is news again; its signals are set free then. Changes `watched`, and `over` where
 * a series is seen for the first time. */
export const hasOutgrown = (
  watched: Watched,
  memory: StoryMemory,
  over: Record<string, number>,
  input: BrandInput,
  now: number,
): boolean => {
  const { outcomes } = standing(watched, memory);
  const isNews = outcomes.some((outcome) => {
    if (!outcome.reading) return false;
    const observed = observedNow(outcome, input, now);
    const seen = Math.max((over[keyOf(outcome.signal!)] ??= observed), outcome.reading.now.high);
    return observed >= OUTGROWN_TIMES * seen;
  });
  if (isNews)
    for (const outcome of outcomes)
      if (outcome.signal!.suppressed === 'inhibited') mark(watched, outcome, null);
  return isNews;
};

/** The story after this tick; null once nothing of it stands any more. `joined`: new signals of it. */
export const inhibit = (
  watched: Watched,
  memory: StoryMemory,
  joined: readonly Signal[],
): StoryMemory | null => {
  for (const signal of joined) {
    const outcome = watched.outcomes.find((one) => one.signal === signal);
    if (outcome) mark(watched, outcome, 'inhibited');
  }
  const signals = [...memory.signals, ...joined.map(({ id }) => id)];
  const { ids } = standing(watched, { ...memory, signals });
  return ids.size > 0 ? { ...memory, signals: signals.filter((id) => ids.has(id)) } : null;
};
