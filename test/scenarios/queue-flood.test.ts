/** A queue that fills up is a crisis of its own, whatever the mood. */
import { it } from 'vitest';
import { between, scenario } from './script.ts';
import { queueFlood } from './traffic.ts';

it('opens a queue flood', () => {
  scenario('2026-03-04')
    .history(20)
    .waiting(6)
    .play('09:00', 1)
    .at('09:30:00', queueFlood(80, 20))
    .expectCrisis(between('09:30', '09:31'), { scenario: 'queue-flood', state: 'open' })
    .expectNothingElse();
});

it('a few more than usual are none', () => {
  scenario('2026-03-04')
    .history(20)
    .waiting(6)
    .play('09:00', 1)
    .at('09:30:00', queueFlood(4, 20))
    .expectNothingElse()
    .expectNoSignal();
});
