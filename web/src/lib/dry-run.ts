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

export const waysOf = ({ calls }: Turn): string[] =>
  calls.flatMap(({ via, confirmed }) =>
    via === null ? [] : `${wayWord(via)}${confirmed ? '' : ' (unconfirmed)'}`,
  );
/** Each once, in the order of the calls. */
export const problemsOf = ({ calls }: Turn): string[] => [
  ...new Set(calls.flatMap(({ problem }) => problem ?? [])),
];
export const reachedOf = (calls: readonly PlannedCall[]): number =>
  new Set(calls.filter(({ via }) => via !== null).map(({ contact }) => contact)).size;
