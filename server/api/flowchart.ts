/** The crisis flowchart: what it says, whether it reaches people, who would be called, and changing it;
 * the roster has the same routes for its text. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { holesOpened } from '#alerts/flowchart/coverage.ts';
import { dryRun } from '#alerts/flowchart/dry-run.ts';
import {
  coverageOut,
  dryRunIn,
  dryRunOut,
  type CoverageOut,
  type Flowchart,
} from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';
import { instantIn } from '#contracts/text.ts';
import { hasRole, type Principal } from '#contracts/who.ts';
import { RUNTIME } from '../config.ts';
import { proveInTurns } from '../documents/prove.ts';
import { readDocument } from '../documents/read.ts';
import { isReviewDue } from '../documents/review.ts';
import { AppError } from '../errors.ts';
import { maskRoster } from '../oncall/people.ts';
import type { AppDeps } from './deps.ts';
import { documentRoutes, type Holes } from './documents.ts';
import { rangeQuery } from './lists.ts';

const DAY_MS = 24 * 3_600_000;

/** What decides who is called, in force now. */
const inForce = async ({ documents, oncall, receivers }: AppDeps) => {
  const [{ version, value: chart }, state] = await Promise.all([
    documents.current('flowchart'),
    oncall.state(),
  ]);
  return { version, chart, oncall: state, receivers };
};

const compareWith = async (
  deps: AppDeps,
  change: { chart: Flowchart } | { oncall: OncallState },
): Promise<Holes> => {
  const present = await inForce(deps);
  const from = deps.clock();
  const stretch = { from, to: from + RUNTIME.coverageDays * DAY_MS };
  const before = await proveInTurns({ ...present, ...stretch });
  const after = await proveInTurns({ ...present, ...change, ...stretch });
  const max = RUNTIME.coverageHolesMax;
  return {
    opened: holesOpened(before, after).slice(0, max),
    closed: holesOpened(after, before).slice(0, max),
  };
};

/** Addresses are for those who may change them. */
const rosterText = (principal: Principal | null, text: string): string => {
  if (principal === null) throw new AppError('unauthorized');
  if ('role' in principal && hasRole(principal.role, 'manager')) return text;
  const read = readDocument('rota', text);
  const masked = read.ok ? maskRoster(text, read.value) : null;
  if (masked === null) throw new AppError('forbidden', 'This version is for managers only');
  return masked;
};

/** The stretch that is asked for. Throws AppError invalid-request. */
const stretchOf = (query: z.infer<typeof rangeQuery>, now: number) => {
  const from = query.from ?? now;
  const to = query.to ?? from + RUNTIME.coverageDays * DAY_MS;
  const daysMax = RUNTIME.coverageDaysMax;
  if (from >= to) throw new AppError('invalid-request', '`from` must be before `to`');
  if (to - from > daysMax * DAY_MS) {
    throw new AppError('invalid-request', `At most ${daysMax} days are looked at`);
  }
  return { from, to };
};

export const flowchartRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { clock } = deps;
  const tags = ['flowchart'];
  documentRoutes(app, deps, {
    ...{ name: 'flowchart', path: '/flowchart', tags, words: 'the flowchart' },
    compare: (chart) => compareWith(deps, { chart }),
    onSaved: () => deps.bus.publish({ kind: 'oncall' }),
    more: ({ value }) => ({
      chart: value,
      reviewDue: value.reviewDue ?? null,
      isReviewDue: isReviewDue(value, clock()),
    }),
  });
  documentRoutes(app, deps, {
    ...{ name: 'rota', path: '/oncall/roster', tags: ['on-call'], words: 'the roster' },
    compare: async (roster) => {
      const state = await deps.oncall.state();
      return compareWith(deps, { oncall: { ...state, roster } });
    },
    textFor: rosterText,
    onSaved: () => {
      deps.oncall.forget();
      deps.bus.publish({ kind: 'oncall' });
    },
  });

  app.get(
    '/flowchart/coverage',
    {
      schema: {
        tags,
        summary: 'When a call would not reach two people, each by two confirmed ways',
        description: 'Exact, at every change of rota, hours and confirmation; four weeks from now.',
        querystring: rangeQuery,
        response: { 200: coverageOut },
      },
    },
    async ({ query }): Promise<CoverageOut> => {
      const stretch = stretchOf(query, clock());
      const proof = await proveInTurns({ ...(await inForce(deps)), ...stretch });
      return { ...proof, items: proof.items.slice(0, RUNTIME.coverageHolesMax) };
    },
  );

  app.post(
    '/flowchart/dry-run',
    {
      schema: {
        tags,
        summary: 'Who would be called, when and by what; calls nobody',
        body: dryRunIn.extend({ at: instantIn.describe('RFC 3339') }),
        response: { 200: dryRunOut },
      },
    },
    async ({ body }) => dryRun({ ...(await inForce(deps)), ...body, brand: body.brand ?? null }),
  );
};
