/** The description of the API says what the routes and the access table say. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type Harness } from './harness.ts';
import { ROUTES } from '#server/auth/access.ts';

type Operation = {
  security?: Record<string, string[]>[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
};
type Document = {
  openapi: string;
  components: object;
  paths: Record<string, Record<string, Operation>>;
};

let harness: Harness;
let document: Document;
beforeAll(async () => {
  harness = await openApp();
  document = (await harness.call({ url: '/openapi.json' })).json();
});
afterAll(() => harness.close());

/** Pages, files and the description itself are no part of the API. */
const isDescribed = (path: string) => !/^\/(\*|docs|openapi|a\/)/.test(path);
const operationOf = (method: string, path: string): Operation | undefined =>
  document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

describe('openapi.json', () => {
  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  it.each(ROUTES.filter(({ path }) => isDescribed(path)))(
    'has $method $path and who may',
    ({ method, path, who }) => {
      const operation = operationOf(method, path);
      expect(operation).toBeDefined();
      expect(operation?.security?.length ?? 0).toBe(
        who === 'public' || who === 'link' ? 0 : who === 'ingest' || who === 'metrics' ? 1 : 2,
      );
      const params = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
      const given = operation?.parameters?.filter((parameter) => parameter.in === 'path');
      expect((given ?? []).map((parameter) => parameter.name)).toEqual(params);
    },
  );

  it('has nothing else', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = ROUTES.filter(({ path }) => isDescribed(path)).map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.sort()).toEqual(expected.sort());
  });

  it.each(['/api/v1/mentions', '/api/v1/events'])('tells how intake answers on %s', (path) => {
    const { responses } = operationOf('POST', path) as Operation;
    const statuses = [202, 400, 401, 403, 413, 415, 422, 429, 503];
    expect(Object.keys(responses).map(Number)).toEqual(statuses);
  });

  it('describes the problems that are answered', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const requests = [
      ['POST', '/api/v1/mentions'],
      ['GET', '/api/v1/crises'],
      ['POST', '/api/v1/session'],
    ] as const;
    for (const [method, url] of requests) {
      const { statusCode, body } = await harness.call({ method, url });
      const content = operationOf(method, url)?.responses[statusCode]?.content;
      const schema = content?.['application/problem+json']?.schema;
      expect(schema, `${method} ${url} ${statusCode}`).toBeDefined();
      const { components } = document;
      expect(ajv.validate({ ...schema, components }, JSON.parse(body))).toBe(true);
    }
  });

  it('holds only schemas that can be compiled', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    let schemas = 0;
    for (const methods of Object.values(document.paths)) {
      for (const operation of Object.values(methods)) {
        const contents = [operation.requestBody, ...Object.values(operation.responses)];
        const found = contents.flatMap((part) => Object.values(part?.content ?? {}));
        for (const { schema } of [...found, ...(operation.parameters ?? [])]) {
          const { components } = document;
          expect(() => ajv.compile({ ...schema, components })).not.toThrow();
          schemas += 1;
        }
      }
    }
    expect(schemas).toBeGreaterThan(50);
  });
});

describe('/docs', () => {
  it('is a page without inline scripts or styles, under the same policy', async () => {
    const page = await harness.call({ url: '/docs' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.body).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)/);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).not.toContain('unsafe');
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
    expect(sources.length).toBeGreaterThan(3);
    for (const url of sources) {
      expect((await harness.call({ url: url as string })).statusCode, url).toBe(200);
    }
  });
});
