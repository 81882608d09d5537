/** Compares on-call with the slow and obvious computation at the change points of one state. */
import type { OncallState } from '#contracts/oncall.ts';
import { holderAt } from '#alerts/oncall/holder.ts';
import { changePoints } from '#alerts/oncall/shifts.ts';
import { FIRST, LAST } from './rosters.ts';
import { changesNear, edgesOf, slowHolder } from './slow.ts';

export type Agreement = { points: number; asked: number; disagreements: string[] };

/** `share`: of the change points that are looked at, drawn by `random`; those near a change of the
 * clock are looked at in any case, and so is where anything but a turn begins or ends. Between two
 * points a random instant must say what the first says. */
export const compare = (state: OncallState, share: number, random: () => number): Agreement => {
  const rota = state.roster.rotas[0]!;
  const points = changePoints(state, rota.key, FIRST, LAST);
  const disagreements: string[] = [];
  let asked = 0;
  const ask = (at: number, what: string) => {
    const { person, source } = holderAt(state, rota.key, at);
    const slow = slowHolder(state, rota, at);
    asked += 1;
    if (person !== slow.person || source !== slow.source)
      disagreements.push(
        `${rota.timeZone} ${what} ${new Date(at).toISOString()}: ${person} (${source}), slowly ${slow.person} (${slow.source})`,
      );
    return slow;
  };
  points.forEach((point, index) => {
    if (random() >= share && !changesNear(rota.timeZone, point)) return;
    ask(point - 1, 'just before');
    const held = ask(point, 'at');
    const end = points[index + 1] ?? LAST;
    const between = point + Math.floor(random() * (end - point));
    const then = ask(between, 'between');
    if (then.person !== held.person || then.source !== held.source)
      disagreements.push(
        `${rota.timeZone}: a change after ${new Date(point).toISOString()} is missed`,
      );
  });
  for (const edge of edgesOf(state, rota)) {
    ask(edge - 1, 'before an edge');
    ask(edge, 'at an edge');
  }
  return { points: points.length, asked, disagreements };
};
