/** The calls of a dry run as people read them: ways that go out together to one person are one turn. Pure. */
import type { PlannedCall } from '#contracts/flowchart.ts';
import { wayWord } from './ways.ts';

export type Turn = { key: string; head: PlannedCall; calls: PlannedCall[] };

export const turnsOf = (calls: readonly PlannedCall[]): Turn[] => {
  const turns = new Map<string, Turn>();
  for (const call of calls) {
    const { afterSeconds, step, role, type, contact, person } = call;
    const key = JSON.stringify([afterSeconds, step, role, type, contact, person]);
    const turn = turns.get(key) ?? { key, head: call, calls: [] };
    turn.calls.push(call);
    turns.set(key, turn);
  }
  return [...turns.values()];
};

/** Nobody can confirm a place of the team, such as its channel: only what leads to a person counts. */
const isUnsure = ({ via, person, confirmed }: PlannedCall): boolean =>
  via !== null && person !== null && !confirmed;
export const isUnconfirmed = ({ calls }: Turn): boolean => calls.some(isUnsure);

export const waysOf = ({ calls }: Turn): string[] =>
  calls.flatMap((call) => {
    if (call.via === null) return [];
    const note = isUnsure(call) ? ' (unconfirmed)' : call.person === null ? ' (team)' : '';
    return `${wayWord(call.via)}${note}`;
  });
/** Each once, in the order of the calls. */
export const problemsOf = ({ calls }: Turn): string[] => [
  ...new Set(calls.flatMap(({ problem }) => problem ?? [])),
];
export const reachedOf = (calls: readonly PlannedCall[]): number =>
  new Set(calls.filter(({ via }) => via !== null).map(({ contact }) => contact)).size;
