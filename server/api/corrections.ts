/** What people said about moods, to train by hand, and the model that learned from it. */
import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sentimentModelOut, type SentimentModelOut } from '#contracts/correction.ts';
import { instantOut } from '#contracts/text.ts';
import type { InForce } from '../learning/in-force.ts';
import { LEARNING } from '../learning/limits.ts';
import { countCorrected, listTaught, type Taught } from '../store/corrections.ts';
import { lastLearning } from '../store/sentiment-models.ts';
import type { Sql } from '../store/sql.ts';
import type { AppDeps } from './deps.ts';
import { brandQuery } from './lists.ts';

const lineOf = ({ label, mention }: Taught): string => {
  const { id, channel, text, at, brand, inbound, lang } = mention;
  const row = {
    ...{ id, channel, text, at: instantOut(at), inbound, brand },
    ...(lang === 'und' ? {} : { lang }),
    label: { sentiment: label },
  };
  return `${JSON.stringify(row)}\n`;
};

/** Page by page, at the pace of who reads. */
async function* linesOf(db: Sql, brand: string | undefined): AsyncGenerator<string> {
  let left: number = LEARNING.exportMax;
  let before: number | undefined;
  while (left > 0) {
    const limit = Math.min(LEARNING.pageRows, left);
    const page = await listTaught(db, { brand, before, limit });
    if (page.length > 0) yield page.map(lineOf).join('');
    if (page.length < limit) return;
    before = page.at(-1)?.correction;
    left -= page.length;
  }
}

const describeInForce = (
  inForce: InForce,
): Pick<SentimentModelOut, 'source' | 'id' | 'since' | 'corrections' | 'rows' | 'heldOut'> => {
  const { source } = inForce;
  if (source !== 'corrections') return { source, corrections: 0, rows: inForce.rows };
  const { id, at, corrections, rows, figures } = inForce.learned;
  return { source, id: String(id), since: instantOut(at), corrections, rows, heldOut: figures };
};

export const correctionRoutes: FastifyPluginAsyncZod<AppDeps> = async (app, deps) => {
  const { db, sentiment } = deps;
  const tags = ['corrections'];
  app.get(
    '/corrections',
    {
      schema: {
        tags,
        summary: 'Corrected mentions with their labels, newest first, as NDJSON',
        description:
          'In the shape that `npm run train` reads (`label.sentiment`); at most ' +
          `${LEARNING.exportMax} lines.`,
        querystring: brandQuery,
        response: { 200: z.any().describe('application/x-ndjson') },
      },
    },
    async ({ query }, reply) =>
      reply.type('application/x-ndjson').send(Readable.from(linesOf(db, query.brand))),
  );

  app.get(
    '/sentiment-model',
    {
      schema: {
        tags,
        summary: 'The sentiment model in force, and what it learned from',
        response: { 200: sentimentModelOut },
      },
    },
    async () => {
      const last = await lastLearning(db);
      const waiting = await countCorrected(db, last?.through ?? 0);
      const told = { ...describeInForce(sentiment.now()), waiting, neededToLearn: LEARNING.newMin };
      if (last === null) return told;
      const { at, corrections, isKept: isBetter, figures: heldOut } = last;
      return { ...told, lastLearning: { at: instantOut(at), corrections, isBetter, heldOut } };
    },
  );
};
