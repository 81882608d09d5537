/** What was planned beside what went out: in time, late, missed, not needed, still to come. */
import { describe, expect, test } from 'vitest';
import type { MessageOut } from '#contracts/alert.ts';
import type { TimelineEntryOut } from '#contracts/crisis.ts';
import type { PlannedCall } from '#contracts/flowchart.ts';
import { besideOf, stretchesOf, verdictOf, type Stretch } from '#lib/chain-plan.ts';

const START = Date.UTC(2026, 4, 4, 2, 0);
const MINUTE = 60_000;
const iso = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

const call = (minutes: number, via: PlannedCall['via'], more: Partial<PlannedCall> = {}) =>
  ({
    ...{ at: iso(minutes), afterSeconds: minutes * 60, type: 'alert.step', step: 1, of: 2 },
    ...{ role: 'contact', target: 'rota:on-call', contact: 'on-call leader Ada', person: 'ada' },
    ...{ via, receiver: via, confirmed: true, localTime: '04:00', isNight: true, problem: null },
    ...more,
  }) as PlannedCall;
const message = (minutes: number, via: string, more: Partial<MessageOut> = {}) =>
  ({
    ...{ id: `${minutes}${via}`, type: 'alert.step', level: 'high', step: 1, of: 2 },
    ...{ person: 'ada', contact: 'on-call leader Ada', via, state: 'accepted' },
    ...{ queuedAt: iso(minutes), acceptedAt: iso(minutes), ...more },
  }) as MessageOut;

const PLAN = [
  call(0, 'push'),
  call(0, 'slack', { person: null }),
  call(1, 'sms'),
  call(2, 'voice'),
  call(5, 'sms', { type: 'alert.repeat' }),
  call(6, 'push', { step: 2, person: 'ben' }),
];
const running: Stretch = { level: 'high', version: 3, from: START, to: null };
const look = (messages: MessageOut[], minutes: number, stretch = running) => {
  const { rows, rest } = besideOf(PLAN, messages, stretch, START + minutes * MINUTE);
  return [rows.map(({ via, word, lateSeconds }) => `${via} ${word.word} ${lateSeconds}`), rest];
};

describe('the plan beside the messages', () => {
  test('each call takes its message, a repeat the later one; what is due is still to come', () => {
    const sent = [message(5, 'sms'), message(1, 'sms'), message(0, 'push'), message(2.5, 'voice')];
    expect(look([...sent, message(0, 'slack', { person: null })], 5.2)).toEqual([
      [
        'push sent 0',
        'slack sent 0',
        'sms sent 0',
        'voice sent 30',
        'sms sent 0',
        'push to come 0',
      ],
      0,
    ]);
  });

  test('a call that nobody made is missed after half a minute, not before', () => {
    const sent = [message(0, 'push'), message(0, 'slack', { person: null })];
    expect(look(sent, 1.4)[0]).toContain('sms to come 0');
    expect(look(sent, 1.6)[0]).toContain('sms not called 0');
    const at = (minutes: number) => besideOf(PLAN, sent, running, START + minutes * MINUTE).rows;
    expect(verdictOf(at(1.4)).word).toBe('every call that was due was made');
    expect(verdictOf(at(2.6)).word).toBe('2 planned calls did not happen');
  });

  test('once somebody has it the rest was not needed, and a later message is of another run', () => {
    const taken = { ...running, to: START + 1.5 * MINUTE };
    const sent = [message(0, 'push'), message(0, 'slack', { person: null }), message(1, 'sms')];
    expect(look([...sent, message(2, 'voice')], 60, taken)).toEqual([
      ['push sent 0', 'slack sent 0', 'sms sent 0'],
      3,
    ]);
  });

  test('messages of another level or to somebody else stand for nothing', () => {
    const others = [message(0, 'push', { level: 'low' }), message(0, 'push', { person: 'ben' })];
    expect(look(others, 1)[0]).toContain('push not called 0');
  });
});

test('the flowchart runs from each begin to the next level, or until somebody took it', () => {
  const entry = (minutes: number, level: string, kind = 'chain-started') =>
    ({ kind, at: iso(minutes), data: { level, chartVersion: 3 } }) as unknown as TimelineEntryOut;
  const timeline = [entry(0, 'low'), entry(1, 'low', 'note'), entry(4, 'high')];
  expect(stretchesOf(timeline, START + 9 * MINUTE)).toEqual([
    { level: 'low', version: 3, from: START, to: START + 4 * MINUTE },
    { level: 'high', version: 3, from: START + 4 * MINUTE, to: START + 9 * MINUTE },
  ]);
  // Taken at the lower level: it began anew when it grew worse.
  expect(stretchesOf(timeline, START + 2 * MINUTE).map(({ to }) => to)).toEqual([
    START + 2 * MINUTE,
    null,
  ]);
});
