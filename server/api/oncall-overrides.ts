/** Overrides and swaps: who stands in for whom, and who asks whom to. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SWAP_ANSWERS, SWAP_STATES } from '#contracts/oncall.ts';
import { overrideIn, overrideOut, reasonIn, swapIn, swapOut } from '#contracts/oncall-wire.ts';
import { keyText } from '#contracts/text.ts';
import { makeOverride, undoOverride } from '../oncall/overrides.ts';
import { actorOf } from '../oncall/people.ts';
import { askSwap, settleSwap } from '../oncall/swaps.ts';
import { overrideToOut, swapToOut } from '../oncall/wire.ts';
import { listOverrides } from '../store/oncall-overrides.ts';
import { expireSwaps, listSwaps } from '../store/oncall-swaps.ts';
import type { AppDeps } from './deps.ts';
import { idParams, listOut, listQuery, rangeQuery, toList } from './lists.ts';

const listed = listQuery.pick({ limit: true });

export const overrideRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, clock, oncall } = deps;
  const tags = ['on-call'];
  app.get(
    '/oncall/overrides',
    {
      schema: {
        tags,
        summary: 'Overrides in force, the latest begin first',
        description: 'Without `from` those that are not over.',
        querystring: listed.extend({ ...rangeQuery.shape, rota: keyText(64).optional() }),
        response: { 200: listOut(overrideOut) },
      },
    },
    async ({ query: { limit, from, to, rota } }) => {
      const { roster } = await oncall.state();
      const filter = { endsAfter: from ?? clock(), startsBefore: to, rota };
      const rows = await listOverrides(db, filter, limit);
      return toList(
        rows.map((row) => overrideToOut(roster, row)),
        null,
      );
    },
  );

  app.post(
    '/oncall/overrides',
    {
      schema: {
        tags,
        summary: 'Somebody holds a rota for a while',
        description: 'By a leader, or by whoever holds the rota all that time.',
        body: overrideIn,
        response: { 201: overrideOut },
      },
    },
    async ({ body, principal }, reply) => {
      const { roster } = await oncall.state();
      const made = await makeOverride(deps, actorOf(roster, principal), body);
      return reply.code(201).send(overrideToOut(roster, made));
    },
  );

  app.delete(
    '/oncall/overrides/:id',
    {
      schema: {
        tags,
        summary: 'Cancel an override',
        params: idParams,
        querystring: reasonIn,
        response: { 204: z.undefined().describe('Cancelled') },
      },
    },
    async ({ params, query, principal }, reply) => {
      const { roster } = await oncall.state();
      await undoOverride(deps, actorOf(roster, principal), params.id, query.reason);
      return reply.code(204).send();
    },
  );
};

export const swapRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, clock, oncall } = deps;
  const tags = ['on-call'];
  app.get(
    '/oncall/swaps',
    {
      schema: {
        tags,
        summary: 'Swaps of shifts that are not over, the latest asked first',
        querystring: listed.extend({
          person: keyText(64).optional().describe('giver or taker'),
          state: z.enum(SWAP_STATES).optional(),
        }),
        response: { 200: listOut(swapOut) },
      },
    },
    async ({ query: { limit, ...filter } }) => {
      const now = clock();
      await expireSwaps(db, now);
      const { roster } = await oncall.state();
      const rows = await listSwaps(db, { ...filter, endsAfter: now }, limit);
      return toList(
        rows.map((row) => swapToOut(roster, row)),
        null,
      );
    },
  );

  app.post(
    '/oncall/swaps',
    {
      schema: {
        tags,
        summary: 'Ask somebody to take a shift',
        body: swapIn,
        response: { 201: swapOut },
      },
    },
    async ({ body, principal }, reply) => {
      const { roster } = await oncall.state();
      const swap = await askSwap(deps, actorOf(roster, principal), body);
      return reply.code(201).send(swapToOut(roster, swap));
    },
  );

  for (const answer of SWAP_ANSWERS) {
    app.post(
      `/oncall/swaps/:id/${answer}`,
      {
        schema: {
          tags,
          summary: `A swap: ${answer}`,
          params: idParams,
          body: reasonIn.nullish(),
          response: { 200: swapOut },
        },
      },
      async ({ params, body, principal }) => {
        const { roster } = await oncall.state();
        const given = { answer, reason: body?.reason ?? '' };
        const swap = await settleSwap(deps, actorOf(roster, principal), params.id, given);
        return swapToOut(roster, swap);
      },
    );
  }
};
