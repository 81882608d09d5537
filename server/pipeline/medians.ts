/** Response and handling times of the last hour, as medians: of a brand, of an agent. A bounded list
 * by event time; medians of all agents are taken in one pass. */
import type { ResponseSample } from '#contracts/conversation.ts';

export const MEDIAN_WINDOW_MS = 3_600_000;
/** Samples in memory at most: the oldest make room. */
export const SAMPLES_MAX = 50_000;

/** Middle value, or the mean of the two in the middle; null of nothing. */
export const median = (values: number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

export type AgentMedians = {
  handleSeconds: number | null;
  firstResponseSeconds: number | null;
  brands: Set<string>;
};

const firsts = (samples: readonly ResponseSample[]): number | null =>
  median(samples.filter(({ isFirst }) => isFirst).map(({ responseSeconds }) => responseSeconds));

const handleTimes = (samples: readonly ResponseSample[]): number[] =>
  samples.map(({ handleSeconds }) => handleSeconds).filter((value) => value !== null);

/** Figures of one agent's samples. */
const agentMedians = (samples: readonly ResponseSample[]): AgentMedians => ({
  handleSeconds: median(handleTimes(samples)),
  firstResponseSeconds: firsts(samples),
  brands: new Set(samples.map(({ brand }) => brand)),
});

/** Answers of one brand, oldest first. `version` changes with them. */
type Room = { samples: ResponseSample[]; version: number; pruneAbove: number };
type Handling = { handleSeconds: number | null; handled: number };
type Seen = { version: number; from: number; to: number; handling: Handling };

/** Those that left the window go once they are as many as are in it, and this many. */
const PRUNE_LEAST = 256;
/** A look may lie so far behind the clock of the last answer. */
const BEHIND_MS = 60_000;

/** Index of the first sample after `at`. */
const firstAfter = (samples: readonly ResponseSample[], at: number): number => {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (samples[middle]!.at > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

const enter = (room: Room, sample: ResponseSample): void => {
  const { samples } = room;
  const newest = samples.at(-1);
  if (!newest || newest.at <= sample.at) samples.push(sample);
  else samples.splice(firstAfter(samples, sample.at), 0, sample);
  room.version += 1;
};

/** Gives back how many went. */
const prune = (room: Room, now: number): number => {
  if (room.samples.length <= room.pruneAbove) return 0;
  const gone = firstAfter(room.samples, now - MEDIAN_WINDOW_MS - BEHIND_MS);
  room.samples.splice(0, gone);
  room.version += 1;
  room.pruneAbove = 2 * room.samples.length + PRUNE_LEAST;
  return gone;
};

export const createMedians = () => {
  let rooms = new Map<string, Room>();
  let size = 0;
  const seen = new Map<string, Seen>();

  const roomOf = (brand: string): Room => {
    const known = rooms.get(brand);
    if (known) return known;
    const room: Room = { samples: [], version: 0, pruneAbove: PRUNE_LEAST };
    rooms.set(brand, room);
    return room;
  };
  const add = (rows: readonly ResponseSample[]): void => {
    for (const row of rows) enter(roomOf(row.brand), row);
    size += rows.length;
  };
  const replace = (rows: readonly ResponseSample[]): void => {
    rooms = new Map();
    seen.clear();
    size = 0;
    add(rows.toSorted((a, b) => a.at - b.at));
  };
  const all = () => [...rooms.values()].flatMap(({ samples }) => samples);
  const rangeOf = (samples: readonly ResponseSample[], now: number): [number, number] => [
    firstAfter(samples, now - MEDIAN_WINDOW_MS),
    firstAfter(samples, now),
  ];
  const within = (brand: string | null, now: number): ResponseSample[] => {
    const room = brand === null ? null : rooms.get(brand);
    const asked = brand === null ? rooms.values() : room ? [room] : [];
    return [...asked].flatMap(({ samples }) => samples.slice(...rangeOf(samples, now)));
  };

  return {
    load: replace,
    /** Adds, and forgets what left the window once there are too many. */
    apply: (rows: readonly ResponseSample[], now: number): void => {
      add(rows);
      for (const brand of new Set(rows.map((row) => row.brand))) size -= prune(roomOf(brand), now);
      if (size <= SAMPLES_MAX) return;
      const recent = all().filter(({ at }) => at > now - MEDIAN_WINDOW_MS);
      // A tenth of room, so that not every batch sorts them.
      replace(recent.toSorted((a, b) => a.at - b.at).slice(-SAMPLES_MAX * 0.9));
    },
    /** Agents who answered anybody. */
    answering: (now: number): Set<string> =>
      new Set(
        within(null, now)
          .map(({ agent }) => agent)
          .filter((agent) => agent !== null),
      ),
    /** The median time an answer took, and how many answers that stands on. Asked at each tick: worked
     * out anew when the answers in the window are others. */
    handling: (brand: string, now: number): Handling => {
      const room = rooms.get(brand);
      if (!room) return { handleSeconds: null, handled: 0 };
      const { samples, version } = room;
      const [from, to] = rangeOf(samples, now);
      const known = seen.get(brand);
      if (known?.version === version && known.from === from && known.to === to)
        return known.handling;
      const values = handleTimes(samples.slice(from, to));
      const handling = { handleSeconds: median(values), handled: values.length };
      seen.set(brand, { version, from, to, handling });
      return handling;
    },
    firstResponseSeconds: (brand: string | null, now: number): number | null =>
      firsts(within(brand, now)),
    /** By agent, of one brand or of all. */
    agents: (brand: string | null, now: number): Map<string, AgentMedians> => {
      const byAgent = Map.groupBy(within(brand, now), ({ agent }) => agent ?? '');
      byAgent.delete('');
      return new Map([...byAgent].map(([agent, rows]) => [agent, agentMedians(rows)]));
    },
  };
};
