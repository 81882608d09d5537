/** Silences: what is kept quiet, by whom, until when and why; and to end one before its time. */
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isActive, isSilencedBy } from '#alerts/flowchart/silence.ts';
import { silenceIn, silenceOut, type Silence, type SilenceOut } from '#contracts/calling.ts';
import { LIMITS } from '#contracts/limits.ts';
import { instantIn, instantOut, keyText } from '#contracts/text.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import { listCrises } from '../store/crises.ts';
import {
  addSilence,
  endSilence,
  getSilence,
  listSilences,
  listWorkingSilences,
} from '../store/silences.ts';
import type { AppDeps } from './deps.ts';
import { flag, listOut, listQuery, toList } from './lists.ts';

const DAY_MS = 86_400_000;
/** A silence that lasts longer is a rule nobody wrote down. */
const LONGEST_DAYS = 30;

const stateOf = (silence: Silence, now: number): SilenceOut['state'] => {
  if (isActive(silence, now)) return 'active';
  return silence.startsAt > now ? 'planned' : 'ended';
};

const toOut = (silence: Silence, now: number, holding: number): SilenceOut => {
  const { id, owner, reason, upToLevel, brand, scenario, topic, endedBy } = silence;
  return {
    ...{ id, owner, reason, upToLevel },
    createdAt: instantOut(silence.createdAt),
    startsAt: instantOut(silence.startsAt),
    endsAt: instantOut(silence.endsAt),
    ...(brand !== null && { brand }),
    ...(scenario !== null && { scenario }),
    ...(topic !== null && { topic }),
    ...(endedBy !== null && { endedBy }),
    state: stateOf(silence, now),
    holding,
  };
};

const readTime = (what: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  const read = instantIn.safeParse(text);
  if (!read.success) throw new AppError('invalid-request', `${what} is not an RFC 3339 time`);
  return read.data;
};

/** Throws AppError invalid-request. */
const fromBody = (body: z.output<typeof silenceIn>, owner: string, now: number): Silence => {
  const startsAt = Math.max(now, readTime('startsAt', body.startsAt, now));
  const endsAt = readTime('endsAt', body.endsAt, now);
  if (endsAt <= startsAt) throw new AppError('invalid-request', 'It ends before it begins');
  if (endsAt - startsAt > LONGEST_DAYS * DAY_MS)
    throw new AppError('invalid-request', `It lasts longer than ${LONGEST_DAYS} days`);
  const { reason, upToLevel, brand = null, scenario = null, topic = null } = body;
  return {
    ...{ id: randomUUID(), owner, reason, createdAt: now, startsAt, endsAt, endedBy: null },
    ...{ brand, scenario, topic, upToLevel, toldStart: false, toldEnd: false },
  };
};

/** What is more than calling looks at would keep nothing quiet. Throws AppError conflict. */
const addOne = async (db: AppDeps['db'], silence: Silence): Promise<void> => {
  const working = await listWorkingSilences(db, RUNTIME.silencesMax);
  if (working.length >= RUNTIME.silencesMax)
    throw new AppError('conflict', `There are ${working.length} silences already: end some first`);
  await addSilence(db, silence);
};

const idOnly = z.object({ id: keyText(LIMITS.idChars) });

export const silenceRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db, bus, clock }) => {
  const tags = ['alerts'];
  /** Crises that it keeps quiet at this moment. */
  const withHolding = async (silences: readonly Silence[], now: number) => {
    const { items } = await listCrises(db, { openOnly: true, limit: RUNTIME.crisesOpenMax });
    const open = items.filter(({ state }) => state === 'open');
    const holding = (silence: Silence) =>
      isActive(silence, now) ? open.filter((crisis) => isSilencedBy(silence, crisis)).length : 0;
    return silences.map((silence) => toOut(silence, now, holding(silence)));
  };

  app.get(
    '/silences',
    {
      schema: {
        tags,
        summary: 'Silences, newest first',
        querystring: listQuery.extend({
          active: flag.optional().describe('true: only those that have not ended'),
        }),
        response: { 200: listOut(silenceOut) },
      },
    },
    async ({ query: { active, ...query } }) => {
      const now = clock();
      const filter = active === true ? { ...query, endsAfter: now } : query;
      const { items, next } = await listSilences(db, filter);
      return toList(await withHolding(items, now), next);
    },
  );

  app.post(
    '/silences',
    {
      schema: {
        tags,
        summary: 'Keeps what matches quiet for a while; the owner is told at both ends',
        body: silenceIn,
        response: { 201: silenceOut },
      },
    },
    async ({ body, principal }, reply) => {
      if (principal === null) throw new AppError('unauthorized');
      const now = clock();
      const silence = fromBody(body, principal.name, now);
      await addOne(db, silence);
      bus.publish({ kind: 'oncall' });
      const [out] = await withHolding([silence], now);
      return reply.code(201).send(out!);
    },
  );

  app.delete(
    '/silences/:id',
    {
      schema: {
        tags,
        summary: 'Ends a silence now: what it kept quiet calls again',
        params: idOnly,
        response: { 200: silenceOut },
      },
    },
    async ({ params: { id }, principal }) => {
      if (principal === null) throw new AppError('unauthorized');
      const now = clock();
      const hasEnded = await endSilence(db, { id, by: principal.name, at: now });
      const silence = await getSilence(db, id);
      if (!silence) throw new AppError('not-found');
      if (!hasEnded) throw new AppError('conflict', 'It has ended already');
      bus.publish({ kind: 'oncall' });
      return toOut(silence, now, 0);
    },
  );
};
