/** The built pages: files as they are, and the app's one page for every address that is a page and
 * not a file. Assets carry a hash in their name and never change; the page itself is always asked
 * for anew. */
import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

/** Names that adapter-static gives the page for unknown addresses. */
const FALLBACKS = ['200.html', 'index.html'] as const;
const NOT_PAGES = /^\/(api|docs|openapi\.json|healthz|readyz|metrics|socket\.io|_app)(\/|\?|$)/;

const asksForPage = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !NOT_PAGES.test(request.url) &&
  (request.headers.accept ?? '').includes('text/html');

const cacheOf = (path: string): string =>
  path.includes('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Registers the catch-all route and the answer to unknown addresses. */
export const webRoutes = async (app: FastifyInstance, webDir: string | null): Promise<void> => {
  const fallback =
    webDir === null ? undefined : FALLBACKS.find((name) => existsSync(join(webDir, name)));
  if (webDir === null) {
    app.get('/*', { schema: { hide: true } }, (_request, reply) => reply.callNotFound());
  } else {
    await app.register(fastifyStatic, {
      root: webDir,
      cacheControl: false,
      index: fallback ?? false,
      dotfiles: 'ignore',
      setHeaders: (reply, path) => reply.header('cache-control', cacheOf(path)),
    });
  }
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    if (fallback !== undefined && asksForPage(request)) return reply.sendFile(fallback);
    throw new AppError('not-found');
  });
};
