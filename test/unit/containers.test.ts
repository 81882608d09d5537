/** The container files, checked by schema because a Docker engine is not everywhere: every key is
 * one that the Compose specification knows, every service is healthy before the next starts, and
 * Tocsin runs unprivileged on a read-only root. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const duration = z.string().regex(/^(\d+h)?(\d+m)?(\d+s)?$/);
const service = z.strictObject({
  image: z
    .string()
    .regex(/^[a-z0-9./-]+:[\w.-]+$/, 'must name a version')
    .optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string().regex(/^(?:[a-z]+:\/[\w/]+|\.\/[a-z]+:\/[\w/]+:ro)$/)),
  tmpfs: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  healthcheck: z
    .strictObject({
      test: z.tuple([z.literal('CMD')], z.string()),
      interval: duration,
      timeout: duration,
      retries: z.int().positive(),
    })
    .optional(),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }))
    .optional(),
  stop_grace_period: duration.optional(),
  restart: z.enum(['unless-stopped', 'always', 'on-failure', 'no']),
});
const compose = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), service.partial({ environment: true })),
  volumes: z.record(z.string(), z.null()),
});

/** Instructions of a Dockerfile, continuation lines joined. */
const instructions = (text: string) =>
  text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ verb: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));

describe('docker-compose.yml', () => {
  const file = compose.parse(parse(read('docker-compose.yml')));

  it('starts Tocsin once TimescaleDB and Redis are healthy', () => {
    const needs = Object.keys(file.services.tocsin?.depends_on ?? {});
    expect(needs.sort()).toEqual(['redis', 'timescaledb']);
    for (const need of needs) expect(file.services[need]?.healthcheck).toBeDefined();
  });

  it('runs Tocsin without privileges on a read-only root', () => {
    expect(file.services.tocsin).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(file.services.tocsin?.security_opt).toContain('no-new-privileges:true');
  });

  it('declares every volume it mounts', () => {
    const mounted = Object.values(file.services).flatMap(({ volumes }) => volumes);
    const names = mounted
      .map((volume) => volume.split(':')[0]!)
      .filter((name) => !/^\./.test(name));
    expect(names.sort()).toEqual(Object.keys(file.volumes).sort());
  });

  it('acknowledges on disk: Redis syncs each append', () => {
    expect(file.services.redis?.command?.join(' ')).toContain(
      '--appendonly yes --appendfsync always',
    );
  });
});

it('an image holds nothing of what the operator keeps beside it', () => {
  const left = read('.dockerignore').split('\n');
  expect(left).toEqual(expect.arrayContaining(['config', 'data']));
});

describe('Dockerfile', () => {
  const steps = instructions(read('Dockerfile'));
  const known = /^(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|CMD)$/;

  it('holds known instructions and copies what exists', () => {
    expect(steps.filter(({ verb }) => !known.test(verb))).toEqual([]);
    const own = steps.filter(({ verb, rest }) => verb === 'COPY' && !rest.startsWith('--from'));
    const sources = own.flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  it('ends unprivileged, with a health check on readiness and a start file that exists', () => {
    expect(steps.findLast(({ verb }) => verb === 'USER')?.rest).toBe('node');
    expect(steps.find(({ verb }) => verb === 'HEALTHCHECK')?.rest).toContain('/readyz');
    const start = z
      .array(z.string())
      .parse(JSON.parse(steps.findLast(({ verb }) => verb === 'CMD')?.rest ?? '[]'));
    expect(existsSync(join(root, start[1] ?? ''))).toBe(true);
  });

  it('leaves out of the image what must not be in it', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const path of ['.git', 'node_modules', 'data', 'test']) expect(ignored).toContain(path);
  });
});
