/** Who is on call over ten years in twenty zones: every change point of random rosters beside the slow
 * and obvious computation, and what one answer costs. */
import fc from 'fast-check';
import { holderAt } from '#alerts/oncall/holder.ts';
import { changePoints } from '#alerts/oncall/shifts.ts';
import { compare } from '../alerts/oncall/agreement.ts';
import { FIRST, LAST, stateIn, YEARS, ZONES } from '../alerts/oncall/rosters.ts';
import { slowHolder } from '../alerts/oncall/slow.ts';
import { randomOf } from '../scenarios/random.ts';

const ROSTERS = 20;
const ASKED = 20_000;
const ASKED_SLOWLY = 2_000;
const round = (value: number) => Number(value.toPrecision(3));

const agreement = () => {
  let points = 0;
  const disagreements: string[] = [];
  for (const [index, zone] of ZONES.entries()) {
    const random = randomOf(11);
    for (const state of fc.sample(stateIn(zone), { seed: index, numRuns: ROSTERS })) {
      const seen = compare(state, 1, random);
      points += seen.points;
      disagreements.push(...seen.disagreements);
    }
  }
  for (const line of disagreements.slice(0, 20)) console.error(line);
  if (disagreements.length > 0) throw new Error(`${disagreements.length} disagreements`);
  return points;
};

/** The same instants of a rota with windows, weeks and overrides, asked of both. */
const cost = () => {
  const states = fc.sample(stateIn('Europe/Berlin'), { seed: 9, numRuns: 40 });
  const random = randomOf(3);
  const usOf = (times: number, ask: (at: number, index: number) => void) => {
    for (let i = 0; i < times / 4; i += 1) ask(FIRST + random() * (LAST - FIRST), i);
    const before = performance.now();
    for (let i = 0; i < times; i += 1) ask(Math.floor(FIRST + random() * (LAST - FIRST)), i);
    return ((performance.now() - before) * 1_000) / times;
  };
  const fast = usOf(ASKED, (at, i) => holderAt(states[i % states.length]!, 'on-call', at));
  const slow = usOf(ASKED_SLOWLY, (at, i) => {
    const state = states[i % states.length]!;
    slowHolder(state, state.roster.rotas[0]!, at);
  });
  const before = performance.now();
  for (const state of states) changePoints(state, 'on-call', FIRST, LAST);
  return { fast, slow, walkMs: (performance.now() - before) / states.length };
};

export const benches = [
  {
    name: 'oncall',
    run: async () => {
      const points = agreement();
      const { fast, slow, walkMs } = cost();
      return [
        {
          bench: `on-call, disagreements at the change points of ${YEARS} years in ${ZONES.length} zones`,
          value: 0,
          unit: `of ${points}`,
        },
        {
          bench: 'on-call, one holder with since and until',
          value: round(fast),
          unit: 'us',
          against: 'counting turns and stepping minutes (without since and until)',
          ratio: round(fast / slow),
        },
        { bench: `on-call, a walk over ${YEARS} years`, value: round(walkMs), unit: 'ms' },
      ];
    },
  },
];
