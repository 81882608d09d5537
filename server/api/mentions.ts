/** The mentions behind a tile, one mention, and what a person says its mood is. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { correctionIn, mentionOut, taughtOut, type MentionOut } from '#contracts/correction.ts';
import { LIMITS } from '#contracts/limits.ts';
import { instantOut, keyText, tidyText } from '#contracts/text.ts';
import { SENTIMENTS } from '#contracts/understood.ts';
import { AppError } from '../errors.ts';
import { correctionKey, listCorrectors } from '../store/corrections.ts';
import { findMention, listMentions, type StoredMention } from '../store/mentions.ts';
import type { Sql } from '../store/sql.ts';
import type { AppDeps } from './deps.ts';
import { brandQuery, listOut, listQuery, rangeQuery, toList } from './lists.ts';

/** Longest search text. */
const SEARCH_CHARS = 200;
const TAGS = ['mentions'];

const keyParams = z.object({
  channel: keyText(LIMITS.channelChars),
  id: keyText(LIMITS.idChars),
});

const readOut = async (db: Sql, mentions: readonly StoredMention[]): Promise<MentionOut[]> => {
  const correctors = await listCorrectors(db, mentions);
  return mentions.map((mention) => {
    const correctedBy = correctors.get(correctionKey(mention));
    return {
      ...mention,
      at: instantOut(mention.at),
      receivedAt: instantOut(mention.receivedAt),
      ...(correctedBy === undefined ? {} : { correctedBy }),
    };
  });
};

const readOne = async (db: Sql, mention: StoredMention | null): Promise<MentionOut> => {
  const [out] = mention === null ? [] : await readOut(db, [mention]);
  if (!out) throw new AppError('not-found', 'There is no such mention');
  return out;
};

const sentimentRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db, correct }) => {
  app.post(
    '/mentions/:channel/:id/sentiment',
    {
      schema: {
        tags: TAGS,
        summary: 'Correct the mood of a mention',
        description:
          'The mention, every count and the walls follow at once; the sentiment model learns by ' +
          'night. The last correction stands. 409 for a post of the brand and for noise.',
        params: keyParams,
        body: correctionIn,
        response: { 200: mentionOut },
      },
    },
    async ({ params, body, principal }) => {
      if (principal === null) throw new AppError('unauthorized');
      return readOne(db, await correct({ ...params, ...body }, principal));
    },
  );

  app.delete(
    '/mentions/:channel/:id/sentiment',
    {
      schema: {
        tags: TAGS,
        summary: 'Take all corrections of a mention back',
        description: 'What the model said stands again. 409 where nobody corrected it.',
        params: keyParams,
        response: { 200: mentionOut },
      },
    },
    async ({ params, principal }) => {
      if (principal === null) throw new AppError('unauthorized');
      return readOne(db, await correct({ ...params, label: null }, principal));
    },
  );
};

export const mentionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, sentiment } = deps;
  app.get(
    '/mentions',
    {
      schema: {
        tags: TAGS,
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
        response: {
          200: listOut(mentionOut).extend({
            taught: taughtOut.optional().describe('the corrections that the model learned from'),
          }),
        },
      },
    },
    async ({ query }) => {
      const { items, next } = await listMentions(db, query);
      const taught = sentiment.taught();
      return { ...toList(await readOut(db, items), next), ...(taught ? { taught } : {}) };
    },
  );

  app.get(
    '/mentions/:channel/:id',
    {
      schema: {
        tags: TAGS,
        summary: 'One mention',
        params: keyParams,
        response: { 200: mentionOut },
      },
    },
    async ({ params }) => readOne(db, await findMention(db, params)),
  );
  await sentimentRoutes(app, deps);
};
