/** What a brand's detectors are given of the rings: its windows, and those of its topics with the names
 * that people call them. Apart from both, because the live state and the back-test ask the same. */
import { WINDOW_SLOTS, type BrandInput } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { RingCounter, Rings } from './rings.ts';

export const topicNames = (catalogue: Catalogue): Map<string, string> =>
  new Map(catalogue.topics.map(({ key, name }) => [key, name ?? key]));

/** The brand as it is talked about at `now`. */
export const brandWindows = (
  rings: Rings,
  names: ReadonlyMap<string, string>,
  brand: string,
  now: number,
): Omit<BrandInput, 'desk'> => {
  const window = (counter: RingCounter, topic = '') =>
    rings.window(brand, topic, counter, now, WINDOW_SLOTS);
  return {
    brand,
    volume: window('volume'),
    negative: window('negative'),
    question: window('question'),
    leaving: window('leaving'),
    reach: window('reach'),
    channels: [],
    rules: [],
    voices: [],
    topics: rings.topics(brand).map((topic) => ({
      topic,
      name: names.get(topic),
      volume: window('volume', topic),
      negative: window('negative', topic),
    })),
  };
};
