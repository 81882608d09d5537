/** Running flowcharts as walls and crisis pages are told of them. Contacts are words, never names. */
import type { ChainOut } from '#contracts/calling.ts';
import { iso } from './rows.ts';

export const chain = (now: number, more: Partial<ChainOut> = {}): ChainOut => ({
  id: 'c7:high',
  crisis: 'c7',
  level: 'high',
  state: 'running',
  step: 1,
  of: 3,
  now: [
    { contact: 'next on-call', via: 'mail', state: 'accepted', at: iso(now, 10) },
    { contact: 'next on-call', via: 'push', state: 'queued', at: iso(now, 10) },
    { contact: 'on-call', via: 'voice', state: 'accepted', at: iso(now, 70) },
    { contact: 'on-call', via: 'sms', state: 'failed', at: iso(now, 130) },
    { contact: 'on-call', via: 'mail', state: 'accepted', at: iso(now, 190) },
  ],
  next: { at: iso(now, -50), contact: 'next on-call', via: 'sms', step: 1 },
  heldBy: null,
  takenBy: null,
  startedAt: iso(now, 190),
  ...more,
});
export const takenChain = (now: number): ChainOut =>
  chain(now, { state: 'taken', next: null, takenBy: 'Nadia Haddad' });
/** More words than there is room for. */
export const longChain = (now: number): ChainOut => {
  const contact = 'next regional-crisis-leadership-of-the-northern-countries';
  const calls = ['push', 'slack', 'teams', 'mail', 'webhook', 'pagerduty'].map((via) => ({
    ...{ contact, via, state: 'accepted', at: iso(now, 10) },
  }));
  const next = { at: iso(now, -3_500), contact, via: 'pagerduty' as const, step: 12 };
  return chain(now, { level: 'critical', step: 12, of: 20, now: calls, next });
};
