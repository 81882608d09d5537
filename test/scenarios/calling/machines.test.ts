/** What calls people by itself (PagerDuty) hears when somebody has it and when it is over, so that it
 * stops; a person's own account there as well as a team's. Nobody else is told that it is taken. */
import { expect, it } from 'vitest';
import { RECEIVERS, ROSTER } from './people.ts';
import { between, calling } from './script.ts';

const PAGER = { key: 'pager', kind: 'pagerduty', routingKey: 'R'.repeat(32), contact: 'nobody' };
const open = (contact: string) => {
  const [ada, ...others] = ROSTER.people;
  const ways = [...ada!.ways, { via: 'pagerduty', receiver: 'pager' }];
  const people = contact === 'nobody' ? [{ ...ada, ways }, ...others] : ROSTER.people;
  const script = calling('2026-03-03', {
    receivers: [...RECEIVERS.slice(0, 2), { ...PAGER, contact }],
    roster: { ...ROSTER, people },
  });
  return script.at('03:00', script.opens());
};

it("a team's incident ends when somebody has it, and calls again when it grows worse", () => {
  const script = open('on-call');
  script
    .play('03:00', '04:00')
    .at('03:02', script.does('ada', 'acknowledge'))
    .at('03:10', script.rises('critical', 600))
    .at('03:10:30', script.does('ada', 'acknowledge'))
    .at('03:20', script.does('ada', 'false-alarm', { reason: 'a test of ours' }));
  script
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { type: 'alert.step' })
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:00', '03:00:05'), 'on-call (pager)', 'pagerduty')
    .expectCall(between('03:02', '03:02:05'), 'on-call (pager)', 'pagerduty', {
      type: 'alert.taken',
    })
    .expectCall(between('03:10', '03:10:05'), 'ada', 'push', { type: 'alert.level' })
    .expectCall(between('03:10', '03:10:05'), 'on-call (pager)', 'pagerduty', {
      type: 'alert.level',
    })
    .expectCall(between('03:10:30', '03:10:35'), 'on-call (pager)', 'pagerduty', {
      type: 'alert.taken',
    })
    .expectCall(between('03:20', '03:20:05'), 'ada', 'push', { type: 'alert.resolved' })
    .expectCall(between('03:20', '03:20:05'), 'on-call (pager)', 'pagerduty', {
      type: 'alert.resolved',
    })
    .expectNothingElse();
});

it('an account of a person hears that it is over beside the quieter way', () => {
  const script = open('nobody');
  script
    .play('03:00', '04:00')
    .at('03:02', script.does('ada', 'acknowledge'))
    .at('03:20', script.does('ada', 'false-alarm', { reason: 'a test of ours' }));
  script
    .expectCall(between('03:00', '03:00:05'), 'ada', 'push', { type: 'alert.step' })
    .expectCall(between('03:01', '03:01:05'), 'ada', 'sms')
    .expectCall(between('03:00', '03:00:05'), 'ada', 'pagerduty', { type: 'alert.step' })
    .expectCall(between('03:02', '03:02:05'), 'ada', 'pagerduty', { type: 'alert.taken' })
    .expectCall(between('03:20', '03:20:05'), 'ada', 'push', { type: 'alert.resolved' })
    .expectCall(between('03:20', '03:20:05'), 'ada', 'pagerduty', { type: 'alert.resolved' })
    .expectNothingElse();
  expect(script.outcome().chains).toMatchObject([{ state: 'over' }]);
});

it("a team's place of a person says whom it is for by their name", () => {
  const chart = {
    cells: [
      {
        ...{ scenario: '*', level: '*' },
        steps: [{ contact: 'person:dan', via: [['push', 'pagerduty']] }],
      },
    ],
  };
  const receivers = [...RECEIVERS.slice(0, 2), { ...PAGER, contact: 'dan' }];
  const script = calling('2026-03-03', { receivers, chart });
  script
    .play('03:00', '03:00:30')
    .at('03:00', script.opens())
    .expectCall(between('03:00', '03:00:05'), 'dan', 'push')
    .expectCall(between('03:00', '03:00:05'), 'Dan Weber (pager)', 'pagerduty')
    .expectNothingElse();
});
