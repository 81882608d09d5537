/** The alarm budget: what is in force, what another one would have done, and applying it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LIMITS } from '#contracts/limits.ts';
import { instantOut } from '#contracts/text.ts';
import {
  backtestIn,
  backtestOut,
  budgetChangeIn,
  tuningOut,
  type TuningOut,
} from '#contracts/tuning.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import { reachOfMentions } from '../store/stored-mentions.ts';
import { applyBudget, budgetNow, describeBudget } from '../tuning/budget.ts';
import type { AppDeps } from './deps.ts';
import { idParams } from './lists.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

/** The time that is played, epoch ms. Throws AppError invalid-request. */
const toStretch = (body: z.infer<typeof backtestIn>, now: number) => {
  const to = Math.min(body.to ?? now, now);
  const from = body.from ?? to - WEEK_MS;
  if (from >= to) throw new AppError('invalid-request', '`from` must be before `to` and now');
  return { from, to };
};

const describe = async ({ db, catalogue, backtests }: AppDeps): Promise<TuningOut> => {
  const [inForce, reach] = await Promise.all([
    describeBudget(db, catalogue),
    reachOfMentions(db, RUNTIME.brandsMax),
  ]);
  const names = new Map(catalogue.brands.map(({ key, name }) => [key, name ?? key]));
  return {
    ...inForce,
    stored: reach.map(({ brand, from, to }) => ({
      brand,
      name: names.get(brand) ?? brand,
      from: instantOut(from),
      to: instantOut(to),
    })),
    limits: {
      min: LIMITS.budgetMin,
      max: LIMITS.budgetMax,
      mentions: RUNTIME.tuningMentionsMax,
    },
    backtests: backtests.list(),
  };
};

const budgetRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, catalogue, clock } = deps;
  const tags = ['tuning'];
  app.get(
    '/tuning',
    {
      schema: {
        tags,
        summary: 'The alarm budget in force, its history, and what can be played',
        response: { 200: tuningOut },
      },
    },
    () => describe(deps),
  );

  app.put(
    '/tuning/budget',
    {
      schema: {
        tags,
        summary: 'Apply another alarm budget',
        description: 'The watch goes by it from its next look, within seconds, on every node.',
        body: budgetChangeIn,
        response: { 200: tuningOut },
      },
    },
    async ({ body, principal }) => {
      if (principal === null) throw new AppError('unauthorized');
      const change = await applyBudget({ db, catalogue }, body, principal, clock());
      const { before, after } = change;
      deps.logger.info({ before, after, by: principal.id }, 'alarm budget changed');
      return describe(deps);
    },
  );
};

export const tuningRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, catalogue, clock, backtests } = deps;
  const tags = ['tuning'];
  await budgetRoutes(app, deps);
  app.post(
    '/tuning/backtests',
    {
      schema: {
        tags,
        summary: 'Play stored mentions under another alarm budget',
        description: 'Beside the budget in force. One runs at a time on a node, a few wait.',
        body: backtestIn,
        response: { 202: z.object({ id: z.string() }) },
      },
    },
    async ({ body, principal }, reply) => {
      if (principal === null) throw new AppError('unauthorized');
      const { from, to } = toStretch(body, clock());
      const present = await budgetNow(db, catalogue);
      const { brand, falseAlarmsPerWeek: other } = body;
      const { id } = backtests.ask({ brand, from, to, present, other }, principal.name);
      return reply.code(202).send({ id });
    },
  );

  app.get(
    '/tuning/backtests/:id',
    {
      schema: {
        tags,
        summary: 'A back-test: how far it is, and what came of it',
        params: idParams,
        response: { 200: backtestOut },
      },
    },
    async ({ params }) => {
      const backtest = backtests.find(params.id);
      if (backtest === null) throw new AppError('not-found', 'There is no such back-test here');
      return backtest;
    },
  );

  app.delete(
    '/tuning/backtests/:id',
    {
      schema: {
        tags,
        summary: 'Cancel a back-test',
        params: idParams,
        response: { 204: z.undefined().describe('Cancelled, or over already') },
      },
    },
    async ({ params }, reply) => {
      if (!backtests.cancel(params.id)) throw new AppError('not-found');
      return reply.code(204).send();
    },
  );
};
