/** The description of the API: `/openapi.json`, and `/docs` to read it. It is made from the schemas
 * of the routes and from the access table, so that it cannot say something else. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { STATUS_CODES } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ROUTES, type RouteAccess, type Who } from '../auth/access.ts';
import { SESSION_COOKIE } from '../auth/sessions.ts';

const WHO_TEXT: Partial<Record<Who, string>> = {
  public: 'Anybody.',
  link: 'Whoever has the secret that is in the address.',
  ingest: 'An ingest key.',
  display: 'A display token, or anybody with a role.',
  metrics: 'METRICS_TOKEN as bearer; without one, this machine only.',
};

const securityOf = (who: Who): Record<string, string[]>[] => {
  if (who === 'public' || who === 'link') return [];
  if (who === 'ingest' || who === 'metrics') return [{ bearer: [] }];
  return [{ session: [] }, { bearer: [] }];
};

/** RFC 9457, as `errors.ts` makes it. 422 of intake holds `accepted` and `rejected` too. */
const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string(),
  errors: z.array(z.unknown()).optional().describe('single faults of a body with many'),
});

/** What a route may refuse with: by who may, and by what it takes. */
const refusalsOf = ({ path, method, who }: RouteAccess): number[] => {
  const isPublic = who === 'public';
  if (isPublic && !path.startsWith('/api/')) return path === '/readyz' ? [429, 503] : [429];
  if (who === 'metrics') return [401, 429];
  if (who === 'link') return [400, 404, 410, 413, 415, 429, 503];
  const statuses = [400, 429, 503];
  if (!isPublic || method === 'POST') statuses.push(401);
  if (!isPublic || method !== 'GET') statuses.push(403);
  if (path.includes('/:')) statuses.push(404);
  if (who === 'ingest') statuses.push(422);
  else if (/^.api.v1.(crises|mentions|users|flowchart$|oncall)/.test(path) && method !== 'GET') {
    statuses.push(409);
  }
  if (method === 'PUT' && /flowchart|roster/.test(path)) statuses.push(413, 422);
  if (method === 'POST' || method === 'PATCH') statuses.push(413, 415);
  return statuses;
};

const problemsOf = (rule: RouteAccess) =>
  Object.fromEntries(
    refusalsOf(rule).map((status) => {
      const schema = { $ref: '#/components/schemas/Problem' };
      const content = { 'application/problem+json': { schema } };
      return [status, { description: STATUS_CODES[status], content }];
    }),
  );

/** Before the routes: it listens to their registration. */
export const describeRoutes = async (app: FastifyInstance, publicUrl: string | null) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tocsin',
        description: 'Command centre and early-warning monitor for social customer service.',
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl ?? '/' }],
      components: {
        schemas: { Problem: z.toJSONSchema(problem) as object },
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      const methods = [document.route.method].flat();
      const rule = ROUTES.find((row) => row.path === url && methods.includes(row.method));
      if (!rule || !schema || schema.hide) return { schema, url };
      const access = WHO_TEXT[rule.who] ?? `At least the role ${rule.who}.`;
      const description = [schema.description, `Access: ${access}`].filter(Boolean).join('\n\n');
      const response = { ...(schema.response as object), ...problemsOf(rule) };
      return { schema: { ...schema, description, response, security: securityOf(rule.who) }, url };
    },
  });
};

export const docsRoutes = async (app: FastifyInstance): Promise<void> => {
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Without its top bar, whose logo brings an inline style that the policy refuses.
    uiConfig: { deepLinking: true, layout: 'BaseLayout' },
    theme: { title: 'Tocsin API' },
  });
};
