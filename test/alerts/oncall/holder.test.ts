/** Who holds a rota: at every change point it is what a slow, independent computation says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomOf } from '../../scenarios/random.ts';
import { compare } from './agreement.ts';
import { stateIn, ZONES } from './rosters.ts';

const ROSTERS = 3;
/** Of the change points of a roster: all are looked at by `npm run bench -- oncall`. */
const SHARE = 0.02;

describe('the holder of a rota', () => {
  test.for(ZONES)('is what counting says, over ten years in %s', (zone) => {
    const seed = 20_260_101 + ZONES.indexOf(zone);
    const states = fc.sample(stateIn(zone), { seed, numRuns: ROSTERS });
    const random = randomOf(7);
    let asked = 0;
    for (const state of states) {
      const seen = compare(state, SHARE, random);
      expect(seen.disagreements).toEqual([]);
      asked += seen.asked;
    }
    expect(asked).toBeGreaterThan(100);
  });
});
