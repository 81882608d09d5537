/** PagerDuty's Events API v2 as its documentation describes it: 202 for what it takes, 400 with the
 * reasons for what it does not, 429 for a key that sends too much. An open incident for each
 * `dedup_key`, so that tests see what became of them. */
import { z } from 'zod';
import type { Vendor } from './stand-in.ts';

const LIMIT_BYTES = 512 * 1_024;
export const ROUTING_KEY = 'R'.repeat(2) + '0'.repeat(30);
export const BUSY_KEY = 'B'.repeat(32);

const url = z.url({ protocol: /^https?$/ });
const head = {
  routing_key: z.string().length(32),
  dedup_key: z.string().min(1).max(255).optional(),
};
const event = z.discriminatedUnion('event_action', [
  z.strictObject({
    ...head,
    event_action: z.literal('trigger'),
    client: z.string().optional(),
    client_url: url.optional(),
    links: z.array(z.strictObject({ href: url, text: z.string().optional() })).optional(),
    images: z.array(z.strictObject({ src: z.url({ protocol: /^https$/ }) })).optional(),
    payload: z.strictObject({
      summary: z.string().min(1).max(1_024),
      source: z.string().min(1),
      severity: z.enum(['critical', 'error', 'warning', 'info']),
      timestamp: z.iso.datetime({ offset: true }).optional(),
      component: z.string().optional(),
      group: z.string().optional(),
      class: z.string().optional(),
      custom_details: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
  // Without the key of an open alert they would be dropped.
  z.strictObject({
    ...head,
    dedup_key: z.string().min(1).max(255),
    event_action: z.literal('acknowledge'),
  }),
  z.strictObject({
    ...head,
    dedup_key: z.string().min(1).max(255),
    event_action: z.literal('resolve'),
  }),
]);

export type Incident = { state: 'triggered' | 'acknowledged'; severity: string; triggers: number };

export const createPagerduty = () => {
  const open = new Map<string, Incident>();
  const invalid = (errors: string[]) => ({
    status: 400,
    body: JSON.stringify({ status: 'invalid event', message: 'Event object is invalid', errors }),
  });
  const vendor: Vendor = ({ method, path, headers, body }) => {
    if (method !== 'POST' || path !== '/v2/enqueue') return { status: 404 };
    if (headers['content-type'] !== 'application/json') return { status: 415 };
    if (body.length > LIMIT_BYTES) return { status: 413 };
    const text = body.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(body)) return invalid(['not UTF-8']);
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return invalid(['not JSON']);
    }
    const read = event.safeParse(json);
    if (!read.success) return invalid(read.error.issues.map(({ message }) => message));
    const { data } = read;
    if (data.routing_key === BUSY_KEY) return { status: 429 };
    if (data.routing_key !== ROUTING_KEY) return invalid(["'routing_key' is invalid"]);
    const key = data.dedup_key ?? String(open.size);
    const incident = open.get(key);
    if (data.event_action === 'trigger') {
      const { severity } = data.payload;
      open.set(key, {
        state: incident?.state ?? 'triggered',
        severity,
        triggers: (incident?.triggers ?? 0) + 1,
      });
    } else if (incident && data.event_action === 'resolve') open.delete(key);
    else if (incident) incident.state = 'acknowledged';
    return {
      status: 202,
      body: JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: key }),
    };
  };
  return { vendor, open };
};
