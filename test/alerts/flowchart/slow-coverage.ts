/** What coverage means, computed in the slow and obvious way at one instant, and random charts and
 * rosters to compare with. Shares only reachOf with the proof: whom a target means is tested apart. */
import fc from 'fast-check';
import type { CoverageInput } from '#alerts/flowchart/coverage.ts';
import { isOpenAt } from '#alerts/flowchart/hours.ts';
import { reachOf } from '#alerts/oncall/reach.ts';
import { wayKeyOf } from '#alerts/oncall/ways.ts';
import { LEVELS, SCENARIOS } from '#contracts/crisis.ts';
import type { Cell, Step } from '#contracts/flowchart.ts';
import { chartOf, DAY, HOUR, MONDAY, RECEIVERS, somebody, stateOf } from './rosters.ts';

type Case = { scenario: string; level: string; brand: string | null };

const includes = (given: string | readonly string[], value: string) =>
  given === '*' || [given].flat().includes(value);

/** Cells are tried from the most specific kind to the least. */
const stepsAt = ({ chart }: CoverageInput, which: Case, at: number): Step[] => {
  const applies = (cell: Cell) => {
    if (cell.steps === undefined) return false;
    if (!includes(cell.scenario, which.scenario) || !includes(cell.level, which.level))
      return false;
    if (cell.brand !== undefined && cell.brand !== which.brand) return false;
    if (cell.during === undefined) return true;
    const hours = chart.hours.find(({ key }) => key === cell.during!.replace('!', ''))!;
    return isOpenAt(hours, at) !== cell.during.startsWith('!');
  };
  for (const hasScenario of [true, false]) {
    for (const hasLevel of [true, false]) {
      for (const hasBrand of [true, false]) {
        for (const hasHours of [true, false]) {
          const found = chart.cells.filter(
            (cell) =>
              (cell.scenario !== '*') === hasScenario &&
              (cell.level !== '*') === hasLevel &&
              (cell.brand !== undefined) === hasBrand &&
              (cell.during !== undefined) === hasHours &&
              applies(cell),
          );
          if (found.length > 0) return found.at(-1)!.steps!;
        }
      }
    }
  }
  return [];
};

/** `what` of every hole of a step. */
const stepHoles = (input: CoverageInput, step: Step, which: Case, at: number): string[] => {
  const { oncall, receivers } = input;
  const of = { at, brand: which.brand ?? 'none of those', level: which.level as Cell['level'] };
  const reach = (target: string) => reachOf(oncall, receivers, target, of as never);
  const inactive = oncall.roster.people.filter(({ active }) => !active);
  const verdict = (target: string, absent: string): string | null => {
    const { person, ways, label } = reach(target);
    if (person === null) {
      return inactive.some(({ name }) => label.endsWith(name)) ? 'inactive' : absent;
    }
    const usable = ways.filter((way) => !way.isTeam && step.via.flat().includes(way.kind));
    const kinds = new Set(usable.map(({ kind }) => kind));
    const confirmed = new Set(usable.filter((way) => way.isConfirmed).map(({ kind }) => kind));
    if (confirmed.size > 1) return null;
    return kinds.size > 1 ? 'unconfirmed' : 'one-way';
  };
  const holes = [verdict(step.contact, 'nobody')];
  const contact = reach(step.contact).person;
  if (step.deputy === undefined) holes.push('no-deputy');
  else if (contact !== null && reach(step.deputy).person?.key === contact.key) {
    holes.push('same-person');
  } else holes.push(verdict(step.deputy, 'no-deputy'));
  return holes.filter((what) => what !== null);
};

/** Every hole at an instant, sorted. */
export const holesAt = (input: CoverageInput, at: number): string[] => {
  const brands = [null, ...new Set(input.chart.cells.map(({ brand }) => brand).filter(Boolean))];
  const found = new Set<string>();
  const known = new Map<Step, string[]>();
  for (const brand of brands as (string | null)[]) {
    for (const scenario of SCENARIOS) {
      for (const level of LEVELS) {
        const which = { scenario, level, brand };
        const name = [scenario, level, brand].join('|');
        const steps = stepsAt(input, which, at);
        if (steps.length === 0) found.add(`${name}||no-steps`);
        steps.forEach((step, index) => {
          // No receiver of these worlds is for one brand or level: a step is the same for all.
          const holes = known.get(step) ?? stepHoles(input, step, which, at);
          known.set(step, holes);
          for (const what of holes) {
            found.add(`${name}|${index + 1}|${what}`);
          }
        });
      }
    }
  }
  return [...found].sort();
};

const ZONES = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu'];
const KEYS = ['ada', 'ben', 'cem', 'dan'];
const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
});
const week = fc
  .subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], { minLength: 1 })
  .chain((days) =>
    fc.record({ from: clock, to: clock }).map((window) => {
      const to = window.to === window.from ? '24:00' : window.to;
      return Object.fromEntries(days.map((day) => [day, { ...window, to }]));
    }),
  );
const layer = fc.record(
  {
    people: fc.subarray(KEYS, { minLength: 1 }),
    every: fc.constantFrom({ hours: 5 }, { hours: 12 }, { days: 1 }, { weeks: 1 }),
    startsOn: fc.constantFrom('2026-11-02', '2026-11-16'),
    handoverAt: clock,
    during: week,
  },
  { requiredKeys: ['people', 'every', 'startsOn', 'handoverAt'] },
);
/** Round the clock, so that not every instant is a hole. */
const BASE = { people: KEYS, every: { days: 1 }, startsOn: '2026-10-01', handoverAt: '08:00' };
const rota = (key: string) =>
  fc.record({
    key: fc.constant(key),
    timeZone: fc.constantFrom(...ZONES),
    layers: fc.tuple(fc.constant(BASE), fc.array(layer, { maxLength: 2 })).map((all) => all.flat()),
  });
const target = fc.constantFrom(
  ...['rota:one', 'rota:two', 'next:one', 'next:two', 'person:ada', 'role:chief'],
);
const step = fc.record(
  {
    contact: target,
    deputy: target,
    via: fc.constantFrom(['mail', 'sms', 'voice'], ['mail'], ['sms', 'voice']),
  },
  { requiredKeys: ['contact', 'deputy'] },
);
const cell = fc.record(
  {
    scenario: fc.constantFrom('backlash', 'queue-flood'),
    level: fc.constantFrom('high', ['low', 'medium']),
    brand: fc.constantFrom('A'),
    during: fc.constantFrom('open', '!open'),
    steps: fc.array(step, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['steps'] },
);
/** Half a day around a Sunday on which clocks change in some zones, or any other. */
const start = fc.constantFrom(
  MONDAY + 9 * HOUR,
  Date.UTC(2026, 9, 24, 20),
  Date.UTC(2027, 3, 3, 9),
);

export const coverageWorld: fc.Arbitrary<CoverageInput> = fc
  .record({
    cells: fc.array(cell, { minLength: 1, maxLength: 3 }),
    hours: fc.record({ key: fc.constant('open'), timeZone: fc.constantFrom(...ZONES), week }),
    rotas: fc.tuple(rota('one'), rota('two')),
    from: start,
    lapses: fc.array(fc.integer({ min: -20 * HOUR, max: 89 * DAY }), {
      ...{ minLength: 4, maxLength: 4 },
    }),
    isActive: fc.boolean(),
  })
  .map(({ cells, hours, rotas, from, lapses, isActive }) => {
    const people = KEYS.map((key, index) =>
      somebody(key, index === 3 ? { active: isActive, roles: ['chief'] } : {}),
    );
    const everybody = [{ steps: [{ contact: 'rota:one', deputy: 'next:one' }] }, ...cells];
    const state = stateOf({ people, rotas, confirmEveryDays: 90 }, { confirmedAt: 0 });
    const confirmations = state.confirmations.map((row) => {
      const way = people.find(({ key }) => key === row.person)!.ways[0]!;
      const isMail = row.way === wayKeyOf(way as never);
      const lapse = isMail ? 5 * HOUR : lapses[KEYS.indexOf(row.person)]!;
      return { ...row, confirmedAt: from - 90 * DAY + lapse };
    });
    return {
      ...{ chart: chartOf({ hours: [hours], cells: everybody }), version: 1 },
      ...{ oncall: { ...state, confirmations }, receivers: RECEIVERS, from, to: from + 8 * HOUR },
    };
  });
