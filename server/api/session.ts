/** Signing in and out, and the question who one is. */
import { z } from 'zod';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { instantOut, tidyText } from '#contracts/text.ts';
import { ROLES } from '#contracts/who.ts';
import { PASSWORD_CHARS } from '../auth/passwords.ts';
import {
  closeSession,
  cookieOptions,
  openSession,
  SESSION_COOKIE,
  sessionTokenOf,
} from '../auth/sessions.ts';
import { signIn } from '../auth/users.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import type { AppDeps } from './deps.ts';

const signInBody = z.object({
  email: tidyText(320).trim(),
  password: z.string().max(PASSWORD_CHARS.max),
});
const whoOut = z.object({
  kind: z.enum(['user', 'api']),
  name: z.string(),
  role: z.enum(ROLES),
  email: z.string().optional(),
});

export const sessionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const cookie = cookieOptions(deps.config.publicUrl);

  app.post(
    '/session',
    {
      config: { rateLimit: { max: RUNTIME.signInsPerMinute } },
      schema: {
        tags: ['session'],
        summary: 'Sign in',
        description: 'Sets the session cookie.',
        body: signInBody,
        response: { 200: whoOut.extend({ expiresAt: z.string() }) },
      },
    },
    async (request, reply) => {
      const user = await signIn(deps.db, request.body.email, request.body.password);
      if (user === null) throw new AppError('unauthorized', 'E-mail or password is wrong');
      const { token, expiresAt } = await openSession(deps.db, user.id, deps.clock());
      reply.setCookie(SESSION_COOKIE, token, { ...cookie, expires: new Date(expiresAt) });
      const { name, role, email } = user;
      return { kind: 'user' as const, name, role, email, expiresAt: instantOut(expiresAt) };
    },
  );

  app.get(
    '/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Who am I',
        description: 'null: nobody is signed in. Asked by every page, so that is no error.',
        response: { 200: whoOut.nullable() },
      },
    },
    async ({ headers }) => {
      const principal = await deps.authenticator.fromHeaders(headers);
      if (principal?.kind !== 'user' && principal?.kind !== 'api') return null;
      const { kind, name, role } = principal;
      return { kind, name, role, ...(kind === 'user' ? { email: principal.email } : {}) };
    },
  );

  app.delete(
    '/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Sign out',
        response: { 204: z.undefined().describe('Signed out') },
      },
    },
    async (request, reply) => {
      const token = sessionTokenOf(request.headers.cookie ?? '');
      if (token !== null) await closeSession(deps.db, token);
      reply.clearCookie(SESSION_COOKIE, cookie);
      return reply.code(204).send();
    },
  );
};
