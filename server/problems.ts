/** Every error on its way out: one RFC 9457 body, whatever went wrong, and one log line. What is
 * not ours to tell (stack, message of an unexpected error) stays here; what a log must not hold
 * (values that a library put into its message) is left out of the line. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { describeError } from './describe-error.ts';
import { AppError, type ErrorCode } from './errors.ts';
import { isUnreachable } from './store/reachable.ts';

/** Fastify's own refusals, by status. */
const CODE_BY_STATUS: Record<number, ErrorCode> = {
  400: 'invalid-request',
  404: 'not-found',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};
const DETAIL_BY_CODE: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send application/json',
};

const fromFastify = (error: FastifyError): AppError | null => {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((fault) => ({
      path: fault.instancePath,
      code: fault.keyword,
      detail: fault.message,
    }));
    const where = error.validationContext ?? 'request';
    return new AppError('invalid-request', `The ${where} does not fit`, { errors });
  }
  if (error.code === 'FST_ERR_HANDLER_TIMEOUT') {
    return new AppError('storage-down', 'It took too long', { retryAfterSeconds: 5 });
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return null;
  const code = CODE_BY_STATUS[status] ?? 'invalid-request';
  return new AppError(code, DETAIL_BY_CODE[error.code]);
};

const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return new AppError('internal');
  if (isUnreachable(error)) {
    return new AppError('storage-down', undefined, { cause: error, retryAfterSeconds: 5 });
  }
  return (
    fromFastify(error as FastifyError) ?? new AppError('internal', undefined, { cause: error })
  );
};

/** Answers with the problem. Also for what fails before a route is found (a malformed address). */
export const sendProblem = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const error = toAppError(thrown);
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  if (error.retryAfterSeconds !== undefined) {
    reply.header('retry-after', Math.ceil(error.retryAfterSeconds));
  }
  request.problem = error;
  return reply
    .code(error.status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(error.toProblem(`urn:uuid:${request.id}`));
};

const CONNECTION_STATUS: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** What is not even HTTP, or came too slowly: there is no request to answer, only a socket. */
export const answerBrokenConnection = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const status = CONNECTION_STATUS[error.code ?? ''] ?? 400;
    const title = STATUS_CODES[status];
    const body = JSON.stringify({ type: 'about:blank', title, status });
    const head = [
      `HTTP/1.1 ${status} ${title}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
};

declare module 'fastify' {
  interface FastifyRequest {
    /** What was answered, for the log line. */
    problem: AppError | null;
  }
}

/** Sets the error and not-found handlers and the log line of failed requests. */
export const handleProblems = (app: FastifyInstance): void => {
  app.decorateRequest('problem', null);
  app.setErrorHandler(sendProblem);
  app.addHook('onResponse', async (request, reply) => {
    const { problem } = request;
    if (reply.statusCode < 400) return;
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      code: problem?.code,
      ms: Math.round(reply.elapsedTime),
    };
    if (problem?.code === 'internal') {
      request.log.error({ ...line, error: describeError(problem.cause) }, 'request failed');
    } else if (reply.statusCode >= 500) {
      const cause = problem?.cause === undefined ? {} : { error: describeError(problem.cause) };
      request.log.warn({ ...line, ...cause }, 'request not served');
    } else {
      request.log.info(line, 'request refused');
    }
  });
};
