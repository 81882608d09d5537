/** Plays a recording through the back-test and says what came of it: when the crisis was seen, when
 * somebody was called, what it was taken for, and what else was called. */
import type { Crisis, Level, Scenario } from '#contracts/crisis.ts';
import { LEVELS } from '#contracts/crisis.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Understood } from '#contracts/understood.ts';
import { defaultCatalogue } from '#server/catalogue-defaults.ts';
import { simulate, type Told } from '#server/pipeline/backtest/simulate.ts';
import type { Recording } from './record.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type Call = { at: number; id: string; scenario: Scenario; level: Level };
export type Verdict = {
  /** Minutes from the onset to the first crisis, watched or open, and to the first that calls. */
  seenMin: number | null;
  calledMin: number | null;
  /** Of the crisis that was called first: what it was taken for then, and an hour after the onset. */
  scenarioAtCall: Scenario | null;
  scenarioAtHour: Scenario | null;
  levelAtHour: Level | null;
  /** Crises that called somebody: before the onset, and beside the first one after it. */
  early: number;
  others: Call[];
  /** Opened signals, not suppressed, by indicator; before the onset and after it. */
  signalsBefore: Record<string, number>;
  signalsAfter: Record<string, number>;
  top: Level | null;
  title: string;
};

const isHigher = (a: Level, b: Level | null): boolean =>
  b === null || LEVELS.indexOf(a) > LEVELS.indexOf(b);
const minutes = (ms: number): number => Math.round((ms / MINUTE_MS) * 10) / 10;

/** First and later states of each crisis, with the time at which each was told. */
const chronicle = (told: readonly Told[]) => {
  const states = new Map<string, { at: number; crisis: Crisis }[]>();
  for (const entry of told) {
    if (entry.kind !== 'transition' || !('crisis' in entry.transition)) continue;
    const { crisis } = entry.transition;
    states.set(crisis.id, [...(states.get(crisis.id) ?? []), { at: entry.at, crisis }]);
  }
  return [...states.values()];
};

const countSignals = (told: readonly Told[], isWanted: (at: number) => boolean) => {
  const counts: Record<string, number> = {};
  for (const entry of told) {
    if (entry.kind !== 'transition' || entry.transition.kind !== 'signal-opened') continue;
    const { signal } = entry.transition;
    if (signal.suppressed !== null || !isWanted(entry.at)) continue;
    counts[signal.indicator] = (counts[signal.indicator] ?? 0) + 1;
  }
  return counts;
};

type Rows = readonly (Mention | Understood)[];

export const play = (mentions: Rows, history: Rows): Told[] => {
  const told: Told[] = [];
  simulate({
    mentions,
    history,
    catalogue: defaultCatalogue(),
    tell: (entry) => told.push(structuredClone(entry)),
  });
  return told;
};

export const judge = ({ onsetAt }: Pick<Recording, 'onsetAt'>, told: readonly Told[]): Verdict => {
  const stories = chronicle(told);
  const calls = stories.flatMap((states) => {
    const first = states.find(({ crisis }) => crisis.state === 'open');
    return first ? [{ ...first, states }] : [];
  });
  const after = calls.filter(({ at }) => at >= onsetAt).sort((a, b) => a.at - b.at);
  const first = after[0];
  const seen = stories.map((states) => states[0]!.at).filter((at) => at >= onsetAt);
  const atHour = first?.states.findLast(
    ({ at }, i) => i === 0 || at <= Math.max(onsetAt + HOUR_MS, first.at),
  );
  let top: Level | null = null;
  for (const { states } of after)
    for (const { crisis } of states)
      if (crisis.state !== 'watching' && isHigher(crisis.level, top)) top = crisis.level;
  return {
    seenMin: seen.length > 0 ? minutes(Math.min(...seen) - onsetAt) : null,
    calledMin: first ? minutes(first.at - onsetAt) : null,
    scenarioAtCall: first?.crisis.scenario ?? null,
    scenarioAtHour: atHour?.crisis.scenario ?? null,
    levelAtHour: atHour?.crisis.level ?? null,
    early: calls.length - after.length,
    others: after.slice(1).map(({ at, crisis }) => {
      const { id, scenario, level } = crisis;
      return { at: minutes(at - onsetAt), id, scenario, level };
    }),
    signalsBefore: countSignals(told, (at) => at < onsetAt),
    signalsAfter: countSignals(told, (at) => at >= onsetAt),
    top,
    title: first?.crisis.title ?? '',
  };
};
