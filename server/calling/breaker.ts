/** A receiver that fails again and again is left alone for a while, so that what waits for it neither
 * hammers it nor holds up the others: whoever is called is called by another way meanwhile. One
 * attempt then finds out whether it is back. */
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from 'cockatiel';
import type { Outcome } from '#alerts/receivers/contract.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';

/** `open`: leave it alone until then. `probing`: one attempt at a time. */
export type Health = { state: 'closed' | 'probing' } | { state: 'open'; until: number };
export type Breaker = {
  health(): Health;
  /** Null: it was not tried, the receiver is left alone. */
  run(attempt: () => Promise<Outcome>): Promise<Outcome | null>;
};

/** One that says when to come back is not down. */
const isFailure = (outcome: unknown): boolean => {
  const { kind, afterMs } = outcome as Extract<Outcome, { kind: 'retry' }>;
  return kind === 'retry' && afterMs === undefined;
};

export const createBreaker = (clock: Clock, openMs: number = RUNTIME.breakerOpenMs): Breaker => {
  const policy = circuitBreaker(handleWhenResult(isFailure), {
    halfOpenAfter: openMs,
    breaker: new ConsecutiveBreaker(RUNTIME.breakerFailures),
  });
  let openUntil = 0;
  policy.onBreak(() => {
    openUntil = clock() + openMs;
  });
  return {
    health: () => {
      if (policy.state === CircuitState.Closed) return { state: 'closed' };
      const isOpen = policy.state === CircuitState.Open && clock() < openUntil;
      return isOpen ? { state: 'open', until: openUntil } : { state: 'probing' };
    },
    run: async (attempt) => {
      try {
        return await policy.execute(attempt);
      } catch (error) {
        if (error instanceof BrokenCircuitError) return null;
        throw error;
      }
    },
  };
};
