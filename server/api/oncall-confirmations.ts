/** Confirming ways, and browsers that take push messages: everybody for themselves, a leader for
 * anybody's ways. */
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Person } from '#contracts/oncall.ts';
import { confirmationIn, confirmIn, pushIn } from '#contracts/oncall-wire.ts';
import { instantOut } from '#contracts/text.ts';
import type { Principal } from '#contracts/who.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import { change } from '../oncall/change.ts';
import { askConfirmation, confirmByCode } from '../oncall/confirm.ts';
import { ONCALL } from '../oncall/limits.ts';
import { actorOf, mayActFor, personOfAccount } from '../oncall/people.ts';
import { vapidKeys } from '../oncall/vapid.ts';
import { deleteSubscription, putSubscription } from '../store/push.ts';
import type { AppDeps } from './deps.ts';

export const confirmationRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const tags = ['on-call'];
  /** Whoever is not a leader confirms their own ways only. */
  const needActor = async (principal: Principal | null, person: string) => {
    const actor = actorOf((await deps.oncall.state()).roster, principal);
    if (!mayActFor(actor, person)) throw new AppError('forbidden', 'It is not your way');
    return actor;
  };

  app.post(
    '/oncall/confirmations',
    {
      schema: {
        tags,
        summary: 'Send a code by a way',
        description: `At most ${ONCALL.codesPerHour} an hour; ${ONCALL.codeTries} tries each.`,
        body: confirmationIn,
        response: { 202: z.object({ expiresAt: z.string() }) },
      },
    },
    async ({ body, principal }, reply) => {
      await needActor(principal, body.person);
      const { expiresAt } = await askConfirmation(deps, body);
      return reply.code(202).send({ expiresAt: instantOut(expiresAt) });
    },
  );

  app.post(
    '/oncall/confirmations/confirm',
    {
      config: { rateLimit: { max: RUNTIME.signInsPerMinute } },
      schema: {
        tags,
        summary: 'Confirm a way by its code',
        body: confirmIn,
        response: { 200: z.object({ confirmedAt: z.string() }) },
      },
    },
    async ({ body, principal }) => {
      const { name } = await needActor(principal, body.person);
      const { confirmedAt } = await confirmByCode(deps, { ...body, by: name });
      return { confirmedAt: instantOut(confirmedAt) };
    },
  );
};

export const pushRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, clock, oncall } = deps;
  const tags = ['on-call'];
  const needMe = async (principal: Principal | null): Promise<Person> => {
    const me = personOfAccount((await oncall.state()).roster, principal);
    if (me === null) throw new AppError('not-found', 'Your account is nobody of the roster');
    return me;
  };

  app.get(
    '/oncall/push/key',
    {
      schema: {
        tags,
        summary: 'The key that a browser must be given to take push messages',
        response: { 200: z.object({ key: z.string() }) },
      },
    },
    async () => ({ key: (await vapidKeys(db)).publicKey }),
  );

  app.post(
    '/oncall/push',
    {
      schema: {
        tags,
        summary: 'This browser takes push messages for me',
        description: `The newest ${ONCALL.browsersPerPerson} of a person stay.`,
        body: pushIn,
        response: { 201: z.object({ id: z.string() }) },
      },
    },
    async ({ body, principal }, reply) => {
      const me = await needMe(principal);
      const { endpoint, keys, device } = body;
      const row = { id: randomUUID(), person: me.key, endpoint, device, createdAt: clock() };
      const record = { by: me.name, what: 'browser-added' as const, person: me.key };
      const { id } = await change(deps, record, (tx) =>
        putSubscription(tx, { ...row, ...keys }, ONCALL.browsersPerPerson),
      );
      return reply.code(201).send({ id });
    },
  );

  app.delete(
    '/oncall/push',
    {
      schema: {
        tags,
        summary: 'This browser takes none any more',
        body: pushIn.pick({ endpoint: true }),
        response: { 204: z.undefined().describe('Forgotten') },
      },
    },
    async ({ body, principal }, reply) => {
      const me = await needMe(principal);
      const record = { by: me.name, what: 'browser-removed' as const, person: me.key };
      await change(deps, record, async (tx) => {
        const { endpoint } = body;
        const isFound = await deleteSubscription(tx, { person: me.key, endpoint });
        if (!isFound) throw new AppError('not-found');
      });
      return reply.code(204).send();
    },
  );
};
