/** The mentions behind a tile. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LIMITS } from '#contracts/limits.ts';
import { authorIn, mentionIn } from '#contracts/mention.ts';
import { instantOut, tidyText } from '#contracts/text.ts';
import { INTENTS, SENTIMENTS } from '#contracts/understood.ts';
import { listMentions, type StoredMention } from '../store/mentions.ts';
import type { AppDeps } from './deps.ts';
import { brandQuery, listOut, listQuery, rangeQuery, toList } from './lists.ts';

/** Longest search text. */
const SEARCH_CHARS = 200;

const mentionOut = mentionIn.extend({
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
  topics: z.array(z.string()),
  intent: z.enum(INTENTS),
  importance: z.number(),
  reach: z.number(),
});

const toOut = (mention: StoredMention): z.infer<typeof mentionOut> => ({
  ...mention,
  at: instantOut(mention.at),
  receivedAt: instantOut(mention.receivedAt),
});

export const mentionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db }) => {
  app.get(
    '/mentions',
    {
      schema: {
        tags: ['mentions'],
        summary: 'Mentions, newest first',
        querystring: listQuery.extend({
          ...brandQuery.shape,
          ...rangeQuery.shape,
          topic: tidyText(LIMITS.brandChars).optional(),
          channel: tidyText(LIMITS.channelChars).optional(),
          id: tidyText(LIMITS.idChars).optional().describe('of one mention of the channel'),
          sentiment: z.enum(SENTIMENTS).optional(),
          q: tidyText(SEARCH_CHARS).min(2).optional().describe('part of the text'),
        }),
        response: { 200: listOut(mentionOut) },
      },
    },
    async ({ query }) => {
      const { items, next } = await listMentions(db, query);
      return toList(items.map(toOut), next);
    },
  );
};
