/** The coverage proof: at which instants of [from, to) a crisis of some kind would not reach two people,
 * each by two ways. Exact: the chart and the roster are asked at every instant at which their answer
 * may change, and what they say holds until the next. */
import { LEVELS, SCENARIOS } from '#contracts/crisis.ts';
import type { ReceiverConfig } from '#contracts/catalogue.ts';
import type { CoverageOut, Flowchart, Hole, Step } from '#contracts/flowchart.ts';
import type { OncallState } from '#contracts/oncall.ts';
import { createStepFlaws, type Flaw, type Timeline } from './coverage-steps.ts';
import { isWithin, openStretches, type Stretch } from './hours.ts';
import { cellsFor, chartChangePoints, resolveAmong, type Case } from './resolve.ts';

const HOUR_MS = 3_600_000;
/** Holes that are listed: 28 cells of three steps that change each hour for a fortnight. */
const HOLES_MAX = 30_000;
/** A brand that nobody names: receivers that serve certain brands only do not serve it. */
const ELSEWHERE = '';

export type CoverageInput = {
  chart: Flowchart;
  version: number;
  oncall: OncallState;
  receivers: readonly ReceiverConfig[];
  /** [from, to) in epoch ms. */
  from: number;
  to: number;
};
/** A hole and when it is there. */
type Gap = Stretch & Flaw & { step: number | null };
type FlawsOver = ReturnType<typeof createStepFlaws>;

const NO_STEPS: Flaw = { what: 'no-steps', detail: 'The flowchart names nobody for this' };

/** Brands that something names, and null for all others. */
const brandsOf = ({ chart, receivers }: CoverageInput): (string | null)[] => {
  const named = [
    ...chart.cells.map(({ brand }) => brand),
    ...receivers.flatMap(({ brands }) => brands ?? []),
  ];
  return [null, ...new Set(named.filter((brand) => brand !== undefined))];
};

/** Which steps hold when, by the hours of the chart. */
const createStepsOver = ({ chart, from, to }: CoverageInput) => {
  const edges = [from, ...chartChangePoints(chart, from, to), to];
  const open = new Map(chart.hours.map((row) => [row.key, openStretches(row, from, to)]));
  return (which: Case): (Stretch & { steps: Step[] })[] => {
    const cells = cellsFor(chart, which);
    const found: (Stretch & { steps: Step[] })[] = [];
    edges.slice(0, -1).forEach((at, index) => {
      const { steps } = resolveAmong(chart, cells, (key) => isWithin(open.get(key) ?? [], at));
      const end = edges[index + 1]!;
      const last = found.at(-1);
      if (last?.steps === steps) last.to = end;
      else found.push({ from: at, to: end, steps });
    });
    return found;
  };
};

/** Takes pieces in the order of time; what goes on without a break stays one gap. */
const createGaps = () => {
  const gaps: Gap[] = [];
  const running = new Map<string, Gap>();
  return {
    gaps,
    add: (gap: Gap) => {
      const key = `${gap.step}|${gap.what}|${gap.detail}`;
      const last = running.get(key);
      if (last?.to === gap.from) last.to = gap.to;
      else {
        gaps.push(gap);
        running.set(key, gap);
      }
    },
  };
};

/** The pieces of a timeline that lie in a stretch, cut to it. */
const cutTo = function* <T>(timeline: Timeline<T>, { from, to }: Stretch) {
  let low = 0;
  let high = timeline.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline[middle + 1]?.from ?? Infinity) <= from) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < timeline.length; index += 1) {
    const piece = timeline[index]!;
    if (piece.from >= to) return;
    const end = timeline[index + 1]?.from ?? Infinity;
    yield { from: Math.max(piece.from, from), to: Math.min(end, to), value: piece.value };
  }
};

/** Every gap of one cell. Pauses after each step that is looked at. */
function* gapsOf(
  which: Case,
  holds: readonly (Stretch & { steps: Step[] })[],
  flawsOver: FlawsOver,
) {
  const { gaps, add } = createGaps();
  for (const { steps, ...stretch } of holds) {
    if (steps.length === 0) add({ ...stretch, ...NO_STEPS, step: null });
    for (const [index, step] of steps.entries()) {
      const flaws = flawsOver(step, { level: which.level, brand: which.brand ?? ELSEWHERE });
      for (const { value, ...cut } of cutTo(flaws, stretch)) {
        for (const flaw of value) add({ ...cut, ...flaw, step: index + 1 });
      }
      yield;
    }
  }
  return gaps;
}

/** Any gap at all, without overlaps. */
const uncovered = (gaps: readonly Gap[]): Stretch[] => {
  const found: Stretch[] = [];
  for (const { from, to } of [...gaps].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
};

const hoursOf = (cells: readonly Stretch[][], { from, to }: CoverageInput) => {
  const first = Math.floor(from / HOUR_MS);
  const counts = new Array<number>(Math.max(0, Math.ceil(to / HOUR_MS) - first)).fill(0);
  for (const stretches of cells) {
    let counted = -1;
    for (const stretch of stretches) {
      const last = Math.ceil(stretch.to / HOUR_MS) - first;
      const start = Math.max(Math.floor(stretch.from / HOUR_MS) - first, counted + 1);
      for (let hour = start; hour < last; hour += 1) counts[hour]! += 1;
      counted = Math.max(counted, last - 1);
    }
  }
  return counts.map((holes, index) => {
    return { at: new Date((first + index) * HOUR_MS).toISOString(), holes };
  });
};

const iso = (at: number): string => new Date(at).toISOString();
const rankOf = ({ level }: Hole): number => -LEVELS.indexOf(level);

const casesOf = (input: CoverageInput): Case[] =>
  brandsOf(input).flatMap((brand) =>
    SCENARIOS.flatMap((scenario) => LEVELS.map((level) => ({ scenario, level, brand }))),
  );

/** The proof in parts, for who has other things to do in between. */
export function* coverageParts(input: CoverageInput): Generator<void, CoverageOut, void> {
  const { from, to, version } = input;
  const flawsOver = createStepFlaws(input);
  const stepsOver = createStepsOver(input);
  const items: Hole[] = [];
  const open: Stretch[][] = [];
  const cells: CoverageOut['cells'] = [];
  let total = 0;
  for (const which of casesOf(input)) {
    const gaps = yield* gapsOf(which, stepsOver(which), flawsOver);
    for (const { from: begin, to: end, step, what, detail } of gaps) {
      if (items.length === HOLES_MAX) break;
      items.push({ from: iso(begin), to: iso(end), ...which, step, what, detail });
    }
    total += gaps.length;
    const stretches = uncovered(gaps);
    open.push(stretches);
    const openMs = stretches.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
    cells.push({ ...which, coveredShare: from < to ? 1 - openMs / (to - from) : 1 });
  }
  items.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : rankOf(a) - rankOf(b)));
  const hours = hoursOf(open, input);
  return {
    from: iso(from),
    to: iso(to),
    version,
    isComplete: total === 0,
    items,
    total,
    hours,
    cells,
  };
}

/** Pure; holes sorted by time, the worst level first; of more than HOLES_MAX not all are listed. */
export const proveCoverage = (input: CoverageInput): CoverageOut => {
  const parts = coverageParts(input);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
  }
};

const cellKey = ({ scenario, level, brand }: Case): string => `${scenario}|${level}|${brand}`;

/** Holes of `after` that `before` did not have, cut to when they are new; both of the same stretch of
 * time. Who exactly it is about does not matter: the same hole with another name in it is not new, and
 * nothing is where nobody was named at all. */
export const holesOpened = (before: CoverageOut, after: CoverageOut): Hole[] => {
  const known = new Set(before.cells.map(cellKey));
  const had = new Map<string, Stretch[]>();
  const kindOf = (hole: Hole, which: Case) => `${cellKey(which)}|${hole.step}|${hole.what}`;
  for (const hole of before.items) {
    const kind = kindOf(hole, hole);
    const stretch = { from: Date.parse(hole.from), to: Date.parse(hole.to) };
    const list = had.get(kind);
    if (list) list.push(stretch);
    else had.set(kind, [stretch]);
  }
  // A brand that only the old chart names is one of all the others now.
  const kept = new Set(after.cells.map(({ brand }) => brand));
  const gone = new Set(before.cells.map(({ brand }) => brand).filter((brand) => !kept.has(brand)));
  const moved = after.items.filter(({ brand }) => brand === null);
  const now = [
    ...after.items,
    ...[...gone].flatMap((brand) => moved.map((hole) => ({ ...hole, brand }))),
  ];
  return now.flatMap((hole) => {
    // A brand that only the new chart names was one of all the others before.
    const brand = known.has(cellKey(hole)) ? hole.brand : null;
    const which = { ...hole, brand };
    const [begin, end] = [Date.parse(hole.from), Date.parse(hole.to)];
    const old = [
      ...(had.get(kindOf(hole, which)) ?? []),
      ...(had.get(kindOf({ ...hole, ...NO_STEPS, step: null }, which)) ?? []),
    ].filter(({ from, to }) => from < end && begin < to);
    let left = [{ from: begin, to: end }];
    for (const one of old) {
      left = left.flatMap(({ from, to }) => [
        ...(from < Math.min(to, one.from) ? [{ from, to: Math.min(to, one.from) }] : []),
        ...(Math.max(from, one.to) < to ? [{ from: Math.max(from, one.to), to }] : []),
      ]);
    }
    return left.map(({ from, to }) => ({ ...hole, from: iso(from), to: iso(to) }));
  });
};
