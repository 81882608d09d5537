/** All ways to reach a person, by the `kind` that the catalogue names. A new one is its own file
 * and a line here. */
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { Receiver } from './contract.ts';
import { webhook } from './webhook.ts';

export const RECEIVERS: Record<ReceiverConfig['kind'], Receiver> = { webhook };
