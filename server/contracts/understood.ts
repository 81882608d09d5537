/** What the pipeline adds to a mention. Everything here follows from the row and the catalogue
 * alone: no clock, no database, so that a back-test sees the same. */
import type { Mention } from './mention.ts';

export const INTENTS = [
  'complaint',
  'question',
  'request',
  'thanks',
  'leaving',
  'other-channel-first',
  'other',
  'noise',
] as const;
export type Intent = (typeof INTENTS)[number];

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
export type SentimentLabel = (typeof SENTIMENTS)[number];

/** `score` -1..1 (negative to positive), `confidence` 0..1. */
export type Sentiment = { label: SentimentLabel; score: number; confidence: number };

export type Understood = Mention & {
  brand: string;
  /** The rule that calls it noise, or null. Noise is kept, and counted apart from volume. */
  noise: string | null;
  /** BCP 47 primary subtag, 'und' where it cannot be told. */
  lang: string;
  sentiment: Sentiment;
  /** Tracked topics (keys of the catalogue), sorted. */
  topics: string[];
  intent: Intent;
  /** 0..1: how much this customer matters to the brand. */
  importance: number;
  /** People who may see it: the author's followers, and the reposts. */
  reach: number;
};
