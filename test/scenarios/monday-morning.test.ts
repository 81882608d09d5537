/** The rise of every Monday morning opens nothing. */
import { it } from 'vitest';
import { scenario } from './script.ts';
import { dayAndNight } from './traffic.ts';

it('a Monday from night to noon raises nothing', () => {
  scenario('2026-03-02')
    .history(dayAndNight(40))
    .play('03:00', 9)
    .expectNothingElse()
    .expectNoSignal();
});
