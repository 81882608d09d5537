/** Where next to nothing is expected, a handful of posts is no crisis, however large the multiple. */
import { it } from 'vitest';
import { scenario } from './script.ts';
import { flood, flat } from './traffic.ts';

it('four angry posts in a quiet night raise nothing', () => {
  scenario('2026-03-04')
    .history(flat(0.02))
    .play('01:00', 4)
    .at('02:00', flood(2, 2, { rampSeconds: 0 }))
    .expectNothingElse()
    .expectNoSignal();
});
