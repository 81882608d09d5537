/** The dry run: the live chain's own machine on a simulated clock, nobody answering. */
import { describe, expect, it } from 'vitest';
import { dryRun, type DryRunInput } from '#alerts/flowchart/dry-run.ts';
import type { DryRunOut } from '#contracts/flowchart.ts';
import { documentOf } from '#server/documents/shipped.ts';
import { chartOf, DAY, HOUR, MONDAY, RECEIVERS, somebody, stateOf, weekly } from './rosters.ts';

const BERLIN = { timeZone: 'Europe/Berlin' };
const TEAM = {
  people: [
    somebody('ada', BERLIN),
    somebody('ben', { timeZone: 'America/New_York' }),
    somebody('cem', { ...BERLIN, roles: ['management'], ways: [] }),
  ],
  rotas: [
    {
      key: 'on-call',
      name: 'On-call leader',
      ...BERLIN,
      layers: [weekly(['ada', 'ben'], { startsOn: '2026-11-09' })],
    },
  ],
};
const run = (chart: unknown, more: Partial<DryRunInput> = {}): DryRunOut =>
  dryRun({
    ...{ chart: chartOf(chart), version: 7, receivers: RECEIVERS },
    oncall: stateOf(TEAM, { confirmedAt: MONDAY - DAY }),
    ...{ scenario: 'viral-complaint', level: 'high', brand: null, at: MONDAY + 12 * HOUR, ...more },
  });
const STEPS = [
  {
    ...{ contact: 'on-call', deputy: 'next:on-call', roundMinutes: 2, deputyAfterMinutes: 5 },
    repeat: { everyMinutes: 20, times: 1 },
  },
  { contact: 'role:management', afterMinutes: 10 },
];
const CHART = { cells: [{ steps: STEPS, sayFirst: ['Read the post first'] }] };
const brief = ({ items }: DryRunOut) =>
  items.map(({ afterSeconds, person, via, role }) => [afterSeconds / 60, person, via, role]);

describe('dryRun', () => {
  it('tells the whole chain as a timeline', () => {
    const out = run(CHART);
    expect(brief(out)).toEqual([
      [0, 'ada', 'mail', 'contact'],
      [2, 'ada', 'sms', 'contact'],
      [4, 'ada', 'voice', 'contact'],
      [5, 'ben', 'mail', 'deputy'],
      [7, 'ben', 'sms', 'deputy'],
      [9, 'ben', 'voice', 'deputy'],
      [10, 'cem', null, 'contact'],
      ...(['mail', 'sms', 'voice'] as const).map((via) => [20, 'ada', via, 'contact']),
      ...(['mail', 'sms', 'voice'] as const).map((via) => [20, 'ben', via, 'deputy']),
    ]);
    expect(out).toMatchObject({ version: 7, sayFirst: ['Read the post first'], plan: null });
    expect(out.items.map(({ type }) => type).lastIndexOf('alert.step')).toBe(6);
  });

  it("says what the clock on each person's wall shows, and whether that is night", () => {
    const [ada, , , ben] = run(CHART, { at: Date.UTC(2026, 10, 28, 2) }).items;
    expect(ada).toMatchObject({ localTime: '03:00', isNight: true, contact: expect.any(String) });
    expect(ada?.contact).toMatch(/Ada Example/);
    expect(ben).toMatchObject({ localTime: '21:05', isNight: false });
  });

  it('marks what is not confirmed, and says why nobody is reached', () => {
    const oncall = stateOf(TEAM, { confirmedAt: MONDAY - 200 * DAY });
    const { items } = run(CHART, { oncall });
    expect(items[0]).toMatchObject({ confirmed: false, problem: 'not confirmed lately' });
    const unreached = items.find(({ via }) => via === null);
    expect(unreached).toMatchObject({ person: 'cem', step: 2, of: 2, receiver: null });
    expect(unreached?.problem).toMatch(/Cem Example/);
  });

  it('follows the rota at the moment of each call', () => {
    const at = Date.UTC(2026, 10, 23, 7, 57);
    const out = run(
      { cells: [{ steps: [STEPS[0], { contact: 'on-call', afterMinutes: 6 }] }] },
      { at },
    );
    // The deputy of step 1 is called when Ada holds the rota: she, not whoever is next after her.
    expect(new Set(out.items.map(({ step, role, person }) => `${step} ${role} ${person}`))).toEqual(
      new Set(['1 contact ben', '1 deputy ada', '2 contact ada']),
    );
  });

  it('calls nobody where the chart says nothing', () => {
    const chart = { cells: [{ level: 'low', steps: STEPS }] };
    expect(run(chart).items).toEqual([]);
  });

  it('ends, for every cell of the shipped chart', () => {
    const chart = documentOf('flowchart', {});
    for (const level of ['low', 'medium', 'high', 'critical'] as const) {
      const { items } = run(chart, { level });
      expect(items.length).toBeGreaterThan(0);
      expect(items.at(-1)!.afterSeconds).toBeLessThan(3 * 3600);
    }
  });
});
