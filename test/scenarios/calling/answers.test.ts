/** What people do with a call: take it at once, let it ring, decline, hand over. Each also says that
 * nobody else was called. Ada holds the rota on Tuesday 3 March 2026, Ben is next, Cleo leads. */
import { expect, it } from 'vitest';
import { between, calling } from './script.ts';

const NIGHT = '2026-03-03';
const open = () => {
  const script = calling(NIGHT);
  return script.at('03:00', script.opens());
};
/** The first calls: Ada's quiet ways and the place of the team. */
const firstRound = (script: ReturnType<typeof open>) =>
  script
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { type: 'alert.step', step: 1 })
    .expectCall(between('03:00', '03:00:05'), 'on-call (team)', 'webhook', { step: 1 });

it('acknowledged at once: the first round and nothing else', () => {
  const script = open();
  script.play('03:00', '04:00').at('03:00:30', script.does('ada', 'acknowledge'));
  firstRound(script).expectNothingElse();
  expect(script.outcome().chains).toMatchObject([{ state: 'taken', nextAt: null }]);
});

it('nobody answers: rounds, deputy, next step, and its last step again each half an hour', () => {
  const script = open().play('03:00', '03:50');
  firstRound(script)
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:03', '03:03:05'), 'ben', 'push', { type: 'alert.step' })
    .expectCall(between('03:04', '03:04:05'), 'ben', 'sms', { trend: /^open for 4 min, nobody/ })
    .expectCall(between('03:10', '03:10:05'), 'cleo', 'push', { step: 2 })
    .expectCall(between('03:11', '03:11:05'), 'cleo', 'sms')
    .expectCall(between('03:41', '03:41:10'), 'cleo', 'push', { type: 'alert.repeat' })
    .expectCall(between('03:42', '03:42:10'), 'cleo', 'sms', { type: 'alert.repeat' })
    .expectNothingElse();
  expect(script.outcome().chains).toMatchObject([{ state: 'spent' }]);
  script.expectEntry('03:11:01', 'chain-spent', /nobody has taken it/);
});

it('the deputy takes it', () => {
  const script = open();
  script.play('03:00', '04:00').at('03:03:20', script.does('ben', 'acknowledge'));
  firstRound(script)
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:03', '03:03:05'), 'ben', 'push')
    .expectNothingElse();
});

it('a decline goes on at once: to the deputy, then to the next step', () => {
  const script = open();
  script
    .play('03:00', '03:30')
    .at('03:00:20', script.does('ada', 'decline', { reason: 'on a plane' }))
    .at('03:00:40', script.does('ben', 'decline', { reason: 'ill' }));
  firstRound(script)
    .expectCall(between('03:00:20', '03:00:25'), 'ben', 'push')
    .expectCall(between('03:00:40', '03:00:45'), 'cleo', 'push', { step: 2 })
    .expectCall(between('03:01:40', '03:01:45'), 'cleo', 'sms')
    .expectNothingElse();
});

it('declined by all: that is said, and half an hour later they are asked again', () => {
  const script = open();
  const no = { reason: 'not me' };
  script
    .play('03:00', '03:33')
    .at('03:00:10', script.does('ada', 'decline', no))
    .at('03:00:20', script.does('ben', 'decline', no))
    .at('03:00:30', script.does('cleo', 'decline', no));
  firstRound(script)
    .expectCall(between('03:00:10', '03:00:15'), 'ben', 'push')
    .expectCall(between('03:00:20', '03:00:25'), 'cleo', 'push')
    .expectCall(between('03:30:30', '03:30:35'), 'cleo', 'push', { type: 'alert.repeat' })
    .expectCall(between('03:31:30', '03:31:35'), 'cleo', 'sms', { type: 'alert.repeat' })
    .expectNothingElse()
    .expectEntry('03:00:30', 'chain-spent', /^Nobody took it/);
});

it('a decline by somebody whom nobody called goes on with the next step', () => {
  const script = open();
  script
    .play('03:00', '03:00:50')
    .at('03:00:20', script.does('Somebody', 'decline', { reason: 'wrong number' }));
  firstRound(script)
    .expectCall(between('03:00:20', '03:00:25'), 'cleo', 'push', { step: 2 })
    .expectNothingElse();
});

it('who gives it back has the deputy called at once, and what comes later keeps its distance', () => {
  const script = open();
  script
    .play('03:00', '05:15')
    .at('03:00:20', script.does('ada', 'acknowledge'))
    .at('05:00:20', script.does('ada', 'decline', { reason: 'the line broke' }));
  firstRound(script)
    .expectCall(between('05:00:20', '05:00:25'), 'ben', 'push', { step: 1 })
    .expectCall(between('05:01:20', '05:01:25'), 'ben', 'sms')
    .expectCall(between('05:10', '05:10:05'), 'cleo', 'push', { step: 2 })
    .expectCall(between('05:11', '05:11:05'), 'cleo', 'sms')
    .expectNothingElse();
  expect(script.outcome().crises).toMatchObject([{ state: 'open', acknowledgedBy: null }]);
});

it('a deputy who gives it back has the next step begin at once', () => {
  const script = open();
  script
    .play('03:00', '04:00')
    .at('03:03:20', script.does('ben', 'acknowledge'))
    .at('03:30', script.does('ben', 'decline', { reason: 'the line broke' }))
    .at('03:30:30', script.does('cleo', 'acknowledge'));
  firstRound(script)
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:03', '03:03:05'), 'ben', 'push')
    .expectCall(between('03:30', '03:30:05'), 'cleo', 'push', { step: 2 })
    .expectNothingElse();
});

const handedOver = () => {
  const script = open();
  script
    .play('03:00', '03:30')
    .at('03:00:20', script.does('ada', 'acknowledge'))
    .at('03:02', script.does('ada', 'handover', { to: 'dan@example.com', reason: 'end of shift' }));
  return script;
};

it('a handover that is accepted', () => {
  const script = handedOver();
  script.at('03:02:30', script.does('dan', 'acknowledge'));
  firstRound(script)
    .expectCall(between('03:02', '03:02:05'), 'dan', 'push', { type: 'alert.handover' })
    .expectNothingElse();
  expect(script.outcome().crises).toMatchObject([
    { state: 'acknowledged', acknowledgedBy: 'Dan Weber', detail: { handover: null } },
  ]);
});

it('a handover that is refused stays with who asked, and they are told', () => {
  const script = handedOver();
  script.at('03:02:30', script.does('dan', 'decline', { reason: 'driving' }));
  firstRound(script)
    .expectCall(between('03:02', '03:02:05'), 'dan', 'push', { type: 'alert.handover' })
    .expectCall(between('03:02:30', '03:02:35'), 'ada', 'push', { type: 'notice.oncall' })
    .expectCall(between('03:02:30', '03:02:35'), 'ada', 'sms', { type: 'notice.oncall' })
    .expectNothingElse();
  script.expectEntry('03:02:30', 'handover-refused', /Dan Weber does not take it over: driving/);
  expect(script.outcome().crises).toMatchObject([{ acknowledgedBy: 'Ada Okafor' }]);
});

it('a handover that nobody answers ends after five minutes', () => {
  const script = handedOver();
  firstRound(script)
    .expectCall(between('03:02', '03:02:05'), 'dan', 'push', { type: 'alert.handover' })
    .expectCall(between('03:07', '03:07:05'), 'ada', 'push', { type: 'notice.oncall' })
    .expectCall(between('03:07', '03:07:05'), 'ada', 'sms', { type: 'notice.oncall' })
    .expectNothingElse();
  script.expectEntry('03:07', 'handover-refused', /has not answered for 5 min/);
});

it('it is over: who was told hears it once, by the quietest way', () => {
  const script = open();
  script
    .play('03:00', '04:00')
    .at('03:01:30', script.does('ada', 'acknowledge'))
    .at('03:20', script.does('ada', 'false-alarm', { reason: 'a test of ours' }));
  firstRound(script)
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:20', '03:20:05'), 'ada', 'push', { type: 'alert.resolved' })
    .expectCall(between('03:20', '03:20:05'), 'on-call (team)', 'webhook', {
      type: 'alert.resolved',
    })
    .expectNothingElse();
});

it('who is asked to take it over is left alone once they have answered', () => {
  const script = open();
  script
    .play('03:00', '03:05')
    .at('03:00:20', script.does('ada', 'acknowledge'))
    .at('03:02', script.does('ada', 'handover', { to: 'ben' }))
    .at('03:02:30', script.does('ben', 'acknowledge'));
  firstRound(script)
    .expectCall(between('03:02', '03:02:05'), 'ben', 'push', { type: 'alert.handover' })
    .expectNothingElse()
    .expectSuppressed('answered', ['ben sms']);
});

it('a decline by who does not have it leaves it with who has', () => {
  const script = open();
  script
    .play('03:00', '03:20')
    .at('03:00:20', script.does('ada', 'acknowledge'))
    .at('03:01', script.does('ben', 'decline', { reason: 'not mine' }));
  firstRound(script).expectNothingElse();
  expect(script.outcome().crises).toMatchObject([
    { state: 'acknowledged', acknowledgedBy: 'Ada Okafor' },
  ]);
});
