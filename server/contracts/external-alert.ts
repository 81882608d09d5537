/** An alert of another monitoring system, as it comes in by the webhook of Alertmanager (version 4)
 * and as the house keeps it. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { instantIn } from './text.ts';

export const EXTERNAL_SEVERITIES = ['info', 'warning', 'error', 'critical'] as const;
export type ExternalSeverity = (typeof EXTERNAL_SEVERITIES)[number];

/** Texts are one line each; times epoch ms. `fingerprint`: what its source knows it by. */
export type ExternalAlert = {
  brand: string;
  source: 'alertmanager';
  fingerprint: string;
  name: string;
  summary: string;
  severity: ExternalSeverity;
  startsAt: number;
};

const texts = z.record(z.string().max(LIMITS.tagChars), z.string().max(LIMITS.textChars));
export const alertmanagerAlert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts.default({}),
  startsAt: instantIn,
  fingerprint: z.string().regex(/^[0-9a-zA-Z]{1,64}$/),
});
export type AlertmanagerAlert = z.infer<typeof alertmanagerAlert>;

/** Each alert is checked by itself, so that a bad one does not take the others with it. */
export const alertmanagerIn = z.object({
  version: z.literal('4'),
  alerts: z.array(z.unknown()).min(1).max(LIMITS.externalAlertsPerRequest),
});
