/** All ways to reach a person, by the `kind` that the catalogue names. A new one is its own file
 * and a line here. */
import type { WayKind } from '#contracts/way.ts';
import type { Receiver } from './contract.ts';
import { webhook } from './webhook.ts';

export const RECEIVERS: { [Kind in WayKind]?: Receiver<Kind> } = { webhook };
