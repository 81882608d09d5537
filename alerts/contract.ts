/** The contract of the brain: what it is given at each tick and what it gives back. All of it plain
 * data, so that the live server, a back-test and a scripted scenario drive the same code. */
import type { Alert } from '#contracts/alert.ts';
import type { Crisis, TimelineEntry } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { WatchState } from '#contracts/wall.ts';

/** Time between two ticks. Ticks fall on multiples of it. */
export const TICK_MS = 5_000;
/** Width of the slots in a window: the base bucket. */
export const SLOT_MS = 10_000;
/** How far back a window reaches: the longest detector window. */
export const WINDOW_SLOTS = 360;

/** Counts by event time, oldest first: slot i holds [startAt + i * SLOT_MS, + SLOT_MS). The last
 * slot is the one that `now` lies in, so it is partial unless now ends it. */
export type CountWindow = { startAt: number; counts: ArrayLike<number> };

export type DeskGauge = {
  waiting: number;
  oldestSeconds: number | null;
  assigned: number;
  slaAtRisk: number;
  slaBreached: number;
};

export type BrandInput = {
  brand: string;
  volume: CountWindow;
  negative: CountWindow;
  question: CountWindow;
  reach: CountWindow;
  /** `name`: what people call the topic, where the catalogue says it. */
  topics: { topic: string; name?: string; volume: CountWindow; negative: CountWindow }[];
  desk: DeskGauge;
};
/** `now` in epoch ms, a multiple of TICK_MS. */
export type TickInput = { now: number; brands: BrandInput[] };

/** What is normal for one series: learned from history by `learnBaseline`, stored as JSON. */
export type Baseline = {
  /** `${indicator}|${brand}|${topic}` */
  series: string;
  learnedAt: number;
  /** Hours of history behind it. */
  hours: number;
  isLearning: boolean;
  /** 168 levels by hour of week from Monday 00:00 UTC: per minute for counts, mean for gauges. */
  level: number[];
  /** Variance over mean of counts per minute-scale window, 1 or more; for gauges the spread. */
  dispersion: number[];
  /** Slow scatter of the rate itself, as a share of the level (coefficient of variation). */
  rateNoise?: number;
};
/** Something that is known to raise a brand's traffic to `factor` times the usual; from and to in
 * epoch ms. What comes on top is on `topics`; without them it may be on any. */
export type PlannedEvent = {
  brand: string;
  from: number;
  to: number;
  factor: number;
  topics?: string[];
};
/** One hour of history: the sum of a count, or the mean of a gauge. `at`: start, epoch ms. */
export type HourPoint = { at: number; value: number };

/** What the wall shows beside a figure. */
export type Band = {
  expected: number | null;
  low: number | null;
  high: number | null;
  score: number;
  state: WatchState;
  learnedHours: number;
};

export type Transition =
  | { kind: 'signal-opened' | 'signal-updated' | 'signal-closed'; signal: Signal }
  | { kind: 'crisis-opened' | 'crisis-changed'; crisis: Crisis; entries: TimelineEntry[] };

/** The outcome of a tick: state to keep, transitions to store, alerts to send, bands to show. Bands
 * by `${indicator}|${brand}|${topic}`. */
export type TickOutcome<State> = {
  state: State;
  transitions: Transition[];
  alerts: Alert[];
  bands: Map<string, Band>;
};
