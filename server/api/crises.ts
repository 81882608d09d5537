/** Crises: their list, their record, their timeline, and what people may do to them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { missingIn } from '#alerts/crisis/machine.ts';
import {
  commandIn,
  COMMANDS,
  CRISIS_STATES,
  crisisOut,
  timelineEntryOut,
  type CommandName,
  type Crisis,
  type CrisisOut,
} from '#contracts/crisis.ts';
import { crisisToOut, timelineToOut, withoutWords } from '#contracts/wire.ts';
import type { Principal } from '#contracts/who.ts';
import { AppError } from '../errors.ts';
import { actorOf } from '../oncall/people.ts';
import { getCrisis, listCrises, listTimeline } from '../store/crises.ts';
import type { AppDeps } from './deps.ts';
import { brandQuery, flag, idParams, listOut, listQuery, rangeQuery, toList } from './lists.ts';

/** What a command must be told is the brain's rule; a body that does not tell it is no conflict. */
const commandBody = (name: CommandName) =>
  commandIn.nullish().transform((body, context) => {
    const input = body ?? {};
    const missing = missingIn(name, input);
    if (missing !== null) context.addIssue({ code: 'custom', message: missing });
    return input;
  });

const toOutFor =
  (principal: Principal | null) =>
  (crisis: Crisis): CrisisOut =>
    principal?.kind === 'display' ? withoutWords(crisisToOut(crisis)) : crisisToOut(crisis);

export const crisisRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db } = deps;
  const tags = ['crises'];
  app.get(
    '/crises',
    {
      schema: {
        tags,
        summary: 'Crises, newest first',
        description: 'A display token is not told who decided against the engine, and why.',
        querystring: listQuery.extend({
          ...brandQuery.shape,
          ...rangeQuery.shape,
          state: z.enum(CRISIS_STATES).optional(),
          open: flag.optional().describe('true: only those that are not over'),
        }),
        response: { 200: listOut(crisisOut) },
      },
    },
    async ({ query: { open, ...query }, principal }) => {
      const { items, next } = await listCrises(db, { ...query, openOnly: open === true });
      return toList(items.map(toOutFor(principal)), next);
    },
  );

  app.get(
    '/crises/:id',
    { schema: { tags, summary: 'One crisis', params: idParams, response: { 200: crisisOut } } },
    async ({ params, principal }) => {
      const crisis = await getCrisis(db, params.id);
      if (crisis === null) throw new AppError('not-found');
      return toOutFor(principal)(crisis);
    },
  );

  app.get(
    '/crises/:id/timeline',
    {
      schema: {
        tags,
        summary: 'What happened, oldest first',
        params: idParams,
        querystring: listQuery,
        response: { 200: listOut(timelineEntryOut) },
      },
    },
    async ({ params, query }) => {
      if ((await getCrisis(db, params.id)) === null) throw new AppError('not-found');
      const { items, next } = await listTimeline(db, params.id, query);
      return toList(items.map(timelineToOut), next);
    },
  );

  for (const name of COMMANDS) {
    app.post(
      `/crises/:id/${name}`,
      {
        schema: {
          tags,
          summary: `Command: ${name}`,
          params: idParams,
          body: commandBody(name),
          response: { 200: crisisOut },
        },
      },
      async ({ params, body, principal }) => {
        const { name: by, person } = actorOf((await deps.oncall.state()).roster, principal);
        const actor = { name: by, person: person?.key ?? null };
        return crisisToOut(await deps.command(params.id, name, body, actor));
      },
    );
  }
};
