/** Agents and channels as the wall shows them. Pure. */
import type { Band } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Agent, Conversation } from '#contracts/conversation.ts';
import { instantOut } from '#contracts/text.ts';
import type { WallAgent, WallChannel } from '#contracts/wall.ts';
import type { Hours } from '#server/pipeline/hours.ts';
import type { AgentMedians } from '#server/pipeline/medians.ts';
import { channelState, type ChannelState, type Heard } from './presence.ts';
import { isAssigned } from '#server/pipeline/queue.ts';

/** Agents on a wall at most. */
const AGENTS_SHOWN_MAX = 200;
/** An agent who was neither told of nor replied for this long is off the wall. */
const AGENT_RECENT_MS = 12 * 3_600_000;

const round = (value: number | null): number | null => (value === null ? null : Math.round(value));

/** Agent -> how many open conversations are assigned. */
const assignments = (conversations: Iterable<Conversation>) => {
  const byAgent = new Map<string, number>();
  for (const conversation of conversations) {
    if (conversation.agent === null || !isAssigned(conversation)) continue;
    byAgent.set(conversation.agent, (byAgent.get(conversation.agent) ?? 0) + 1);
  }
  return byAgent;
};

const isRecent = (agent: Agent, now: number): boolean =>
  Math.max(agent.since ?? 0, agent.lastReplyAt ?? 0) > now - AGENT_RECENT_MS ||
  (agent.activity !== null && agent.activity !== 'offline');

/** What the agents do: medians and conversations of the brand, and who works for any brand. */
type Work = {
  medians: Map<string, AgentMedians>;
  conversations: Iterable<Conversation>;
  atWork: ReadonlySet<string>;
};

/** Ids of those who have a conversation now; who answered lately is told by the medians. */
export const assignedAgents = (conversations: Iterable<Conversation>): Iterable<string> =>
  assignments(conversations).keys();

/** On the desk and without work for any brand: may take a conversation of every one. */
const isFree = (agent: Agent, atWork: ReadonlySet<string>): boolean =>
  agent.activity !== null && agent.activity !== 'offline' && !atWork.has(agent.id);

/** The brand's agents: those with a conversation or an answer of it, and the free ones. With `brand`
 * null all recent ones. */
export const agentsOf = (
  agents: Iterable<Agent>,
  brand: string | null,
  work: Work,
  now: number,
): WallAgent[] => {
  const assigned = assignments(work.conversations);
  const shown: WallAgent[] = [];
  for (const agent of agents) {
    const isBrands = assigned.has(agent.id) || work.medians.has(agent.id);
    const isOthers = brand === null ? isRecent(agent, now) : isFree(agent, work.atWork);
    if (!isBrands && !isOthers) continue;
    const medians = work.medians.get(agent.id);
    shown.push({
      id: agent.id,
      name: agent.name,
      state: agent.activity,
      assigned: assigned.get(agent.id) ?? 0,
      handleSeconds: round(medians?.handleSeconds ?? null),
      firstResponseSeconds: round(medians?.firstResponseSeconds ?? null),
      since: agent.since === null ? null : instantOut(agent.since),
    });
  }
  const compare = (a: WallAgent, b: WallAgent) =>
    b.assigned - a.assigned || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
  return shown.sort(compare).slice(0, AGENTS_SHOWN_MAX);
};

/** What several brands heard of one channel, as one: the newest, at the sum of their paces. */
const merge = (all: readonly Heard[]): Heard | null => {
  const [first] = all;
  if (!first) return null;
  const lasts = all.map(({ lastAt }) => lastAt).filter((at) => at !== null);
  const perSecond = all.reduce(
    (sum, { expectedEverySeconds: gap }) => sum + (gap === null ? 0 : 1 / gap),
    0,
  );
  return {
    ...first,
    lastAt: lasts.length === 0 ? null : Math.max(...lasts),
    expectedEverySeconds: perSecond === 0 ? null : 1 / perSecond,
  };
};

type Silence = { missed: number | null; everyWeeks: number | null; state: Band['state'] };

/** What the detectors make of the silence, of several brands the rarest. */
const silenceOf = (bands: readonly Band[]): Silence | null => {
  const [rarest] = bands.toSorted((a, b) => (b.everyWeeks ?? 0) - (a.everyWeeks ?? 0));
  if (!rarest) return null;
  const known = bands.filter(({ expected }) => expected !== null);
  const missed = known.reduce((sum, { expected }) => sum + (expected ?? 0), 0);
  return {
    missed: known.length > 0 ? Number(missed.toFixed(1)) : null,
    everyWeeks: rarest.everyWeeks ?? null,
    state: rarest.state,
  };
};

/** Detectors who know the hour of the week judge better than the pace of the last hours. */
const stateOf = (state: ChannelState, silence: Silence | null): ChannelState => {
  if (state === 'closed' || !silence || silence.state === 'learning') return state;
  if (silence.state === 'signal') return 'silent';
  return silence.state === 'raised' || state === 'silent' ? 'quiet' : 'ok';
};

/** Channels that were heard, and with `brand` null those of the catalogue too, by name. */
export const channelsOf = (
  heard: readonly Heard[],
  catalogue: Catalogue,
  brand: string | null,
  rules: {
    hours: Hours;
    now: number;
    silence: (brand: string, channel: string) => Band | undefined;
  },
): WallChannel[] => {
  const names = new Map(catalogue.channels.map(({ key, name }) => [key, name ?? key]));
  const byChannel = Map.groupBy(heard, ({ channel }) => channel);
  if (brand === null) {
    for (const { key } of catalogue.channels) if (!byChannel.has(key)) byChannel.set(key, []);
  }
  const openBrand = brand ?? catalogue.brands[0]?.key ?? '';
  return [...byChannel]
    .map(([channel, all]): WallChannel => {
      const unheard = { brand: openBrand, channel, lastAt: null, expectedEverySeconds: null };
      const one = merge(all) ?? unheard;
      const isOpen = (all.length === 0 ? [one] : all).some((each) =>
        rules.hours.isOpen(each.brand, channel, rules.now),
      );
      const gap = one.expectedEverySeconds;
      const silence = silenceOf(all.flatMap((each) => rules.silence(each.brand, channel) ?? []));
      return {
        channel,
        name: names.get(channel) ?? channel,
        lastAt: one.lastAt === null ? null : instantOut(one.lastAt),
        expectedEverySeconds: gap === null ? null : Number(gap.toPrecision(2)),
        missed: silence?.missed ?? null,
        everyWeeks: silence?.everyWeeks ?? null,
        state: stateOf(channelState(one, isOpen, rules.now), silence),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
};
