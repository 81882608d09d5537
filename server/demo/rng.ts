/** Chance from a seed: every draw of the demo goes through here, so that one seed and one time give
 * the same posts on every machine. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Rng = {
  /** 0 <= value < 1 */
  next(): number;
  pick<T>(list: readonly T[]): T;
  /** One key of a table of weights. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
  normal(): number;
  poisson(mean: number): number;
};

/** Above this mean the normal curve is as good as the exact draw. */
const POISSON_EXACT_MAX = 30;

/** Mixes whole numbers into one seed of 32 bits (the finisher of MurmurHash3). */
const mix = (...parts: readonly number[]): number => {
  let hash = 0x9e3779b9;
  for (const part of parts) {
    hash = Math.imul(hash ^ (part | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13) ^ Math.floor(part / 2 ** 32), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash | 0;
};

const drawPoisson = (next: () => number, normal: () => number, mean: number): number => {
  if (mean <= 0) return 0;
  if (mean > POISSON_EXACT_MAX) return Math.max(0, Math.round(mean + normal() * Math.sqrt(mean)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
};

/** The generator of one (seed, place): the same parts always give the same sequence. */
export const rngAt = (...parts: readonly number[]): Rng => {
  const source = xoroshiro128plus(mix(...parts));
  const next = () => uniformFloat64(source);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    poisson: (mean) => drawPoisson(next, normal, mean),
    weighted: <T extends string>(weights: Readonly<Record<T, number>>): T => {
      const entries = Object.entries<number>(weights) as [T, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return entries[entries.length - 1]![0];
    },
  };
};
