/** A brand's name as the words of a text are folded, so that the two may be compared: the brand of a
 * row need not stand in the catalogue. Kept, because the same few brands come with every row. */
import { RUNTIME } from '#server/config.ts';

export type Name = {
  /** All of it in one word: "spotifycares". */
  key: string;
  /** Its words: "skerry", "air". */
  words: readonly string[];
};

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const createNameFolder = () => {
  const known = new Map<string, Name>();
  return (name: string): Name => {
    let found = known.get(name);
    if (found === undefined) {
      if (known.size >= RUNTIME.brandsMax) known.clear();
      const words = name.split(/[\s_.&'-]+/u).map(folded);
      found = { key: folded(name), words: words.filter((word) => word !== '') };
      known.set(name, found);
    }
    return found;
  };
};
