/** Many instants in order of time, of which a few come and go between two questions: how many lie
 * before a point is then a search by halves and not a walk through all of them. Pure. */

export type Instants = {
  add(at: number): void;
  /** One of them goes; it must be there. */
  delete(at: number): void;
  size(): number;
  /** The one of this rank, the earliest is 0. */
  at(rank: number): number;
  /** How many there are up to where `holds` ends: it holds for the earliest ones, or for none. */
  countWhile(holds: (at: number) => boolean): number;
};

const byTime = (a: number, b: number): number => a - b;

const firstWhere = (sorted: readonly number[], holds: (at: number) => boolean): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** `some` with `added` and without `removed`, all in order. */
const merged = (
  some: readonly number[],
  added: readonly number[],
  removed: readonly number[],
): number[] => {
  const all: number[] = [];
  let [i, j, gone] = [0, 0, 0];
  while (i < some.length || j < added.length) {
    const isOld = j >= added.length || (i < some.length && some[i]! <= added[j]!);
    const at = isOld ? some[i++]! : added[j++]!;
    if (at === removed[gone]) gone += 1;
    else all.push(at);
  }
  return all;
};

export const createInstants = (): Instants => {
  const sorted: number[] = [];
  let added: number[] = [];
  let removed: number[] = [];

  /** What changes is mostly among the latest: the others stay where they are. */
  const settle = (): readonly number[] => {
    if (added.length === 0 && removed.length === 0) return sorted;
    added.sort(byTime);
    removed.sort(byTime);
    const from = Math.min(added[0] ?? Infinity, removed[0] ?? Infinity);
    const tail = sorted.splice(firstWhere(sorted, (at) => at >= from));
    for (const at of merged(tail, added, removed)) sorted.push(at);
    added = [];
    removed = [];
    return sorted;
  };

  return {
    add: (at) => void added.push(at),
    delete: (at) => void removed.push(at),
    size: () => sorted.length + added.length - removed.length,
    at: (rank) => settle()[rank]!,
    countWhile: (holds) => firstWhere(settle(), (at) => !holds(at)),
  };
};
