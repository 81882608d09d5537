/** Which cell holds: the most specific one, part by part, and only in its hours. */
import { describe, expect, it } from 'vitest';
import { openStretches } from '#alerts/flowchart/hours.ts';
import { chartChangePoints, resolveCell } from '#alerts/flowchart/resolve.ts';
import { LEVELS, SCENARIOS } from '#contracts/crisis.ts';
import { documentOf } from '#server/documents/shipped.ts';
import { chartOf, DAY, HOUR, MONDAY } from './rosters.ts';

const step = (contact: string) => [{ contact }];
const OFFICE = {
  key: 'office',
  timeZone: 'Europe/Berlin',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, { from: '08:00', to: '18:00' }]),
  ),
  closed: ['2026-11-25'],
};
const CHART = chartOf({
  hours: [OFFICE],
  plans: [{ key: 'calm', name: 'Calm', text: 'Keep calm and read on.' }],
  cells: [
    { steps: step('anybody'), sayFirst: ['for all'], plan: 'calm' },
    { level: ['high', 'critical'], steps: step('level') },
    { scenario: 'backlash', sayFirst: ['for backlash'] },
    { scenario: 'backlash', level: 'high', steps: step('both') },
    { scenario: 'backlash', level: 'high', brand: 'Northwind', steps: step('brand') },
    { scenario: 'queue-flood', during: 'office', steps: step('office') },
    { scenario: 'queue-flood', during: '!office', steps: step('night') },
  ],
});
const BACKLASH = { scenario: 'backlash', level: 'high', brand: null } as const;
const FLOOD = { scenario: 'queue-flood', level: 'low', brand: null } as const;
const who = (which: Parameters<typeof resolveCell>[1]) =>
  resolveCell(CHART, which).steps[0]?.contact;

describe('resolveCell', () => {
  it.each([
    [{ ...BACKLASH }, 'rota:both'],
    [{ ...BACKLASH, brand: 'Northwind' }, 'rota:brand'],
    [{ ...BACKLASH, brand: 'Southwind' }, 'rota:both'],
    [{ ...BACKLASH, level: 'critical' as const }, 'rota:level'],
    [{ ...BACKLASH, level: 'low' as const }, 'rota:anybody'],
    [{ ...BACKLASH, scenario: 'churn-wave' as const }, 'rota:level'],
  ])('takes the steps of the most specific cell: %o', (which, contact) => {
    expect(who({ ...which, at: MONDAY })).toBe(contact);
  });

  it('takes each part from the most specific cell that gives it', () => {
    const { sayFirst, plan } = resolveCell(CHART, { ...BACKLASH, at: MONDAY });
    expect([sayFirst, plan?.name]).toEqual([['for backlash'], 'Calm']);
    expect(resolveCell(CHART, { ...FLOOD, at: MONDAY }).sayFirst).toEqual(['for all']);
  });

  it('knows the hours in their own zone, and closed days', () => {
    const at = (hours: number) => who({ ...FLOOD, at: MONDAY + hours * HOUR });
    expect([6.99, 7, 16.99, 17].map(at)).toEqual([
      ...['rota:night', 'rota:office', 'rota:office', 'rota:night'],
    ]);
    expect([1, 2, 3].map((day) => at(day * 24 + 10))).toEqual([
      ...['rota:office', 'rota:night', 'rota:office'],
    ]);
  });

  it('says nothing where no cell does', () => {
    const chart = chartOf({ cells: [{ scenario: 'backlash', steps: step('x') }] });
    expect(resolveCell(chart, { ...FLOOD, at: MONDAY })).toEqual({
      ...{ steps: [], sayFirst: [], plan: null },
    });
  });
});

describe('hours', () => {
  it('change exactly when the clock on the wall says so, on both sides of a change of clocks', () => {
    const from = Date.UTC(2026, 9, 23);
    const points = chartChangePoints(CHART, from, from + 4 * DAY);
    expect(points.map((at) => new Date(at).toISOString())).toEqual([
      ...['2026-10-23T06:00:00.000Z', '2026-10-23T16:00:00.000Z'],
      ...['2026-10-26T07:00:00.000Z', '2026-10-26T17:00:00.000Z'],
    ]);
  });

  it('reach over midnight, and cut at the edges that are asked for', () => {
    const [night] = chartOf({
      hours: [{ key: 'night', week: { mon: { from: '22:00', to: '06:00' } } }],
      cells: [{ sayFirst: ['read first'] }],
    }).hours;
    expect(openStretches(night!, MONDAY, MONDAY + 7 * DAY)).toEqual([
      { from: MONDAY + 22 * HOUR, to: MONDAY + 30 * HOUR },
    ]);
    expect(openStretches(night!, MONDAY + 23 * HOUR, MONDAY + 25 * HOUR)).toEqual([
      { from: MONDAY + 23 * HOUR, to: MONDAY + 25 * HOUR },
    ]);
  });
});

describe('the shipped chart', () => {
  const shipped = documentOf('flowchart', {});
  it.each(SCENARIOS.flatMap((scenario) => LEVELS.map((level) => [scenario, level] as const)))(
    'says for %s, %s who is called, what to do first and which plan',
    (scenario, level) => {
      const cell = resolveCell(shipped, { scenario, level, brand: null, at: MONDAY });
      expect(cell.steps.map(({ contact }) => contact)[0]).toBe('rota:on-call');
      expect(cell.steps.every(({ deputy }) => deputy !== undefined)).toBe(true);
      expect(cell.sayFirst.length).toBeGreaterThanOrEqual(4);
      expect(cell.plan).not.toBeNull();
    },
  );

  it('is quiet when low, and within a minute at every way when critical', () => {
    const stepsOf = (level: 'low' | 'critical') =>
      resolveCell(shipped, { ...FLOOD, level, at: MONDAY }).steps;
    const low = stepsOf('low');
    expect([low.length, low.flatMap(({ via }) => via.flat()).includes('voice')]).toEqual([
      1,
      false,
    ]);
    const [first] = stepsOf('critical');
    expect(first?.via.flat()).toContain('voice');
    expect((first!.via.length - 1) * first!.roundMinutes).toBeLessThan(1);
    expect(first?.repeat?.times).toBeGreaterThan(0);
  });
});
