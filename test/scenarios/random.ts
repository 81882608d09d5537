/** Chance from a seed, so that every scenario plays the same way each time. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

type Random = () => number;

/** Uniform in [0, 1). */
export const randomOf = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 4_294_967_296;
};

/** Poisson by counting (Knuth), in parts where the mean is large. */
export const poissonOf = (random: Random, mean: number): number => {
  if (mean > 30) return poissonOf(random, mean / 2) + poissonOf(random, mean / 2);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
};
