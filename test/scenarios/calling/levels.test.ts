/** Levels that go up and down while somebody has the crisis, declines it or is asked to take it over: who
 * took less is called again, and nobody reads what is not so. */
import { expect, it } from 'vitest';
import { RECEIVERS } from './people.ts';
import { between, calling } from './script.ts';

const open = () => {
  const script = calling('2026-03-03');
  return script.at('03:00', script.opens());
};
const firstCalls = (script: ReturnType<typeof open>) =>
  script
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { type: 'alert.step' })
    .expectCall(between('03:00', '03:00:05'), 'on-call (team)', 'webhook', { type: 'alert.step' });

it('what fell before it was taken and rises again begins from the first step', () => {
  const script = open();
  script
    .play('03:00', '03:14')
    .at('03:00:20', script.rises('medium', 3))
    .at('03:00:40', script.does('ada', 'acknowledge'))
    .at('03:10', script.rises('high', 10))
    .at('03:13:30', script.does('ben', 'acknowledge'));
  const trend = /^was 180 an hour when taken by Ada Okafor, now 600$/;
  firstCalls(script)
    .expectCall(between('03:10', '03:10:05'), 'ada', 'push', { type: 'alert.level', trend })
    .expectCall(between('03:10', '03:10:05'), 'on-call (team)', 'webhook', { type: 'alert.level' })
    .expectCall(between('03:11', '03:11:05'), 'ada', 'sms', { trend })
    .expectCall(between('03:13', '03:13:05'), 'ben', 'push', { step: 1 })
    .expectNothingElse()
    .expectEntry('03:10', 'chain-started', /^Level high again, taken only at level medium/);
  expect(script.outcome().chains).toMatchObject([{ level: 'high', state: 'taken' }]);
});

it('a repeat at a level that nobody took says what was taken, and how long it has been open', () => {
  const script = open();
  script
    .play('03:00', '03:16')
    .at('03:00:40', script.does('ada', 'acknowledge'))
    .at('03:10', script.rises('critical', 10))
    .at('03:15:30', script.does('ada', 'acknowledge'));
  const trend = /^taken by Ada Okafor at level high; nobody has taken it at critical for 5 min$/;
  firstCalls(script)
    .expectCall(between('03:10', '03:10:05'), 'ada', 'push', {
      ...{ type: 'alert.level', trend: /^taken by Ada Okafor at level high$/ },
    })
    .expectCall(between('03:10', '03:10:05'), 'on-call (team)', 'webhook', { type: 'alert.level' })
    .expectCall(between('03:11', '03:11:05'), 'ada', 'sms')
    .expectCall(between('03:13', '03:13:05'), 'cleo', 'push', { step: 2 })
    .expectCall(between('03:14', '03:14:05'), 'cleo', 'sms')
    .expectCall(between('03:15', '03:15:05'), 'ada', 'push', { type: 'alert.repeat', trend })
    .expectCall(between('03:15', '03:15:05'), 'ada', 'sms', { type: 'alert.repeat', trend })
    .expectCall(between('03:15', '03:15:05'), 'on-call (team)', 'webhook', { type: 'alert.repeat' })
    .expectNothingElse();
});

it('who is told first of a higher level reads which way the figure went before it', () => {
  const script = open();
  script
    .play('03:00', '03:04')
    .at('03:00:10', script.rises('high', 2))
    .at('03:03', script.rises('critical', 10))
    .at('03:03:30', script.does('ada', 'acknowledge'));
  firstCalls(script)
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:03', '03:03:05'), 'ada', 'push', {
      ...{
        type: 'alert.level',
        trend: /^open for 3 min, nobody has taken it; 600 an hour, rising$/,
      },
    })
    .expectCall(between('03:03', '03:03:05'), 'on-call (team)', 'webhook', { type: 'alert.level' })
    .expectNothingElse();
});

it('a level that falls before anybody took it changes nothing about how they are called', () => {
  const receivers = RECEIVERS.map((row) =>
    row.key === 'sms' ? { ...row, leastLevel: 'high' } : row,
  );
  const script = calling('2026-03-03', { receivers });
  script.play('03:00', '03:02').at('03:00', script.opens()).at('03:00:30', script.rises('low', 1));
  firstCalls(script).expectCall(between('03:01', '03:01:05'), 'ada', 'sms').expectNothingElse();
});

it('a decline, a silence and a rise at once: quiet until it ends, then without who declined', () => {
  const script = open();
  script
    .play('03:00', '03:07')
    .at('03:00:30', script.does('ada', 'decline', { reason: 'on a plane' }))
    .at('03:00:30', script.silences({ endsAt: script.clock('03:05'), upToLevel: 'critical' }))
    .at('03:00:30', script.rises('critical', 10))
    .at('03:05:30', script.does('cleo', 'acknowledge'));
  firstCalls(script)
    .expectCall(between('03:05', '03:05:05'), 'on-call (team)', 'webhook', { type: 'alert.level' })
    .expectCall(between('03:05', '03:05:05'), 'cleo', 'push', { type: 'alert.step', step: 2 })
    .expectNothingElse()
    .expectSuppressed('silenced', ['on-call (team) webhook', 'cleo push'])
    .expectEntry('03:05', 'alert-queued', /^Calling on-call by webhook$/);
});
