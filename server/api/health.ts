/** For those who run Tocsin: alive, ready, and figures for Prometheus. `/metrics` asks for
 * METRICS_TOKEN where one is set and otherwise answers this machine only (`auth/guard.ts`). */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import { isReachable } from '../store/reachable.ts';
import type { AppDeps } from './deps.ts';

type Fault = { part: 'database' | 'log' | 'detector'; detail: string };

const inTime = (work: Promise<boolean>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), RUNTIME.readyWaitMs);
  });
  return Promise.race([work.catch(() => false), late]).finally(() => clearTimeout(timer));
};

const logAccepts = async ({ log }: AppDeps): Promise<boolean> => {
  const { bytes, maxBytes } = await log.status();
  return bytes < maxBytes;
};

const isDetectorAwake = ({ config, clock, lastTickAt }: AppDeps): boolean => {
  if (!config.roles.includes('alerts')) return true;
  const at = lastTickAt();
  return at !== null && clock() - at <= RUNTIME.tickStaleAfterMs;
};

const findFaults = async (deps: AppDeps): Promise<Fault[]> => {
  const [hasDatabase, hasLog] = await Promise.all([
    inTime(isReachable(deps.db)),
    inTime(logAccepts(deps)),
  ]);
  const faults: Fault[] = [];
  if (!hasDatabase) faults.push({ part: 'database', detail: 'does not answer' });
  if (!hasLog) faults.push({ part: 'log', detail: 'is full or cannot be read' });
  if (!isDetectorAwake(deps)) faults.push({ part: 'detector', detail: 'has not looked lately' });
  return faults;
};

/** Whoever waits for the beats raises the alarm: a house whose beats stopped still answers here. */
const beatAge = ({ clock, lastBeatAt }: AppDeps): { heartbeatSeconds?: number | null } => {
  if (!lastBeatAt) return {};
  const at = lastBeatAt();
  return { heartbeatSeconds: at === null ? null : Math.round((clock() - at) / 1000) };
};

export const healthRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const tags = ['operations'];
  const ok = z.object({ status: z.literal('ok') });
  app.get(
    '/healthz',
    { schema: { tags, summary: 'Is the process alive', response: { 200: ok } } },
    async () => ({ status: 'ok' as const }),
  );

  const ready = ok.extend({
    heartbeatSeconds: z.number().nullable().optional().describe('age of the last one; null: none'),
  });
  app.get(
    '/readyz',
    { schema: { tags, summary: 'Do database, log and detector work', response: { 200: ready } } },
    async () => {
      const faults = await findFaults(deps);
      if (faults.length === 0) return { status: 'ok' as const, ...beatAge(deps) };
      const detail = faults.map(({ part, detail }) => `${part} ${detail}`).join('; ');
      throw new AppError('not-ready', detail, { errors: faults, retryAfterSeconds: 5 });
    },
  );

  app.get(
    '/metrics',
    { schema: { tags, summary: 'Figures for Prometheus', response: { 200: z.string() } } },
    async (_request, reply) => {
      const { registry } = deps.metrics;
      const text = await registry.metrics();
      return reply
        .type(registry.contentType)
        .serializer((body: unknown) => String(body))
        .send(text);
    },
  );
};
