/** Who is sent what now: however much goes wrong at once, nobody gets more than PACE_MAX messages in
 * PACE_WINDOW_MS by one way, the most severe goes first, and what waits goes as one message. Pure:
 * what was sent is an argument, what waits on is told when to look again. */
import { isCall, type MessageType } from '#contracts/alert.ts';
import type { Message } from '#contracts/calling.ts';
import { LEVELS, type Level } from '#contracts/crisis.ts';

export const PACE_MAX = 10;
export const PACE_WINDOW_MS = 5 * 60_000;
/** So many go out at once; from then on each waits for a gap, in which more gather for one message:
 * ten messages last for a minute of storm, and what is critical in it is told every 8.6 s. */
const AT_ONCE = 3;
const GAP_MS: Record<Level, number> = {
  low: 10_000,
  medium: 10_000,
  high: 10_000,
  critical: 8_600,
};
/** Of the messages of a window the last three are kept for what is high, the last for what is critical. */
const PACE_MAX_OF: Record<Level, number> = {
  low: PACE_MAX - 3,
  medium: PACE_MAX - 3,
  high: PACE_MAX - 1,
  critical: PACE_MAX,
};
/** More than so many that wait for one place go as one. */
const APART_MAX = 2;

export type Waiting = Pick<
  Message,
  'id' | 'type' | 'level' | 'person' | 'way' | 'drill' | 'dueAt' | 'attempts'
>;
export type Sent = { place: string; at: number };
/** `send`: bundles, the most severe first; the first of each leads, the others ride in it. `nextAt`:
 * when something of the rest may go; null: nothing waits. */
export type SendingPlan<T> = { send: T[][]; nextAt: number | null };

/** Where a message arrives: a browser that takes push messages is known by its person alone. */
export const placeOf = ({ way, person }: Pick<Message, 'way' | 'person'>): string =>
  JSON.stringify([way.kind, way.receiver, way.address ?? (way.kind === 'push' ? person : null)]);

/** These group by incident themselves, and one in another's bundle would be an incident lost. */
const isPaced = ({ way }: Waiting): boolean =>
  way.kind !== 'pagerduty' && way.kind !== 'alertmanager';

const rankOfType = (type: MessageType): number => {
  if (isCall(type)) return 0;
  return type === 'alert.handover' || type === 'alert.reserve' || type === 'notice.confirm' ? 1 : 2;
};
/** What may wait behind every call has no claim to what is kept for them, nor has a drill. */
const urgencyOf = ({ type, level, drill }: Waiting): Level =>
  rankOfType(type) < 2 && !drill ? level : 'low';

/** Most severe first; drills after what is real; equal ones by age. */
export const byUrgency = (a: Waiting, b: Waiting): number =>
  Number(a.drill) - Number(b.drill) ||
  Number(rankOfType(a.type) === 2) - Number(rankOfType(b.type) === 2) ||
  LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) ||
  rankOfType(a.type) - rankOfType(b.type) ||
  a.dueAt - b.dueAt ||
  (a.id < b.id ? -1 : 1);

/** What may ride together: calls with calls, all-clears with all-clears, drills apart. Asks, codes and
 * notices are about one thing each. What was tried before stays what it was. */
const bundleKeyOf = ({ id, type, drill, attempts }: Waiting): string => {
  if (attempts > 0) return id;
  if (isCall(type)) return `call ${drill}`;
  return type === 'alert.resolved' ? `over ${drill}` : id;
};

/** When the place takes a message of this level, given when it got others, oldest first. */
const freeAt = (times: readonly number[], level: Level, now: number): number => {
  const recent = times.filter((at) => at > now - PACE_WINDOW_MS);
  const tooMany = recent[recent.length - PACE_MAX_OF[level]];
  const afterLimit = tooMany === undefined ? now : tooMany + PACE_WINDOW_MS;
  const last = recent.at(-1);
  const afterGap = recent.length < AT_ONCE || last === undefined ? now : last + GAP_MS[level];
  return Math.max(now, afterLimit, afterGap);
};

/** How many may go at this moment, one after the other. */
const freeNow = (times: readonly number[], now: number): number =>
  Math.max(1, AT_ONCE - times.filter((at) => at > now - PACE_WINDOW_MS).length);

const planPlace = <T extends Waiting>(
  waiting: T[],
  sent: readonly number[],
  now: number,
): SendingPlan<T> => {
  const times = [...sent].sort((a, b) => a - b);
  const send: T[][] = [];
  const left = [...waiting].sort(byUrgency);
  let nextAt: number | null = null;
  while (left.length > 0) {
    const leader = left.shift() as T;
    const at = freeAt(times, urgencyOf(leader), now);
    if (at > now) {
      nextAt = Math.min(nextAt ?? Infinity, at);
      continue;
    }
    const key = bundleKeyOf(leader);
    const riders = left.filter((other) => bundleKeyOf(other) === key);
    const isBundle = riders.length + 1 > Math.min(APART_MAX, freeNow(times, now));
    send.push(isBundle ? [leader, ...riders] : [leader]);
    if (isBundle) for (const rider of riders) left.splice(left.indexOf(rider), 1);
    times.push(now);
  }
  return { send, nextAt };
};

/** Plans what goes out at `now` of all that is due. `sent`: what went out within the window, and may
 * have arrived. */
export const planSending = <T extends Waiting>({
  waiting,
  sent,
  now,
}: {
  waiting: readonly T[];
  sent: readonly Sent[];
  now: number;
}): SendingPlan<T> => {
  const unpaced = waiting.filter((message) => !isPaced(message)).map((message) => [message]);
  const paced = Map.groupBy(waiting.filter(isPaced), placeOf);
  const times = Map.groupBy(sent, ({ place }) => place);
  const plans = [...paced].map(([place, messages]) =>
    planPlace(
      messages,
      (times.get(place) ?? []).map(({ at }) => at),
      now,
    ),
  );
  const nextAts = plans.flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt]));
  return {
    send: [...unpaced, ...plans.flatMap(({ send }) => send)].sort(([a], [b]) =>
      byUrgency(a as T, b as T),
    ),
    nextAt: nextAts.length > 0 ? Math.min(...nextAts) : null,
  };
};
