/** The doors for mentions and desk events: what is valid goes on the durable log, what is not is named
 * row by row, and the sender hears 202 only after the log has it. Who may come in is decided before
 * this, by the table in `auth/access.ts`. */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deskEventIn } from '#contracts/desk-event.ts';
import {
  intakeAnswer,
  type IntakeAnswer,
  type LogEntry,
  type RowRejection,
} from '#contracts/intake.ts';
import { LIMITS } from '#contracts/limits.ts';
import type { IntakeLog } from '#contracts/log.ts';
import { mentionIn } from '#contracts/mention.ts';
import type { Clock } from '#server/clock.ts';
import { AppError } from '#server/errors.ts';
import type { Metrics } from '#server/metrics.ts';
import { formatOf, readBody } from './body.ts';
import { forOthers, parseRow, readEvent, readMention, type RowResult } from './read-row.ts';
import { splitRows } from './split.ts';

export type IntakeOptions = { log: IntakeLog; clock: Clock; metrics: Metrics };

/** Rows between two breaths, so that one large request does not hold up all others. */
const ROWS_PER_TURN = 500;

type Sorted<Row> = { rows: Row[]; rejected: RowRejection[] };

const sortRows = async <Row>(
  body: Buffer,
  format: ReturnType<typeof formatOf>,
  read: (value: unknown) => RowResult<Row>,
): Promise<Sorted<Row>> => {
  const spans = splitRows(body, format);
  const isTrusted = isUtf8(body);
  const sorted: Sorted<Row> = { rows: [], rejected: [] };
  for (const [index, span] of spans.entries()) {
    if (index % ROWS_PER_TURN === ROWS_PER_TURN - 1) await yieldToOthers();
    const parsed = parseRow(body, span, isTrusted);
    // A JSON body stands or falls as a whole; a line of NDJSON falls alone.
    if (format === 'json' && !parsed.ok && parsed.code === 'invalid-json') {
      throw new AppError('invalid-request', 'The body is not JSON');
    }
    const result = parsed.ok ? read(parsed.row) : parsed;
    if (result.ok) sorted.rows.push(result.row);
    else sorted.rejected.push({ index, code: result.code, detail: result.detail });
  }
  if (spans.length === 0) throw new AppError('invalid-request', 'The body has no rows');
  return sorted;
};

/** 422 as RFC 9457, with the members of the usual answer beside it. */
const answerNone = (request: FastifyRequest, reply: FastifyReply, rejected: RowRejection[]) => {
  const error = new AppError('no-row-accepted', `None of ${rejected.length} rows was accepted`);
  const problem = error.toProblem(`urn:uuid:${request.id}`);
  return reply
    .code(error.status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ ...problem, accepted: 0, rejected, errors: rejected });
};

type Door<Row> = {
  path: string;
  summary: string;
  /** Shape of one row: for the description of the API, and what `read` goes by. */
  shape: z.ZodType;
  read: (value: unknown) => RowResult<Row>;
  entry: (receivedAt: number, rows: Row[]) => LogEntry;
};

const addDoor = <Row extends object>(
  app: FastifyInstance,
  options: IntakeOptions,
  door: Door<Row>,
) => {
  const { log, clock, metrics } = options;
  const schema = {
    summary: door.summary,
    description:
      'One object, an array, or NDJSON with a row a line; gzip is accepted. Rows are checked one by ' +
      'one: 202 once the good ones are on disk, with the others named by index and code; 422 when ' +
      'none is good; 503 with Retry-After while the log is full.',
    tags: ['intake'],
    consumes: ['application/json', 'application/x-ndjson'],
    body: z.union([door.shape, z.array(door.shape)]),
    response: { 202: intakeAnswer.describe('The accepted rows are on disk') },
  };
  app.post(
    door.path,
    {
      schema,
      // The schema describes; the rows are read from the raw stream, one by one.
      validatorCompiler: () => (value: unknown) => ({ value }),
      serializerCompiler: () => (answer: unknown) => JSON.stringify(answer),
      // Inflating is done here, under the limit, whatever the app does for other routes.
      decompress: false,
    },
    async (request, reply) => {
      const format = formatOf(request.headers);
      const source = request.body as Readable | undefined;
      const body = await readBody(request.headers, source, LIMITS.bodyBytes);
      const { rows, rejected } = await sortRows(body, format, forOthers(door.read));
      for (const { code } of rejected) metrics.rowsRejected.inc({ code });
      if (rows.length === 0) return answerNone(request, reply, rejected);
      const entry = door.entry(clock(), rows);
      await log.append(entry);
      metrics.rowsAccepted.inc({ kind: entry.kind }, rows.length);
      const answer: IntakeAnswer = { accepted: rows.length, rejected };
      return reply.code(202).send(answer);
    },
  );
};

/** Registers POST /mentions and /events below the prefix /api/v1. */
export const intakeRoutes: FastifyPluginAsync<IntakeOptions> = async (app, options) => {
  // The raw stream: size, encoding and rows are this folder's matter.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  addDoor(app, options, {
    path: '/mentions',
    summary: 'Send mentions',
    shape: mentionIn,
    read: readMention,
    entry: (receivedAt, rows) => ({ kind: 'mentions', receivedAt, rows }),
  });
  addDoor(app, options, {
    path: '/events',
    summary: 'Send events of the service desk',
    shape: deskEventIn,
    read: readEvent,
    entry: (receivedAt, rows) => ({ kind: 'events', receivedAt, rows }),
  });
};
