/** Ids that follow from what they name, so that a replay gives the same ones and a repeat is seen as
 * a repeat. */

/** 32-bit FNV-1a (Fowler, Noll, Vo), started from `seed`. */
const fnv1a = (text: string, seed: number): number => {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
};

const digest = (text: string): string =>
  fnv1a(text, 0x811c9dc5).toString(36) + fnv1a(text, 0x9747b28c).toString(36);

export const signalId = (series: string, openedAt: number): string =>
  `s-${openedAt.toString(36)}-${digest(series)}`;

export const crisisId = (series: string, openedAt: number): string =>
  `c-${openedAt.toString(36)}-${digest(series)}`;

/** The chain of a crisis at a level. */
export const chainId = (crisis: string, level: string): string => `${crisis}:${level}`;

/** Stands for a way to somebody in the ids of messages: ids go into headers, which hold ASCII only. */
export const wayId = (way: string): string => digest(way);
