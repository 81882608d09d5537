/** The reserve roster, and asking its people to come in a crisis. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LIMITS } from '#contracts/limits.ts';
import { reserveOut, type ReserveOut } from '#contracts/oncall-wire.ts';
import { keyText } from '#contracts/text.ts';
import { ONCALL } from '../oncall/limits.ts';
import { actorOf } from '../oncall/people.ts';
import { askReserve } from '../oncall/reserve.ts';
import { reserveToOut } from '../oncall/wire.ts';
import { listReserveAsks } from '../store/oncall-reserve.ts';
import type { AppDeps } from './deps.ts';
import { idParams, listOut, toList } from './lists.ts';

export const reserveRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, clock, oncall } = deps;
  const tags = ['on-call'];
  const listReserve = async (crisisId: string | undefined): Promise<ReserveOut[]> => {
    const { roster } = await oncall.state();
    const asks = crisisId ? await listReserveAsks(db, crisisId, roster.people.length + 1) : [];
    const byPerson = new Map(asks.map((ask) => [ask.person, ask]));
    return roster.people
      .map((person) => reserveToOut(person, byPerson.get(person.key), clock()))
      .filter((row) => row !== null)
      .sort((a, b) => a.minutesToArrive - b.minutesToArrive);
  };

  app.get(
    '/oncall/reserve',
    {
      schema: {
        tags,
        summary: 'Who stands by, the nearest first, and what they said in a crisis',
        querystring: z.object({ crisis: keyText(LIMITS.idChars).optional() }),
        response: { 200: listOut(reserveOut) },
      },
    },
    async ({ query }) => toList(await listReserve(query.crisis), null),
  );

  app.post(
    '/crises/:id/reserve',
    {
      schema: {
        tags,
        summary: 'Ask people of the reserve to come',
        description: 'Whoever was asked before in this crisis is not asked again.',
        params: idParams,
        body: z.object({ people: z.array(keyText(64)).min(1).max(ONCALL.reserveAtOnce) }),
        response: { 200: listOut(reserveOut) },
      },
    },
    async ({ params, body, principal }) => {
      const actor = actorOf((await oncall.state()).roster, principal);
      await askReserve(deps, actor, { crisisId: params.id, people: body.people });
      return toList(await listReserve(params.id), null);
    },
  );
};
