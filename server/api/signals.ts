/** Signals: what departs or departed from normal. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { signalOut } from '#contracts/signal.ts';
import { signalToOut, withoutPeople } from '#contracts/wire.ts';
import { listSignals } from '../store/signals.ts';
import type { AppDeps } from './deps.ts';
import { brandQuery, flag, listOut, listQuery, rangeQuery, toList } from './lists.ts';

export const signalRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db }) => {
  app.get(
    '/signals',
    {
      schema: {
        tags: ['signals'],
        summary: 'Signals, newest first',
        description: 'A display token is not told which authors and posts stand behind them.',
        querystring: listQuery.extend({
          ...brandQuery.shape,
          ...rangeQuery.shape,
          open: flag.optional().describe('true: only those that have not closed'),
        }),
        response: { 200: listOut(signalOut) },
      },
    },
    async ({ query: { open, ...query }, principal }) => {
      const { items, next } = await listSignals(db, { ...query, openOnly: open === true });
      const signals = items.map(signalToOut);
      return toList(principal?.kind === 'display' ? signals.map(withoutPeople) : signals, next);
    },
  );
};
