/** Mentions as people read them, and their corrections: a supervisor says what the mood of a post is,
 * and what is said teaches the sentiment model. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { authorIn, mentionIn } from './mention.ts';
import { tidyText } from './text.ts';
import { INTENTS, SENTIMENTS } from './understood.ts';

/** Sentiment of a label that a person gave: as sure as can be. */
export const SCORE_OF = { negative: -1, neutral: 0, positive: 1 } as const;

export const mentionOut = mentionIn.extend({
  at: z.string(),
  receivedAt: z.string(),
  brand: z.string(),
  conversation: z.string(),
  lang: z.string(),
  author: authorIn.optional(),
  noise: z.string().nullable().describe('the rule that calls it noise'),
  sentiment: z.object({
    label: z.enum(SENTIMENTS),
    score: z.number(),
    confidence: z.number(),
  }),
  correctedBy: z.string().optional().describe('who gave the label, where a person did'),
  topics: z.array(z.string()),
  intent: z.enum(INTENTS),
  importance: z.number(),
  reach: z.number(),
});
export type MentionOut = z.infer<typeof mentionOut>;

/** Which corrections the sentiment in force has learned from; missing: from none yet. */
export const taughtOut = z.object({ at: z.string(), corrections: z.int() });
export type TaughtOut = z.infer<typeof taughtOut>;

export const correctionIn = z.object({
  label: z.enum(SENTIMENTS),
  reason: tidyText(LIMITS.reasonChars).optional(),
});

/** How a model does on corrections that neither was taught: `right` is a share, 0..1. */
const judgedOut = z.object({ right: z.number(), macroF1: z.number() });
/** `changed`: share of other mentions, which nobody corrected, whose label would be another one. */
export const heldOutOut = z.object({
  rows: z.int(),
  before: judgedOut,
  after: judgedOut,
  changed: z.number(),
});
export type HeldOut = z.infer<typeof heldOutOut>;

/** One night's learning: how many corrections there were, and what came of it. */
export const learningOut = z.object({
  at: z.string(),
  corrections: z.int(),
  isBetter: z.boolean().describe('it is no worse than the one before, and in force since'),
  heldOut: heldOutOut,
});

export const MODEL_SOURCES = ['shipped', 'file', 'corrections'] as const;
export const sentimentModelOut = z.object({
  source: z.enum(MODEL_SOURCES).describe('shipped with Tocsin, SENTIMENT_MODEL, or learned here'),
  id: z.string().optional().describe('of a learned one'),
  since: z.string().optional(),
  corrections: z.int().describe('that it has learned from'),
  rows: z.int().describe('that it was fitted to in all'),
  heldOut: heldOutOut.optional(),
  lastLearning: learningOut.optional().describe('the newest try, kept or not'),
  waiting: z.int().describe('mentions corrected since the newest try'),
  neededToLearn: z.int().describe('so many must wait for the next one'),
});
export type SentimentModelOut = z.infer<typeof sentimentModelOut>;
