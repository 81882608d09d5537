/** What the engine keeps between two ticks, and what it is told beside the input: shapes only, shared by
 * its two halves (watch-brand.ts: what departs; engine.ts: which story that is). */
import type { LevelCriterion } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { WallRule } from '#contracts/wall.ts';
import type { Band, Baseline, PlannedEvent, Transition } from './contract.ts';
import type { ShareMemory } from './baseline/share.ts';
import type { StoryMemory } from './crisis/story-state.ts';
import type { ExternalState } from './external.ts';
import type { SeriesOutcome, SeriesState } from './watch-series.ts';

export type BrandState = {
  /** By `${indicator}||${topic}`. */
  series: Record<string, SeriesState>;
  share: ShareMemory;
  /** Crises that are open, and those that a person ended while their signals last. */
  stories: StoryMemory[];
  /** Alerts of other monitoring systems; missing: none is known. */
  external?: ExternalState;
};
export type EngineState = { schema: 1; brands: Record<string, BrandState> };
export type TickContext = {
  baselines: Map<string, Baseline>;
  openCrises: Crisis[];
  falseAlarmsPerWeek: number;
  plannedEvents?: PlannedEvent[];
  /** The operator's criteria of levels; absent: the default ones. */
  levels?: LevelCriterion[] | undefined;
};

export type Watched = {
  series: Record<string, SeriesState>;
  transitions: Transition[];
  bands: Map<string, Band>;
  live: Signal[];
  opened: Signal[];
  closed: Signal[];
  outcomes: SeriesOutcome[];
  /** Series of which nothing is left to remember. */
  gone: string[];
  /** Gauges of the operator's rules, nearest first. */
  rules: WallRule[];
};
