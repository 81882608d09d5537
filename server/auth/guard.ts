/** Puts the access table (`access.ts`) before every route: a route that is not in the table, or a
 * row without its route, stops the start, and no handler runs before its row is met.
 * It hangs on the route itself and after the rate limit, so that guessing keys is limited too. */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Principal } from '#contracts/who.ts';
import { AppError } from '../errors.ts';
import type { RoleName } from '../config.ts';
import { mayDo, nodeRoleOf, ROUTES, type RouteAccess } from './access.ts';
import type { Authenticator } from './authenticate.ts';
import { isFromOtherSite } from './origin.ts';
import { isSameSecret } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Set before every handler of a route that is not public. */
    principal: Principal | null;
  }
}

export type GuardOptions = {
  authenticator: Authenticator;
  publicUrl: string | null;
  metricsToken: string | null;
  /** What this node does: a route of another role is not found here. */
  roles: readonly RoleName[];
  /** The table; another one only in the test of this guard. */
  routes?: readonly RouteAccess[];
};

const CHANGES_NOTHING = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Requests that a browser may have been tricked into: they carry no Authorization header. */
const refuseOtherSites = (request: FastifyRequest, publicUrl: string | null): void => {
  const { headers } = request;
  if (CHANGES_NOTHING.has(request.method) || headers.authorization !== undefined) return;
  const site = headers['sec-fetch-site'];
  const sent = {
    origin: headers.origin,
    site: typeof site === 'string' ? site : undefined,
    host: headers.host,
  };
  if (isFromOtherSite(sent, publicUrl)) throw new AppError('bad-origin');
};

/** METRICS_TOKEN where one is set; else only this machine, and not through a proxy on it. */
const mayReadMetrics = (request: FastifyRequest, metricsToken: string | null): boolean => {
  if (metricsToken !== null) {
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return given !== undefined && isSameSecret(given, metricsToken);
  }
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !isForwarded && LOOPBACK.test(request.socket.remoteAddress ?? '');
};

const NOT_HERE = 'This node has not the role for that (see ROLES)';

const createCheck =
  (rule: RouteAccess, options: GuardOptions) => async (request: FastifyRequest) => {
    const { who } = rule;
    const role = nodeRoleOf(rule);
    if (role !== null && !options.roles.includes(role)) throw new AppError('not-found', NOT_HERE);
    if (who === 'metrics') {
      if (!mayReadMetrics(request, options.metricsToken)) throw new AppError('unauthorized');
      return;
    }
    // No cookie is looked at, and a browser that sends no referrer calls its own page foreign.
    if (who === 'link') return;
    refuseOtherSites(request, options.publicUrl);
    if (who === 'public') return;
    request.principal = await options.authenticator.fromHeaders(request.headers);
    if (request.principal === null) throw new AppError('unauthorized');
    if (!mayDo(request.principal, who)) throw new AppError('forbidden');
  };

const asList = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Call it after the rate limit is registered and before any route. The answer, called when all
 * routes are there, throws when routes and table do not agree. */
export const guardRoutes = (app: FastifyInstance, options: GuardOptions): (() => void) => {
  const rules = new Map(
    (options.routes ?? ROUTES).map((rule) => [`${rule.method} ${rule.path}`, rule]),
  );
  const seen = new Set<string>();
  app.decorateRequest('principal', null);
  app.addHook('onRoute', (route: RouteOptions) => {
    const methods = asList(route.method).map((method) => (method === 'HEAD' ? 'GET' : method));
    for (const method of new Set(methods)) {
      const name = `${method} ${route.url}`;
      seen.add(name);
      // A throw in here would escape some plugins: `checkTable` refuses the route by name.
      const rule = rules.get(name) ?? { method: 'GET', path: route.url, who: 'admin' };
      route.onRequest = [...asList(route.onRequest), createCheck(rule, options)];
    }
  });
  return () => {
    const unnamed = [...seen].filter((name) => !rules.has(name));
    const idle = [...rules.keys()].filter((name) => !seen.has(name));
    const problems = [
      ...unnamed.map((name) => `has no row for ${name}`),
      ...idle.map((name) => `names ${name}, which is no route`),
    ];
    if (problems.length > 0) throw new Error(`The access table ${problems.join('; it ')}`);
  };
};
