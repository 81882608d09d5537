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

/** The pages that there are: whoever takes anything gets them. Any other address is a page for
 * browsers only, so that a program hears 404. */
const PAGES = /^\/(wall|login|mentions|tuning|flowchart|oncall|alerts|crises(\/[^/?]+)?)\/?(\?|$)/;

const asksForPage = ({ method, url, headers }: FastifyRequest): boolean => {
  if ((method !== 'GET' && method !== 'HEAD') || NOT_PAGES.test(url)) return false;
  const { accept = '*/*' } = headers;
  return accept.includes('text/html') || (accept.includes('*/*') && PAGES.test(url));
};

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
