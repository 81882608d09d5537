/** What a mention says: brand, noise, language, sentiment, topics, intent, importance and reach, from
 * the row and the catalogue alone. Pure to its callers; inside, one reading of the text into reused
 * buffers serves every part. Work per row is bounded by READ_LIMITS, whatever is sent. */
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Mention } from '#contracts/mention.ts';
import type { Sentiment, Understood } from '#contracts/understood.ts';
import { createBrandReader, createImportanceReader, reachOf } from './understanding/brands.ts';
import { createIntentReader } from './understanding/intent.ts';
import { createLanguageReader } from './understanding/language.ts';
import { Meanings } from './understanding/meanings.ts';
import { createNoiseReader } from './understanding/noise.ts';
import { Phrases } from './understanding/phrases.ts';
import { createModelScorer } from './understanding/model/scorer.ts';
import { shippedSentimentModel } from './understanding/model/shipped.ts';
import { createNameFolder } from './understanding/names.ts';
import type { Scorer } from './understanding/sentiment.ts';
import { Tokens } from './understanding/tokens.ts';
import { createTopicReader } from './understanding/topics.ts';
import { WordLists, type Words } from './understanding/words.ts';

export type Understand = (mention: Mention) => Understood;
export type UnderstandOptions = {
  /** Another scorer in place of the shipped model's. */
  scorer?: (words: Words, meanings: Meanings) => Scorer;
};

/** A brand's own post is not a feeling about the brand. */
const outboundSentiment = (): Sentiment => ({ label: 'neutral', score: 0, confidence: 1 });

export const createUnderstand = (
  catalogue: Pick<Catalogue, 'brands' | 'topics' | 'noise'>,
  options: UnderstandOptions = {},
): Understand => {
  const phrases = new Phrases();
  const meanings = new Meanings();
  const lists = new WordLists(phrases, meanings);
  const brandOf = createBrandReader(catalogue.brands, phrases, meanings);
  const noiseOf = createNoiseReader(catalogue.noise, phrases, meanings);
  const topicsOf = createTopicReader(catalogue.topics, phrases, meanings);
  phrases.seal();
  const words = lists.seal();
  const scorer = options.scorer ?? createModelScorer(shippedSentimentModel());
  const score = scorer(words, meanings);
  const langOf = createLanguageReader(words);
  const intentOf = createIntentReader(words, meanings);
  const importanceOf = createImportanceReader(catalogue.brands);
  const nameOf = createNameFolder();
  const tokens = new Tokens(phrases.vocabulary);

  return (mention) => {
    phrases.match(tokens.read(mention.text));
    const brand = brandOf(mention, tokens);
    const noise = noiseOf(mention, tokens);
    const lang = langOf(tokens, mention.text, mention.lang);
    const sentiment = mention.inbound ? score(tokens, lang) : outboundSentiment();
    const isHeard = mention.inbound && noise === null;
    const context = { name: nameOf(brand).key, isAnswer: mention.inReplyTo !== undefined };
    const restIntent = noise === null ? 'other' : 'noise';
    return {
      ...mention,
      brand,
      noise,
      lang,
      sentiment,
      topics: topicsOf(tokens, brand),
      intent: isHeard ? intentOf(tokens, lang, sentiment, context) : restIntent,
      importance: importanceOf(mention, brand),
      reach: reachOf(mention),
    };
  };
};
