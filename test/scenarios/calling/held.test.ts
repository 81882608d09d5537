/** What keeps a crisis quiet: a silence that ends in the middle, a pair of crises that the chart declares,
 * a real crisis during a drill. What would have been sent is kept with the reason. */
import { expect, it } from 'vitest';
import { between, calling } from './script.ts';
import { CHART } from './people.ts';

const NIGHT = '2026-03-03';

it('a silence holds the crisis, and its end begins the flowchart from the first step', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:17')
    .at('03:00', script.silences({ endsAt: script.clock('03:15') }))
    .at('03:05', script.opens())
    .expectCall(between('03:15', '03:15:05'), 'ada', 'push', { type: 'alert.step', step: 1 })
    .expectCall(between('03:15', '03:15:05'), 'on-call (team)', 'webhook')
    .expectCall(between('03:16', '03:16:05'), 'ada', 'sms')
    .expectNothingElse()
    .expectSuppressed('silenced', ['ada push', 'on-call (team) webhook'])
    .expectEntry('03:05', 'alert-suppressed', /silenced by Ada Okafor: a test of the lines/)
    .expectEntry('03:15', 'chain-started', /Nothing keeps it quiet/);
});

it('a silence in the middle of a chain stops it, and what is worse than it allows calls at once', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:11')
    .at('03:00', script.opens())
    .at('03:00:30', script.silences({ endsAt: script.clock('05:00') }))
    .at('03:10', script.rises('critical', 9))
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push')
    .expectCall(between('03:00', '03:00:05'), 'on-call (team)', 'webhook')
    .expectCall(between('03:10', '03:10:05'), 'ada', 'push', { type: 'alert.level' })
    .expectCall(between('03:10', '03:10:05'), 'on-call (team)', 'webhook', { type: 'alert.level' })
    .expectNothingElse();
});

it('nobody is called after a silence for what is over or taken by then', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:30')
    .at('03:00', script.silences({ endsAt: script.clock('03:15') }))
    .at('03:05', script.opens())
    .at('03:05', script.opens({ id: 'crisis-2', number: 2 }))
    .at('03:07', script.does('ada', 'acknowledge'))
    .at('03:08', script.does('ada', 'false-alarm', { reason: 'known' }, 'crisis-2'))
    .expectNothingElse();
});

const PAIR = {
  ...CHART,
  inhibit: [
    {
      source: { scenario: 'service-failure' },
      target: { scenario: 'queue-flood' },
      because: 'the queue is full because the service is down',
    },
  ],
};

it('a declared pair: the flood of the outage calls nobody until the outage is over', () => {
  const script = calling(NIGHT, { chart: PAIR });
  const queue = { id: 'crisis-2', number: 2, scenario: 'queue-flood' as const };
  script
    .play('03:00', '03:21')
    .at('03:00', script.opens())
    .at('03:00:20', script.does('ada', 'acknowledge'))
    .at('03:02', script.opens(queue))
    .at('03:03', script.opens({ ...queue, id: 'crisis-3', number: 3, brand: 'other' }))
    .at('03:03:20', script.does('ben', 'acknowledge', {}, 'crisis-3'))
    .at('03:20', script.does('ada', 'false-alarm', { reason: 'repaired' }))
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push')
    .expectCall(between('03:00', '03:00:05'), 'on-call (team)', 'webhook')
    .expectCall(between('03:03', '03:03:05'), 'ada', 'push')
    .expectCall(between('03:03', '03:03:05'), 'on-call (team)', 'webhook')
    .expectCall(between('03:20', '03:20:05'), 'ada', 'push', { type: 'alert.resolved' })
    .expectCall(between('03:20', '03:20:05'), 'on-call (team)', 'webhook', {
      type: 'alert.resolved',
    })
    .expectCall(between('03:20', '03:20:05'), 'ada', 'push', { type: 'alert.step' })
    .expectCall(between('03:20', '03:20:05'), 'on-call (team)', 'webhook', { type: 'alert.step' })
    .expectNothingElse()
    .expectSuppressed('inhibited', ['ada push', 'on-call (team) webhook'])
    .expectEntry('03:02', 'alert-suppressed', /the queue is full .* \(crisis 1\)/);
});

it('a drill makes way for a real crisis, and goes on after it', () => {
  const script = calling(NIGHT);
  script
    .play('10:00', '10:12')
    .at('10:00', script.opens({ id: 'drill', number: 7, drill: true }))
    .at('10:00:30', script.opens())
    .at('10:00:40', script.does('ada', 'acknowledge'))
    .at('10:10', script.does('ada', 'false-alarm', { reason: 'a test of ours' }))
    .at('10:11', script.does('ada', 'acknowledge', {}, 'drill'))
    .expectCall(between('10:00', '10:00:05'), 'ada', 'push', { drill: true })
    .expectCall(between('10:00', '10:00:05'), 'on-call (team)', 'webhook', { drill: true })
    .expectCall(between('10:00:30', '10:00:35'), 'ada', 'push', { drill: false })
    .expectCall(between('10:00:30', '10:00:35'), 'on-call (team)', 'webhook', { drill: false })
    .expectCall(between('10:10', '10:10:05'), 'ada', 'push', { type: 'alert.resolved' })
    .expectCall(between('10:10', '10:10:05'), 'on-call (team)', 'webhook', {
      type: 'alert.resolved',
    })
    .expectCall(between('10:10', '10:10:05'), 'ada', 'push', { drill: true })
    .expectCall(between('10:10', '10:10:05'), 'on-call (team)', 'webhook', { drill: true })
    .expectNothingElse();
  expect(script.outcome().chains.find(({ crisisId }) => crisisId === 'drill')).toMatchObject({
    state: 'taken',
  });
});
