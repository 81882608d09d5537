/** The kinds of ways to reach somebody, quiet ones first. Each has a receiver of its name in
 * `alerts/receivers/`. */
export const WAY_KINDS = [
  'push',
  'slack',
  'teams',
  'mail',
  'webhook',
  'alertmanager',
  'pagerduty',
  'sms',
  'voice',
] as const;
export type WayKind = (typeof WAY_KINDS)[number];

/** As texts for people name them: `called by phone call`. */
export const WAY_NAMES: Record<WayKind, string> = {
  push: 'push',
  slack: 'Slack',
  teams: 'Teams',
  mail: 'mail',
  webhook: 'webhook',
  alertmanager: 'Alertmanager',
  pagerduty: 'PagerDuty',
  sms: 'SMS',
  voice: 'phone call',
};

/** A way that can be used: through the receiver with this key of the catalogue, to this address. */
export type Way = { kind: WayKind; receiver: string; address: string | null };
