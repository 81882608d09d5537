/** Edits of the flowchart's cells: each changes what is said for one scenario, level, brand and hours, and
 * for nothing else. Text in, text out. */
import { Document, isNode, isSeq } from 'yaml';
import type { Step } from '#contracts/flowchart.ts';
import { append, change, nodeOf, unshare, type Path } from './flow-yaml.ts';
import {
  DEFAULT_VIA,
  isOwn,
  readChart,
  rivalsOf,
  STEP_DEFAULTS,
  type ChartCell,
  type Place,
  type Scope,
} from './flowchart.ts';

/** A round of one way is written as that way. */
const form = (key: string, value: unknown): unknown =>
  key === 'via' ? (value as string[][]).map((r) => (r.length === 1 ? r[0] : r)) : value;
const USUAL: Record<string, unknown> = { ...STEP_DEFAULTS, via: DEFAULT_VIA };
const isUsual = (key: string, value: unknown): boolean =>
  JSON.stringify(USUAL[key]) === JSON.stringify(value);
/** Minutes and ways that are as always need not be written. */
const written = (step: Step): object =>
  Object.fromEntries(
    Object.entries(step)
      .filter(([key, value]) => !isUsual(key, value))
      .map(([key, value]) => [key, form(key, value)]),
  );

const without = <T>(given: T | readonly T[], out: T): T | T[] => {
  const left = [given].flat().filter((one) => one !== out) as T[];
  return left.length === 1 ? left[0]! : left;
};
const partsOf = ({ steps, sayFirst, plan }: ChartCell): object => ({
  ...(steps && { steps: steps.map(written) }),
  ...(sayFirst && { sayFirst }),
  ...(plan && { plan }),
});

/** Takes a place out of a cell that names several: two that are equally specific must not speak for the
 * same place. Where it names several scenarios and levels, what is left is two cells. */
const carve = (text: string, cell: ChartCell, place: Place): string => {
  const { index, brand, during, scenario, level } = cell;
  const scenarios = without(scenario as Place['scenario'], place.scenario);
  const levels = without(level as Place['level'], place.level);
  const [fewer, other] = [scenarios, levels].map((left) => [left].flat().length > 0);
  const set = (key: string, value: unknown) =>
    change(text, index, (doc, at) => doc.setIn([...at, key], nodeOf(doc, value, key)));
  if (!fewer) return set('level', levels);
  if (!other) return set('scenario', scenarios);
  const scope = { ...(brand && { brand }), ...(during && { during }) };
  const rest = { scenario: place.scenario, level: levels, ...scope, ...partsOf(cell) };
  return append(set('scenario', scenarios), rest);
};

/** The part of the cell that was made for this place and scope is changed; where there is no such cell,
 * one is made that says this part alone: the rest still comes from the more general one. */
const inOwn = (
  text: string,
  place: Place,
  scope: Scope,
  part: object,
  act: (index: number) => string,
): string => {
  const { chart } = readChart(text);
  if (chart === null) return text;
  const found = chart.cells.find((cell) => isOwn(cell, place, scope));
  const [given] = Object.keys(part) as (keyof ChartCell)[];
  const rivals = rivalsOf(chart, place, scope).filter((cell) => given && cell[given] !== undefined);
  const alone = (from: string) => rivals.reduce((now, cell) => carve(now, cell, place), from);
  if (found) return alone(act(found.index));
  const brand = scope.brand === null ? {} : { brand: scope.brand };
  const during = scope.during === null ? {} : { during: scope.during };
  // What it took from those that no longer speak for it, it says itself now.
  const taken = rivals.map(partsOf).reduce((parts, more) => ({ ...more, ...parts }), {});
  return append(alone(text), { ...place, ...brand, ...during, ...taken, ...part });
};

/** `origin[i]`: which of the old steps the new i-th was; null: none. */
export const editSteps = (
  text: string,
  place: Place,
  scope: Scope,
  steps: readonly Step[],
  origin: readonly (number | null)[],
): string =>
  inOwn(text, place, scope, { steps: steps.map(written) }, (index) =>
    setSteps(text, index, steps, origin),
  );
/** Null takes the checklist out, so that a more general cell speaks again. */
export const editLines = (
  text: string,
  place: Place,
  scope: Scope,
  lines: readonly string[] | null,
): string =>
  lines === null && readOwn(text, place, scope) === undefined
    ? text
    : inOwn(text, place, scope, { sayFirst: lines }, (index) => setLines(text, index, lines));
export const editPlan = (text: string, place: Place, scope: Scope, plan: string | null): string =>
  plan === null && readOwn(text, place, scope) === undefined
    ? text
    : inOwn(text, place, scope, { plan }, (index) => setPlan(text, index, plan));
const readOwn = (text: string, place: Place, scope: Scope) =>
  readChart(text).chart?.cells.find((cell) => isOwn(cell, place, scope));

/** Each key is written alone, so that comments beside what stays are kept. A step that moved is a node
 * that moved. */
export const setSteps = (
  text: string,
  index: number,
  steps: readonly Step[],
  origin: readonly (number | null)[],
): string =>
  change(text, index, (doc, cell) => {
    const path = [...cell, 'steps'];
    unshare(doc, path);
    const list = doc.getIn(path, true);
    if (!isSeq(list)) return doc.setIn(path, nodeOf(doc, steps.map(written)));
    list.items.forEach((_, i) => unshare(doc, [...path, i]));
    const old = [...list.items];
    const before = old.map((item) => (isNode(item) ? item.toJS(doc) : item) as object);
    list.items = steps.map((step, i) => {
      const was = origin[i];
      return was === null || was === undefined ? nodeOf(doc, written(step)) : old[was];
    });
    steps.forEach((step, i) => {
      const was = origin[i];
      if (was === null || was === undefined) return;
      setKeys(doc, [...path, i], before[was] ?? {}, step);
    });
  });

/** A key that changed is set, one that is gone is taken out, the others are not touched. */
const setKeys = (doc: Document, path: Path, before: object, step: Step): void => {
  const { chart } = readChart(new Document({ cells: [{ steps: [before] }] }).toString());
  const read = (chart?.cells[0]?.steps?.[0] ?? {}) as Record<string, unknown>;
  for (const key of new Set([...Object.keys(before), ...Object.keys(step)])) {
    const value = step[key as keyof Step];
    if (JSON.stringify(read[key]) === JSON.stringify(value)) continue;
    const at = [...path, key];
    if (value === undefined || (isUsual(key, value) && !(key in before))) doc.deleteIn(at);
    else doc.setIn(at, nodeOf(doc, form(key, value), key));
  }
};

export const setLines = (text: string, index: number, lines: readonly string[] | null): string =>
  change(text, index, (doc, cell) => {
    const at = [...cell, 'sayFirst'];
    unshare(doc, at);
    if (lines === null) return void doc.deleteIn(at);
    const list = doc.getIn(at, true);
    if (!isSeq(list)) return doc.setIn(at, nodeOf(doc, lines));
    // A line that stays keeps its node, with the comment beside it.
    const old = new Map(list.items.map((item) => [String(item), item]));
    list.items = lines.map((line) => old.get(line) ?? nodeOf(doc, line));
  });

export const setPlan = (text: string, index: number, plan: string | null): string =>
  change(text, index, (doc, cell) => {
    if (plan === null) doc.deleteIn([...cell, 'plan']);
    else doc.setIn([...cell, 'plan'], plan);
  });
