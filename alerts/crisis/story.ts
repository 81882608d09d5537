/** The life of a crisis as the engine drives it: one per brand, opened from a signal, raised when it
 * worsens, resolved after a calm. People drive it by commands (machine.ts); what they decided stands. */
import type { Alert } from '#contracts/alert.ts';
import type { Crisis, Level, Scorecard, TimelineEntry, TimelineKind } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { Transition } from '#alerts/contract.ts';
import { crisisId } from '#alerts/ids.ts';
import { seriesName } from '#alerts/indicators.ts';
import { allClear, callsFor, type Receiver } from './calls.ts';
import { scenarioOf, titleOf } from './describe.ts';
import type { Facts } from './facts.ts';
import { isAbove, levelOf } from './level.ts';
import { scoreCrisis } from './scorecard.ts';

/** A higher level must be seen for this long before it is called. */
const RISE_HOLD_MS = 10_000;
/** All signals closed for this long: the crisis is over by itself. */
const QUIET_MS = 30 * 60_000;
/** Figures of an open crisis are written again at most so often when nothing else changes. */
const REFRESH_MS = 60_000;
/** From this multiple, or this damage, somebody is called; below it a departure is only watched. */
const CALL_TIMES = 5;
const CALL_DAMAGE = 0.2;

export type StoryMemory = {
  crisisId: string;
  /** Highest level the criteria have given; a person's lower choice stands until it is passed. */
  computed: Level;
  /** The level that people were called for; null while it is only watched. */
  called: Level | null;
  rising: { level: Level; since: number } | null;
  refreshedAt: number;
};

type StoryInput = {
  brand: string;
  now: number;
  current: Crisis | null;
  /** Open and not suppressed, newest last. */
  live: Signal[];
  opened: Signal[];
  closed: Signal[];
  facts: Facts;
  firstMentionAt: number;
  receivers: Receiver[];
};
type StoryOutcome = {
  memory: StoryMemory | null;
  transitions: Transition[];
  alerts: Alert[];
};

const entry = (
  crisis: Crisis,
  at: number,
  kind: TimelineKind,
  text: string,
  data: Record<string, unknown> = {},
): TimelineEntry => ({ crisisId: crisis.id, at, kind, by: 'tocsin', text, data });

const signalEntry = (crisis: Crisis, signal: Signal, now: number): TimelineEntry =>
  entry(
    crisis,
    now,
    signal.closedAt === null ? 'signal-opened' : 'signal-closed',
    signal.closedAt === null ? signal.why : 'Back to normal',
    { signal: signal.id, indicator: signal.indicator, topic: signal.topic },
  );

const deservesCall = (facts: Facts, level: Level, damage: number): boolean =>
  facts.hasQueue ||
  facts.volumeTimes >= CALL_TIMES ||
  damage >= CALL_DAMAGE ||
  isAbove(level, 'low');

/** A crisis is described at its worst: figures that fall again do not rewrite it. */
const weigh = ({ damage, deviation, asymmetry }: Scorecard): number =>
  damage.score + deviation.score + asymmetry.score;

const openStory = (input: StoryInput): StoryOutcome => {
  const { brand, now, live, facts, receivers } = input;
  const first = live[0]!;
  const scorecard = scoreCrisis(facts);
  const level = levelOf(scorecard);
  const isCalled = deservesCall(facts, level, scorecard.damage.score);
  const crisis: Crisis = {
    id: crisisId(seriesName(first.indicator, brand, first.topic ?? ''), now),
    number: 0,
    version: 0,
    state: isCalled ? 'open' : 'watching',
    level,
    levelAt: now,
    scenario: scenarioOf(facts),
    brand,
    title: titleOf(facts),
    firstMentionAt: input.firstMentionAt,
    detectedAt: first.openedAt,
    openedAt: now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedLevel: null,
    containedAt: null,
    resolvedAt: null,
    quietSince: null,
    scorecard,
    signals: live.map(({ id }) => id),
    drill: false,
    detail: null,
  };
  const entries = [
    entry(crisis, input.firstMentionAt, 'first-mention', 'First mention of what became this'),
    ...live.map((signal) => signalEntry(crisis, signal, now)),
  ];
  if (isCalled) entries.push(entry(crisis, now, 'opened', crisis.title, { level }));
  return {
    memory: {
      crisisId: crisis.id,
      computed: level,
      called: isCalled ? level : null,
      rising: null,
      refreshedAt: now,
    },
    transitions: [{ kind: 'crisis-opened', crisis, entries }],
    alerts: isCalled ? callsFor(crisis, null, receivers, now) : [],
  };
};

/** The level after this tick: raised when the criteria give more than ever before, for long enough. */
const raise = (
  crisis: Crisis,
  memory: StoryMemory,
  given: Level,
  now: number,
): { level: Level; rising: StoryMemory['rising'] } => {
  if (!isAbove(given, memory.computed) || !isAbove(given, crisis.level))
    return { level: crisis.level, rising: null };
  const rising = memory.rising ?? { level: given, since: now };
  const level = isAbove(rising.level, given) ? given : rising.level;
  if (now - rising.since < RISE_HOLD_MS)
    return { level: crisis.level, rising: { level, since: rising.since } };
  return { level, rising: null };
};

/** What this tick changes about a story that goes on, and whether it must be told at once. */
const advance = (input: StoryInput, crisis: Crisis, memory: StoryMemory) => {
  const { now, live, opened, closed, facts } = input;
  const next = { ...crisis };
  const entries = [...opened, ...closed].map((signal) => signalEntry(crisis, signal, now));
  const joined = opened.filter(({ id }) => !crisis.signals.includes(id)).map(({ id }) => id);
  next.signals = joined.length > 0 ? [...crisis.signals, ...joined] : crisis.signals;
  next.quietSince = live.length > 0 ? null : (crisis.quietSince ?? now);
  let { rising } = memory;
  if (live.length > 0) {
    const scorecard = scoreCrisis(facts);
    const risen = raise(crisis, memory, levelOf(scorecard), now);
    ({ rising } = risen);
    next.level = risen.level;
    if (crisis.scenario === 'unclassified') next.scenario = scenarioOf(facts);
    const isWorse = isAbove(risen.level, crisis.level);
    if (isWorse) next.levelAt = now;
    const isDue = isWorse || opened.length > 0 || now - memory.refreshedAt >= REFRESH_MS;
    if (isDue && weigh(scorecard) > weigh(crisis.scorecard)) {
      next.scorecard = scorecard;
      next.title = titleOf(facts);
    }
    if (isWorse)
      entries.push(
        entry(crisis, now, 'level', `Level ${crisis.level} -> ${next.level}: ${titleOf(facts)}`, {
          from: crisis.level,
          to: next.level,
        }),
      );
    const isWatched = crisis.state === 'watching';
    if (isWatched && deservesCall(facts, next.level, scorecard.damage.score)) {
      next.state = 'open';
      entries.push(entry(crisis, now, 'opened', titleOf(facts), { level: next.level }));
    }
  }
  return { next, entries, rising };
};

const followStory = (input: StoryInput, crisis: Crisis, before: StoryMemory): StoryOutcome => {
  const { now, receivers } = input;
  const { next, entries, rising } = advance(input, crisis, before);
  const alerts: Alert[] = [];
  const memory = { ...before, rising };
  if (isAbove(next.level, memory.computed)) memory.computed = next.level;
  const isCalled = next.state !== 'watching';
  if (isCalled && (memory.called === null || isAbove(next.level, memory.called))) {
    alerts.push(...callsFor(next, memory.called, receivers, now));
    memory.called = next.level;
  }
  if (next.quietSince !== null && now - next.quietSince >= QUIET_MS) {
    next.state = 'resolved';
    next.resolvedAt = now;
    entries.push(entry(crisis, now, 'resolved', 'Calm: every signal has stayed closed'));
    if (isCalled) alerts.push(...allClear(next, memory.called ?? next.level, receivers, now));
  }
  const hasChanged =
    entries.length > 0 ||
    alerts.length > 0 ||
    next.quietSince !== crisis.quietSince ||
    next.scenario !== crisis.scenario ||
    next.scorecard !== crisis.scorecard;
  if (!hasChanged) return { memory, transitions: [], alerts };
  memory.refreshedAt = now;
  return {
    memory: next.state === 'resolved' ? null : memory,
    transitions: [{ kind: 'crisis-changed', crisis: next, entries }],
    alerts,
  };
};

/** Memory of a crisis that this engine did not open itself (a state that was lost). */
const adopt = (crisis: Crisis, now: number): StoryMemory => ({
  crisisId: crisis.id,
  computed: crisis.level,
  called: crisis.state === 'watching' ? null : crisis.level,
  rising: null,
  refreshedAt: now,
});

export const tellStory = (input: StoryInput, memory: StoryMemory | null): StoryOutcome => {
  const { current, now } = input;
  if (current) {
    const own = memory?.crisisId === current.id ? memory : adopt(current, now);
    return followStory(input, current, own);
  }
  if (input.opened.length > 0) return openStory(input);
  return { memory: null, transitions: [], alerts: [] };
};
