/** Says that something fails when it begins and when it is over, not at each attempt in between. That
 * the database is away is a warning, because all goes on by itself; anything else is an error. */
import { describeError } from '#server/describe-error.ts';
import type { Logger } from '#server/logger.ts';
import { isUnreachable } from '#server/store/reachable.ts';

export type Trouble = { begin(error: unknown): void; end(): void };

export const createTrouble = (logger: Logger, what: string): Trouble => {
  let told: 'away' | 'fault' | null = null;
  return {
    begin: (error) => {
      const kind = isUnreachable(error) ? 'away' : 'fault';
      if (told === kind || told === 'fault') return;
      told = kind;
      logger[kind === 'away' ? 'warn' : 'error'](
        { error: describeError(error) },
        `${what} fails; it is tried again until it works`,
      );
    },
    end: () => {
      if (told === null) return;
      told = null;
      logger.info(`${what} works again`);
    },
  };
};
