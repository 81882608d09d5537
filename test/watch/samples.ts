/** Valid examples of what the watch tests hand around. Each takes the fields that a test is about. */
import type { AlertBody } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Crisis } from '#contracts/crisis.ts';
import { instantOut } from '#contracts/text.ts';
import { crisisToOut } from '#contracts/wire.ts';

const AT = Date.UTC(2026, 2, 3, 10);

export const aReceiver = (
  more: Partial<ReceiverConfigOf<'webhook'>> = {},
): ReceiverConfigOf<'webhook'> => ({
  key: 'duty',
  kind: 'webhook',
  url: 'http://127.0.0.1:9/hook',
  secret: 'a secret of the tests',
  contact: 'on-call',
  leastLevel: 'low',
  allowPrivateAddress: true,
  ...more,
});

export const aCrisis = (more: Partial<Crisis> = {}): Crisis => ({
  id: 'crisis-1',
  number: 1,
  version: 1,
  state: 'open',
  level: 'high',
  scenario: 'service-failure',
  brand: 'acme',
  title: 'acme: many more mentions than normal',
  firstMentionAt: AT - 60_000,
  detectedAt: AT,
  openedAt: AT,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgedLevel: null,
  levelAt: null,
  containedAt: null,
  resolvedAt: null,
  quietSince: null,
  scorecard: {
    damage: { score: 0.4, evidence: [{ what: 'negative', value: 80, expected: 10 }] },
    deviation: { score: 0.9, evidence: [{ what: 'per minute', value: 200, expected: 20 }] },
    asymmetry: { score: 0.2, evidence: [] },
  },
  signals: [],
  drill: false,
  detail: null,
  ...more,
});

export const anAlertBody = (): AlertBody => ({
  type: 'alert.step',
  at: instantOut(AT),
  crisis: { ...crisisToOut(aCrisis()), url: 'http://wall.example/crises/crisis-1' },
  step: { index: 1, of: 1, contact: 'on-call', via: 'webhook', due: instantOut(AT) },
  drill: false,
});
