/** A crisis resolves by itself only after the signals have closed and stayed closed. */
import { expect, it } from 'vitest';
import { between, scenario } from './script.ts';
import { flood } from './traffic.ts';

it('resolves half an hour after the last angry post, once', () => {
  const script = scenario('2026-03-04')
    .history(20)
    .play('09:00', 3)
    .at('09:30:00', flood(120, 20))
    .expectCrisis(between('09:30', '09:31'))
    .expectNothingElse();
  const { crises, alerts } = script.outcome();
  expect(crises[0]).toMatchObject({ state: 'resolved' });
  expect(crises[0]!.resolvedAt!).toBeGreaterThan(script.clock('10:15:00'));
  expect(crises[0]!.resolvedAt!).toBeLessThan(script.clock('11:20:00'));
  expect(alerts.filter(({ type }) => type === 'alert.resolved')).toHaveLength(2);
});

it('a pause of ten minutes is one crisis', () => {
  const script = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1.25)
    .at('09:30:00', flood(120, 15))
    .at('09:55:00', flood(120, 15))
    .expectCrisis(between('09:30', '09:31'))
    .expectNothingElse();
  expect(script.outcome().crises[0]).toMatchObject({ state: 'open', quietSince: null });
});

it('a false alarm stays one, though its signals last', () => {
  const script = scenario('2026-03-04')
    .history(20)
    .play('09:00', 2)
    .at('09:30:00', flood(120, 60))
    .commandAt('09:40:00', 'false-alarm', { reason: 'a campaign of ours' })
    .expectCrisis(between('09:30', '09:31'))
    .expectNothingElse();
  expect(script.outcome().crises[0]).toMatchObject({ state: 'false-alarm' });
});

it('an outage that outgrows a false alarm is a crisis of its own, and calls', () => {
  const script = scenario('2026-03-04')
    .history(20)
    .play('09:00', 2)
    .at('09:30:00', flood(120, 60))
    .commandAt('09:40:00', 'false-alarm', { reason: 'a campaign of ours' })
    .at('09:50:00', flood(1_500, 20))
    .expectCrisis(between('09:30', '09:31'))
    .expectCrisis(between('09:50', '09:52'), { state: 'open' })
    .expectNothingElse();
  const { crises, alerts } = script.outcome();
  expect(crises.map(({ state }) => state)).toEqual(['false-alarm', 'open']);
  const called = alerts.filter(({ crisisId }) => crisisId === crises[1]?.id);
  expect(called.map(({ type }) => type)).toContain('alert.step');
});
