/** Says that something fails when it begins and when it is over, not at each attempt in between. */
import type { Logger } from '#server/logger.ts';

export type Trouble = { begin(error: unknown): void; end(): void };

export const createTrouble = (logger: Logger, what: string): Trouble => {
  let isInTrouble = false;
  return {
    begin: (error) => {
      if (isInTrouble) return;
      isInTrouble = true;
      logger.error({ err: error }, `${what} fails; it is tried again until it works`);
    },
    end: () => {
      if (!isInTrouble) return;
      isInTrouble = false;
      logger.info(`${what} works again`);
    },
  };
};
