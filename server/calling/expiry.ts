/** How long a link lives: a day from when its message was queued, an hour after its crisis is over,
 * and as long as its code where it confirms a way. */
import type { Crisis } from '#contracts/crisis.ts';
import type { Message } from '#contracts/calling.ts';
import { ONCALL } from '../oncall/limits.ts';

const HOUR_MS = 3_600_000;
const LINK_MS = 24 * HOUR_MS;
const AFTER_CRISIS_MS = HOUR_MS;

export const expiryOf = (
  { type, queuedAt }: Pick<Message, 'type' | 'queuedAt'>,
  crisis: Pick<Crisis, 'resolvedAt'> | null,
): number => {
  if (type === 'notice.confirm') return queuedAt + ONCALL.codeMs;
  const over = crisis?.resolvedAt ?? null;
  const end = queuedAt + LINK_MS;
  return over === null ? end : Math.min(end, over + AFTER_CRISIS_MS);
};
