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

const inWindow = (samples: readonly ResponseSample[], now: number): ResponseSample[] =>
  samples.filter(({ at }) => at > now - MEDIAN_WINDOW_MS && at <= now);

export const createMedians = () => {
  /** By brand. */
  let samples = new Map<string, ResponseSample[]>();
  let size = 0;

  const add = (rows: readonly ResponseSample[]): void => {
    for (const row of rows) {
      const known = samples.get(row.brand);
      if (known) known.push(row);
      else samples.set(row.brand, [row]);
    }
    size += rows.length;
  };
  const replace = (rows: readonly ResponseSample[]): void => {
    samples = new Map();
    size = 0;
    add(rows);
  };
  const all = () => [...samples.values()].flat();
  const within = (brand: string | null, now: number) =>
    inWindow(brand === null ? all() : (samples.get(brand) ?? []), now);

  return {
    load: replace,
    /** Adds, and forgets what left the window once there are too many. */
    apply: (rows: readonly ResponseSample[], now: number): void => {
      add(rows);
      if (size <= SAMPLES_MAX) return;
      const recent = all().filter(({ at }) => at > now - MEDIAN_WINDOW_MS);
      // A tenth of room, so that not every batch sorts them.
      replace(recent.sort((a, b) => a.at - b.at).slice(-SAMPLES_MAX * 0.9));
    },
    /** Agents who answered anybody. */
    answering: (now: number): Set<string> =>
      new Set(
        within(null, now)
          .map(({ agent }) => agent)
          .filter((agent) => agent !== null),
      ),
    /** The median time an answer took, and how many answers that stands on. */
    handling: (brand: string, now: number): { handleSeconds: number | null; handled: number } => {
      const values = handleTimes(within(brand, now));
      return { handleSeconds: median(values), handled: values.length };
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
