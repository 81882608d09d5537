/** How much may be under way at once: in all, for each receiver, and for one that is left alone or just
 * being tried again. */
import { RUNTIME } from '#server/config.ts';
import type { Clock } from '#server/clock.ts';
import type { Bundle, Due } from '#server/store/outbox.ts';
import { createBreaker, type Breaker } from './breaker.ts';

export type Begin = Bundle & { receiver: string };
/** `begin`: has its room from now on. `wait`: ids by when their receiver is looked at again. */
export type Choice = { begin: Begin[]; wait: Map<number, string[]> };

export const createRoom = (clock: Clock, breakerOpenMs?: number) => {
  const breakers = new Map<string, Breaker>();
  const busy = new Map<string, number>();
  let all = 0;

  const breakerOf = (receiver: string): Breaker => {
    const breaker = breakers.get(receiver) ?? createBreaker(clock, breakerOpenMs);
    breakers.set(receiver, breaker);
    return breaker;
  };
  const change = (receiver: string, by: 1 | -1): void => {
    all += by;
    busy.set(receiver, (busy.get(receiver) ?? 0) + by);
  };
  const enter = (receiver: string, limit: number): boolean => {
    if (all >= RUNTIME.messagesAtOnce || (busy.get(receiver) ?? 0) >= limit) return false;
    change(receiver, 1);
    return true;
  };

  return {
    breakerOf,
    leave: (receiver: string): void => change(receiver, -1),
    /** What of a plan can begin now, and what waits for a receiver that is left alone. The rest waits
     * for room. */
    choose: (send: readonly Due[][]): Choice => {
      const begin: Begin[] = [];
      const wait = new Map<number, string[]>();
      for (const bundle of send) {
        const ids = bundle.map(({ id }) => id);
        const [leader] = bundle as [Due, ...Due[]];
        const { receiver } = leader.way;
        const health = breakerOf(receiver).health();
        if (health.state === 'open') {
          wait.set(health.until, [...(wait.get(health.until) ?? []), ...ids]);
          continue;
        }
        const limit = health.state === 'probing' ? 1 : RUNTIME.messagesPerReceiver;
        if (enter(receiver, limit))
          begin.push({ leader: leader.id, riders: ids.slice(1), receiver });
      }
      return { begin, wait };
    },
  };
};
