/** All ways to reach a person, by the `kind` that the catalogue names. A new one is its own file
 * and a line here. */
import type { WayKind } from '#contracts/way.ts';
import { alertmanager } from './alertmanager.ts';
import type { Receiver } from './contract.ts';
import { mail } from './mail.ts';
import { pagerduty } from './pagerduty.ts';
import { push } from './push.ts';
import { slack } from './slack.ts';
import { sms } from './sms.ts';
import { teams } from './teams.ts';
import { voice } from './voice.ts';
import { webhook } from './webhook.ts';

export const RECEIVERS: { [Kind in WayKind]?: Receiver<Kind> } = {
  push,
  slack,
  teams,
  mail,
  webhook,
  alertmanager,
  pagerduty,
  sms,
  voice,
};
