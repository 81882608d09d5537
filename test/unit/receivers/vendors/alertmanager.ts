/** A receiver of Alertmanager's webhook, version 4, as strict as its documentation allows: every
 * field there, labels by the rules of Prometheus, an end only where it is resolved. */
import { z } from 'zod';
import type { Vendor } from './stand-in.ts';

export const TOKEN = 'bearer-of-the-stand-in';
const labels = z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), z.string());
const time = z.iso.datetime({ offset: true });
const url = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);
const status = z.enum(['firing', 'resolved']);
const NO_TIME = '0001-01-01T00:00:00Z';

const alert = z
  .strictObject({
    status,
    labels: labels.refine((given) => Boolean(given.alertname)),
    annotations: labels,
    startsAt: time,
    endsAt: time,
    generatorURL: url,
    fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  })
  .refine((one) => (one.status === 'firing') === (one.endsAt === NO_TIME));
const webhook = z
  .strictObject({
    version: z.literal('4'),
    groupKey: z.string().min(1),
    truncatedAlerts: z.int().min(0),
    status,
    receiver: z.string().min(1),
    groupLabels: labels,
    commonLabels: labels,
    commonAnnotations: labels,
    externalURL: url,
    alerts: z.array(alert).min(1),
  })
  .refine(({ alerts, ...group }) =>
    group.status === 'firing'
      ? alerts.some((one) => one.status === 'firing')
      : alerts.every((one) => one.status === 'resolved'),
  );
export type Taken = z.infer<typeof webhook>;

export const createAlertmanager = () => {
  const taken: Taken[] = [];
  const vendor: Vendor = ({ method, path, headers, body }) => {
    if (method !== 'POST' || path !== '/webhook') return { status: 404 };
    if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401 };
    if (headers['content-type'] !== 'application/json') return { status: 415 };
    const text = body.toString('utf8');
    if (!text.isWellFormed() || !Buffer.from(text).equals(body)) return { status: 400 };
    const read = webhook.safeParse(JSON.parse(text));
    if (!read.success) return { status: 400, body: read.error.message };
    taken.push(read.data);
    return { status: 200 };
  };
  return { vendor, taken };
};
