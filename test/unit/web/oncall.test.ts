/** On-call as the page reads it: days with the hours that they have, stretches, form fields. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  changesClock,
  daysLater,
  daysOf,
  fromField,
  initialsOf,
  looksOf,
  spanFault,
  stretchesOf,
  toField,
} from '#lib/oncall.ts';

const at = (text: string): number => Date.parse(text);
const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('days', () => {
  test('begin on the Monday, and the one on which the clock changes has 23 or 25 hours', () => {
    const days = daysOf(at('2026-03-25T12:00Z'), 'weeks', at('2026-03-29T10:00Z'));
    expect(days).toHaveLength(14);
    expect(days[0]!.from).toBe(at('2026-03-22T23:00Z'));
    expect(days.filter(({ hours }) => hours !== 24).map(({ hours }) => hours)).toEqual([23]);
    expect(days[6]).toMatchObject({ hours: 23, isToday: true, isWeekend: true });
    expect(days[7]!.from).toBe(days[6]!.to);
    const autumn = daysOf(at('2026-10-25T22:30Z'), 'month', 0);
    expect(autumn.map(({ hours }) => hours).filter((hours) => hours !== 24)).toEqual([25]);
    expect(autumn.some(({ isToday }) => isToday)).toBe(false);
  });

  test('fourteen days later is the same weekday across a change of the clock', () => {
    expect(daysLater(at('2026-03-22T23:00Z'), 14)).toBe(at('2026-04-05T22:00Z'));
  });
});

test('stretches are cut to the row and keep their own times', () => {
  const [from, to] = [at('2026-03-01T00:00Z'), at('2026-03-11T00:00Z')];
  const shift = (begin: string, end: string) => ({
    ...{ rota: 'on-call', person: null, source: 'nobody' as const },
    ...{ from: begin, to: end },
  });
  const rows = stretchesOf(
    [
      shift('2026-02-01T00:00Z', '2026-02-20T00:00Z'),
      shift('2026-02-20T00:00Z', '2026-03-02T00:00Z'),
      shift('2026-03-02T00:00Z', '2026-04-01T00:00Z'),
    ],
    from,
    to,
  );
  expect(rows.map(({ left, width }) => [Math.round(left), Math.round(width)])).toEqual([
    [0, 10],
    [10, 90],
  ]);
  expect(rows[0]!.fromAt).toBe(at('2026-02-20T00:00Z'));
});

describe('fields', () => {
  test('are on the clock of who writes', () => {
    expect(toField(at('2026-07-01T07:05Z'))).toBe('2026-07-01T09:05');
    expect(fromField('2026-07-01T09:05')).toBe(at('2026-07-01T07:05Z'));
    expect(fromField('')).toBeNull();
    expect(changesClock(at('2026-03-28T12:00Z'), at('2026-03-29T12:00Z'))).toBe(true);
    expect(changesClock(at('2026-03-29T12:00Z'), at('2026-03-30T12:00Z'))).toBe(false);
  });

  test.for<[number | null, number | null, string]>([
    [null, 5, 'Give both times.'],
    [5, 5, 'It must end after it begins.'],
    [1, 2, 'It is over already.'],
    [1, 9, ''],
  ])('from %s to %s: %s', ([from, to, fault]) => {
    expect(spanFault(from, to, 3)).toBe(fault);
  });
});

test('initials and looks', () => {
  expect(initialsOf('Ada Okafor')).toBe('AO');
  expect(initialsOf('  Cher ')).toBe('C');
  expect(initialsOf('𝒜da de la Cruz')).toBe('𝒜D');
  const looks = looksOf(Array.from({ length: 9 }, (_, index) => ({ key: String(index) })));
  expect([looks.get('0'), looks.get('7'), looks.get('8')]).toEqual([0, 7, 0]);
});
