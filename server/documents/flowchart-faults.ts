/** What the shape of a flowchart alone cannot say: keys that nothing has, cells of which none is the
 * more specific, rules that would keep crises quiet in a circle. Rows that have no valid shape are
 * null here; what can be said of the others is said in the same reading. */
import { openStretches, type Hours, type Stretch } from '#alerts/flowchart/hours.ts';
import { specificityOf } from '#alerts/flowchart/resolve.ts';
import { LEVELS, SCENARIOS } from '#contracts/crisis.ts';
import type { Cell, Flowchart, Inhibition, Step } from '#contracts/flowchart.ts';
import { isTimeZone, type Fault } from '#server/yaml-lines.ts';

type Rows<T> = readonly (T | null)[];
type Part<T> = { [Key in keyof T]?: T[Key] | undefined };
export type ChartRows = {
  hours: Rows<Hours>;
  /** What is right of each of them. */
  hoursParts: Rows<Part<Hours>>;
  plans: Rows<Flowchart['plans'][number]>;
  cells: Rows<Cell>;
  /** What the cells refer to, also of those that have no valid shape. */
  references: Rows<
    Pick<Cell, 'during' | 'plan'> & { steps?: Rows<Pick<Step, 'plan'>> | undefined }
  >;
  inhibit: Rows<Inhibition>;
  /** Also of rows that have no valid shape. */
  keys: { hours: ReadonlySet<unknown>; plans: ReadonlySet<unknown> };
};

const DAY_MS = 24 * 3_600_000;
/** Two weeks without a change of the clocks in most zones, and two half a year apart from them. */
const SAMPLE_WEEKS = [Date.UTC(2030, 0, 7), Date.UTC(2030, 6, 8)].map((from) => ({
  from,
  to: from + 14 * DAY_MS,
}));

const hoursFaults = ({ hoursParts }: ChartRows): Fault[] =>
  hoursParts.flatMap((row, index) => {
    if (row === null) return [];
    const path = ['hours', index];
    const faults: Fault[] = Object.entries(row.week ?? {})
      .filter(([, { from, to }]) => from === to)
      .map(([day]) => ({ path: [...path, 'week', day], message: 'ends when it begins' }));
    if (row.timeZone === undefined || isTimeZone(row.timeZone)) return faults;
    return [...faults, { path: [...path, 'timeZone'], message: 'is not an IANA time zone' }];
  });

const cellKeyFaults = ({ references, keys }: ChartRows): Fault[] =>
  references.flatMap((cell, index) => {
    if (cell === null) return [];
    const faults: Fault[] = [];
    const path = ['cells', index];
    const knowPlan = (plan: string | undefined, at: (string | number)[]) => {
      if (plan === undefined || keys.plans.has(plan)) return;
      faults.push({ path: [...at, 'plan'], message: `no plan has the key "${plan}"` });
    };
    const hours = cell.during?.replace('!', '');
    if (hours !== undefined && !keys.hours.has(hours)) {
      faults.push({ path: [...path, 'during'], message: `no hours have the key "${hours}"` });
    }
    knowPlan(cell.plan, path);
    cell.steps?.forEach((step, number) => knowPlan(step?.plan, [...path, 'steps', number]));
    return faults;
  });

const orderFaults = ({ cells }: ChartRows): Fault[] =>
  cells.flatMap((cell, index) => {
    let before = 0;
    return (cell?.steps ?? []).flatMap(({ afterMinutes }, number) => {
      const isEarly = afterMinutes < before;
      before = Math.max(before, afterMinutes);
      const path = ['cells', index, 'steps', number, 'afterMinutes'];
      return isEarly ? [{ path, message: 'is due before the step above it' }] : [];
    });
  });

/** When hours apply in the sample weeks; `!` before a key turns it round. */
const appliesOf = (during: string, hours: Rows<Hours>): Stretch[] | null => {
  const row = hours.find((candidate) => candidate?.key === during.replace('!', ''));
  if (!row || !isTimeZone(row.timeZone)) return null;
  return SAMPLE_WEEKS.flatMap(({ from, to }) => {
    const open = openStretches({ ...row, closed: [] }, from, to);
    if (!during.startsWith('!')) return open;
    const edges = [from, ...open.flatMap((stretch) => [stretch.from, stretch.to]), to];
    return edges.flatMap((edge, at) => {
      const next = edges[at + 1];
      return at % 2 === 0 && next !== undefined && edge < next ? [{ from: edge, to: next }] : [];
    });
  });
};

/** Whether two cells may apply at the same time, as far as hours decide it. */
const createMeets = (hours: Rows<Hours>) => {
  const known = new Map<string, Stretch[] | null>();
  const applies = (during: string) => {
    if (!known.has(during)) known.set(during, appliesOf(during, hours));
    return known.get(during) ?? null;
  };
  return (a: string | undefined, b: string | undefined): boolean => {
    if (a === undefined || b === undefined || a === b) return true;
    const [first, second] = [applies(a), applies(b)];
    if (first === null || second === null) return false;
    return first.some((one) => second.some((two) => one.from < two.to && two.from < one.to));
  };
};

const listOf = <T extends string>(given: '*' | T | T[], all: readonly T[]): readonly T[] => {
  if (given === '*') return all;
  return Array.isArray(given) ? given : [given];
};
const isShared = <T>(a: readonly T[], b: readonly T[]) => a.some((one) => b.includes(one));

const PARTS = ['steps', 'sayFirst', 'plan'] as const;

/** Cells that apply to the same case, are equally specific and give the same part. */
const tieFaults = ({ cells, hours }: ChartRows): Fault[] => {
  const meets = createMeets(hours);
  const seen = new Map<string, { cell: Cell; index: number }[]>();
  return cells.flatMap((cell, index) => {
    if (cell === null) return [];
    const rank = `${specificityOf(cell)}|${cell.brand ?? ''}`;
    const rivals = seen.get(rank) ?? [];
    seen.set(rank, [...rivals, { cell, index }]);
    for (const { cell: other, index: at } of rivals) {
      const part = PARTS.find((name) => cell[name] !== undefined && other[name] !== undefined);
      if (part === undefined) continue;
      if (!isShared(listOf(cell.level, LEVELS), listOf(other.level, LEVELS))) continue;
      if (!isShared(listOf(cell.scenario, SCENARIOS), listOf(other.scenario, SCENARIOS))) continue;
      if (!meets(cell.during, other.during)) continue;
      const message = `is as specific as cells[${at}], which gives ${part} for the same case`;
      return [{ path: ['cells', index], message }];
    }
    return [];
  });
};

/** A case that keeps another quiet which, by other rows, keeps the first quiet: nobody is called. */
const loopFaults = ({ inhibit }: ChartRows): Fault[] => {
  const casesOf = ({ scenario, level }: Inhibition['source']) =>
    listOf(scenario, SCENARIOS).flatMap((one) =>
      listOf(level, LEVELS).map((each) => `${one}|${each}`),
    );
  const quiets = new Map<string, Set<string>>();
  const reaches = (from: readonly string[], goals: ReadonlySet<string>): boolean => {
    const seen = new Set(from);
    for (const at of seen) {
      if (goals.has(at)) return true;
      for (const next of quiets.get(at) ?? []) seen.add(next);
    }
    return false;
  };
  return inhibit.flatMap((row, index) => {
    if (row === null) return [];
    const [sources, targets] = [casesOf(row.source), casesOf(row.target)];
    if (reaches(targets, new Set(sources))) {
      const message = 'makes a loop: crises that match would keep each other quiet';
      return [{ path: ['inhibit', index], message }];
    }
    for (const source of sources) {
      quiets.set(source, new Set([...(quiets.get(source) ?? []), ...targets]));
    }
    return [];
  });
};

export const chartFaults = (rows: ChartRows): Fault[] => [
  ...hoursFaults(rows),
  ...cellKeyFaults(rows),
  ...orderFaults(rows),
  ...tieFaults(rows),
  ...loopFaults(rows),
];
