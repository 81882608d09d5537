/** The one table of who may do what: every route and every socket event with the least it takes. A
 * route that is not in it, or a row without its route, stops the start (`guard.ts`). */
import { COMMANDS, type CommandName } from '#contracts/crisis.ts';
import { SWAP_ANSWERS } from '#contracts/oncall.ts';
import { hasRole, type Principal, type Role } from '#contracts/who.ts';
import type { RoleName } from '../config.ts';

/** `public`: anybody. `link`: whoever has the secret that is in the address. `ingest`: an ingest key and
 * nothing else. `display`: display tokens, and every person. `metrics`: METRICS_TOKEN, or the machine
 * itself where none is set. Else: the least role of a person or API key. */
export type Who = 'public' | 'link' | 'ingest' | 'display' | 'metrics' | Role;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RouteAccess = { method: Method; path: string; who: Who };
type SocketAccess = { namespace: string; event: string; who: Who };

const row = (method: Method, path: string, who: Who): RouteAccess => ({ method, path, who });

/** Whoever is called may take or pass on a crisis; what closes it or changes its level is a leader's. */
const COMMAND_ROLES: Record<CommandName, Role> = {
  acknowledge: 'supervisor',
  handover: 'supervisor',
  decline: 'supervisor',
  note: 'supervisor',
  level: 'leader',
  scenario: 'leader',
  contain: 'leader',
  resolve: 'leader',
  'false-alarm': 'leader',
};

/** What @fastify/swagger-ui serves below /docs. */
const DOCS_PATHS = [
  '/docs',
  '/docs/',
  '/docs/json',
  '/docs/yaml',
  '/docs/static/*',
  '/docs/static/index.html',
  '/docs/static/swagger-initializer.js',
];

export const ROUTES: readonly RouteAccess[] = [
  row('POST', '/api/v1/mentions', 'ingest'),
  row('POST', '/api/v1/events', 'ingest'),
  row('POST', '/api/v1/sources/alertmanager', 'ingest'),

  row('POST', '/api/v1/session', 'public'),
  row('GET', '/api/v1/session', 'public'),
  row('DELETE', '/api/v1/session', 'public'),

  row('GET', '/api/v1/wall', 'display'),
  row('GET', '/api/v1/series', 'display'),
  row('GET', '/api/v1/signals', 'display'),
  row('GET', '/api/v1/crises', 'display'),
  row('GET', '/api/v1/crises/:id', 'display'),
  row('GET', '/api/v1/crises/:id/timeline', 'viewer'),
  ...COMMANDS.map((name) => row('POST', `/api/v1/crises/:id/${name}`, COMMAND_ROLES[name])),
  row('GET', '/api/v1/alerts', 'viewer'),
  row('GET', '/api/v1/chains', 'display'),
  row('GET', '/api/v1/silences', 'viewer'),
  row('POST', '/api/v1/silences', 'supervisor'),
  row('DELETE', '/api/v1/silences/:id', 'supervisor'),
  row('GET', '/api/v1/alerts/:id', 'viewer'),
  row('GET', '/api/v1/mentions', 'viewer'),
  row('GET', '/api/v1/mentions/:channel/:id', 'viewer'),
  row('POST', '/api/v1/mentions/:channel/:id/sentiment', 'supervisor'),
  row('DELETE', '/api/v1/mentions/:channel/:id/sentiment', 'supervisor'),
  row('GET', '/api/v1/corrections', 'supervisor'),
  row('GET', '/api/v1/sentiment-model', 'manager'),

  row('GET', '/api/v1/flowchart', 'viewer'),
  row('PUT', '/api/v1/flowchart', 'manager'),
  row('POST', '/api/v1/flowchart/check', 'leader'),
  row('GET', '/api/v1/flowchart/versions', 'viewer'),
  row('GET', '/api/v1/flowchart/versions/:version', 'viewer'),
  row('GET', '/api/v1/flowchart/coverage', 'viewer'),
  row('POST', '/api/v1/flowchart/dry-run', 'viewer'),
  row('GET', '/api/v1/oncall/roster', 'viewer'),
  row('PUT', '/api/v1/oncall/roster', 'manager'),
  row('POST', '/api/v1/oncall/roster/check', 'manager'),
  row('GET', '/api/v1/oncall/roster/versions', 'viewer'),
  row('GET', '/api/v1/oncall/roster/versions/:version', 'viewer'),

  row('GET', '/api/v1/tuning', 'viewer'),
  row('POST', '/api/v1/tuning/backtests', 'supervisor'),
  row('GET', '/api/v1/tuning/backtests/:id', 'viewer'),
  row('DELETE', '/api/v1/tuning/backtests/:id', 'supervisor'),
  row('PUT', '/api/v1/tuning/budget', 'manager'),

  row('GET', '/api/v1/me', 'viewer'),
  row('GET', '/api/v1/oncall', 'viewer'),
  row('GET', '/api/v1/oncall/shifts', 'viewer'),
  row('GET', '/api/v1/oncall/people', 'viewer'),
  row('GET', '/api/v1/oncall/changes', 'viewer'),
  row('GET', '/api/v1/oncall/overrides', 'viewer'),
  row('POST', '/api/v1/oncall/overrides', 'supervisor'),
  row('DELETE', '/api/v1/oncall/overrides/:id', 'supervisor'),
  row('GET', '/api/v1/oncall/swaps', 'viewer'),
  row('POST', '/api/v1/oncall/swaps', 'supervisor'),
  ...SWAP_ANSWERS.map((name) => row('POST', `/api/v1/oncall/swaps/:id/${name}`, 'supervisor')),
  // Everybody for their own ways, browsers and calendar; the route looks whose they are.
  row('POST', '/api/v1/oncall/confirmations', 'viewer'),
  row('POST', '/api/v1/oncall/confirmations/confirm', 'viewer'),
  row('GET', '/api/v1/oncall/push/key', 'viewer'),
  row('POST', '/api/v1/oncall/push', 'viewer'),
  row('DELETE', '/api/v1/oncall/push', 'viewer'),
  row('GET', '/api/v1/oncall/feeds', 'viewer'),
  row('POST', '/api/v1/oncall/feeds', 'viewer'),
  row('DELETE', '/api/v1/oncall/feeds/:id', 'viewer'),
  row('PUT', '/api/v1/oncall/rotas/:rota/calendar', 'leader'),
  row('DELETE', '/api/v1/oncall/rotas/:rota/calendar', 'leader'),
  row('GET', '/calendar/:file', 'link'),
  row('GET', '/api/v1/answers/:token', 'link'),
  row('POST', '/api/v1/answers/:token', 'link'),
  row('GET', '/a/:token', 'link'),
  row('POST', '/a/:token', 'link'),
  row('GET', '/api/v1/oncall/reserve', 'viewer'),
  row('POST', '/api/v1/crises/:id/reserve', 'supervisor'),

  row('POST', '/api/v1/callbacks/slack', 'public'),
  row('POST', '/api/v1/callbacks/twilio/:token', 'public'),

  row('GET', '/api/v1/keys', 'admin'),
  row('POST', '/api/v1/keys', 'admin'),
  row('DELETE', '/api/v1/keys/:id', 'admin'),
  row('GET', '/api/v1/users', 'admin'),
  row('POST', '/api/v1/users', 'admin'),
  row('PATCH', '/api/v1/users/:id', 'admin'),

  row('GET', '/healthz', 'public'),
  row('GET', '/readyz', 'public'),
  row('GET', '/metrics', 'metrics'),
  row('GET', '/openapi.json', 'public'),
  ...DOCS_PATHS.map((path) => row('GET', path, 'public')),
  row('GET', '/*', 'public'),
];

/** `connect` stands for the handshake of the namespace. */
export const SOCKET_EVENTS: readonly SocketAccess[] = [
  { namespace: '/wall', event: 'connect', who: 'display' },
  { namespace: '/wall', event: 'subscribe', who: 'display' },
  { namespace: '/wall', event: 'resync', who: 'display' },
  { namespace: '/desk', event: 'connect', who: 'viewer' },
];

/** The role that a node must have to serve the route; null: every node does. */
export const nodeRoleOf = ({ path, who }: RouteAccess): RoleName | null => {
  if (who === 'ingest') return 'intake';
  const isForPeople = path === '/*' || who === 'link' || path.startsWith('/api/v1/');
  return isForPeople ? 'live' : null;
};

/** Whether a known caller may do what `who` guards. 'metrics' is decided by the guard. */
export const mayDo = (principal: Principal, who: Who): boolean => {
  if (who === 'public' || who === 'link') return true;
  if (who === 'metrics') return false;
  if (principal.kind === 'ingest') return who === 'ingest';
  if (principal.kind === 'display') return who === 'display';
  if (who === 'ingest') return false;
  return who === 'display' || hasRole(principal.role, who);
};

/** The same for a socket event. An event that the table does not name is nobody's. */
export const maySend = (principal: Principal, namespace: string, event: string): boolean => {
  const found = SOCKET_EVENTS.find((rule) => rule.namespace === namespace && rule.event === event);
  return found !== undefined && mayDo(principal, found.who);
};
