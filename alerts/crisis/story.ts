/** The life of one crisis as the engine drives it: opened from its signals, raised when it worsens,
 * named anew while evidence still comes, resolved after a calm. People drive it by commands
 * (machine.ts); what they decided stands. */
import type { Crisis, Level, TimelineEntry, TimelineKind } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { crisisId } from '#alerts/ids.ts';
import { seriesName } from '#alerts/indicators.ts';
import { titleOf } from './describe.ts';
import type { Facts } from './facts.ts';
import { detailOf, judge, refresh, rename, type Judged } from './judge.ts';
import { isAbove } from './level.ts';
import type { StoryInput, StoryMemory, StoryOutcome } from './story-state.ts';
import { deservesCall, isStory } from './worth.ts';

/** A higher level must be seen for this long before it is called. */
const RISE_HOLD_MS = 10_000;
/** All signals closed for this long: the crisis is over by itself. */
const QUIET_MS = 30 * 60_000;
/** Figures of an open crisis are written again at most so often when nothing else changes. */
const REFRESH_MS = 60_000;
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

const blank = {
  number: 0,
  version: 0,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedLevel: null,
  containedAt: null,
  resolvedAt: null,
  quietSince: null,
  drill: false,
} as const;

type Begin = Pick<StoryMemory, 'beginAt' | 'subjects' | 'isTalk' | 'isWhole' | 'usual'>;

/** A crisis from signals that belong to none, or nothing where they are no story. */
export const openStory = (input: StoryInput, begin: Begin): StoryOutcome | null => {
  const { brand, now, live, facts } = input;
  const first = live[0]!;
  const judged = judge(input);
  const { scorecard, named, levelled } = judged;
  const { level } = levelled;
  if (!isStory(live, facts, scorecard)) return null;
  const isCalled = deservesCall(live, facts, judged, level);
  const series = seriesName(first.indicator, brand, first.topic ?? first.detail?.rule ?? '');
  const crisis: Crisis = {
    ...blank,
    id: crisisId(series, now),
    state: isCalled ? 'open' : 'watching',
    level,
    levelAt: now,
    scenario: named.scenario,
    brand,
    title: titleOf(facts, named),
    firstMentionAt: begin.beginAt,
    detectedAt: Math.min(...live.map(({ openedAt }) => openedAt)),
    openedAt: now,
    scorecard,
    signals: live.map(({ id }) => id),
    detail: detailOf(begin.subjects, judged, facts),
  };
  const entries = [
    entry(crisis, begin.beginAt, 'first-mention', 'First mention of what became this'),
    ...live.map((signal) => signalEntry(crisis, signal, now)),
  ];
  if (isCalled) entries.push(entry(crisis, now, 'opened', crisis.title, { level }));
  return {
    memory: {
      crisisId: crisis.id,
      ...begin,
      signals: live.map(({ id }) => id),
      shape: facts.shape,
      computed: level,
      rising: null,
      leaning: null,
      refreshedAt: now,
      over: null,
    },
    transitions: [{ kind: 'crisis-opened', crisis, entries }],
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

const sayScenario = (crisis: Crisis, { named }: Judged, now: number): TimelineEntry =>
  entry(
    crisis,
    now,
    'scenario',
    `Scenario ${crisis.scenario} -> ${named.scenario}: ${named.reason}`,
    { from: crisis.scenario, to: named.scenario, confidence: named.confidence },
  );

/** What was so many a minute when it was taken, and is now. */
const worsened = (crisis: Crisis, level: Level, facts: Facts): string => {
  const before = crisis.scorecard.deviation.evidence.find(
    ({ what }) => what === 'mentions a minute',
  );
  const [was, is] = [before?.value ?? 0, facts.perMinute].map((rate) => Math.round(rate * 10) / 10);
  const grown = is! > was! ? `, was ${was} a minute, now ${is}` : '';
  return `Level ${crisis.level} -> ${level}${grown}`;
};

type Advance = { next: Crisis; entries: TimelineEntry[]; memory: StoryMemory };

/** A story whose signals live: its level, its scenario, and its figures where they are worse. */
const grow = (input: StoryInput, crisis: Crisis, before: StoryMemory): Advance => {
  const { now, live, joined, facts } = input;
  const judged = judge(input);
  const risen = raise(crisis, before, judged.levelled.level, now);
  const renamed = rename(crisis, before, judged, input);
  const isWorse = isAbove(risen.level, crisis.level);
  const isNews = isWorse || renamed.isNew || joined.length > 0;
  const next = { ...crisis, level: risen.level };
  const entries: TimelineEntry[] = [];
  if (renamed.isNew) {
    next.scenario = judged.named.scenario;
    entries.push(sayScenario(crisis, judged, now));
  }
  if (isNews || now - before.refreshedAt >= REFRESH_MS)
    Object.assign(next, refresh(next, before.subjects, judged, facts));
  if (isWorse) {
    const { reason } = judged.levelled;
    next.levelAt = now;
    next.detail = {
      ...detailOf(before.subjects, judged, facts),
      ...next.detail,
      levelReason: reason,
    };
    const data = { from: crisis.level, to: next.level, because: reason };
    entries.push(entry(crisis, now, 'level', worsened(crisis, next.level, facts), data));
  }
  const isWatched = crisis.state === 'watching';
  if (isWatched && deservesCall(live, facts, judged, next.level)) {
    next.state = 'open';
    entries.push(entry(crisis, now, 'opened', next.title, { level: next.level }));
  }
  const revisions = (before.revisions ?? 0) + (renamed.isNew ? 1 : 0);
  const { rising } = risen;
  return { next, entries, memory: { ...before, rising, leaning: renamed.leaning, revisions } };
};

export const followStory = (
  input: StoryInput,
  crisis: Crisis,
  before: StoryMemory,
): StoryOutcome => {
  const { now, live, joined, closed } = input;
  const told = [...joined, ...closed].map((signal) => signalEntry(crisis, signal, now));
  const grown: Advance =
    live.length > 0
      ? grow(input, crisis, before)
      : { next: { ...crisis }, entries: [], memory: { ...before, rising: null } };
  const { next, memory } = grown;
  const entries = [...told, ...grown.entries];
  const fresh = joined.filter(({ id }) => !crisis.signals.includes(id)).map(({ id }) => id);
  if (fresh.length > 0) next.signals = [...crisis.signals, ...fresh];
  next.quietSince = live.length > 0 ? null : (crisis.quietSince ?? now);
  if (isAbove(next.level, memory.computed)) memory.computed = next.level;
  if (next.quietSince !== null && now - next.quietSince >= QUIET_MS) {
    next.state = 'resolved';
    next.resolvedAt = now;
    entries.push(entry(crisis, now, 'resolved', 'Calm: every signal has stayed closed'));
  }
  const hasChanged =
    entries.length > 0 ||
    next.quietSince !== crisis.quietSince ||
    next.scorecard !== crisis.scorecard;
  if (!hasChanged) return { memory, transitions: [] };
  memory.refreshedAt = now;
  return {
    memory: next.state === 'resolved' ? null : memory,
    transitions: [{ kind: 'crisis-changed', crisis: next, entries }],
  };
};
