/** The intake routes on a small server of their own, before a log in memory. */
import Fastify from 'fastify';
import type { LogEntry } from '#contracts/intake.ts';
import type { IntakeLog } from '#contracts/log.ts';
import { intakeRoutes } from '#server/intake/http.ts';
import { createMetrics } from '#server/metrics.ts';
import { handleProblems } from '#server/problems.ts';

export const NOW = Date.parse('2026-03-02T09:00:00Z');

const unused = async (): Promise<never> => {
  throw new Error('intake only appends');
};

/** `append` may be replaced, to stand for a log that is full or slow. */
export const openDoor = async (append?: (entry: LogEntry) => Promise<void>) => {
  const entries: LogEntry[] = [];
  const log: IntakeLog = {
    append: append ?? (async (entry) => void entries.push(entry)),
    read: unused,
    ack: unused,
    bury: unused,
    listDead: unused,
    status: unused,
    close: async () => {},
  };
  const metrics = createMetrics();
  const app = Fastify();
  handleProblems(app);
  await app.register(intakeRoutes, { prefix: '/api/v1', log, clock: () => NOW, metrics });
  const post = (
    payload: string | Buffer,
    headers: Record<string, string> = {},
    path = '/api/v1/mentions',
  ) =>
    app.inject({
      method: 'POST',
      url: path,
      payload,
      headers: { 'content-type': 'application/x-ndjson', ...headers },
    });
  const counted = async (metric: 'rowsAccepted' | 'rowsRejected') =>
    Object.fromEntries(
      (await metrics[metric].get()).values.map(({ labels, value }) => [
        Object.values(labels)[0],
        value,
      ]),
    );
  return {
    app,
    entries,
    post,
    counted,
    rows: () => entries.flatMap(({ rows }) => rows as object[]),
  };
};

export const row = (n: number, more: object = {}) => ({
  id: `post-${n}`,
  channel: 'x',
  text: `Parcel ${n} is late`,
  at: '2026-03-02T08:59:00Z',
  inbound: true,
  ...more,
});

export const ndjson = (rows: unknown[]): string =>
  rows.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n');

export const JSON_TYPE = { 'content-type': 'application/json' };
