/** Which of two lists belong together: each with its nearest counterpart of the same subject, once. */

/** One of the first list, one of the second, or one of them alone. */
export type Pair<A, B = A> = [A | null, B | null];

type Rules<A, B> = {
  /** Only those with equal keys may belong together. */
  keyOf(one: A | B): string;
  isSame(a: A, b: B): boolean;
  distance(a: A, b: B): number;
};

/** Those of the first list in their order, then what is left of the second. */
export const pairUp = <A, B = A>(
  first: readonly A[],
  second: readonly B[],
  { keyOf, isSame, distance }: Rules<A, B>,
): Pair<A, B>[] => {
  const free = new Map<string, B[]>();
  for (const one of second) {
    const key = keyOf(one);
    const rows = free.get(key);
    if (rows) rows.push(one);
    else free.set(key, [one]);
  }
  const pairs = first.map((one): Pair<A, B> => {
    const candidates = free.get(keyOf(one)) ?? [];
    let best: B | null = null;
    for (const candidate of candidates) {
      if (!isSame(one, candidate)) continue;
      if (best === null || distance(one, candidate) < distance(one, best)) best = candidate;
    }
    if (best !== null) candidates.splice(candidates.indexOf(best), 1);
    return [one, best];
  });
  return [...pairs, ...[...free.values()].flat().map((one): Pair<A, B> => [null, one])];
};
