/** Two texts line by line: what stayed, what went, what came. Pure. */

export type DiffLine = {
  kind: 'same' | 'gone' | 'new';
  text: string;
  /** From 1; null on the side where it is not. */
  left: number | null;
  right: number | null;
};
/** A stretch of lines that stayed and is folded away. */
export type Fold = { kind: 'fold'; count: number; left: number };

/** More than this many pairs of differing lines are not compared one by one. */
const PAIRS_MAX = 4_000_000;

/** Lengths of the longest common run of lines from each pair on, as rows of one table. */
const tableOf = (a: readonly string[], b: readonly string[]): Uint32Array[] => {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [rows[i]!, rows[i + 1]!];
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? below[j + 1]! + 1 : Math.max(below[j]!, row[j + 1]!);
  }
  return rows;
};

type Kind = DiffLine['kind'];
const middleOf = (a: readonly string[], b: readonly string[]): Kind[] => {
  const gone = a.map((): Kind => 'gone');
  const come = b.map((): Kind => 'new');
  if (a.length * b.length > PAIRS_MAX) return [...gone, ...come];
  const table = tableOf(a, b);
  const kinds: Kind[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) [i, j] = (kinds.push('same'), [i + 1, j + 1]);
    else if (table[i + 1]![j]! >= table[i]![j + 1]!) i = (kinds.push('gone'), i + 1);
    else j = (kinds.push('new'), j + 1);
  }
  return [...kinds, ...gone.slice(i), ...come.slice(j)];
};

export const diffLines = (before: string, after: string): DiffLine[] => {
  const [a, b] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const same = (count: number): Kind[] => Array.from({ length: count }, () => 'same');
  const middle = middleOf(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  let [left, right] = [0, 0];
  return [...same(head), ...middle, ...same(tail)].map((kind) => {
    if (kind !== 'new') left += 1;
    if (kind !== 'gone') right += 1;
    const text = (kind === 'new' ? b[right - 1] : a[left - 1]) ?? '';
    return {
      kind,
      text,
      left: kind === 'new' ? null : left,
      right: kind === 'gone' ? null : right,
    };
  });
};

/** Leaves `around` lines beside each change and folds what is further away. */
export const folded = (lines: readonly DiffLine[], around = 3): (DiffLine | Fold)[] => {
  const isNear = lines.map(() => false);
  lines.forEach(({ kind }, i) => {
    if (kind === 'same') return;
    for (let k = Math.max(0, i - around); k <= Math.min(lines.length - 1, i + around); k += 1)
      isNear[k] = true;
  });
  const shown: (DiffLine | Fold)[] = [];
  lines.forEach((line, i) => {
    const last = shown.at(-1);
    if (isNear[i]) shown.push(line);
    else if (last?.kind === 'fold') last.count += 1;
    else shown.push({ kind: 'fold', count: 1, left: line.left ?? 0 });
  });
  return shown;
};
