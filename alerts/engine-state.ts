/** What the engine keeps between two ticks, and what it is told beside the input: shapes only, shared by
 * its two halves (watch-brand.ts: what departs; engine.ts: which story that is). */
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { Band, Baseline, PlannedEvent, Transition } from './contract.ts';
import type { ShareMemory } from './baseline/share.ts';
import type { Receiver } from './crisis/calls.ts';
import type { StoryMemory } from './crisis/story.ts';
import type { SeriesOutcome, SeriesState } from './watch-series.ts';

export type BrandState = {
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

export type Watched = {
  series: Record<string, SeriesState>;
  transitions: Transition[];
  bands: Map<string, Band>;
  live: Signal[];
  opened: Signal[];
  closed: Signal[];
  outcomes: SeriesOutcome[];
  over?: Record<string, number>;
};
