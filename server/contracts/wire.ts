/** From the house to the wire: times become RFC 3339, what is null is left out, and what is nobody
 * else's business (versions, counters of the engine) stays behind. */
import type { Crisis, CrisisOut, TimelineEntry, TimelineEntryOut } from './crisis.ts';
import type { Signal, SignalOut } from './signal.ts';
import { instantOut } from './text.ts';

const maybeInstant = <Key extends string>(key: Key, ms: number | null) =>
  (ms === null ? {} : { [key]: instantOut(ms) }) as { [K in Key]?: string };

export const signalToOut = (signal: Signal): SignalOut => {
  const { topic, suppressed, openedAt, closedAt, ...rest } = signal;
  return {
    ...rest,
    ...(topic === null ? {} : { topic }),
    ...(suppressed === null ? {} : { suppressed }),
    openedAt: instantOut(openedAt),
    ...maybeInstant('closedAt', closedAt),
  };
};

export const crisisToOut = (crisis: Crisis): CrisisOut => ({
  id: crisis.id,
  number: crisis.number,
  state: crisis.state,
  level: crisis.level,
  scenario: crisis.scenario,
  brand: crisis.brand,
  title: crisis.title,
  firstMentionAt: instantOut(crisis.firstMentionAt),
  detectedAt: instantOut(crisis.detectedAt),
  openedAt: instantOut(crisis.openedAt),
  ...maybeInstant('acknowledgedAt', crisis.acknowledgedAt),
  ...(crisis.acknowledgedBy === null ? {} : { acknowledgedBy: crisis.acknowledgedBy }),
  ...(crisis.acknowledgedLevel === null ? {} : { acknowledgedLevel: crisis.acknowledgedLevel }),
  ...maybeInstant('levelAt', crisis.levelAt),
  ...maybeInstant('containedAt', crisis.containedAt),
  ...maybeInstant('resolvedAt', crisis.resolvedAt),
  scorecard: crisis.scorecard,
  signals: crisis.signals,
  drill: crisis.drill,
});

export const timelineToOut = (entry: TimelineEntry & { id: string }): TimelineEntryOut => ({
  id: entry.id,
  at: instantOut(entry.at),
  kind: entry.kind,
  by: entry.by,
  text: entry.text,
  data: entry.data,
});
