/** The contract of a way to reach a person. A receiver tries once and says what came of it; when
 * to try again, and when to give up, is decided by who calls it. */
import type { AlertBody } from '#contracts/alert.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';

/** `retry`: another attempt may succeed. `refused`: no attempt with this configuration will.
 * Reasons are for the timeline: they name no address, no secret and no text of the far side. */
export type Outcome =
  { kind: 'sent' } | { kind: 'retry'; reason: string } | { kind: 'refused'; reason: string };

/** `id` is the same for each attempt of one alert: the far side drops repeats by it. `at`: time of
 * this attempt, epoch ms. */
export type Delivery = { id: string; at: number; body: AlertBody };

export type Receiver = {
  send(config: ReceiverConfig, delivery: Delivery): Promise<Outcome>;
};
