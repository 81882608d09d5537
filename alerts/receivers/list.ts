/** All ways to reach a person, by the `kind` that the catalogue names. A new one is its own file
 * and a line here. */
import type { WayKind } from '#contracts/way.ts';
import { alertmanager } from './alertmanager.ts';
import type { Receiver } from './contract.ts';
import { pagerduty } from './pagerduty.ts';
import { push } from './push.ts';
import { sms } from './sms.ts';
import { voice } from './voice.ts';
import { webhook } from './webhook.ts';

export const RECEIVERS: { [Kind in WayKind]?: Receiver<Kind> } = {
  webhook,
  alertmanager,
  pagerduty,
  push,
  sms,
  voice,
};
