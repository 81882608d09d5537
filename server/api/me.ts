/** Who of the on-call roster one is. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { meOut } from '#contracts/oncall-wire.ts';
import { personOfAccount } from '../oncall/people.ts';
import type { AppDeps } from './deps.ts';

export const meRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { oncall }) => {
  app.get(
    '/me',
    {
      schema: {
        tags: ['on-call'],
        summary: 'Which person of the roster the account is',
        response: { 200: meOut },
      },
    },
    async ({ principal }) => {
      const person = personOfAccount((await oncall.state()).roster, principal);
      if (person === null) return { person: null };
      const { key, name, timeZone } = person;
      return { person: { key, name, timeZone } };
    },
  );
};
