/** The body of an alert: the same in every channel. Built when the alert is queued, so that each
 * attempt of one alert says the same. */
import type { Alert, AlertBody } from '#contracts/alert.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { instantOut } from '#contracts/text.ts';
import { crisisToOut } from '#contracts/wire.ts';

/** `index` of `of`: the place of this call among those that the same transition caused, from 1. */
export type CallPlace = { index: number; of: number };

export const alertBodyOf = (
  alert: Alert,
  crisis: Crisis,
  receiver: ReceiverConfig,
  place: CallPlace,
  publicUrl: string,
): AlertBody => ({
  type: alert.type,
  at: instantOut(alert.at),
  crisis: { ...crisisToOut(crisis), url: `${publicUrl}/crises/${crisis.id}` },
  step: {
    ...place,
    contact: receiver.contact,
    via: receiver.kind,
    due: instantOut(alert.at),
  },
  drill: alert.drill,
});
