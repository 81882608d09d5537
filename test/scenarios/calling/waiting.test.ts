/** Calls that wait, because a provider is down or a step is still to come: what loses its point meanwhile is
 * never sent, what is pulled forward keeps its distances, and nobody hears the same twice in a moment. */
import { expect, it } from 'vitest';
import { CHART, ROSTER } from './people.ts';
import { between, calling } from './script.ts';

const NIGHT = '2026-03-03';
/** Nobody gets a push or the team's message before 03:10. */
const open = (given: Parameters<typeof calling>[1] = {}) => {
  const script = calling(NIGHT, given);
  return script
    .play('03:00', '03:12')
    .at('03:00', script.breaks(['push', 'webhook'], 'retry', 10))
    .at('03:00', script.opens());
};

it('what waits when it is over is never sent, nor is the all-clear to who heard nothing', () => {
  const script = open();
  script
    .at('03:00:50', script.does('ada', 'false-alarm', { reason: 'a test of ours' }))
    .expectNothingElse()
    .expectSuppressed('over', ['ada push', 'on-call (team) webhook']);
});

it('what waits when somebody takes it is never sent', () => {
  const script = open();
  script
    .at('03:00:50', script.does('ada', 'acknowledge'))
    .expectNothingElse()
    .expectSuppressed('answered', ['ada push', 'on-call (team) webhook']);
});

it('what waits when a silence begins is kept with it', () => {
  const script = open();
  script
    .at('03:00:50', script.silences({ endsAt: script.clock('04:00') }))
    .expectNothingElse()
    .expectSuppressed('silenced', ['ada push', 'on-call (team) webhook']);
});

it('what waits at a lower level is not sent beside the higher one', () => {
  // At the higher level others are called.
  const [, , other] = CHART.cells;
  const [ada] = ROSTER.people;
  const critical = { scenario: '*', level: 'critical', steps: [{ contact: 'person:cleo' }] };
  const script = open({
    chart: { cells: [critical, { ...other, level: ['low', 'medium', 'high'] }] },
    roster: { ...ROSTER, people: [{ ...ada, ways: [{ via: 'push' }] }, ...ROSTER.people.slice(1)] },
  });
  script
    .at('03:00:20', script.rises('critical', 10))
    .at('03:01:30', script.does('cleo', 'acknowledge'))
    .expectCall(between('03:01:20', '03:01:25'), 'cleo', 'sms', { type: 'alert.step' })
    .expectNothingElse()
    .expectSuppressed('superseded', ['ada push', 'on-call (team) webhook']);
});

it('who is called again after a silence hears a repeat', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:06')
    .at('03:00', script.opens())
    .at('03:00:30', script.silences({ endsAt: script.clock('03:05') }))
    .at('03:05:30', script.does('ada', 'acknowledge'))
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { type: 'alert.step' })
    .expectCall(between('03:00', '03:00:05'), 'on-call (team)', 'webhook', { type: 'alert.step' })
    .expectCall(between('03:05', '03:05:05'), 'ada', 'push', { type: 'alert.repeat' })
    .expectCall(between('03:05', '03:05:05'), 'on-call (team)', 'webhook', { type: 'alert.repeat' })
    .expectNothingElse();
});

const steps = (...times: [contact: string, afterMinutes: number][]) => ({
  cells: [
    {
      ...{ scenario: '*', level: '*' },
      steps: times.map(([contact, afterMinutes]) => ({ contact, afterMinutes, via: ['push'] })),
    },
  ],
});

it('a step that is pulled forward takes the later ones with it', () => {
  const chart = steps(['person:ada', 0], ['person:ben', 10], ['person:dan', 20]);
  const script = calling(NIGHT, { chart });
  script
    .play('03:00', '03:12')
    .at('03:00', script.opens())
    .at('03:01', script.does('ada', 'decline', { reason: 'on a plane' }))
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { step: 1 })
    .expectCall(between('03:01', '03:01:05'), 'ben', 'push', { step: 2 })
    .expectCall(between('03:11', '03:11:05'), 'dan', 'push', { step: 3 })
    .expectNothingElse()
    .expectEntry('03:01', 'alert-queued', /^Calling Ben Ito by push/);
  expect(script.outcome().chains).toMatchObject([{ state: 'spent' }]);
});

it('nobody hears the same by the same way twice in a moment', () => {
  const chart = steps(['person:ada', 0], ['person:ada', 0.2], ['person:ada', 1]);
  const script = calling(NIGHT, { chart });
  script
    .play('03:00', '03:04')
    .at('03:00', script.opens())
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { type: 'alert.step', step: 1 })
    .expectCall(between('03:01', '03:01:05'), 'ada', 'push', { type: 'alert.repeat', step: 3 })
    .expectNothingElse();
});
