/** Chains: which flowcharts run now, how far they are, and who is next. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { topChains } from '#alerts/flowchart/chain-out.ts';
import { chainOut } from '#contracts/calling.ts';
import { withoutName } from '#contracts/wire.ts';
import { RUNTIME } from '../config.ts';
import { listOpenChains } from '../store/chains.ts';
import { getCrises } from '../store/crises.ts';
import type { AppDeps } from './deps.ts';
import { listOut } from './lists.ts';

export const chainRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db }) => {
  app.get(
    '/chains',
    {
      schema: {
        tags: ['alerts'],
        summary: 'The flowcharts that run, the most severe first',
        description: 'Contacts stand in words of the flowchart, without names.',
        response: { 200: listOut(chainOut) },
      },
    },
    async ({ principal }) => {
      const chains = await listOpenChains(db, RUNTIME.listLimitMax);
      const ids = [...new Set(chains.map(({ crisisId }) => crisisId))];
      const crises = new Map((await getCrises(db, ids)).map((crisis) => [crisis.id, crisis]));
      const items = topChains(chains, crises, RUNTIME.chainsShown);
      return { items: principal?.kind === 'display' ? items.map(withoutName) : items };
    },
  );
};
