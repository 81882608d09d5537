/** From the house to the wire: times become RFC 3339, what is null is left out, and what is nobody
 * else's business (versions, counters of the engine) stays behind. */
import type { ChainOut } from './calling.ts';
import {
  isDecidedReason,
  type Crisis,
  type CrisisDetail,
  type CrisisOut,
  type TimelineEntry,
  type TimelineEntryOut,
} from './crisis.ts';
import type { Signal, SignalOut } from './signal.ts';
import { instantOut } from './text.ts';
import type { WallParts } from './wall.ts';

const maybeInstant = <Key extends string>(key: Key, ms: number | null) =>
  (ms === null ? {} : { [key]: instantOut(ms) }) as { [K in Key]?: string };

export const signalToOut = (signal: Signal): SignalOut => {
  const { topic, suppressed, openedAt, closedAt, detail, ...rest } = signal;
  const { since, parts, ...more } = detail ?? {};
  return {
    ...rest,
    ...more,
    ...maybeInstant('since', since ?? null),
    ...(parts && { parts: parts.map((part) => ({ ...part, since: instantOut(part.since) })) }),
    ...(topic === null ? {} : { topic }),
    ...(suppressed === null ? {} : { suppressed }),
    openedAt: instantOut(openedAt),
    ...maybeInstant('closedAt', closedAt),
  };
};

/** For a wall that hangs where everybody passes: how many people and texts stand behind the signal, but
 * neither who they are nor which posts. */
export const withoutPeople = (signal: SignalOut): SignalOut =>
  signal.behind
    ? { ...signal, behind: { ...signal.behind, topAuthors: [], topPosts: [] } }
    : signal;

const takenOut = ({ at, by, level, figure }: NonNullable<CrisisDetail['taken']>) => ({
  ...{ at: instantOut(at), by, level, figure },
});
const handoverOut = ({ to, name, by, at }: NonNullable<CrisisDetail['handover']>) => ({
  ...{ to, name, by, at: instantOut(at) },
});

const detailOut = (detail: CrisisDetail | null): Partial<CrisisOut> => {
  if (detail === null) return {};
  const { structure, overrides, handover, taken, ...rest } = detail;
  return {
    ...rest,
    ...(structure && { structure }),
    ...(taken && { taken: takenOut(taken) }),
    ...(handover && { handover: handoverOut(handover) }),
    overrides: overrides.map((override) => ({ ...override, at: instantOut(override.at) })),
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
  ...maybeInstant('quietSince', crisis.quietSince),
  ...maybeInstant('resolvedAt', crisis.resolvedAt),
  scorecard: crisis.scorecard,
  signals: crisis.signals,
  drill: crisis.drill,
  ...detailOut(crisis.detail),
});

const unsaid = (reason: string): string => (isDecidedReason(reason) ? 'A person decided.' : reason);

/** For such a wall: that a person has it or decided something, but neither who nor in which words. */
export const withoutWords = (crisis: CrisisOut): CrisisOut => {
  const { overrides, scenarioReason, levelReason, ...shown } = crisis;
  const { handover, taken, acknowledgedBy, ...rest } = shown;
  return {
    ...rest,
    ...(scenarioReason !== undefined && { scenarioReason: unsaid(scenarioReason) }),
    ...(levelReason !== undefined && { levelReason: unsaid(levelReason) }),
    ...(overrides && {
      overrides: overrides.map(({ at, what, from, to }) => ({ at, what, from, to })),
    }),
  };
};

/** How far the flowchart is, but not who has it. */
export const withoutName = (chain: ChainOut): ChainOut => ({ ...chain, takenBy: null });

/** What of a wall or of a delta is told to a display token. */
export const partsForDisplay = <Parts extends Partial<WallParts>>(parts: Parts): Parts => ({
  ...parts,
  ...(parts.signals && { signals: parts.signals.map(withoutPeople) }),
  ...(parts.crises && { crises: parts.crises.map(withoutWords) }),
  ...(parts.chains && { chains: parts.chains.map(withoutName) }),
});

export const timelineToOut = (entry: TimelineEntry & { id: string }): TimelineEntryOut => ({
  id: entry.id,
  at: instantOut(entry.at),
  kind: entry.kind,
  by: entry.by,
  text: entry.text,
  data: entry.data,
});
