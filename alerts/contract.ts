/** The contract of the brain: what it is given at each tick and what it gives back. All of it plain
 * data, so that the live server, a back-test and a scripted scenario drive the same code. */
import type { Crisis, TimelineEntry } from '#contracts/crisis.ts';
import type { RuleConfig } from '#contracts/catalogue.ts';
import type { ExternalAlert } from '#contracts/external-alert.ts';
import type { Signal } from '#contracts/signal.ts';
import type { EmergingTopic, Voice } from '#contracts/voice.ts';
import type { WallRule, WatchState } from '#contracts/wall.ts';

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
  /** Of those, how many for more than 4 h. */
  waitingLong: number;
  oldestSeconds: number | null;
  assigned: number;
  slaAtRisk: number;
  slaBreached: number;
  /** Of the conversations that customers opened 15 to 135 min ago, how many have no reply yet. */
  unanswered: number;
  unansweredOf: number;
  /** Questions of the last 24 h without a reply. */
  questionsWaiting: number;
  /** Median of the last hour, and how many answers it stands on; null without any. */
  handleSeconds: number | null;
  handled: number;
};
export const QUIET_DESK: DeskGauge = {
  waiting: 0,
  waitingLong: 0,
  oldestSeconds: null,
  assigned: 0,
  slaAtRisk: 0,
  slaBreached: 0,
  unanswered: 0,
  unansweredOf: 0,
  questionsWaiting: 0,
  handleSeconds: null,
  handled: 0,
};

export type TopicInput = {
  topic: string;
  /** What people call it, where the catalogue or the burst says it. */
  name?: string;
  volume: CountWindow;
  negative: CountWindow;
  /** Only of topics that nobody defined. */
  emerging?: EmergingTopic;
};
/** `mentions`: all rows of the channel, in and out. `isOpen`: within its hours of operation. */
export type ChannelInput = { channel: string; mentions: CountWindow; isOpen: boolean };
/** How many posts a rule has counted by now, on the brand's topic. `recent` the rule's own window in
 * 60 equal steps, oldest first. */
export type RuleInput = { rule: RuleConfig; count: number; recent: number[] };

export type BrandInput = {
  brand: string;
  volume: CountWindow;
  negative: CountWindow;
  question: CountWindow;
  leaving: CountWindow;
  reach: CountWindow;
  topics: TopicInput[];
  channels: ChannelInput[];
  rules: RuleInput[];
  desk: DeskGauge;
  /** Of the last hour, oldest first, the brand's own posts too; at most VOICE_LIMITS.perBrand. */
  voices: readonly Voice[];
  /** Alerts of other monitoring systems that fire. */
  external?: readonly ExternalAlert[];
};
/** `now` in epoch ms, a multiple of TICK_MS. */
/** `beatAt`: the newest beat of the house (contracts/heartbeat.ts) that came this far. */
export type TickInput = { now: number; brands: BrandInput[]; beatAt?: number };

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
  /** What the series shows now: per minute for counts, the figure for gauges, 0..1 for shares. */
  observed?: number | null;
  /** How rare that is; null or missing: nothing unusual. */
  everyWeeks?: number | null;
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

/** The outcome of a tick: state to keep, transitions to store, bands to show. Bands
 * by `${indicator}|${brand}|${topic}`. */
export type TickOutcome<State> = {
  state: State;
  transitions: Transition[];
  bands: Map<string, Band>;
  /** Gauges of the rules, nearest first. */
  rules: WallRule[];
  /** The beat of the input: all was looked at. */
  beatAt?: number;
};
