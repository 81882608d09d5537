/** The people of the roster with the ways that lead to them, and the record of what people changed. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { oncallChangeOut, personOut } from '#contracts/oncall-wire.ts';
import { instantOut } from '#contracts/text.ts';
import { ONCALL } from '../oncall/limits.ts';
import { personOfAccount } from '../oncall/people.ts';
import { personToOut } from '../oncall/wire.ts';
import { listOncallChanges } from '../store/oncall-changes.ts';
import { listSubscriptions } from '../store/push.ts';
import type { AppDeps } from './deps.ts';
import { listOut, listQuery, toList } from './lists.ts';

export const oncallPeopleRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, clock, oncall } = deps;
  const tags = ['on-call'];
  app.get(
    '/oncall/people',
    {
      schema: {
        tags,
        summary: 'The people of the roster and the ways that lead to them',
        response: { 200: listOut(personOut) },
      },
    },
    async ({ principal }) => {
      const state = await oncall.state();
      const me = personOfAccount(state.roster, principal)?.key ?? null;
      const mine = me === null ? [] : await listSubscriptions(db, me, ONCALL.browsersPerPerson);
      const now = clock();
      const items = state.roster.people.map((person) => ({
        ...personToOut(state, person, now),
        isMe: person.key === me,
        ...(person.key === me && { browsers: mine.length }),
      }));
      return toList(items, null);
    },
  );

  app.get(
    '/oncall/changes',
    {
      schema: {
        tags,
        summary: 'What people changed about on-call, newest first',
        querystring: listQuery,
        response: { 200: listOut(oncallChangeOut) },
      },
    },
    async ({ query }) => {
      const { items, next } = await listOncallChanges(db, query);
      const rows = items.map(({ id, at, by, what, rota, person, reason }) => ({
        ...{ id, at: instantOut(at), by, what, reason },
        ...(rota !== null && { rota }),
        ...(person !== null && { person }),
      }));
      return toList(rows, next);
    },
  );
};
