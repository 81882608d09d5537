/** What a receiver is told: the same body in every channel. */
import { z } from 'zod';
import { crisisOut } from './crisis.ts';

export const ALERT_TYPES = ['alert.step', 'alert.repeat', 'alert.level', 'alert.resolved'] as const;
export type AlertType = (typeof ALERT_TYPES)[number];

export const alertBody = z.object({
  type: z.enum(ALERT_TYPES),
  at: z.string(),
  crisis: crisisOut.extend({ url: z.string().describe('the crisis page') }),
  step: z.object({
    index: z.int(),
    of: z.int(),
    contact: z.string(),
    via: z.string(),
    due: z.string(),
  }),
  drill: z.boolean(),
});
export type AlertBody = z.infer<typeof alertBody>;

/** An alert that is due: stored with the transition that caused it, delivered afterwards.
 * `id` is the idempotency key of the delivery (webhook-id). */
export type Alert = {
  id: string;
  type: AlertType;
  at: number;
  crisisId: string;
  receiver: string;
  drill: boolean;
};
