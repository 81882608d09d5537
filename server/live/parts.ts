/** From the live state to what is looked at: the parts of a wall, and what the detectors are given.
 * Pure: state and time come in, values go out. */
import type { BrandInput, DeskGauge } from '#alerts/contract.ts';
import type { ChainOut } from '#contracts/calling.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Conversation } from '#contracts/conversation.ts';
import type { WallParts } from '#contracts/wall.ts';
import { crisisToOut, signalToOut } from '#contracts/wire.ts';
import { brandWindows, topicNames } from '#server/pipeline/brand-windows.ts';
import { deskGauge } from '#server/pipeline/desk-gauge.ts';
import { createHours, type Hours } from '#server/pipeline/hours.ts';
import { addQueues, WAITING_MAX_MS, type QueueFigures } from '#server/pipeline/queue.ts';
import { bandOf } from './bands.ts';
import { instrumentsOf } from './instruments.ts';
import { agentsOf, assignedAgents, channelsOf } from './roster.ts';
import type { State } from './state.ts';
import { sentimentOf, topicsOf, volumeOf } from './talk.ts';

/** The state, and what the catalogue says about it, looked up once. */
export type View = {
  state: State;
  catalogue: Catalogue;
  hours: Hours;
  slaMinutes: ReadonlyMap<string, number>;
  topicNames: ReadonlyMap<string, string>;
  brandNames: ReadonlyMap<string, string>;
};

export const createView = (state: State, catalogue: Catalogue): View => ({
  state,
  catalogue,
  hours: createHours(catalogue, WAITING_MAX_MS),
  slaMinutes: new Map(catalogue.channels.map(({ key, slaMinutes }) => [key, slaMinutes])),
  topicNames: topicNames(catalogue),
  brandNames: new Map(catalogue.brands.map(({ key, name }) => [key, name ?? key])),
});

/** Brands of the catalogue, those that are heard of, and those with something open, which is looked
 * at until it is over, however silent they are; by key. */
export const brandsOf = ({ state, brandNames }: View): string[] => {
  const open = [...state.signals.values(), ...state.crises.values()].map(({ brand }) => brand);
  const heard = [...state.rings.brands(), ...state.conversations.keys()];
  return [...new Set([...brandNames.keys(), ...heard, ...open])].sort();
};

/** Whether anybody knows the brand: nothing is worked out for names that a client made up. */
export const isKnownBrand = ({ state, brandNames }: View, brand: string): boolean =>
  brandNames.has(brand) ||
  state.rings.has(brand) ||
  state.conversations.has(brand) ||
  [...state.signals.values(), ...state.crises.values()].some((row) => row.brand === brand);

const conversationsOf = ({ state }: View, brand: string): Conversation[] => [
  ...(state.conversations.get(brand)?.values() ?? []),
];

const slaRules = (view: View) => ({
  hours: view.hours,
  slaMinutes: (channel: string) => view.slaMinutes.get(channel),
});

const queueOfBrand = (view: View, brand: string, now: number): QueueFigures =>
  view.state.queues.figures(brand, { now, ...slaRules(view) });

const deskOf = (view: View, brand: string, now: number): DeskGauge => {
  const { queues, openings, medians } = view.state;
  return deskGauge({ queues, openings, medians, rules: slaRules(view) }, brand, now);
};

/** One brand as the detectors see it at `now`. */
export const brandInput = (view: View, brand: string, now: number): BrandInput => ({
  ...brandWindows(view.state, view, brand, now),
  desk: deskOf(view, brand, now),
});

/** The desk of a brand, and how many wait past half an hour, one hour and two. */
export type DeskLook = { brand: string; desk: DeskGauge; past: QueueFigures['past'] };

/** The desk of every brand: of what the detectors see, the part that is written down. */
export const deskLooks = (view: View, now: number): DeskLook[] =>
  brandsOf(view).map((brand) => {
    const desk = deskOf(view, brand, now);
    const isWaited = desk.waiting > 0;
    const past = isWaited ? queueOfBrand(view, brand, now).past : { m30: 0, h1: 0, h2: 0 };
    return { brand, desk, past };
  });

/** Agents with a conversation or an answer of any brand. */
const agentsAtWork = ({ state }: View, now: number): Set<string> => {
  const ids = state.medians.answering(now);
  for (const conversations of state.conversations.values()) {
    for (const id of assignedAgents(conversations.values())) ids.add(id);
  }
  return ids;
};

/** What a wall shows of the queue; the rest is for the detectors. */
const shownQueue = (queue: QueueFigures) => ({
  waiting: queue.waiting,
  oldestSeconds: queue.oldestSeconds,
  assigned: queue.assigned,
  past: queue.past,
  slaAtRisk: queue.slaAtRisk,
  slaBreached: queue.slaBreached,
});

const deskParts = (view: View, brand: string | null, brands: readonly string[], now: number) => {
  const { state, catalogue, hours } = view;
  const queues = new Map(brands.map((name) => [name, queueOfBrand(view, name, now)]));
  const waiting = (name: string) => queues.get(name)?.waiting ?? 0;
  const band = bandOf(state.bands, 'queue', brands, '', waiting);
  const { expected, high, state: watchState } = band;
  const medians = state.medians.agents(brand, now);
  const conversations = brands.flatMap((name) => conversationsOf(view, name));
  // Asked for by the wall of one brand only: all brands together show everybody anyway.
  const isOne = brand !== null && brands.length > 0;
  const atWork = isOne ? agentsAtWork(view, now) : new Set<string>();
  return {
    queue: {
      ...shownQueue(addQueues([...queues.values()])),
      expected,
      high,
      firstResponseSeconds: state.medians.firstResponseSeconds(brand, now),
      state: watchState,
    },
    agents: agentsOf(state.agents.values(), brand, { medians, conversations, atWork }, now),
    channels: channelsOf(state.presence.heard(brand, now), catalogue, brand, {
      ...{ hours, now, silence: (name, channel) => state.bands.get(`silence|${name}|${channel}`) },
    }),
  };
};

const byOpening = (a: { openedAt: number }, b: { openedAt: number }) => b.openedAt - a.openedAt;

/** A brand that lies above its band while one of its topics is a signal is raised, although the whole
 * is no signal of its own. */
const withTopics = (
  volume: WallParts['volume'],
  topics: WallParts['topics'],
): WallParts['volume'] => {
  const isAbove = volume.high !== null && volume.perMinute > volume.high;
  const isCarried = isAbove && topics.some(({ state }) => state === 'signal');
  return volume.state === 'normal' && isCarried ? { ...volume, state: 'raised' } : volume;
};

/** The wall of one brand, or with null of all together, without its health. */
export const wallParts = (
  view: View,
  brand: string | null,
  now: number,
): Omit<WallParts, 'health'> => {
  const { state, brandNames } = view;
  const known = brandsOf(view);
  const brands = known.filter((name) => brand === null || name === brand);
  const isShown = (row: { brand: string }) => brand === null || row.brand === brand;
  const isChainShown = ({ crisis }: ChainOut) => {
    const own = state.crises.get(crisis);
    return own !== undefined && isShown(own);
  };
  const topics = topicsOf(state, brands, view.topicNames, now);
  return {
    brand,
    brands: known.map((key) => ({ brand: key, name: brandNames.get(key) ?? key })),
    volume: withTopics(volumeOf(state, brands, now), topics),
    sentiment: sentimentOf(state, brands, now),
    topics,
    ...deskParts(view, brand, brands, now),
    instruments: instrumentsOf(state.bands, new Set(brands)),
    rules: state.ruleGauges.filter(isShown),
    signals: [...state.signals.values()].filter(isShown).sort(byOpening).map(signalToOut),
    crises: [...state.crises.values()].filter(isShown).sort(byOpening).map(crisisToOut),
    chains: state.chains.filter(isChainShown),
  };
};
