/** The stories of one brand at one tick: each live signal joins the story that explains it or begins
 * one, each story moves on, and what belongs to a story that a person ended calls nobody until it
 * has outgrown what that person saw. */
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { SLOT_MS, type BrandInput, type Transition } from '#alerts/contract.ts';
import { usualShare, type ShareMemory } from '#alerts/baseline/share.ts';
import type { TickContext, Watched } from '#alerts/engine-state.ts';
import { seriesName } from '#alerts/indicators.ts';
import { thresholdOf } from '#alerts/signals.ts';
import { onsetOf, sumLast } from '#alerts/window.ts';
import { gatherFacts, isBrandTalk, isDesk, type Facts } from './facts.ts';
import { hear, since, subjectOf, type Heard, type Subject } from './heard.ts';
import { homeOf, voicesOf, type Circle, type Own } from './home.ts';
import { scenarioOf } from './scenario.ts';
import { hasOutgrown, inhibit } from './over.ts';
import { followStory, openStory } from './story.ts';
import type { StoryInput, StoryMemory } from './story-state.ts';
import { shapeOf, type Shape } from './structure.ts';
import { usualOf, type Usual } from './usual.ts';

export type Stories = { stories: StoryMemory[]; transitions: Transition[] };

/** Topics that one story holds. */
const SUBJECTS_MAX = 12;
/** A topic rises by itself when its share of the talk in this time is so many times the usual one. */
const RISE_SECONDS = { least: 60, most: 600 };
const OWN_RISE = 1.5;
/** The voices of a story are walked once a slot; where the brand has more of them than this, once a
 * minute and whenever a signal joins. */
const WALK_VOICES = 2_000;
const WALK_MANY_MS = 60_000;

type Desk = {
  input: BrandInput;
  watched: Watched;
  share: ShareMemory;
  context: TickContext;
  now: number;
  /** Heard only where a story needs it. */
  heard(): Heard;
};

/** A story of the past, or one that begins, with the signals that live. */
type Open = Circle & {
  memory: StoryMemory | null;
  crisis: Crisis | null;
  signals: Signal[];
  joined: Signal[];
  subjects: Subject[];
};

const BLANK = {
  ...{ memory: null, crisis: null, kind: null },
  ...{ subjects: [], isTalk: false, isWhole: false },
};

/** When the departure of a signal began. */
const beginOf = (signal: Signal, { input, watched, now }: Desk): number => {
  if (signal.detail?.since !== undefined) return signal.detail.since;
  const outcome = watched.outcomes.find((one) => one.signal === signal);
  if (!outcome?.reading || signal.indicator !== 'volume') return signal.openedAt;
  const window = input.topics.find(({ topic }) => topic === signal.topic)?.volume ?? input.volume;
  return onsetOf(window, outcome.reading.windowSeconds, outcome.reading.expected, now);
};

/** Memory of a crisis that this engine did not open itself (a state that was lost). */
const adopt = (crisis: Crisis, { input, now }: Desk): StoryMemory => ({
  crisisId: crisis.id,
  beginAt: crisis.firstMentionAt,
  signals: crisis.signals,
  subjects: (crisis.detail?.topics ?? []).map((topic) => subjectOf(topic, input.topics)),
  isTalk: crisis.scenario !== 'queue-flood',
  isWhole: crisis.scenario !== 'queue-flood',
  usual: usualOf([]),
  shape: null,
  computed: crisis.level,
  rising: null,
  leaning: null,
  refreshedAt: now,
  over: null,
});

/** The stories before this tick with their signals that still live; those that a person ended are
 * kept as long as their signals last. */
const recall = (desk: Desk, known: readonly StoryMemory[], crises: readonly Crisis[]): Open[] => {
  const memories = [...known];
  for (const crisis of crises)
    if (!known.some(({ crisisId }) => crisisId === crisis.id)) memories.push(adopt(crisis, desk));
  return memories.flatMap((memory) => {
    const crisis = crises.find(({ id }) => id === memory.crisisId) ?? null;
    const signals = desk.watched.live.filter(({ id }) => memory.signals.includes(id));
    const over = crisis === null ? { ...memory.over } : null;
    if (over && hasOutgrown(desk.watched, memory, over, desk.input, desk.now)) return [];
    const { beginAt, subjects, isTalk, isWhole } = memory;
    const kind = crisis?.scenario ?? null;
    const circle = { beginAt, subjects, isTalk, isWhole, kind, signals, joined: [] };
    return [{ ...circle, memory: { ...memory, over }, crisis }];
  });
};

/** A topic that rises no more than the brand's whole talk is not what that talk is about. */
const hasOwnRise = (topic: string, beginAt: number, { input, watched, now }: Desk): boolean => {
  const known = input.topics.find((one) => one.topic === topic);
  const expected = watched.bands.get(seriesName('volume', input.brand, topic))?.expected;
  const whole = watched.bands.get(seriesName('volume', input.brand, ''))?.expected;
  if (!known || known.emerging || !expected || !whole) return true;
  const { least, most } = RISE_SECONDS;
  const seconds = Math.min(most, Math.max(least, (now - beginAt) / 1000));
  const all = sumLast(input.volume, seconds, now);
  return sumLast(known.volume, seconds, now) * whole >= OWN_RISE * expected * all;
};

const subjectOfSignal = (signal: Signal, desk: Desk): Subject | null => {
  const { topic, indicator } = signal;
  const beginAt = beginOf(signal, desk);
  if (topic === null || (indicator === 'volume' && !hasOwnRise(topic, beginAt, desk))) return null;
  return subjectOf(topic, desk.input.topics);
};

/** What is about a topic comes first, what talk explains comes last. */
const rank = (signal: Signal, subject: Subject | null): number =>
  isDesk(signal) ? 2 : subject === null ? 1 : 0;

const join = (open: Open, signal: Signal, subject: Subject | null): void => {
  open.signals.push(signal);
  open.joined.push(signal);
  open.isTalk ||= !isDesk(signal);
  open.isWhole ||= isBrandTalk(signal);
  if (!open.subjects.some(({ topic }) => topic === subject?.topic)) take(open, subject);
};

const take = (open: Open, subject: Subject | null): void => {
  if (subject && open.subjects.length < SUBJECTS_MAX) open.subjects = [...open.subjects, subject];
};

/** A topic that rose with the whole talk at first may turn out to be what it is about. */
const takeLater = (desk: Desk, open: Open): void => {
  const isKnown = (topic: string | null) => open.subjects.some((one) => one.topic === topic);
  for (const signal of open.signals)
    if (signal.topic !== null && !isKnown(signal.topic)) take(open, subjectOfSignal(signal, desk));
};

const factsOf = (desk: Desk, open: Open, shape: Shape | null, usual: Usual): Facts => {
  const { input, watched, share, context, now } = desk;
  return gatherFacts({
    input,
    signals: open.signals,
    topics: open.subjects.map(({ topic }) => topic),
    bands: watched.bands,
    usualShare: usualShare(share, 'negative'),
    usualQuestionShare: usualShare(share, 'question'),
    threshold: thresholdOf(context.falseAlarmsPerWeek, watched.outcomes.length),
    since: open.beginAt,
    now,
    shape,
    usual,
  });
};

/** What a topic looks like by itself. */
const ownKind = (desk: Desk, signal: Signal, subject: Subject, beginAt: number): Own => {
  const open: Open = {
    ...BLANK,
    beginAt,
    subjects: [subject],
    signals: [signal],
    joined: [signal],
  };
  const facts = factsOf(desk, open, shapeNow(desk, open, []), usualOf(before(desk, beginAt)));
  const { scenario: kind, confidence } = scenarioOf(facts);
  return { kind, confidence };
};

/** Every live signal that has no story yet finds one. */
const settle = (desk: Desk, opens: Open[]): void => {
  const homeless = desk.watched.live
    .filter(({ id, indicator }) => {
      return indicator !== 'silence' && !opens.some(({ memory }) => memory?.signals.includes(id));
    })
    .map((signal) => ({ signal, subject: subjectOfSignal(signal, desk) }))
    .sort((a, b) => rank(a.signal, a.subject) - rank(b.signal, b.subject));
  for (const { signal, subject } of homeless) {
    const beginAt = beginOf(signal, desk);
    const ownOf = () => ownKind(desk, signal, subject!, beginAt);
    const home = homeOf(signal, subject, beginAt, ownOf, opens, desk.heard().said, desk.now);
    if (home) join(home, signal, subject);
    else {
      const fresh: Open = { ...BLANK, beginAt, signals: [], joined: [] };
      opens.push(fresh);
      join(fresh, signal, subject);
    }
  }
};

const isWalkDue = ({ input, now }: Desk): boolean =>
  now % (input.voices.length > WALK_VOICES ? WALK_MANY_MS : SLOT_MS) === 0;

const shapeNow = (desk: Desk, open: Open, others: readonly Open[]): Shape | null => {
  const { input, watched, now } = desk;
  const isDue = isWalkDue(desk) || open.joined.length > 0;
  if (open.memory && (!isDue || open.signals.length === 0)) return open.memory.shape;
  const { said, own } = desk.heard();
  const perMinute = (topic: string) =>
    watched.bands.get(seriesName('volume', input.brand, topic))?.expected ?? 0;
  const voices = voicesOf(open, others, said, perMinute, now);
  return shapeOf(voices.said, own, open.beginAt, voices.usual);
};

const inputOf = (desk: Desk, open: Open, facts: Facts): StoryInput => {
  const { input, watched, context, now } = desk;
  return {
    brand: input.brand,
    now,
    live: open.signals,
    joined: open.joined,
    closed: watched.closed.filter(({ id }) => open.memory?.signals.includes(id)),
    facts,
    levels: context.levels,
    ruleLevels: new Map(input.rules.map(({ rule }) => [rule.key, rule.level])),
  };
};

/** One story at this tick: opened, moved on, or nothing yet. */
const tell = (desk: Desk, open: Open, others: readonly Open[], out: Stories): void => {
  const { memory, crisis } = open;
  const isDue = isWalkDue(desk) || desk.watched.opened.length > 0;
  if (!memory && !isDue) return;
  takeLater(desk, open);
  const shape = shapeNow(desk, open, others);
  const usual = memory?.usual ?? usualOf(before(desk, open.beginAt));
  const input = inputOf(desk, open, factsOf(desk, open, shape, usual));
  const { beginAt, subjects, isTalk, isWhole } = open;
  const circle = { beginAt, subjects, isTalk, isWhole };
  const signals = open.signals.map(({ id }) => id);
  const outcome =
    memory && crisis
      ? followStory(input, crisis, { ...memory, ...circle, signals, shape })
      : openStory(input, { ...circle, usual });
  if (!outcome) return;
  if (outcome.memory) out.stories.push(outcome.memory);
  out.transitions.push(...outcome.transitions);
};

const before = (desk: Desk, beginAt: number) => {
  const { said } = desk.heard();
  const during = new Set(since(said, beginAt));
  return said.filter((one) => !during.has(one));
};

/** `crises`: of this brand, those that are not over. Changes `watched` where a signal belongs to a
 * story that a person has ended. */
export const tellStories = (given: {
  input: BrandInput;
  watched: Watched;
  share: ShareMemory;
  stories: readonly StoryMemory[];
  crises: readonly Crisis[];
  context: TickContext;
  now: number;
}): Stories => {
  const out: Stories = { stories: [], transitions: [] };
  const { watched, stories, crises, input } = given;
  if (stories.length === 0 && crises.length === 0 && watched.live.length === 0) return out;
  let heard: Heard | null = null;
  const desk: Desk = { ...given, heard: () => (heard ??= hear(input.voices)) };
  const opens = recall(desk, stories, crises);
  settle(desk, opens);
  for (const open of opens) {
    if (open.memory?.over) {
      const kept = inhibit(watched, open.memory, open.joined);
      if (kept) out.stories.push(kept);
      continue;
    }
    const others = opens.filter((one) => one !== open);
    tell(desk, open, others, out);
  }
  return out;
};
