/** The page behind the link in a message, and the same as data. The token is the permission: it opens
 * this one message and nothing else, for a day at most. Opening never answers, since scanners of mail
 * open links too. */
import { z } from 'zod';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerIn, answerOut, answeredOut } from '#contracts/answer.ts';
import { oneLine } from '#alerts/receivers/one-line.ts';
import type { AnswerHow } from '../calling/answer.ts';
import { behindToOut, openLink, type Behind } from '../calling/behind.ts';
import { answerPage, closedPage } from '../calling/page.ts';
import { PAGE_POLICY } from '../calling/page-look.ts';
import { RUNTIME } from '../config.ts';
import { AppError } from '../errors.ts';
import { noteOpened } from '../store/messages.ts';
import type { AppDeps } from './deps.ts';

const params = z.object({ token: z.string().max(128) });
/** A guess must not be cheap, a reload every five seconds must be. */
const config = { rateLimit: { max: RUNTIME.answersPerMinute } };
const NAME_CHARS = 64;
const FORM_BYTES = 16 * 1024;

const EXPIRED = [
  'This link has expired',
  'It opened a message of a day ago, or of what is over.',
] as const;
const UNKNOWN = ['This link opens nothing', 'It is not complete, or it was never good.'] as const;

const TOO_OFTEN = ['Too many tries', 'Wait a minute, then open the link again.'] as const;
const NOT_NOW = [
  'This did not work',
  'Tocsin did not answer as it should. Open the link again; if that fails, call the others by phone.',
] as const;
const HTML = 'text/html; charset=utf-8';
const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': PAGE_POLICY,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

const sendPage = (reply: FastifyReply, status: number, page: string) =>
  reply.code(status).headers(PAGE_HEADERS).type(HTML).send(page);

const needBehind = async (deps: AppDeps, token: string): Promise<Behind> => {
  const opened = await openLink(deps, token);
  if (opened.kind === 'unknown') throw new AppError('not-found');
  if (opened.kind === 'expired') throw new AppError('gone', 'This link has expired');
  return opened.behind;
};

/** A name that somebody types in is marked as such: nobody signed in for it. */
const howOf = ({ reason, minutes, name }: z.infer<typeof answerIn>): AnswerHow => ({
  ...{ via: 'link', reason, minutes },
  ...(name && { name: `${oneLine(name, NAME_CHARS)} (by link)` }),
});

/** As data, under the API's prefix. */
export const answerRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const tags = ['answers'];
  app.get(
    '/answers/:token',
    {
      config,
      schema: {
        tags,
        summary: 'What lies behind the link of a message',
        description: '410 once it has expired.',
        params,
        response: { 200: answerOut },
      },
    },
    async (request) => behindToOut(await needBehind(deps, request.params.token)),
  );

  app.post(
    '/answers/:token',
    {
      config,
      schema: {
        tags,
        summary: 'Answer a message by its link',
        description:
          'The same answer twice changes nothing. `stands`: something was so before. 400: it cannot be answered so.',
        params,
        body: answerIn,
        response: { 200: answeredOut },
      },
    },
    async ({ params: { token }, body }) => {
      const { message } = await needBehind(deps, token);
      const { kind, text } = await deps.answering.answer(message.id, body.answer, howOf(body));
      if (kind === 'expired') throw new AppError('gone', text);
      if (kind === 'refused') throw new AppError('invalid-request', text);
      return { outcome: kind, text };
    },
  );
};

const noteThatOpened = async ({ db, bus, clock }: AppDeps, { message }: Behind): Promise<void> => {
  if (message.openedAt !== null) return;
  const entries = await noteOpened(db, message.id, clock());
  if (entries.length > 0) bus.publish({ kind: 'timeline', entries });
};

/** A person's browser shows it: neither a program that looks whether it is there, nor a browser that
 * fetches what may be wanted next. */
const isLook = ({ method, headers }: FastifyRequest): boolean => {
  const purpose = headers['sec-purpose'] ?? headers.purpose ?? '';
  return method === 'GET' && !String(purpose).startsWith('prefetch');
};

/** The page, at the root. */
export const answerPageRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const liveUrl = (token: string) => `/api/v1/answers/${token}`;
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  // A person stands before it: what went wrong is a page as well, told by its status alone.
  app.addHook('onSend', async (_request, reply, payload) => {
    if (!String(reply.getHeader('content-type')).includes('problem+json')) return payload;
    reply.headers(PAGE_HEADERS).type(HTML);
    const [title, text] = reply.statusCode === 429 ? TOO_OFTEN : NOT_NOW;
    return closedPage(title, text);
  });
  const send = async (
    reply: FastifyReply,
    token: string,
    { isLook, fault = null }: { isLook: boolean; fault?: string | null },
  ) => {
    const opened = await openLink(deps, token);
    if (opened.kind === 'unknown') return sendPage(reply, 404, closedPage(...UNKNOWN));
    if (opened.kind === 'expired') return sendPage(reply, 410, closedPage(...EXPIRED));
    if (isLook) await noteThatOpened(deps, opened.behind);
    const page = answerPage(opened.behind, liveUrl(token), fault);
    return sendPage(reply, fault === null ? 200 : 422, page);
  };

  app.get('/a/:token', { config, schema: { hide: true, params } }, (request, reply) =>
    send(reply, request.params.token, { isLook: isLook(request) }),
  );

  app.post('/a/:token', { config, schema: { hide: true, params } }, async (request, reply) => {
    const { token } = request.params;
    const opened = await openLink(deps, token);
    if (opened.kind !== 'behind') return send(reply, token, { isLook: false });
    const parsed = answerIn.safeParse(request.body);
    if (!parsed.success) {
      const fault = 'This cannot be answered so. Try again.';
      return send(reply, token, { isLook: false, fault });
    }
    const { data } = parsed;
    const { id } = opened.behind.message;
    const { kind, text } = await deps.answering.answer(id, data.answer, howOf(data));
    if (kind === 'refused') return send(reply, token, { isLook: false, fault: text });
    return reply.redirect(`/a/${token}`, 303);
  });
};
