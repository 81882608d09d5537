/** Messages to people and machines, with each step of their delivery: who was told what, when, by
 * which way, and why some were not. Addresses and links are not among it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { MESSAGE_STATES, messageOut, type MessageOut } from '#contracts/alert.ts';
import { LIMITS } from '#contracts/limits.ts';
import { instantOut, tidyText } from '#contracts/text.ts';
import { AppError } from '../errors.ts';
import { personOfAccount } from '../oncall/people.ts';
import { getListedMessage, listMessages, type ListedMessage } from '../store/messages.ts';
import type { AppDeps } from './deps.ts';
import { flag, idParams, listOut, listQuery, rangeQuery, toList } from './lists.ts';

const TIMES = [
  'sentAt',
  'acceptedAt',
  'deliveredAt',
  'openedAt',
  'answeredAt',
  'failedAt',
] as const;
const timesOut = (message: ListedMessage): Partial<MessageOut> =>
  Object.fromEntries(
    TIMES.flatMap((key) => {
      const at = message[key];
      return at === null ? [] : [[key, instantOut(at)]];
    }),
  );

const toOut = (message: ListedMessage): MessageOut => {
  const { crisis, crisisId, way, answer, reason, suppressedBy, bundledInto } = message;
  const hasStep = message.step > 0;
  return {
    id: message.id,
    type: message.type,
    crisis: crisis && crisisId !== null ? { id: crisisId, ...crisis } : null,
    level: crisisId === null ? null : message.level,
    step: hasStep ? message.step : null,
    of: hasStep ? message.of : null,
    person: message.person,
    contact: message.contact,
    via: way.kind,
    receiver: way.receiver,
    state: message.state,
    drill: message.drill,
    queuedAt: instantOut(message.queuedAt),
    ...timesOut(message),
    ...(answer === null ? {} : { answer }),
    ...(reason === null ? {} : { reason }),
    ...(suppressedBy === null ? {} : { suppressedBy }),
    ...(bundledInto === null ? {} : { bundledInto }),
    attempts: message.attempts,
  };
};

export const alertRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, { db, oncall }) => {
  const tags = ['alerts'];
  app.get(
    '/alerts',
    {
      schema: {
        tags,
        summary: 'Messages with the steps of their delivery, newest first',
        querystring: listQuery.extend({
          ...rangeQuery.shape,
          mine: flag.optional().describe('true: those to the person of this account only'),
          crisis: tidyText(LIMITS.idChars).optional(),
          person: tidyText(LIMITS.nameChars).optional().describe('key'),
          state: z.enum(MESSAGE_STATES).optional(),
        }),
        response: { 200: listOut(messageOut) },
      },
    },
    async ({ query: { mine, crisis, ...query }, principal }) => {
      let { person } = query;
      if (mine === true) {
        person = personOfAccount((await oncall.state()).roster, principal)?.key;
        if (person === undefined) return toList([], null);
      }
      const { items, next } = await listMessages(db, { ...query, crisisId: crisis, person });
      return toList(items.map(toOut), next);
    },
  );

  app.get(
    '/alerts/:id',
    { schema: { tags, summary: 'One message', params: idParams, response: { 200: messageOut } } },
    async ({ params }) => {
      const message = await getListedMessage(db, params.id);
      if (message === null) throw new AppError('not-found');
      return toOut(message);
    },
  );
};
