/** One figure over time, for charts. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { seriesName } from '#alerts/indicators.ts';
import { SERIES_NAMES } from '#contracts/bucket.ts';
import { LIMITS } from '#contracts/limits.ts';
import { instantOut, tidyText } from '#contracts/text.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import { findBaselines } from '../store/baselines.ts';
import { readSeries } from '../store/series.ts';
import type { AppDeps } from './deps.ts';
import { expectCount } from './expectation.ts';
import { brandQuery, rangeQuery } from './lists.ts';

/** Steps that are taken without being asked: the finest with a readable number of points. */
const STEPS_SECONDS = [10, 60, 300, 900, 3_600, 21_600, 86_400] as const;
/** Points that a chart as wide as a screen can show. */
const POINTS_SHOWN = 500;
const DEFAULT_RANGE_MS = 24 * 3_600_000;

const seriesQuery = z.object({
  name: z.enum(SERIES_NAMES),
  ...brandQuery.shape,
  ...rangeQuery.shape,
  channel: tidyText(LIMITS.channelChars).optional(),
  topic: tidyText(LIMITS.brandChars).optional(),
  step: z.coerce
    .number()
    .int()
    .min(10)
    .max(31 * 86_400)
    .multipleOf(10)
    .optional()
    .describe('seconds, a multiple of 10'),
});
const point = z.object({
  at: z.string(),
  value: z.number().nullable().describe('null: nothing to measure'),
  expected: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
});

type SeriesRange = { fromMs: number; toMs: number; stepSeconds: number };

/** The asked range, cut to whole steps, or AppError('invalid-request'). */
const toRange = (query: z.infer<typeof seriesQuery>, now: number): SeriesRange => {
  const to = query.to ?? now;
  const from = query.from ?? to - DEFAULT_RANGE_MS;
  if (from >= to) throw new AppError('invalid-request', '`from` must be before `to`');
  const fitting = STEPS_SECONDS.find((step) => (to - from) / (step * 1000) <= POINTS_SHOWN);
  const stepSeconds = query.step ?? fitting ?? 86_400;
  const stepMs = stepSeconds * 1000;
  const fromMs = Math.floor(from / stepMs) * stepMs;
  const toMs = Math.ceil(to / stepMs) * stepMs;
  if ((toMs - fromMs) / stepMs > RUNTIME.seriesPointsMax) {
    const detail = `More than ${RUNTIME.seriesPointsMax} points: take a larger step`;
    throw new AppError('invalid-request', detail);
  }
  return { fromMs, toMs, stepSeconds };
};

/** The baselines behind a chart: volume is learned per brand and topic, over all channels. */
const baselinesOf = async (deps: AppDeps, query: z.infer<typeof seriesQuery>, now: number) => {
  if (query.name !== 'volume' || query.channel !== undefined) return [];
  const { brands } = deps.live.parts(query.brand ?? null, now);
  const named = query.brand === undefined ? brands.map(({ brand }) => brand) : [query.brand];
  const names = named.map((brand) => seriesName('volume', brand, query.topic ?? ''));
  return findBaselines(deps.db, names);
};

export const seriesRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, clock } = deps;
  app.get(
    '/series',
    {
      schema: {
        tags: ['series'],
        summary: 'One figure over time',
        description: 'A volume over all channels comes with what is normal, once that is learned.',
        querystring: seriesQuery,
        response: { 200: z.object({ points: z.array(point) }) },
      },
    },
    async ({ query }) => {
      const now = clock();
      const range = toRange(query, now);
      const { name, brand, channel, topic } = query;
      const limit = RUNTIME.seriesPointsMax;
      const [points, baselines] = await Promise.all([
        readSeries(db, { name, brand, channel, topic, ...range, limit, now }),
        baselinesOf(deps, query, now),
      ]);
      return {
        points: points.map(({ at, value }) => {
          const expectation = expectCount(baselines, at, range.stepSeconds);
          return { at: instantOut(at), value, ...expectation };
        }),
      };
    },
  );
};
