/** Keys of machines and walls. A key's text is shown once, when it is made; only its hash is kept. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { instantOut, tidyText } from '#contracts/text.ts';
import { KEY_KINDS, ROLES } from '#contracts/who.ts';
import { hashToken, newKeyToken } from '../auth/tokens.ts';
import { AppError } from '../errors.ts';
import { insertKey, listKeys, revokeKey, type AccessKey } from '../store/keys.ts';
import type { AppDeps } from './deps.ts';
import { idParams, listOut, listQuery, toList } from './lists.ts';

const keyIn = z
  .object({
    kind: z.enum(KEY_KINDS),
    name: tidyText(128).min(1),
    role: z.enum(ROLES).optional().describe('of an api key; viewer without'),
  })
  .refine((key) => key.kind === 'api' || key.role === undefined, {
    path: ['role'],
    message: 'only an api key has a role',
  });
const keyOut = z.object({
  id: z.string(),
  kind: z.enum(KEY_KINDS),
  name: z.string(),
  role: z.enum(ROLES).optional(),
  createdAt: z.string(),
  revokedAt: z.string().optional(),
});

const toOut = (key: AccessKey): z.infer<typeof keyOut> => ({
  id: key.id,
  kind: key.kind,
  name: key.name,
  ...(key.role === null ? {} : { role: key.role }),
  createdAt: instantOut(key.createdAt),
  ...(key.revokedAt === null ? {} : { revokedAt: instantOut(key.revokedAt) }),
});

export const keyRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db, authenticator }) => {
  const tags = ['keys'];
  app.get(
    '/keys',
    {
      schema: {
        tags,
        summary: 'All keys, without their texts',
        querystring: listQuery.pick({ limit: true }),
        response: { 200: listOut(keyOut) },
      },
    },
    async ({ query }) => toList((await listKeys(db, query.limit)).map(toOut), null),
  );

  app.post(
    '/keys',
    {
      schema: {
        tags,
        summary: 'Make a key',
        description: '`token` is shown this once.',
        body: keyIn,
        response: { 201: keyOut.extend({ token: z.string() }) },
      },
    },
    async ({ body }, reply) => {
      const token = newKeyToken(body.kind);
      const role = body.kind === 'api' ? (body.role ?? 'viewer') : null;
      const { kind, name } = body;
      const key = await insertKey(db, { kind, name, role, tokenHash: hashToken(token) });
      return reply.code(201).send({ ...toOut(key), token });
    },
  );

  app.delete(
    '/keys/:id',
    {
      schema: {
        tags,
        summary: 'Revoke a key',
        params: idParams,
        response: { 204: z.undefined().describe('Revoked') },
      },
    },
    async ({ params }, reply) => {
      const isFound = await revokeKey(db, params.id);
      authenticator.forgetKey(params.id);
      if (!isFound) throw new AppError('not-found');
      return reply.code(204).send();
    },
  );
};
