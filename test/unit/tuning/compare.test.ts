/** Two plays side by side: what belongs together, what was a false alarm, what was gained. */
import { describe, expect, test } from 'vitest';
import type { Crisis } from '#contracts/crisis.ts';
import type { Signal } from '#contracts/signal.ts';
import { instantOut } from '#contracts/text.ts';
import { compare, type Called, type Play } from '#server/tuning/compare.ts';
import { crisisRow, signalRow } from '../../api/fixtures.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const START = Date.UTC(2026, 4, 4);
const at = (minutes: number): number => START + minutes * MINUTE;

const signal = (
  id: string,
  from: number,
  to: number | null,
  more: Partial<Signal> = {},
): Signal => ({
  ...signalRow(id, at(from)),
  closedAt: to === null ? null : at(to),
  ...more,
});
const called = (
  id: string,
  from: number,
  to: number | null,
  more: Partial<Crisis> = {},
): Called => ({
  crisis: {
    ...crisisRow(id, at(from)),
    firstMentionAt: at(from - 2),
    resolvedAt: to === null ? null : at(to),
    ...more,
  },
  calledAt: at(from),
});
const play = (budget: number, signals: Signal[], crises: Called[] = []): Play => ({
  ...{ falseAlarmsPerWeek: budget, signals, crises },
});
const side = { span: { from: START, to: START + 2 * WEEK }, brands: 1, rowsMax: 100 };
const run = (present: Play, other: Play, record: Called[] = [], more: object = {}) =>
  compare(present, other, { record, ...side, ...more });

describe('signals', () => {
  test('of one subject that overlap are one; of another subject, brand or time they are not', () => {
    const present = [signal('a', 10, 20), signal('b', 100, 110), signal('c', 200, 210)];
    const other = [
      signal('a', 8, 15),
      signal('b', 120, 130),
      signal('c', 200, 210, { topic: 'parcels' }),
      signal('d', 200, 210, { brand: 'Southwind' }),
    ];
    const { signals } = run(play(0.5, present), play(2, other));
    const told = signals.map(({ openedAt, found }) => `${openedAt.slice(11, 16)} ${found}`);
    expect(told.sort()).toEqual([
      '00:08 both',
      '01:40 present',
      '02:00 other',
      '03:20 other',
      '03:20 other',
      '03:20 present',
    ]);
  });

  test('the same one is told with the minutes that the other budget gains', () => {
    const { signals } = run(play(0.5, [signal('a', 10, 20)]), play(2, [signal('a', 7.5, null)]));
    expect(signals).toMatchObject([
      { found: 'both', earlierMinutes: 2.5, openedAt: instantOut(at(7.5)) },
    ]);
    expect(signals[0]).not.toHaveProperty('closedAt');
  });

  test('each is matched once, to the nearest', () => {
    const present = [signal('a', 10, 40)];
    const other = [signal('x', 2, 11), signal('y', 12, 30)];
    const { signals } = run(play(0.5, present), play(2, other));
    expect(signals.map(({ found, earlierMinutes }) => [found, earlierMinutes])).toEqual([
      ['both', -2],
      ['other', undefined],
    ]);
  });

  test('beyond the limit the oldest are counted, not listed', () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      signal(`s${index}`, index * 60, index * 60 + 5),
    );
    const { signals, signalsLeftOut, present } = run(play(0.5, many), play(2, []), [], {
      rowsMax: 3,
    });
    expect(signals.map(({ id }) => id)).toEqual(['s6', 's5', 's4']);
    expect([signalsLeftOut, present.signals]).toEqual([4, 7]);
  });
});

describe('false alarms', () => {
  const story = called('c', 11, 60, { signals: ['in-story'] });

  test('are signals without a crisis, and those of a crisis that a person called one', () => {
    const signals = [
      signal('alone', 1, 5),
      signal('in-story', 10, 30),
      signal('in-record', 200, 210),
      signal('in-false', 400, 410),
    ];
    const record = [
      called('r', 199, 260, { state: 'resolved' }),
      called('f', 399, 460, { state: 'false-alarm' }),
    ];
    const { signals: rows, present } = run(play(0.5, signals, [story]), play(2, []), record);
    const verdicts = Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toEqual({
      alone: 'false',
      'in-story': 'unjudged',
      'in-record': 'real',
      'in-false': 'false',
    });
    expect(present).toMatchObject({ signals: 4, real: 1, unjudged: 1, falseAlarms: { count: 2 } });
  });

  test('are told per brand and week, with how sure that is', () => {
    const signals = [1, 2, 3].map((hour) => signal(`s${hour}`, hour * 60, hour * 60 + 5));
    const { present, weeks } = run(play(0.5, signals), play(2, []), [], { brands: 3 });
    expect(weeks).toBe(2);
    expect(present.signalsPerWeek).toBe(1.5);
    expect(present.falseAlarms.perWeek).toBe(0.5);
    expect(present.falseAlarms.low).toBeCloseTo(0.818 / 6, 3);
    expect(present.falseAlarms.high).toBeCloseTo(7.754 / 6, 3);
  });

  test('a crisis of another brand excuses nothing', () => {
    const record = [called('r', 0, 60, { brand: 'Southwind' })];
    const { present } = run(play(0.5, [signal('a', 10, 20)]), play(2, []), record);
    expect(present.falseAlarms.count).toBe(1);
  });
});

describe('crises', () => {
  test('found by both say who is earlier, and stand beside the one on record', () => {
    const record = [called('real', 30, 90, { number: 7, state: 'resolved' })];
    const { crises, other } = run(
      play(0.5, [], [called('p', 20, 80)]),
      play(2, [], [called('o', 12, 80)]),
      record,
    );
    expect(crises).toMatchObject([
      {
        found: 'both',
        earlierMinutes: 8,
        record: { id: 'real', number: 7, openedAt: instantOut(at(30)) },
      },
    ]);
    expect(other.crises).toBe(1);
  });

  test('that only one budget sees, or neither, are told', () => {
    const record = [called('missed', 500, 560)];
    const { crises } = run(
      play(0.5, [], [called('p', 20, 80)]),
      play(2, [], [called('o', 200, 280)]),
      record,
    );
    expect(crises.map(({ found, record: known }) => [found, known?.id])).toEqual([
      [null, 'missed'],
      ['other', undefined],
      ['present', undefined],
    ]);
  });
});
