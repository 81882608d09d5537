/** Who is on call: now or at any instant, and over a stretch of time. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import {
  holderOut,
  shiftOut,
  type HolderOut,
  type OncallState,
  type Rota,
} from '#contracts/oncall.ts';
import { instantIn, instantOut, keyText } from '#contracts/text.ts';
import { holderAt, nextHolder } from '#alerts/oncall/holder.ts';
import { isNightAt, localTimeOf } from '#alerts/oncall/night.ts';
import { reachOf } from '#alerts/oncall/reach.ts';
import { shiftsOf } from '#alerts/oncall/shifts.ts';
import { AppError } from '../errors.ts';
import { ONCALL } from '../oncall/limits.ts';
import { needRota } from '../oncall/people.ts';
import { refOf } from '../oncall/wire.ts';
import type { AppDeps } from './deps.ts';
import { listOut, toList } from './lists.ts';

const holderToOut = (
  state: OncallState,
  receivers: readonly ReceiverConfig[],
  rota: Rota,
  at: number,
): HolderOut => {
  const { person, source, since, until } = holderAt(state, rota.key, at);
  const next = nextHolder(state, rota.key, at);
  const of = { at, brand: null, level: 'critical' as const };
  const reached = reachOf(state, receivers, `rota:${rota.key}`, of);
  const { roster } = state;
  const zone = roster.people.find(({ key }) => key === person)?.timeZone;
  return {
    rota: rota.key,
    name: rota.name ?? rota.key,
    person: refOf(roster, person),
    source,
    since: since === null ? null : instantOut(since),
    until: until === null ? null : instantOut(until),
    next:
      next === null ? null : { person: refOf(roster, next.person), from: instantOut(next.from) },
    ...(zone !== undefined && {
      localTime: localTimeOf(zone, at),
      timeZone: zone,
      isNight: isNightAt(zone, at),
    }),
    ...(reached.problem !== null && { problem: reached.problem }),
  };
};

const shiftsQuery = z.object({
  rota: keyText(64),
  from: instantIn.describe('RFC 3339'),
  to: instantIn.describe('RFC 3339, exclusive'),
});

export const oncallRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { clock, oncall, receivers } = deps;
  const tags = ['on-call'];
  app.get(
    '/oncall',
    {
      schema: {
        tags,
        summary: 'Who holds each rota',
        querystring: z.object({ at: instantIn.optional().describe('RFC 3339; absent: now') }),
        response: { 200: z.object({ at: z.string(), items: z.array(holderOut) }) },
      },
    },
    async ({ query }) => {
      const at = query.at ?? clock();
      const state = await oncall.state();
      const items = state.roster.rotas.map((rota) => holderToOut(state, receivers, rota, at));
      return { at: instantOut(at), items };
    },
  );

  app.get(
    '/oncall/shifts',
    {
      schema: {
        tags,
        summary: 'A rota over time, without gaps, oldest first',
        querystring: shiftsQuery,
        response: { 200: listOut(shiftOut) },
      },
    },
    async ({ query: { rota, from, to } }) => {
      if (from >= to || to - from > ONCALL.shiftsSpanMs) {
        throw new AppError('invalid-request', 'from must come before to, by 400 days at most');
      }
      const state = await oncall.state();
      needRota(state, rota);
      const shifts = shiftsOf(state, rota, from, to).slice(0, ONCALL.shiftsMax);
      const items = shifts.map(({ person, source, ...shift }) => ({
        rota,
        person: refOf(state.roster, person),
        from: instantOut(shift.from),
        to: instantOut(shift.to),
        source,
      }));
      return toList(items, null);
    },
  );
};
