/** The routes that every document has which people edit: read, change, check, versions. What is told
 * beside the text, and which holes a change opens, is for the document's own file to say. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  documentIn,
  documentProblem,
  hole,
  versionOut,
  type DocumentName,
  type DocumentVersion,
  type Hole,
} from '#contracts/flowchart.ts';
import { instantOut } from '#contracts/text.ts';
import type { Principal } from '#contracts/who.ts';
import type { Document } from '../documents/documents.ts';
import { readDocument, type Documents } from '../documents/read.ts';
import { AppError } from '../errors.ts';
import type { VersionRow } from '../store/documents.ts';
import type { AppDeps } from './deps.ts';
import { listOut, listQuery, toList } from './lists.ts';

export type Holes = { opened: Hole[]; closed: Hole[] };
export type DocumentNoun<Name extends DocumentName> = {
  name: Name;
  /** Below /api/v1. */
  path: string;
  tags: string[];
  /** In the summaries: 'the flowchart'. */
  words: string;
  /** Holes that the coming weeks would gain and lose with this in force. */
  compare(value: Documents[Name]): Promise<Holes>;
  /** Fields beside version and text. */
  more?(document: Document<Name>): object;
  /** The text as this caller may read it. */
  textFor?(principal: Principal | null, text: string): string;
  /** It was changed. */
  onSaved?(document: Document<Name>): void;
};

const versionToOut = ({ version, at, by, source, reason }: VersionRow) => ({
  ...{ version, by, source, reason },
  at: instantOut(at),
});
const documentOut = versionOut.extend({ text: z.string().describe('YAML') });
const textIn = documentIn.pick({ text: true });
const checkOut = z.object({
  problems: z.array(documentProblem),
  opened: z.array(hole).describe('holes of the coming weeks that the text in force does not have'),
  closed: z.array(hole),
});
const versionParams = z.object({ version: z.coerce.number().int().min(1).max(1e9) });

/** Somebody with a name: keys of machines have one too. */
const nameOf = (principal: Principal | null): string => {
  if (principal === null) throw new AppError('unauthorized');
  return principal.name;
};

/** What was in force before. */
const versionRoutes = <Name extends DocumentName>(
  scope: FastifyInstance,
  { documents }: AppDeps,
  { name, path, tags, words, textFor }: DocumentNoun<Name>,
): void => {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${path}/versions`,
    {
      schema: {
        tags,
        summary: `Who changed ${words}, when and why, newest first`,
        querystring: listQuery,
        response: { 200: listOut(versionOut) },
      },
    },
    async ({ query }) => {
      const { items, next } = await documents.history(name, query);
      return toList(items.map(versionToOut), next);
    },
  );

  app.get(
    `${path}/versions/:version`,
    {
      schema: {
        tags,
        summary: `One version of ${words}`,
        params: versionParams,
        response: { 200: documentOut },
      },
    },
    async ({ params, principal }) => {
      const found: DocumentVersion | null = await documents.get(name, params.version);
      if (found === null) throw new AppError('not-found', 'There is no such version');
      return { ...versionToOut(found), text: textFor?.(principal, found.text) ?? found.text };
    },
  );
};

export const documentRoutes = <Name extends DocumentName>(
  scope: FastifyInstance,
  deps: AppDeps,
  noun: DocumentNoun<Name>,
): void => {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const { documents, logger } = deps;
  const { name, path, tags, words } = noun;
  const show = (principal: Principal | null, text: string) =>
    noun.textFor?.(principal, text) ?? text;
  const toOut = (principal: Principal | null, document: Document<Name>) => ({
    ...versionToOut(document),
    text: show(principal, document.text),
    ...noun.more?.(document),
  });
  const inForceOut = z.looseObject(documentOut.shape);

  app.get(
    path,
    { schema: { tags, summary: `What is in force of ${words}`, response: { 200: inForceOut } } },
    async ({ principal }) => toOut(principal, await documents.current(name)),
  );

  app.put(
    path,
    {
      schema: {
        tags,
        summary: `Change ${words}`,
        description:
          'Another version on top of `basedOn`, in force at once. 422 with every problem of the ' +
          'text; 409 `opens-hole` where calls would not reach two people any more and no reason ' +
          'is given; 409 `conflict` where somebody else was faster.',
        body: documentIn,
        response: { 200: inForceOut },
      },
    },
    async ({ body, principal }) => {
      const by = nameOf(principal);
      const reason = body.reason.trim();
      const read = readDocument(name, body.text);
      if (read.ok && reason === '') {
        const { opened } = await noun.compare(read.value);
        const detail = `It opens ${opened.length} holes in the coming weeks: give a reason`;
        if (opened.length > 0) throw new AppError('opens-hole', detail, { errors: opened });
      }
      const saved = await documents.save(name, { ...body, reason, by });
      logger.info({ document: name, version: saved.version, by: principal?.id }, 'changed');
      noun.onSaved?.(saved);
      return toOut(principal, saved);
    },
  );

  app.post(
    `${path}/check`,
    {
      schema: {
        tags,
        summary: `What a text would be as ${words}: its problems, holes it opens and closes`,
        body: textIn,
        response: { 200: checkOut },
      },
    },
    async ({ body }) => {
      const read = readDocument(name, body.text);
      if (!read.ok) return { problems: read.problems, opened: [], closed: [] };
      return { problems: [], ...(await noun.compare(read.value)) };
    },
  );
  versionRoutes(scope, deps, noun);
};
