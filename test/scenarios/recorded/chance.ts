/** Chance for recordings: everything that is drawn comes from one seed. */
import { randomOf } from '../random.ts';

export type Chance = ReturnType<typeof chanceOf>;

export const chanceOf = (seed: number) => {
  const next = randomOf(seed);
  for (let i = 0; i < 8; i += 1) next();
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    is: (share: number): boolean => next() < share,
    int: (from: number, to: number): number => from + Math.floor(next() * (to - from + 1)),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    normal,
    /** Around `median`, `spread` in powers of e. */
    lognormal: (median: number, spread: number): number => median * Math.exp(spread * normal()),
  };
};

/** A seed of its own for each part of a recording. */
export const seedOf = (...parts: (string | number)[]): number => {
  let hash = 2_166_136_261;
  for (const char of parts.join(' ')) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  return hash >>> 1;
};
