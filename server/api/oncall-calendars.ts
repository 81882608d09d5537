/** Calendars out and in: secret feeds of a person's shifts, and a calendar that says who holds a
 * rota. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { calendarOut, feedOut } from '#contracts/oncall-wire.ts';
import { instantOut, keyText } from '#contracts/text.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import { endFeed, makeFeed, readFeed } from '../oncall/feeds.ts';
import { importCalendar, removeCalendar } from '../oncall/calendars.ts';
import { CALENDAR } from '../oncall/ical-in.ts';
import { ONCALL } from '../oncall/limits.ts';
import { actorOf, mayActFor } from '../oncall/people.ts';
import { listFeeds, type CalendarFeed } from '../store/feeds.ts';
import type { AppDeps } from './deps.ts';
import { idParams, listOut, listQuery, toList } from './lists.ts';

const toOut = ({ id, person, createdAt, by }: CalendarFeed): z.infer<typeof feedOut> => ({
  id,
  person,
  createdAt: instantOut(createdAt),
  by,
});
const rotaParams = z.object({ rota: keyText(64) });

export const feedRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, oncall, publicUrl } = deps;
  const tags = ['on-call'];
  app.get(
    '/oncall/feeds',
    {
      schema: {
        tags,
        summary: 'Calendar links that are good: mine; all of them for a leader',
        querystring: listQuery.pick({ limit: true }),
        response: { 200: listOut(feedOut) },
      },
    },
    async ({ query, principal }) => {
      const { person, isLeader } = actorOf((await oncall.state()).roster, principal);
      if (!isLeader && person === null) return toList([], null);
      const whose = isLeader ? null : (person?.key ?? null);
      return toList((await listFeeds(db, whose, query.limit)).map(toOut), null);
    },
  );

  app.post(
    '/oncall/feeds',
    {
      schema: {
        tags,
        summary: 'Make a secret calendar link of a person',
        description: `\`url\` is shown this once. At most ${ONCALL.feedsPerPerson} a person.`,
        body: z.object({ person: keyText(64) }),
        response: { 201: z.object({ id: z.string(), url: z.string() }) },
      },
    },
    async ({ body, principal }, reply) => {
      const actor = actorOf((await oncall.state()).roster, principal);
      if (!mayActFor(actor, body.person)) throw new AppError('forbidden', 'Make your own link');
      const { id, token } = await makeFeed(deps, { person: body.person, by: actor.name });
      return reply.code(201).send({ id, url: `${publicUrl}/calendar/${token}.ics` });
    },
  );

  app.delete(
    '/oncall/feeds/:id',
    {
      schema: {
        tags,
        summary: 'Revoke a calendar link',
        params: idParams,
        response: { 204: z.undefined().describe('Revoked') },
      },
    },
    async ({ params, principal }, reply) => {
      const { person, isLeader, name } = actorOf((await oncall.state()).roster, principal);
      if (!isLeader && person === null) throw new AppError('not-found');
      const whose = isLeader ? null : (person?.key ?? null);
      await endFeed(deps, { id: params.id, person: whose, by: name });
      return reply.code(204).send();
    },
  );
};

export const calendarRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const tags = ['on-call'];
  app.put(
    '/oncall/rotas/:rota/calendar',
    {
      bodyLimit: CALENDAR.bytesMax * 2,
      schema: {
        tags,
        summary: 'An iCalendar file says who holds the rota, in place of its layers',
        params: rotaParams,
        body: z.object({ text: keyText(CALENDAR.bytesMax) }),
        response: { 200: calendarOut },
      },
    },
    async ({ params, body, principal }) => {
      const actor = actorOf((await deps.oncall.state()).roster, principal);
      return importCalendar(deps, actor, { rota: params.rota, text: body.text });
    },
  );

  app.delete(
    '/oncall/rotas/:rota/calendar',
    {
      schema: {
        tags,
        summary: 'The layers of the rota hold again',
        params: rotaParams,
        response: { 204: z.undefined().describe('Removed') },
      },
    },
    async ({ params, principal }, reply) => {
      const actor = actorOf((await deps.oncall.state()).roster, principal);
      await removeCalendar(deps, actor, params.rota);
      return reply.code(204).send();
    },
  );
};

/** For the calendar of a phone: no sign-in, the secret is in the address. */
export const feedFileRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  app.get(
    '/calendar/:file',
    {
      config: { rateLimit: { max: RUNTIME.calendarsPerMinute } },
      schema: {
        tags: ['on-call'],
        summary: 'Shifts as a calendar (iCalendar), by its secret address',
        params: z.object({ file: z.string().max(128).describe('the secret token and `.ics`') }),
      },
    },
    async ({ params }, reply) => {
      const text = await readFeed(deps, params.file.replace(/\.ics$/, ''));
      if (text === null) throw new AppError('not-found');
      return reply
        .header('cache-control', 'private, max-age=300')
        .header('x-robots-tag', 'noindex')
        .type('text/calendar; charset=utf-8')
        .send(text);
    },
  );
};
