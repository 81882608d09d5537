/** How the pipeline is doing: how old the oldest accepted row is that is not stored, and whether the
 * database takes rows. */
import { RUNTIME } from '#server/config.ts';

export type PipelineHealth = { lagSeconds: number; storage: 'ok' | 'behind' | 'down' };

/** Away for longer than this is down, not merely behind. */
const DOWN_AFTER_MS = 120_000;

export const createHealth = () => {
  let oldestInHandAt: number | null = null;
  let failingSince: number | null = null;
  return {
    /** The batch that is being worked on, by when its oldest row was accepted; null when idle. */
    inHand: (receivedAt: number | null): void => {
      oldestInHandAt = receivedAt;
    },
    stored: (): void => {
      failingSince = null;
    },
    failed: (now: number): void => {
      failingSince ??= now;
    },
    read: (now: number): PipelineHealth => {
      const lagMs = oldestInHandAt === null ? 0 : Math.max(0, now - oldestInHandAt);
      const lagSeconds = lagMs / 1000;
      if (failingSince !== null) {
        return { lagSeconds, storage: now - failingSince > DOWN_AFTER_MS ? 'down' : 'behind' };
      }
      return { lagSeconds, storage: lagSeconds > RUNTIME.behindAfterSeconds ? 'behind' : 'ok' };
    },
  };
};
