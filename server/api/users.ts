/** Accounts of people, for administrators. Nobody is deleted: timelines keep their names. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { instantOut, tidyText } from '#contracts/text.ts';
import { ROLES } from '#contracts/who.ts';
import { hashPassword, PASSWORD_CHARS } from '../auth/passwords.ts';
import { AppError } from '../errors.ts';
import { getUser, insertUser, listUsers, updateUser } from '../store/users.ts';
import type { User } from '../store/users.ts';
import type { AppDeps } from './deps.ts';
import { idParams, listOut, listQuery, toList } from './lists.ts';

const password = z.string().min(PASSWORD_CHARS.min).max(PASSWORD_CHARS.max);
const name = tidyText(128).trim().min(1);
const role = z.enum(ROLES);

const userIn = z.object({ email: z.email().max(320), name, role, password });
const userChange = z
  .object({ name, role, password, disabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');
const userOut = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  createdAt: z.string(),
  disabledAt: z.string().optional(),
});

const toOut = (user: User): z.infer<typeof userOut> => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  createdAt: instantOut(user.createdAt),
  ...(user.disabledAt === null ? {} : { disabledAt: instantOut(user.disabledAt) }),
});

export const userRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db, clock }) => {
  const tags = ['users'];
  app.get(
    '/users',
    {
      schema: {
        tags,
        summary: 'All accounts',
        querystring: listQuery.pick({ limit: true }),
        response: { 200: listOut(userOut) },
      },
    },
    async ({ query }) => toList((await listUsers(db, query.limit)).map(toOut), null),
  );

  app.post(
    '/users',
    { schema: { tags, summary: 'Make an account', body: userIn, response: { 201: userOut } } },
    async ({ body }, reply) => {
      const { email, name, role, password } = body;
      const passwordHash = await hashPassword(password);
      const user = await insertUser(db, { email, name, role, passwordHash });
      return reply.code(201).send(toOut(user));
    },
  );

  app.patch(
    '/users/:id',
    {
      schema: {
        tags,
        summary: 'Change an account',
        description: 'A new password or `disabled` ends its sessions.',
        params: idParams,
        body: userChange,
        response: { 200: userOut },
      },
    },
    async ({ params, body: { password, disabled, ...plain }, principal }) => {
      const isLosingAdmin = disabled === true || (plain.role && plain.role !== 'admin');
      if (principal?.id === params.id && isLosingAdmin) {
        throw new AppError('conflict', 'Nobody takes the administrator role from themselves');
      }
      if ((await getUser(db, params.id)) === null) throw new AppError('not-found');
      await updateUser(db, params.id, {
        ...plain,
        ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
        ...(disabled === undefined ? {} : { disabledAt: disabled ? clock() : null }),
      });
      const user = await getUser(db, params.id);
      if (user === null) throw new AppError('not-found');
      return toOut(user);
    },
  );
};
