/** Nights on which something goes wrong beside the crisis: it worsens, a second one opens, a provider is
 * down, the rota changes hands or the clock does, the server restarts all the time. */
import { expect, it } from 'vitest';
import { CHART, ROSTER } from './people.ts';
import { between, calling } from './script.ts';

const NIGHT = '2026-03-03';
type Script = ReturnType<typeof calling>;
const firstCalls = (script: Script, start = '03:00', end = '03:00:05') =>
  script
    .expectCall(between(start, end), 'ada', 'push', { type: 'alert.step' })
    .expectCall(between(start, end), 'on-call (team)', 'webhook', { type: 'alert.step' });

it('what rises after it was taken is called again, and says what it was', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:30')
    .at('03:00', script.opens({ level: 'medium' }))
    .at('03:00:10', script.rises('medium', 2))
    .at('03:01', script.does('ada', 'acknowledge'))
    .at('03:10', script.rises('high', 10.2))
    .at('03:11:30', script.does('ada', 'acknowledge'));
  const trend = /^was 120 an hour when taken by Ada Okafor, now 612$/;
  firstCalls(script)
    .expectCall(between('03:10', '03:10:05'), 'ada', 'push', { type: 'alert.level', trend })
    .expectCall(between('03:10', '03:10:05'), 'on-call (team)', 'webhook', { type: 'alert.level' })
    .expectCall(between('03:11', '03:11:05'), 'ada', 'sms', { type: 'alert.step', trend })
    .expectNothingElse();
  expect(script.outcome().chains.map(({ level, state }) => [level, state])).toEqual([
    ['medium', 'taken'],
    ['high', 'taken'],
  ]);
});

it('what rises before anybody took it goes on at the higher level alone', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:04')
    .at('03:00', script.opens())
    .at('03:00:30', script.rises('critical', 20))
    .at('03:00:45', script.rises('low', 20))
    .at('03:03:50', script.does('cleo', 'acknowledge'));
  firstCalls(script)
    .expectCall(between('03:00:30', '03:00:35'), 'ada', 'push', { type: 'alert.level' })
    .expectCall(between('03:00:30', '03:00:35'), 'on-call (team)', 'webhook')
    .expectCall(between('03:01:30', '03:01:35'), 'ada', 'sms', { type: 'alert.step' })
    .expectCall(between('03:03:30', '03:03:35'), 'cleo', 'push', { step: 2 })
    .expectNothingElse();
});

it('a repeat says how long and which way it goes, and goes by all ways at once', () => {
  const script = calling(NIGHT);
  const trend = /^open for 5 min, nobody has taken it; 600 an hour, rising$/;
  script
    .play('03:00', '03:05:30')
    .at('03:00', script.opens({ level: 'critical' }))
    .at('03:00:10', script.rises('critical', 2))
    .at('03:04', script.rises('critical', 10));
  firstCalls(script)
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:03', '03:03:05'), 'cleo', 'push')
    .expectCall(between('03:04', '03:04:05'), 'cleo', 'sms')
    .expectCall(between('03:05', '03:05:05'), 'ada', 'push', { type: 'alert.repeat', trend })
    .expectCall(between('03:05', '03:05:05'), 'ada', 'sms', { type: 'alert.repeat', trend })
    .expectCall(between('03:05', '03:05:05'), 'on-call (team)', 'webhook', { type: 'alert.repeat' })
    .expectNothingElse();
});

it('two crises at once: each has its chain, and taking one leaves the other', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:02')
    .at('03:00', script.opens())
    .at('03:00', script.opens({ id: 'crisis-2', number: 2, brand: 'other' }))
    .at('03:00:30', script.does('ada', 'acknowledge'));
  firstCalls(firstCalls(script))
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectNothingElse();
});

it('a provider that is down for an hour: the next way within two minutes, and once when it is back', () => {
  const script = calling(NIGHT);
  script
    .play('02:59', '04:20')
    .at('02:59', script.breaks(['push', 'webhook'], 'retry', 61))
    .at('03:00', script.opens({ level: 'critical' }))
    .at('03:30', script.does('ada', 'note', { text: 'nobody can be reached' }))
    .at('04:10', script.does('cleo', 'acknowledge'))
    .expectCall(between('03:00', '03:02'), 'ada', 'sms', { type: 'alert.step' })
    .expectCall(between('03:03', '03:05'), 'cleo', 'sms', { type: 'alert.step' })
    .expectCall(between('03:05', '03:05:05'), 'ada', 'sms', { type: 'alert.repeat' })
    .expectCall(between('03:10', '03:10:05'), 'ada', 'sms', { type: 'alert.repeat' })
    .expectCall(between('03:41', '03:42'), 'cleo', 'sms', { type: 'alert.repeat' })
    .expectCall(between('04:00', '04:00:05'), 'ada', 'push', { type: 'alert.repeat' })
    .expectCall(between('04:00', '04:00:05'), 'on-call (team)', 'webhook', { type: 'alert.repeat' })
    .expectCall(between('04:00', '04:00:05'), 'cleo', 'push', { type: 'alert.repeat' })
    .expectNothingElse();
});

it('ways that are refused go on at once: to sms, to the deputy, to the next step', () => {
  const script = calling(NIGHT);
  script
    .play('03:00', '03:01')
    .at('03:00', script.breaks(['push', 'webhook', 'sms'], 'refused', 0.1))
    .at('03:00', script.opens())
    .expectCall(between('03:00:04', '03:00:12'), 'cleo', 'sms', { step: 2 })
    .expectNothingElse();
});

it('the rota changes hands during the chain: who holds it then is called', () => {
  const script = calling(NIGHT);
  const steps = [
    { contact: 'rota:on-call', via: ['push'] },
    { contact: 'rota:on-call', via: ['push'], afterMinutes: 5 },
  ];
  const own = calling(NIGHT, { chart: { cells: [{ scenario: '*', level: '*', steps }] } });
  own
    .play('03:00', '03:08')
    .at('03:00', own.opens())
    .at('03:02', own.overrides('dan', 'on-call', '09:00'))
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { step: 1 })
    .expectCall(between('03:05', '03:05:05'), 'dan', 'push', { type: 'alert.step', step: 2 })
    .expectNothingElse();
  // Whose turn has begun keeps it.
  script
    .play('03:00', '03:02')
    .at('03:00', script.opens())
    .at('03:00:30', script.overrides('dan', 'on-call', '09:00'));
  firstCalls(script).expectCall(between('03:01', '03:01:05'), 'ada', 'sms').expectNothingElse();
});

it('the rota changes hands before its deputy is called: who holds it then is the deputy', () => {
  const step = { contact: 'rota:on-call', deputy: 'next:on-call', via: ['push'] };
  const script = calling(NIGHT, { chart: { cells: [{ steps: [step] }] } });
  script
    .play('03:00', '03:08')
    .at('03:00', script.opens())
    .at('03:02', script.overrides('dan', 'on-call', '09:00'))
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { step: 1 })
    .expectCall(between('03:03', '03:03:05'), 'dan', 'push', { step: 1 })
    .expectNothingElse();
});

it('the night of the clock change: the handover at 03:00 local comes when the clock says so', () => {
  const [first, ...others] = ROSTER.rotas;
  const [layer] = first!.layers;
  const daily = { ...layer!, every: { days: 1 }, startsOn: '2026-03-28', handoverAt: '03:00' };
  const rotas = [{ ...first!, layers: [daily] }, ...others];
  // 29 March 2026, Berlin: 02:00 becomes 03:00 at 01:00 UTC. Ada until then, Ben from then on.
  const play = (time: string, person: string) => {
    const cells = [{ scenario: '*', level: '*', steps: [{ contact: 'rota:on-call' }] }];
    const script = calling('2026-03-29', { roster: { ...ROSTER, rotas }, chart: { cells } });
    script
      .play('00:50', '01:10')
      .at(time, script.opens())
      .at(`${time}:30`, script.does(person, 'acknowledge'))
      .expectCall(between(time, `${time}:05`), person, 'push')
      .expectCall(between(time, `${time}:05`), 'on-call (team)', 'webhook')
      .expectNothingElse();
  };
  play('00:59', 'ada');
  play('01:00', 'ben');
});

it('a restart in the middle of every step changes nothing', () => {
  const night = (isRestarting: boolean) => {
    const script = calling(NIGHT, { isRestarting, chart: CHART });
    script
      .play('03:00', '03:45')
      .at('03:00', script.opens())
      .at('03:00', script.opens({ id: 'crisis-2', number: 2, level: 'medium' }))
      .at('03:02', script.does('ada', 'decline', { reason: 'on a plane' }))
      .at('03:06', script.rises('critical', 9))
      .at('03:07', script.silences({ endsAt: script.clock('03:20') }))
      .at('03:10', script.does('ben', 'acknowledge', {}, 'crisis-2'))
      .at('03:12', script.does('ben', 'handover', { to: 'cleo' }, 'crisis-2'))
      .at('03:13', script.breaks(['sms'], 'refused', 9));
    const { messages, entries } = script.outcome();
    return JSON.stringify({ messages, entries });
  };
  const calm = night(false);
  expect(JSON.parse(calm).messages.length).toBeGreaterThan(15);
  expect(night(true)).toBe(calm);
});

it('the server is away in the middle: what was missed is done at once, and nothing twice', () => {
  const script = calling(NIGHT);
  script.play('03:00', '04:04').at('03:00', script.opens()).isAway(between('03:00:30', '04:00'));
  firstCalls(script)
    .expectCall(between('04:00', '04:00:05'), 'ada', 'sms', { type: 'alert.step' })
    .expectCall(between('04:00', '04:00:05'), 'ben', 'push', { type: 'alert.step', step: 1 })
    .expectCall(between('04:00', '04:00:05'), 'cleo', 'push', { type: 'alert.step', step: 2 })
    .expectCall(between('04:01', '04:01:05'), 'ben', 'sms')
    .expectCall(between('04:01', '04:01:05'), 'cleo', 'sms')
    .expectNothingElse();
});

it('nobody but a team is there: they are not forgotten', () => {
  const steps = [{ contact: 'rota:on-call' }, { contact: 'rota:lead', afterMinutes: 1 }];
  const chart = { cells: [{ scenario: '*', level: '*', steps }] };
  const script = calling(NIGHT, { chart, roster: {} });
  script
    .play('03:00', '03:32')
    .at('03:00', script.opens())
    .expectCall(between('03:00', '03:00:05'), 'on-call (team)', 'webhook')
    .expectCall(between('03:31', '03:31:05'), 'on-call (team)', 'webhook', { type: 'alert.repeat' })
    .expectNothingElse()
    .expectEntry('03:01', 'alert-failed', /^Nobody to call as lead: there is no rota lead/);
  expect(script.outcome().chains[0]).toMatchObject({ state: 'spent' });
});
