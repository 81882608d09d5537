/** buildApp: the explicit list of plugins and routes, in the order in which a request meets them. It
 * never listens: main.ts does, and tests inject. */
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { LIMITS } from '#contracts/limits.ts';
import { alertRoutes } from './api/alerts.ts';
import { chainRoutes } from './api/chains.ts';
import { slackCallbackRoutes } from './api/callbacks-slack.ts';
import { twilioCallbackRoutes } from './api/callbacks-twilio.ts';
import { answerPageRoutes, answerRoutes } from './api/answers.ts';
import { correctionRoutes } from './api/corrections.ts';
import { crisisRoutes } from './api/crises.ts';
import type { AppDeps } from './api/deps.ts';
import { describeRoutes, docsRoutes } from './api/docs.ts';
import { flowchartRoutes } from './api/flowchart.ts';
import { healthRoutes } from './api/health.ts';
import { keyRoutes } from './api/keys.ts';
import { meRoutes } from './api/me.ts';
import { mentionRoutes } from './api/mentions.ts';
import { calendarRoutes, feedFileRoutes, feedRoutes } from './api/oncall-calendars.ts';
import { confirmationRoutes, pushRoutes } from './api/oncall-confirmations.ts';
import { overrideRoutes, swapRoutes } from './api/oncall-overrides.ts';
import { oncallPeopleRoutes } from './api/oncall-people.ts';
import { reserveRoutes } from './api/oncall-reserve.ts';
import { oncallRoutes } from './api/oncall.ts';
import { seriesRoutes } from './api/series.ts';
import { sessionRoutes } from './api/session.ts';
import { silenceRoutes } from './api/silences.ts';
import { signalRoutes } from './api/signals.ts';
import { alertmanagerRoutes } from './api/sources-alertmanager.ts';
import { tuningRoutes } from './api/tuning.ts';
import { userRoutes } from './api/users.ts';
import { wallRoutes } from './api/wall.ts';
import { webRoutes } from './api/web.ts';
import { ROUTES } from './auth/access.ts';
import { guardRoutes } from './auth/guard.ts';
import { RUNTIME } from './config.ts';
import { contentSecurityPolicy } from './content-security.ts';
import { AppError } from './errors.ts';
import { intakeRoutes } from './intake/http.ts';
import { answerBrokenConnection, handleProblems, sendProblem } from './problems.ts';

export type { AppDeps } from './api/deps.ts';

const API = { prefix: '/api/v1' };
/** Answers below this are not worth compressing. */
const COMPRESS_FROM_BYTES = 1_024;
/** How often Node looks for connections that are past their timeouts. */
const TIMEOUT_CHECK_MS = 5_000;
/** Any id fits into a path, each of its characters as up to three bytes written %XX. */
const PARAM_CHARS = LIMITS.idChars * 9;

const createServer = ({ config, logger }: AppDeps): FastifyInstance => {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    bodyLimit: RUNTIME.bodyMaxBytes,
    requestTimeout: RUNTIME.requestTimeoutMs,
    http: {
      headersTimeout: RUNTIME.headersTimeoutMs,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    },
    routerOptions: { maxParamLength: PARAM_CHARS },
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    frameworkErrors: sendProblem,
    clientErrorHandler: answerBrokenConnection,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app as unknown as FastifyInstance;
};

const measure = (app: FastifyInstance, { metrics }: AppDeps): void => {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    metrics.requestSeconds.observe({ route, status }, reply.elapsedTime / 1000);
  });
};

/** What watches over the house asks from where others ask too: it has counts of its own, so that a
 * busy office is not taken for a dead server. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** Per address and minute. Intake with a known key is exempt, guessing keys is not; files of the
 * pages cost less than counting them. */
const limitRates = async (app: FastifyInstance, { authenticator }: AppDeps): Promise<void> => {
  const intake = new Set(ROUTES.filter(({ who }) => who === 'ingest').map(({ path }) => path));
  const isKnownSender = ({ headers }: FastifyRequest) => authenticator.isRemembered(headers);
  app.addHook('onRoute', (route) => {
    if (route.url === '/*') route.config = { ...route.config, rateLimit: false };
    if (PROBES.has(route.url)) route.config = { ...route.config, rateLimit: {} };
    if (intake.has(route.url)) {
      route.config = { ...route.config, rateLimit: { allowList: isKnownSender } };
    }
  });
  await app.register(rateLimit, {
    max: RUNTIME.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('too-many-requests', undefined, { retryAfterSeconds: ttl / 1000 }),
  });
};

/** Answers of the API are of the moment and for the caller: no cache keeps them. */
const forbidStoring = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
};

/** What holds for every request, outermost first. */
const addPlugins = async (app: FastifyInstance, deps: AppDeps): Promise<() => void> => {
  const { config, authenticator, webDir } = deps;
  handleProblems(app);
  measure(app, deps);
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(webDir, config.publicUrl),
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ?? false,
  });
  await app.register(cookie);
  await limitRates(app, deps);
  const { publicUrl, metricsToken, roles } = config;
  const checkTable = guardRoutes(app, { authenticator, publicUrl, metricsToken, roles });
  forbidStoring(app);
  await app.register(compress, {
    globalDecompression: false,
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['gzip'],
  });
  return checkTable;
};

/** The server with all its routes, ready for requests. Throws when the access table and the routes
 * do not agree. */
export const buildApp = async (deps: AppDeps): Promise<FastifyInstance> => {
  const app = createServer(deps);
  const checkTable = await addPlugins(app, deps);
  await describeRoutes(app, deps.config.publicUrl);

  const { log, clock, metrics } = deps;
  await app.register(intakeRoutes, { ...API, log, clock, metrics });
  await app.register(sessionRoutes, { ...API, ...deps });
  await app.register(wallRoutes, { ...API, ...deps });
  await app.register(seriesRoutes, { ...API, ...deps });
  await app.register(mentionRoutes, { ...API, ...deps });
  await app.register(correctionRoutes, { ...API, ...deps });
  await app.register(signalRoutes, { ...API, ...deps });
  await app.register(crisisRoutes, { ...API, ...deps });
  await app.register(alertRoutes, { ...API, ...deps });
  await app.register(chainRoutes, { ...API, ...deps });
  await app.register(silenceRoutes, { ...API, ...deps });
  await app.register(meRoutes, { ...API, ...deps });
  await app.register(oncallRoutes, { ...API, ...deps });
  await app.register(oncallPeopleRoutes, { ...API, ...deps });
  await app.register(overrideRoutes, { ...API, ...deps });
  await app.register(swapRoutes, { ...API, ...deps });
  await app.register(confirmationRoutes, { ...API, ...deps });
  await app.register(pushRoutes, { ...API, ...deps });
  await app.register(feedRoutes, { ...API, ...deps });
  await app.register(calendarRoutes, { ...API, ...deps });
  await app.register(feedFileRoutes, deps);
  await app.register(reserveRoutes, { ...API, ...deps });
  await app.register(flowchartRoutes, { ...API, ...deps });
  await app.register(answerRoutes, { ...API, ...deps });
  await app.register(answerPageRoutes, deps);
  await app.register(tuningRoutes, { ...API, ...deps });
  await app.register(slackCallbackRoutes, { ...API, ...deps });
  await app.register(twilioCallbackRoutes, { ...API, ...deps });
  await app.register(alertmanagerRoutes, { ...API, ...deps });
  await app.register(keyRoutes, { ...API, ...deps });
  await app.register(userRoutes, { ...API, ...deps });
  await app.register(healthRoutes, deps);
  await app.register(docsRoutes);
  await webRoutes(app, deps.webDir);

  checkTable();
  await app.ready();
  return app;
};
