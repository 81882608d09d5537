/** The tracked topics of the catalogue in a text: one of the phrases of `any` and none of `none`,
 * for every brand or for the topic's own. */
import type { TopicConfig } from '#contracts/catalogue.ts';
import { MEANS, type Meanings } from './meanings.ts';
import type { Phrases } from './phrases.ts';
import type { Tokens } from './tokens.ts';

export const createTopicReader = (
  topics: readonly TopicConfig[],
  phrases: Phrases,
  meanings: Meanings,
) => {
  const sorted = [...topics].sort((a, b) => (a.key < b.key ? -1 : 1));
  sorted.forEach((topic, index) => {
    for (const phrase of topic.any) phrases.add(phrase, meanings.add(MEANS.topic, index));
    for (const phrase of topic.none) phrases.add(phrase, meanings.add(MEANS.notTopic, index));
  });
  /** 0 not seen, 1 named, 2 ruled out; only touched entries are cleared. */
  const states = new Uint8Array(sorted.length);

  return (tokens: Tokens, brand: string): string[] => {
    if (tokens.hitCount === 0) return [];
    const found: number[] = [];
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      const kind = meanings.kinds[meaning]!;
      if (kind !== MEANS.topic && kind !== MEANS.notTopic) continue;
      const topic = meanings.values[meaning]!;
      if (states[topic] === 0) found.push(topic);
      if (kind === MEANS.notTopic) states[topic] = 2;
      else if (states[topic] === 0) states[topic] = 1;
    }
    if (found.length > 1) found.sort((a, b) => a - b);
    const keys: string[] = [];
    for (const index of found) {
      const topic = sorted[index]!;
      const isOurs = topic.brand === undefined || topic.brand === brand;
      if (states[index] === 1 && isOurs) keys.push(topic.key);
      states[index] = 0;
    }
    return keys;
  };
};
