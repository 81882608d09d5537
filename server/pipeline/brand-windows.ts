/** What a brand's detectors are given of the talk: its windows, those of its topics, tracked and emerging,
 * with the names that people call them, its channels, rules and voices. Apart from what is remembered,
 * because the live state and the back-test ask the same. */
import { WINDOW_SLOTS, type BrandInput, type TopicInput } from '#alerts/contract.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Hours } from './hours.ts';
import type { Recent } from './recent.ts';
import type { RingCounter } from './rings.ts';

export const topicNames = (catalogue: Catalogue): Map<string, string> =>
  new Map(catalogue.topics.map(({ key, name }) => [key, name ?? key]));

/** What the catalogue says about it. */
export type Naming = { topicNames: ReadonlyMap<string, string>; hours: Hours };

/** The brand as it is talked about at `now`. */
export const brandWindows = (
  recent: Recent,
  { topicNames: names, hours }: Naming,
  brand: string,
  now: number,
): Omit<BrandInput, 'desk'> => {
  const { rings, channels, rules, voices, emerging } = recent;
  const window = (counter: RingCounter, topic = '') =>
    rings.window(brand, topic, counter, now, WINDOW_SLOTS);
  const tracked = rings.topics(brand).map((topic): TopicInput => ({
    topic,
    name: names.get(topic) ?? topic,
    volume: window('volume', topic),
    negative: window('negative', topic),
  }));
  return {
    brand,
    volume: window('volume'),
    negative: window('negative'),
    question: window('question'),
    leaving: window('leaving'),
    reach: window('reach'),
    topics: [...tracked, ...emerging.topics(brand, now)],
    channels: channels.channels(brand).map((channel) => ({
      channel,
      mentions: channels.window(brand, channel, now, WINDOW_SLOTS),
      isOpen: hours.isOpen(brand, channel, now),
    })),
    rules: rules.read(brand, now),
    voices: voices.window(brand, now),
  };
};
