/** The live state: what is in memory, how a load replaces it and how a commit moves it on. No
 * database and no clock, so that it can be tested as values. */
import type { Band } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Committed } from '#contracts/committed.ts';
import type { Agent, Conversation } from '#contracts/conversation.ts';
import { topChains } from '#alerts/flowchart/chain-out.ts';
import type { ChainOut } from '#contracts/calling.ts';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import type { WallRule } from '#contracts/wall.ts';
import { RUNTIME } from '#server/config.ts';
import { createMedians } from '#server/pipeline/medians.ts';
import { createOpenings, type Openings } from '#server/pipeline/openings.ts';
import { createQueues, isOpen, type Queues } from '#server/pipeline/queue.ts';
import {
  applyRecent,
  applyRecentLate,
  createRecent,
  hearVoices,
  loadRecent,
  type Recent,
} from '#server/pipeline/recent.ts';
import type { Past } from './load-past.ts';
import { AGENTS_MAX, CONVERSATIONS_MAX, CRISES_MAX, SIGNALS_MAX, type Loaded } from './load.ts';
import { addMood, noMood } from './moods.ts';
import { createPresence } from './presence.ts';
import { usualKey, type Usual } from './talk.ts';

const MINUTE_MS = 60_000;

export type State = Recent & {
  presence: ReturnType<typeof createPresence>;
  openings: Openings;
  medians: ReturnType<typeof createMedians>;
  usual: Usual;
  bands: Map<string, Band>;
  ruleGauges: WallRule[];
  /** Open ones by brand, then by channel and id. */
  conversations: Map<string, Map<string, Conversation>>;
  conversationCount: number;
  /** Of the same conversations. */
  queues: Queues;
  agents: Map<string, Agent>;
  signals: Map<string, Signal>;
  crises: Map<string, Crisis>;
  /** Of each crisis the one in force, as calling tells them. */
  chains: ChainOut[];
};

export const createState = (catalogue: Catalogue): State => ({
  ...createRecent(catalogue),
  presence: createPresence(),
  openings: createOpenings(),
  medians: createMedians(),
  usual: { moods: new Map(), perMinute: new Map() },
  bands: new Map(),
  ruleGauges: [],
  conversations: new Map(),
  conversationCount: 0,
  queues: createQueues(),
  agents: new Map(),
  signals: new Map(),
  crises: new Map(),
  chains: [],
});

const applyConversation = (state: State, conversation: Conversation): void => {
  const { brand, channel, id, openedAt, lastInboundAt } = conversation;
  state.presence.told(brand, channel, lastInboundAt ?? openedAt);
  const key = `${channel}\0${id}`;
  const known = state.conversations.get(brand);
  const before = known?.get(key) ?? null;
  if (!isOpen(conversation)) {
    state.queues.change(before, null);
    if (known?.delete(key)) state.conversationCount -= 1;
    if (known?.size === 0) state.conversations.delete(brand);
    return;
  }
  if (!before) {
    if (state.conversationCount >= CONVERSATIONS_MAX) return;
    state.conversationCount += 1;
  }
  state.queues.change(before, conversation);
  if (known) known.set(key, conversation);
  else state.conversations.set(brand, new Map([[key, conversation]]));
};

/** The newest entry moves to the end; beyond `max` the one that was longest untouched goes. */
const keep = <T>(map: Map<string, T>, key: string, value: T, max: number): void => {
  map.delete(key);
  map.set(key, value);
  if (map.size <= max) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
};

/** Usual pace and mood of each series over the hours before this one; a series is as old as its
 * first hour. */
const usualOf = (hours: readonly BucketIncrement[], now: number): Usual => {
  const usual: Usual = { moods: new Map(), perMinute: new Map() };
  const firstAt = new Map<string, number>();
  for (const { brand, topic, at, counts } of hours) {
    const key = usualKey(brand, topic);
    if (!firstAt.has(brand)) firstAt.set(brand, at);
    usual.perMinute.set(key, (usual.perMinute.get(key) ?? 0) + counts.volume);
    if (topic !== '') continue;
    usual.moods.set(brand, addMood(usual.moods.get(brand) ?? noMood(), counts));
  }
  for (const [key, volume] of usual.perMinute) {
    const since = firstAt.get(key.slice(0, key.indexOf('\0'))) ?? now;
    usual.perMinute.set(key, volume / Math.max(1, (now - since) / MINUTE_MS));
  }
  return usual;
};

/** Replaces what the database knows better. Bands stay: they are the detectors' own. */
export const loadInto = (state: State, loaded: Loaded, now: number): void => {
  loadRecent(state, loaded);
  state.openings.load(loaded.openings);
  state.presence.empty();
  for (const { brand, channel, at, counts } of loaded.minutes) {
    state.presence.count(brand, channel, at, counts.mentions);
    state.presence.seen(brand, channel, at);
  }
  state.medians.load(loaded.responses);
  state.usual = usualOf(loaded.hours, now);
  state.conversations.clear();
  state.conversationCount = 0;
  state.queues.clear();
  for (const conversation of loaded.conversations) applyConversation(state, conversation);
  state.agents = new Map(loaded.agents.toReversed().map((agent) => [agent.id, agent]));
  state.signals = new Map(loaded.signals.map((signal) => [signal.id, signal]));
  state.crises = new Map(loaded.crises.map((crisis) => [crisis.id, crisis]));
  state.chains = topChains(loaded.chains, state.crises, RUNTIME.chainsShown);
};

/** What is only read at the start, and after messages were missed. */
export const applyPast = (state: State, { voices, channels }: Past): void => {
  for (const { brand, channel } of channels) state.channels.know(brand, channel);
  hearVoices(state, voices);
};

/** Of a commit whose counts the last load has brought: its voices, and which of the counts were late. */
export const applySeen = (state: State, committed: Committed): void => {
  applyRecentLate(state, committed.late ?? [], true);
  hearVoices(state, committed.voices ?? []);
};

/** Applies a commit that the last load has not seen. */
export const applyCommitted = (state: State, committed: Committed, now: number): void => {
  applyRecent(state, committed.increments);
  applyRecentLate(state, committed.late ?? []);
  hearVoices(state, committed.voices ?? []);
  state.openings.apply(committed.openings ?? []);
  for (const { brand, channel, topic, at, counts } of committed.increments) {
    if (topic === '') state.presence.count(brand, channel, at, counts.mentions);
  }
  for (const { brand, channel, at } of committed.lastSeen) state.presence.seen(brand, channel, at);
  for (const conversation of committed.conversations) applyConversation(state, conversation);
  state.medians.apply(committed.responses, now);
  for (const agent of committed.agents) keep(state.agents, agent.id, agent, AGENTS_MAX);
};

/** Signals and crises as told by the watch: those that are over leave the wall. A tick tells all
 * bands and gauges, a person's command none. */
export const applyWatch = (
  state: State,
  watch: { bands: [string, Band][]; rules?: WallRule[]; signals: Signal[]; crises: Crisis[] },
): void => {
  // A command changes a crisis between two looks and brings no bands.
  if (watch.bands.length > 0) state.bands = new Map(watch.bands);
  if (watch.rules) state.ruleGauges = watch.rules;
  for (const signal of watch.signals) {
    if (signal.closedAt === null) keep(state.signals, signal.id, signal, SIGNALS_MAX);
    else state.signals.delete(signal.id);
  }
  for (const crisis of watch.crises) {
    const isOver = crisis.state === 'resolved' || crisis.state === 'false-alarm';
    const known = state.crises.get(crisis.id);
    if (known && known.version > crisis.version) continue;
    if (isOver) state.crises.delete(crisis.id);
    else keep(state.crises, crisis.id, crisis, CRISES_MAX);
  }
};
