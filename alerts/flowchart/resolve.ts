/** What the chart says for one scenario, level, brand and instant: each part from the most specific
 * cell that applies and gives it. The live chain, the dry run and the coverage proof all ask here. */
import type { Level, Scenario } from '#contracts/crisis.ts';
import type { Cell, Flowchart, ResolvedCell } from '#contracts/flowchart.ts';
import { isOpenAt, openStretches } from './hours.ts';

export type Case = { scenario: Scenario; level: Level; brand: string | null };
/** Whether the chart's hours with this key apply. */
export type IsOpen = (key: string) => boolean;

const names = (given: string | readonly string[], value: string): boolean =>
  given === '*' || (typeof given === 'string' ? given === value : given.includes(value));

const appliesTo = (cell: Cell, { scenario, level, brand }: Case): boolean =>
  names(cell.scenario, scenario) &&
  names(cell.level, level) &&
  (cell.brand === undefined || cell.brand === brand);

const isDuring = ({ during }: Cell, isOpen: IsOpen): boolean => {
  if (during === undefined) return true;
  return during.startsWith('!') ? !isOpen(during.slice(1)) : isOpen(during);
};

/** How specific a cell is: the scenario counts most, then level, brand, hours. */
export const specificityOf = ({ scenario, level, brand, during }: Cell): number =>
  (scenario === '*' ? 0 : 8) +
  (level === '*' ? 0 : 4) +
  (brand === undefined ? 0 : 2) +
  (during === undefined ? 0 : 1);

/** The cells that can apply to a case, most specific first; of equal ones the later written first. */
export const cellsFor = (chart: Pick<Flowchart, 'cells'>, which: Case): Cell[] =>
  chart.cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell }) => appliesTo(cell, which))
    .sort((a, b) => specificityOf(b.cell) - specificityOf(a.cell) || b.index - a.index)
    .map(({ cell }) => cell);

/** What a list of cells in that order says while certain hours apply. */
export const resolveAmong = (
  chart: Pick<Flowchart, 'plans'>,
  cells: readonly Cell[],
  isOpen: IsOpen,
): ResolvedCell => {
  const part = <Key extends 'steps' | 'sayFirst' | 'plan'>(key: Key) =>
    cells.find((cell) => cell[key] !== undefined && isDuring(cell, isOpen))?.[key];
  const plan = chart.plans.find(({ key }) => key === part('plan'));
  return { steps: part('steps') ?? [], sayFirst: part('sayFirst') ?? [], plan: plan ?? null };
};

/** `at` in epoch ms. A case that no cell gives steps for resolves to none. */
export const resolveCell = (chart: Flowchart, which: Case & { at: number }): ResolvedCell =>
  resolveAmong(chart, cellsFor(chart, which), (key) => {
    const hours = chart.hours.find((row) => row.key === key);
    return hours !== undefined && isOpenAt(hours, which.at);
  });

/** The instants within [from, to) at which hours of the chart begin or end to apply, in order. */
export const chartChangePoints = (chart: Flowchart, from: number, to: number): number[] => {
  const named = new Set(chart.cells.map(({ during }) => during?.replace('!', '')));
  const points = chart.hours
    .filter(({ key }) => named.has(key))
    .flatMap((hours) => openStretches(hours, from, to))
    .flatMap((stretch) => [stretch.from, stretch.to])
    .filter((at) => at > from && at < to);
  return [...new Set(points)].sort((a, b) => a - b);
};
