/** The coverage proof: what it calls a hole, and that it says the same as looking at every minute. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holesOpened, proveCoverage, type CoverageInput } from '#alerts/flowchart/coverage.ts';
import type { CoverageOut, Hole } from '#contracts/flowchart.ts';
import { documentOf } from '#server/documents/shipped.ts';
import { coverageWorld, holesAt } from './slow-coverage.ts';
import {
  chartOf,
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  RECEIVERS,
  somebody,
  stateOf,
  weekly,
} from './rosters.ts';

const TEAM = {
  people: ['ada', 'ben', 'cem'].map((key) => somebody(key)),
  rotas: [
    { key: 'on-call', layers: [weekly(['ada', 'ben'])] },
    { key: 'lead', layers: [weekly(['cem'])] },
  ],
};
const CHART = { cells: [{ steps: [{ contact: 'on-call', deputy: 'next:on-call' }] }] };
const CONFIRMED = { confirmedAt: MONDAY - DAY };

const prove = (
  chart: unknown,
  team: unknown,
  more: Partial<CoverageInput> & { state?: Parameters<typeof stateOf>[1] } = {},
): CoverageOut => {
  const { state = CONFIRMED, ...rest } = more;
  return proveCoverage({
    ...{ chart: chartOf(chart), version: 3, oncall: stateOf(team, state) },
    ...{ receivers: RECEIVERS, from: MONDAY, to: MONDAY + 28 * DAY, ...rest },
  });
};
/** Of one cell: all of them are the same where the chart does not tell them apart. */
const ofOne = ({ items }: CoverageOut): Hole[] =>
  items.filter(({ scenario, level }) => scenario === 'backlash' && level === 'high');
const told = (proof: CoverageOut) =>
  ofOne(proof).map(({ from, to, step, what }) => [
    (Date.parse(from) - MONDAY) / HOUR,
    (Date.parse(to) - MONDAY) / HOUR,
    step,
    what,
  ]);
const WHOLE = [0, 28 * 24] as const;

describe('proveCoverage', () => {
  it('finds nothing where two people are reached by two confirmed ways', () => {
    const proof = prove(CHART, TEAM);
    expect(proof).toMatchObject({ isComplete: true, items: [], total: 0, version: 3 });
    expect(proof.cells).toHaveLength(28);
    expect(new Set(proof.cells.map(({ coveredShare }) => coveredShare))).toEqual(new Set([1]));
    expect(proof.hours).toHaveLength(28 * 24);
    expect(proof.hours.every(({ holes }) => holes === 0)).toBe(true);
  });

  it('names a case that no cell gives steps for', () => {
    const chart = { cells: [{ level: 'low', steps: [{ contact: 'on-call' }] }] };
    expect(told(prove(chart, TEAM))).toEqual([[...WHOLE, null, 'no-steps']]);
  });

  it.each([
    ['nobody', { contact: 'nowhere', deputy: 'lead' }, {}],
    ['no-deputy', { contact: 'on-call' }, {}],
    ['no-deputy', { contact: 'on-call', deputy: 'role:pr' }, {}],
    ['same-person', { contact: 'lead', deputy: 'person:cem' }, {}],
    ['one-way', { contact: 'on-call', deputy: 'lead', via: ['mail'] }, {}],
    ['inactive', { contact: 'person:cem', deputy: 'on-call' }, { active: false }],
    ['unconfirmed', { contact: 'person:dora', deputy: 'on-call' }, { key: 'dora' }],
  ])('calls it %s: %o', (what, step, more) => {
    const people = [...TEAM.people.slice(0, 2), somebody('cem', more)];
    const known = stateOf({ ...TEAM, people }, CONFIRMED);
    const oncall = {
      ...known,
      confirmations: known.confirmations.filter(({ person }) => person !== 'dora'),
    };
    const proof = proveCoverage({
      ...{ chart: chartOf({ cells: [{ steps: [step] }] }), version: 1, oncall },
      ...{ receivers: RECEIVERS, from: MONDAY, to: MONDAY + 28 * DAY },
    });
    expect(new Set(ofOne(proof).map((hole) => hole.what))).toEqual(new Set([what]));
    expect(ofOne(proof)[0]).toMatchObject({ step: 1, brand: null });
    expect(proof.cells.every(({ coveredShare }) => coveredShare === 0)).toBe(true);
    expect(proof.hours.every(({ holes }) => holes === 28)).toBe(true);
  });

  it('sees to the millisecond when a confirmation ends', () => {
    const confirmedAt = MONDAY - 80 * DAY + 123;
    const proof = prove(CHART, TEAM, { state: { confirmedAt } });
    const from = new Date(confirmedAt + 90 * DAY).toISOString();
    expect(ofOne(proof).every((hole) => hole.from >= from && hole.what === 'unconfirmed')).toBe(
      true,
    );
    expect(ofOne(proof)[0]?.from).toBe(from);
    expect(proof.cells[0]?.coveredShare).toBeCloseTo(10 / 28, 3);
    expect(proof.hours.findIndex(({ holes }) => holes > 0)).toBe(240);
  });

  it('sees an override that leaves nobody, and only then', () => {
    const override = {
      ...{ id: 'o', rota: 'on-call', person: null, from: MONDAY + DAY, to: MONDAY + 2 * DAY },
      ...{ createdAt: MONDAY, by: 'Ada', reason: 'a festival', swap: null },
    };
    const proof = prove(CHART, TEAM, { state: { ...CONFIRMED, overrides: [override] } });
    expect(told(proof)).toEqual([[24, 48, 1, 'nobody']]);
    expect(proof.hours.filter(({ holes }) => holes > 0)).toHaveLength(24);
  });

  it('tells apart by hours of the chart, and a brand of its own', () => {
    const chart = {
      hours: [{ key: 'night', week: { mon: { from: '22:00', to: '06:00' } } }],
      cells: [
        ...CHART.cells,
        { brand: 'Northwind', during: 'night', steps: [{ contact: 'on-call', deputy: 'nowhere' }] },
      ],
    };
    const proof = prove(chart, TEAM, { to: MONDAY + 7 * DAY });
    expect(proof.cells).toHaveLength(56);
    expect(new Set(proof.items.map(({ brand }) => brand))).toEqual(new Set(['Northwind']));
    expect(told(proof)).toEqual([[22, 30, 1, 'no-deputy']]);
  });

  it('does not count the place of a team as a person, nor a receiver of another brand', () => {
    const receivers = RECEIVERS.map((row) =>
      row.kind === 'sms' ? { ...row, brands: ['A'] } : row,
    );
    const people = TEAM.people.map((person) => ({ ...person, ways: person.ways.slice(0, 2) }));
    const proof = prove(CHART, { ...TEAM, people }, { receivers, to: MONDAY + DAY });
    const found = ofOne(proof).map(({ brand, what }) => `${brand} ${what}`);
    expect(new Set(found)).toEqual(new Set(['null one-way']));
  });

  it('lists what the shipped chart and roster lack: people', () => {
    const chart = documentOf('flowchart', {});
    const proof = prove(chart, documentOf('rota', {}));
    expect(proof.cells.every(({ coveredShare }) => coveredShare === 0)).toBe(true);
    expect(proof.items.some(({ what }) => what === 'no-steps')).toBe(false);
    expect(ofOne(proof).find(({ what }) => what === 'nobody')?.detail).toMatch(/on-call leader/);
  });

  it('is proved within a moment for a dozen rotas that change by the hour', () => {
    const keys = Array.from({ length: 12 }, (_, index) => `rota${index}`);
    const people = ['ada', 'ben', 'cem', 'dan'].map((key) => somebody(key));
    const rotas = keys.map((key, index) => {
      const layer = { people: people.map((row) => row.key), startsOn: '2026-11-02' };
      return {
        key,
        timeZone: 'Europe/Berlin',
        layers: [{ ...layer, every: { hours: index + 1 } }],
      };
    });
    const steps = keys.map((key, index) => {
      return { contact: key, deputy: `next:${keys[(index + 5) % 12]}`, afterMinutes: index };
    });
    const proof = prove({ cells: [{ steps }] }, { people, rotas });
    expect(proof.cells).toHaveLength(28);
    expect(proof.items.every(({ what }) => what === 'same-person')).toBe(true);
  });
});

describe('holesOpened', () => {
  const before = prove(CHART, TEAM);
  it('lists what is new, cut to when it is new', () => {
    const confirmedAt = MONDAY - 80 * DAY;
    const lapsing = prove(CHART, TEAM, { state: { confirmedAt } });
    const opened = holesOpened(before, lapsing);
    expect(opened).toEqual(lapsing.items);
    expect(holesOpened(lapsing, before)).toEqual([]);
    const earlier = prove(CHART, TEAM, { state: { confirmedAt: confirmedAt - DAY } });
    const more = ofOne({ ...before, items: holesOpened(lapsing, earlier) });
    expect(more.every(({ to }) => Date.parse(to) <= confirmedAt + 90 * DAY)).toBe(true);
    expect(more.length).toBeGreaterThan(0);
  });

  it('does not blame steps that reach nobody where nobody was named before', () => {
    const none = prove({ cells: [{ level: 'low', ...CHART.cells[0] }] }, TEAM);
    const some = prove({ cells: [{ steps: [{ contact: 'nowhere' }] }] }, TEAM);
    const opened = holesOpened(none, some);
    expect(new Set(opened.map(({ level }) => level))).toEqual(new Set(['low']));
    expect(ofOne({ ...some, items: holesOpened(some, none) })).toMatchObject([
      { what: 'no-steps' },
    ]);
  });

  it('compares a brand that only one chart names with what held for it before', () => {
    const bad = { steps: [{ contact: 'on-call', deputy: 'nowhere' }] };
    const branded = prove({ cells: [...CHART.cells, { brand: 'A', ...bad }] }, TEAM);
    expect(new Set(holesOpened(before, branded).map(({ brand }) => brand))).toEqual(new Set(['A']));
    const allBad = prove({ cells: [bad] }, TEAM);
    expect(holesOpened(allBad, branded)).toEqual([]);
    const onlyBrandGood = prove({ cells: [bad, { brand: 'A', ...CHART.cells[0] }] }, TEAM);
    const lost = holesOpened(onlyBrandGood, allBad);
    expect(new Set(lost.map(({ brand }) => brand))).toEqual(new Set(['A']));
  });
});

describe('the proof against a look at every minute', () => {
  it('says the same at every minute, and at the edge of every hole', () => {
    const seen = { holes: 0, clean: 0 };
    fc.assert(
      fc.property(coverageWorld, (input) => {
        const proof = proveCoverage(input);
        const edges = proof.items.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]);
        const minutes = Array.from(
          { length: (input.to - input.from) / MINUTE },
          (_, index) => input.from + index * MINUTE,
        );
        const near = [...new Set(edges)].flatMap((at) => [at - 1, at]);
        for (const at of [...minutes, ...near]) {
          if (at < input.from || at >= input.to) continue;
          const slow = holesAt(input, at);
          const fast = proof.items
            .filter(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to))
            .map(({ scenario, level, brand, step, what }) =>
              [scenario, level, brand, step, what].join('|'),
            );
          const open = new Set(slow.map((hole) => hole.split('|').slice(0, 3).join('|'))).size;
          seen.holes += open;
          seen.clean += proof.cells.length - open;
          expect([at, [...new Set(fast)].sort()]).toEqual([at, slow]);
        }
      }),
      { numRuns: 25, seed: 4 },
    );
    expect(Math.min(seen.holes, seen.clean)).toBeGreaterThan(500);
  });
});
