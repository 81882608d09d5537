/** What has to be undone when a server closes, and in which order. */
import { describeError } from './describe-error.ts';
import type { Logger } from './logger.ts';

type Close = () => Promise<unknown> | unknown;
export type Closing = ReturnType<typeof createClosing>;

/** Steps to undo, last opened first. Each runs even when another fails. */
export const createClosing = (logger: Logger) => {
  const steps: [name: string, close: Close][] = [];
  return {
    add: (name: string, close: Close) => void steps.unshift([name, close]),
    run: async () => {
      for (const [name, close] of steps.splice(0)) {
        try {
          await close();
        } catch (error) {
          logger.warn({ part: name, error: describeError(error) }, 'could not close cleanly');
        }
      }
    },
  };
};
