/** Who is called for what: one alert per matching receiver, with an id that repeats when the same
 * transition is computed again. */
import type { Alert, AlertType } from '#contracts/alert.ts';
import { LEVELS, type Crisis, type Level } from '#contracts/crisis.ts';

export type Receiver = { key: string; leastLevel: Level; brands?: string[] | undefined };

const isFor = (receiver: Receiver, crisis: Crisis, level: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(receiver.leastLevel) &&
  (!receiver.brands || receiver.brands.includes(crisis.brand));

/** Ids go into headers, which hold ASCII only: a receiver's key may be written in any script. */
const alert = (crisis: Crisis, type: AlertType, receiver: string, at: number): Alert => {
  const { id, level, drill } = crisis;
  return {
    id: `${id}:${type.slice(6)}:${level}:${encodeURIComponent(receiver)}`,
    type,
    at,
    crisisId: id,
    receiver,
    drill,
  };
};

/** On opening, and again when the level rises: who was called before hears of the level, who is
 * reached only now is called for the first time. `before`: the level they were called for. */
export const callsFor = (
  crisis: Crisis,
  before: Level | null,
  receivers: Receiver[],
  now: number,
): Alert[] =>
  receivers
    .filter((receiver) => isFor(receiver, crisis, crisis.level))
    .map((receiver) => {
      const wasCalled = before !== null && isFor(receiver, crisis, before);
      return alert(crisis, wasCalled ? 'alert.level' : 'alert.step', receiver.key, now);
    });

/** To everybody who was called, also where the level was lowered since. `called`: the highest level
 * that people were called for. */
export const allClear = (
  crisis: Crisis,
  called: Level,
  receivers: Receiver[],
  now: number,
): Alert[] =>
  receivers
    .filter((receiver) => isFor(receiver, crisis, called))
    .map((receiver) => alert(crisis, 'alert.resolved', receiver.key, now));
