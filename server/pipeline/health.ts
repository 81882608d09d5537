/** How the pipeline is doing: how old the oldest accepted row is that is not stored, and whether the
 * database takes rows. */
import { RUNTIME } from '#server/config.ts';

export type PipelineHealth = { lagSeconds: number; storage: 'ok' | 'behind' | 'down' };

/** Away for longer than this is down, not merely behind. */
const DOWN_AFTER_MS = 120_000;

export const createHealth = () => {
  const inHand: number[] = [];
  let failingSince: number | null = null;
  return {
    /** Rows are being worked on, the oldest of which was accepted then. */
    begun: (receivedAt: number): void => {
      inHand.push(receivedAt);
    },
    /** The ones that were begun first are out of the way. */
    ended: (): void => {
      inHand.shift();
    },
    stored: (): void => {
      failingSince = null;
    },
    failed: (now: number): void => {
      failingSince ??= now;
    },
    read: (now: number): PipelineHealth => {
      const lagMs = inHand.length === 0 ? 0 : Math.max(0, now - Math.min(...inHand));
      const lagSeconds = lagMs / 1000;
      if (failingSince !== null) {
        return { lagSeconds, storage: now - failingSince > DOWN_AFTER_MS ? 'down' : 'behind' };
      }
      return { lagSeconds, storage: lagSeconds > RUNTIME.behindAfterSeconds ? 'behind' : 'ok' };
    },
  };
};
