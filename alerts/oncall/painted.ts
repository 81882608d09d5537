/** Intervals that lie over each other as a row without overlaps: at each instant the one that wins.
 * Made once, then asked by bisection. */

export type Interval<T> = { from: number; to: number; value: T };
/** `edges[i]` begins stretch i, which ends at the next edge; before the first and where nothing lies
 * the value is undefined. */
export type Painted<T> = { edges: number[]; values: (T | undefined)[] };

/** `beats(a, b)`: a wins where both lie. Empty intervals are left out. */
export const paint = <T>(
  intervals: readonly Interval<T>[],
  beats: (a: Interval<T>, b: Interval<T>) => boolean,
): Painted<T> => {
  const real = intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const edges = [...new Set(real.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const values: (T | undefined)[] = [];
  let open: Interval<T>[] = [];
  let next = 0;
  for (const edge of edges) {
    open = open.filter(({ to }) => to > edge);
    while (next < real.length && real[next]!.from <= edge) open.push(real[next++]!);
    const best = open.reduce<Interval<T> | undefined>(
      (held, one) => (held === undefined || beats(one, held) ? one : held),
      undefined,
    );
    values.push(best?.value);
  }
  return { edges, values };
};

export const paintedAt = <T>(
  { edges, values }: Painted<T>,
  at: number,
): { value: T | undefined; from: number; to: number } => {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return {
    value: low === 0 ? undefined : values[low - 1],
    from: low === 0 ? -Infinity : edges[low - 1]!,
    to: edges[low] ?? Infinity,
  };
};
