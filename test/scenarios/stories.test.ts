/** One crisis per story: what explains each other joins, what has another cause opens its own. */
import { expect, it } from 'vitest';
import { between, scenario } from './script.ts';
import { flood, queueFlood } from './traffic.ts';

const blunder = flood(50, 30, {
  topic: undefined,
  emerging: 'campaign',
  announces: 'launch',
  under: { post: 'launch', kind: 'post' },
  questions: 0.05,
  says: { firstHand: 0.02 },
});

it('a queue that fills because of an outage is part of it', () => {
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .at('09:30:00', flood(80, 25))
    .at('09:33:00', queueFlood(90, 20))
    .expectCrisis(between('09:30', '09:32'))
    .expectNothingElse()
    .outcome();
  expect(crises[0]).toMatchObject({ scenario: 'service-failure' });
  expect(crises[0]!.signals.length).toBeGreaterThan(2);
});

it('an outage whose queue was seen first is one story, and gets its right name', () => {
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1.25)
    .at('09:30:00', queueFlood(90, 30))
    .at('09:34:00', flood(80, 25))
    .outcome();
  expect(crises).toHaveLength(1);
  expect(crises[0]).toMatchObject({ scenario: 'service-failure' });
});

it('a campaign that turns bad during an outage is a crisis of its own', () => {
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1.25)
    .at('09:20:00', flood(60, 50))
    .at('09:40:00', blunder)
    .expectCrisis(between('09:20', '09:22'))
    .expectCrisis(between('09:40', '09:50'))
    .expectNothingElse()
    .outcome();
  const [first, second] = crises;
  expect(first).toMatchObject({ scenario: 'service-failure' });
  expect(second).toMatchObject({ scenario: 'campaign-blunder' });
  const shared = first!.signals.filter((id) => second!.signals.includes(id));
  expect(shared).toEqual([]);
  expect(first!.detail!.topics).toContain('outage');
  expect(second!.detail!.topics[0]).toBe('campaign');
});

it('a person who ends one story leaves the other alone', () => {
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1.25)
    .at('09:20:00', flood(60, 50))
    .at('09:40:00', blunder)
    .commandAt('09:30:00', 'false-alarm', { reason: 'a test of ours' })
    .outcome();
  expect(crises.map(({ state }) => state)).toEqual(['false-alarm', 'open']);
  expect(crises[1]).toMatchObject({ scenario: 'campaign-blunder' });
});

it('a rule opens a crisis at its level', () => {
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 1)
    .rule({ key: 'billing-rule', topic: 'billing', posts: 60, hours: 1, level: 'high' })
    .at('09:30:00', flood(4, 30, { topic: 'billing', negative: 0.5, says: {} }))
    .outcome();
  expect(crises[0]).toMatchObject({ level: 'high', state: 'open' });
  expect(crises[0]!.detail!.levelReason).toContain('billing-rule');
});

it('a rule of many hours holds its crisis no longer than the talk lasts', () => {
  const script = scenario('2026-03-04')
    .history(20)
    .play('09:00', 3)
    .rule({ key: 'billing-rule', topic: 'billing', posts: 500, hours: 4, level: 'high' })
    .at('09:30:00', flood(15, 30, { topic: 'billing', negative: 0.5, says: {} }));
  const { crises, told } = script.outcome();
  expect(crises).toMatchObject([{ level: 'high', state: 'resolved' }]);
  expect(crises[0]!.resolvedAt).toBeLessThanOrEqual(script.clock('10:50'));
  const crossings = told.filter(
    ({ transition }) =>
      transition.kind === 'signal-opened' && transition.signal.indicator === 'rule',
  );
  expect(crossings).toHaveLength(1);
});

it('a rule calls again when the talk it counts begins anew', () => {
  const { crises } = scenario('2026-03-04')
    .history(20)
    .play('09:00', 3)
    .rule({ key: 'billing-rule', topic: 'billing', posts: 500, hours: 4, level: 'high' })
    .at('09:30:00', flood(15, 30, { topic: 'billing', negative: 0.5, says: {} }))
    .at('11:30:00', flood(15, 30, { topic: 'billing', negative: 0.5, says: {} }))
    .outcome();
  expect(crises).toMatchObject([
    { level: 'high', state: 'resolved' },
    { level: 'high', state: 'open' },
  ]);
});
