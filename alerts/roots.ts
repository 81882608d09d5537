/** Whose words are whose: reposts and near-copies of one post share a root, so that a thousand repeats
 * of one post are not mistaken for a thousand voices. Used wherever voices are counted. */
import type { Voice } from '#contracts/voice.ts';

type Roots = { find(node: number): number; join(a: number, b: number): void; add(): number };

/** Sets of nodes that are joined (union-find); a set is led by its oldest node. */
const emptyRoots = (): Roots => {
  const leader: number[] = [];
  const find = (node: number): number => {
    let at = node;
    while (leader[at] !== at) at = leader[at] = leader[leader[at]!]!;
    return at;
  };
  return {
    find,
    join: (a, b) => {
      const [one, other] = [find(a), find(b)];
      leader[Math.max(one, other)] = Math.min(one, other);
    },
    add: () => leader.push(leader.length) - 1,
  };
};

/** The key of the root of each voice, in the order given: the print of its oldest voice here. Two
 * voices share a root when their texts are near-copies or when one repeats the other's post. */
export const rootsOf = (voices: readonly Voice[]): string[] => {
  const roots = emptyRoots();
  const byPrint = new Map<string, number>();
  const byPost = new Map<string, number>();
  const keys: string[] = [];
  const reposted = new Set<string>();
  for (const { repostOf, channel } of voices) if (repostOf) reposted.add(`${channel}\0${repostOf}`);
  const meet = (known: Map<string, number>, name: string, node: number): void => {
    const before = known.get(name);
    if (before === undefined) known.set(name, node);
    else roots.join(before, node);
  };
  const nodes = voices.map(({ print, channel, id, repostOf }) => {
    const node = roots.add();
    keys.push(print);
    meet(byPrint, print, node);
    if (reposted.size === 0) return node;
    const own = `${channel}\0${id}`;
    if (reposted.has(own)) meet(byPost, own, node);
    if (repostOf) meet(byPost, `${channel}\0${repostOf}`, node);
    return node;
  });
  return nodes.map((node) => keys[roots.find(node)]!);
};
