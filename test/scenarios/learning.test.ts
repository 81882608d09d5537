/** A brand that is still being learned is watched with a widened band, and heard only when the
 * evidence is overwhelming. */
import { expect, it } from 'vitest';
import { between, scenario } from './script.ts';
import { flood } from './traffic.ts';

it('shows a learning band, wider than a learned one', () => {
  const learning = scenario('2026-03-04')
    .history(20, 2 / 7)
    .play('09:00', 1);
  const learned = scenario('2026-03-04').history(20, 4).play('09:00', 1);
  const young = learning.bandAt('09:30', 'volume|');
  const old = learned.bandAt('09:30', 'volume|');
  expect(young).toMatchObject({ state: 'learning', learnedHours: 48 });
  expect(old).toMatchObject({ state: 'normal' });
  expect(young.expected!).toBeGreaterThan(10);
  expect(young.high! - young.low!).toBeGreaterThan(old.high! - old.low!);
});

it('a doubling calls nobody while learning', () => {
  scenario('2026-03-04')
    .history(20, 2 / 7)
    .play('09:00', 2)
    .at('09:30:00', flood(20, 30, { topic: 'other' }))
    .expectNothingElse();
});

it('a flood opens a crisis after two days', () => {
  scenario('2026-03-04')
    .history(20, 2 / 7)
    .play('09:00', 1)
    .at('09:30:00', flood(300, 20))
    .expectCrisis(between('09:30', '09:35'))
    .expectNothingElse();
});

it('a brand that nobody taught about says so', () => {
  const script = scenario('2026-03-04').history(20, 0).play('09:00', 0.5);
  expect(script.bandAt('09:20', 'volume|')).toMatchObject({ state: 'learning', expected: null });
  script.expectNoSignal();
});
