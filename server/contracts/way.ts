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

/** A way that can be used: through the receiver with this key of the catalogue, to this address. */
export type Way = { kind: WayKind; receiver: string; address: string | null };
