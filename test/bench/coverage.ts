/** The coverage proof beside a look at every minute: whether they say the same in many random charts
 * and rosters, and what each costs. */
import fc from 'fast-check';
import { proveCoverage, type CoverageInput } from '#alerts/flowchart/coverage.ts';
import {
  chartOf,
  DAY,
  MINUTE,
  MONDAY,
  RECEIVERS,
  somebody,
  stateOf,
} from '../alerts/flowchart/rosters.ts';
import { coverageWorld, holesAt } from '../alerts/flowchart/slow-coverage.ts';

const WORLDS = 120;
const ROUNDS = 15;
const round = (value: number) => Number(value.toPrecision(3));

/** What the proof says of one instant, in the words of the slow look. */
const claimsAt = (proof: ReturnType<typeof proveCoverage>, at: number): string =>
  [
    ...new Set(
      proof.items
        .filter(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to))
        .map(({ scenario, level, brand, step, what }) =>
          [scenario, level, brand, step, what].join('|'),
        ),
    ),
  ]
    .sort()
    .join();

/** Instants at which they differ, at each minute and at each edge of a hole, of `instants`. */
const compare = () => {
  const seen = { disagreements: 0, instants: 0, fastMs: 0, slowMs: 0 };
  for (const input of fc.sample(coverageWorld, { seed: 21, numRuns: WORLDS })) {
    let before = performance.now();
    const proof = proveCoverage(input);
    seen.fastMs += performance.now() - before;
    const edges = proof.items.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]);
    const instants = new Set(edges.flatMap((at) => [at - 1, at]));
    for (let at = input.from; at < input.to; at += MINUTE) instants.add(at);
    for (const at of instants) {
      if (at < input.from || at >= input.to) continue;
      before = performance.now();
      const slow = holesAt(input, at).join();
      seen.slowMs += performance.now() - before;
      seen.instants += 1;
      if (slow !== claimsAt(proof, at)) seen.disagreements += 1;
    }
  }
  if (seen.disagreements > 0) throw new Error(`${seen.disagreements} disagreements`);
  return seen;
};

/** 28 cells over four weeks; a dozen rotas whose turns take `hours`. */
const proveMs = (hours: number): number => {
  const people = ['ada', 'ben', 'cem', 'dan'].map((key) => somebody(key));
  const layer = { people: people.map(({ key }) => key), startsOn: '2026-11-02', every: { hours } };
  const keys = Array.from({ length: 12 }, (_, index) => `rota${index}`);
  const rotas = keys.map((key) => ({ key, timeZone: 'Europe/Berlin', layers: [layer] }));
  const steps = keys.map((contact) => ({ contact, deputy: `next:${contact}` }));
  const times = Array.from({ length: ROUNDS }, () => {
    const input: CoverageInput = {
      ...{ chart: chartOf({ cells: [{ steps }] }), version: 1, receivers: RECEIVERS },
      oncall: stateOf({ people, rotas }, { confirmedAt: MONDAY - DAY }),
      ...{ from: MONDAY, to: MONDAY + 28 * DAY },
    };
    const before = performance.now();
    proveCoverage(input);
    return performance.now() - before;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
};

export const benches = [
  {
    name: 'coverage',
    run: async () => {
      const { disagreements, instants, fastMs, slowMs } = compare();
      const ms = (hours: number) => ({
        bench: `coverage, 28 cells, four weeks, a dozen rotas that change every ${hours} h`,
        value: round(proveMs(hours)),
        unit: 'ms',
      });
      return [
        {
          bench: `coverage, disagreements with a look at ${instants} instants`,
          ...{ value: disagreements, unit: 'disagreements' },
        },
        {
          bench: 'coverage, the proof of eight hours',
          ...{ value: round(fastMs / WORLDS), unit: 'ms' },
          ...{ against: 'a look at every minute', ratio: round(slowMs / fastMs) },
        },
        ms(1),
        ms(8),
      ];
    },
  },
];
