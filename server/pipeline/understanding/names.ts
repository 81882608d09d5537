/** A name as a word of a text is folded, so that the two may be compared. Kept, because the same few
 * brands come with every row. */
import { RUNTIME } from '#server/config.ts';

export const createNameFolder = () => {
  const folded = new Map<string, string>();
  return (name: string): string => {
    let known = folded.get(name);
    if (known === undefined) {
      if (folded.size >= RUNTIME.brandsMax) folded.clear();
      known = name
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, '');
      folded.set(name, known);
    }
    return known;
  };
};
