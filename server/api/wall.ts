/** The state of the wall once, for those who do not listen on the socket. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { instantOut } from '#contracts/text.ts';
import { wallState } from '#contracts/wall.ts';
import { partsForDisplay } from '#contracts/wire.ts';
import type { AppDeps } from './deps.ts';
import { brandQuery } from './lists.ts';

export const wallRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  app.get(
    '/wall',
    {
      schema: {
        tags: ['wall'],
        summary: 'The state of the wall',
        description: '`seq` is 0 here: it counts the messages of a socket.',
        querystring: brandQuery,
        response: { 200: wallState },
      },
    },
    async ({ query, principal }) => {
      const now = deps.clock();
      const parts = deps.live.parts(query.brand ?? null, now);
      const told = principal?.kind === 'display' ? partsForDisplay(parts) : parts;
      return { ...told, seq: 0, at: instantOut(now), schema: 1 as const };
    },
  );
};
