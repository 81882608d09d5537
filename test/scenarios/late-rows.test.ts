/** Rows that come late correct history and raise nothing, even within the detectors' hour. */
import { expect, it } from 'vitest';
import { between, scenario } from './script.ts';
import { flood, lateRows } from './traffic.ts';

it('three hundred rows of half an hour ago raise nothing', () => {
  scenario('2026-03-04')
    .history(20)
    .play('09:00', 2)
    .at('09:40:00', lateRows(300, 30))
    .at('09:50:00', lateRows(300, 20))
    .expectNothingElse()
    .expectNoSignal();
});

it('do not hide a flood either', () => {
  const script = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .at('09:29:00', lateRows(300, 20))
    .at('09:30:00', flood(120, 20))
    .expectCrisis(between('09:30:01', '09:30:25'));
  expect(script.outcome().crises).toHaveLength(1);
});
