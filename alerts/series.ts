/** What is known about one series between two ticks, what a look at it is given and what it gives back:
 * shapes only, shared by the look (watch-series.ts) and by what is said of it (describe-series.ts). */
import type { Signal } from '#contracts/signal.ts';
import type { Voice } from '#contracts/voice.ts';
import type { Band, Baseline, PlannedEvent } from './contract.ts';
import type { Reading } from './detectors/contract.ts';
import type { SeriesMemory } from './detectors/memory.ts';
import type { GapMemory } from './detectors/silence.ts';
import type { Source } from './indicators.ts';
import type { DriftMemory } from './joint.ts';
import type { ReportShare } from './reports.ts';
import type { RuleMemory } from './rules.ts';
import type { SignalMemory, Step } from './signals.ts';

export type SeriesState = {
  memory: SeriesMemory;
  signal: SignalMemory;
  open: Signal | null;
  /** Running mean of a gauge. */
  mean: number;
  /** Since when the last minutes depart from normal; missing while they do not. */
  highSince?: number;
  /** Of a silence. */
  gap?: GapMemory;
  /** Of the mood: what share of the mentions usually report a fault. */
  reports?: ReportShare;
  /** Of a rule of the operator. */
  rule?: RuleMemory;
  /** Of what drifts together. */
  drift?: DriftMemory;
};

export type SeriesOutcome = {
  state: SeriesState | null;
  band: Band;
  step: Step | 'updated';
  /** The signal that is open, or was closed at this tick. */
  signal: Signal | null;
  reading: Reading | null;
};

export type SeriesInput = {
  brand: string;
  source: Source;
  now: number;
  baseline: Baseline | undefined;
  threshold: number;
  planned?: PlannedEvent[] | null;
  /** What is usual of all mentions of the brand, and what is planned for it. */
  whole?: Baseline | undefined;
  wholePlanned?: PlannedEvent[] | null;
  voices?: readonly Voice[];
};
