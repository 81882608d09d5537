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

/** Figures of one agent's samples. */
const agentMedians = (samples: readonly ResponseSample[]): AgentMedians => ({
  handleSeconds: median(
    samples.map(({ handleSeconds }) => handleSeconds).filter((value) => value !== null),
  ),
  firstResponseSeconds: firsts(samples),
  brands: new Set(samples.map(({ brand }) => brand)),
});

export const createMedians = () => {
  let samples: ResponseSample[] = [];
  const within = (brand: string | null, now: number) =>
    samples.filter(
      (sample) =>
        sample.at > now - MEDIAN_WINDOW_MS &&
        sample.at <= now &&
        (brand === null || sample.brand === brand),
    );
  return {
    load: (rows: readonly ResponseSample[]): void => {
      samples = [...rows];
    },
    /** Forgets what left the window, then adds. */
    apply: (rows: readonly ResponseSample[], now: number): void => {
      if (rows.length === 0) return;
      samples = [...samples, ...rows].filter(({ at }) => at > now - MEDIAN_WINDOW_MS);
      if (samples.length > SAMPLES_MAX) {
        samples = samples.sort((a, b) => a.at - b.at).slice(-SAMPLES_MAX);
      }
    },
    /** Agents who answered anybody. */
    answering: (now: number): Set<string> =>
      new Set(
        within(null, now)
          .map(({ agent }) => agent)
          .filter((agent) => agent !== null),
      ),
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
