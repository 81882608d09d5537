/** The chain of a cell as a chart: boxes and lines with places, laid out from left to right by dagre.
 * What starts when the crisis opens hangs on its first box; a round follows the one before it. Pure. */
import { Graph, layout } from '@dagrejs/dagre';
import type { Step } from '#contracts/flowchart.ts';
import { minutesWords, targetWords, wayWord, type TargetNames } from './ways.ts';

export type BoxKind = 'start' | 'contact' | 'deputy' | 'ways' | 'repeat';
export type Box = {
  id: string;
  kind: BoxKind;
  /** Small words over the lines: `step 1 of 3`. */
  over: string;
  lines: string[];
  x: number;
  y: number;
  width: number;
  height: number;
};
export type Line = { id: string; path: string; label: string; x: number; y: number };
export type Drawing = { width: number; height: number; boxes: Box[]; lines: Line[] };

/** Of the drawing's own units, which are CSS pixels at its full size. */
const CHAR = 8;
const LINE = 20;
const PAD = 14;
const LINE_CHARS = 20;
const WIDTH_MIN = 96;

type Made = Pick<Box, 'id' | 'kind' | 'over' | 'lines'>;
type Joint = { from: string; to: string; label: string };

/** Words on lines of a bearable length; a name is never cut. */
export const wrapped = (words: readonly string[], join: string): string[] => {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last}${join}${word}`;
    if (last !== undefined && longer.length <= LINE_CHARS) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

const whenWords = (minutes: number): string =>
  minutes === 0 ? 'at once' : `after ${minutesWords(minutes)}`;

const partsOf = (
  steps: readonly Step[],
  names: TargetNames,
): { boxes: Made[]; joints: Joint[] } => {
  const boxes: Made[] = [{ id: 'start', kind: 'start', over: '', lines: ['Crisis opens'] }];
  const joints: Joint[] = [];
  const add = (from: string, label: string, box: Made) => {
    boxes.push(box);
    joints.push({ from, to: box.id, label });
  };
  const called = (target: string) => wrapped(targetWords(target, names).split(' '), ' ');
  steps.forEach((step, i) => {
    const contact = `s${i}`;
    const over = steps.length === 1 ? 'calls' : `step ${i + 1} of ${steps.length} calls`;
    const lines = called(step.contact);
    add('start', whenWords(step.afterMinutes), { id: contact, kind: 'contact', over, lines });
    let last = contact;
    step.via.forEach((round, r) => {
      const id = `s${i}r${r}`;
      const ways = wrapped([round].flat().map(wayWord), ', ');
      const label = r === 0 ? '' : `+ ${minutesWords(step.roundMinutes)}`;
      add(last, label, { id, kind: 'ways', over: 'by', lines: ways });
      last = id;
    });
    if (step.repeat) {
      const { everyMinutes, times } = step.repeat;
      const again = [`every ${minutesWords(everyMinutes)},`, `${times} times`];
      add(last, '', { id: `s${i}again`, kind: 'repeat', over: 'all again', lines: again });
    }
    if (step.deputy === undefined) return;
    const box = {
      id: `s${i}d`,
      kind: 'deputy',
      over: 'deputy',
      lines: called(step.deputy),
    } as const;
    add(contact, `+ ${minutesWords(step.deputyAfterMinutes)}`, box);
  });
  return { boxes, joints };
};

const sizeOf = ({ lines, over }: Made) => ({
  width: Math.max(WIDTH_MIN, 2 * PAD + CHAR * Math.max(over.length, ...lines.map((l) => l.length))),
  height: 2 * PAD + LINE * (lines.length + (over ? 1 : 0)) - 4,
});

type Point = { x: number; y: number };
/** Straight where it can be, bent softly in between. */
const pathOf = (points: readonly Point[]): string => {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const half = (first.x + last.x) / 2;
  const n = (value: number) => Math.round(value * 10) / 10;
  return `M${n(first.x)} ${n(first.y)}C${n(half)} ${n(first.y)} ${n(half)} ${n(last.y)} ${n(last.x)} ${n(last.y)}`;
};

export const drawChain = (steps: readonly Step[], names: TargetNames): Drawing => {
  const { boxes, joints } = partsOf(steps, names);
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', ranksep: 34, nodesep: 18, edgesep: 10, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, sizeOf(box));
  for (const { from, to, label } of joints)
    graph.setEdge(from, to, { width: label.length * 7.2 + 8, height: 20, labelpos: 'c' });
  // Within a column: steps in their order, and a contact's rounds over its deputy.
  const siblings = joints.flatMap(({ from, to }, i) =>
    joints
      .slice(i + 1)
      .flatMap((other) => (other.from === from ? [{ left: to, right: other.to }] : [])),
  );
  layout(graph, { constraints: siblings });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const place = (id: string) => graph.node(id) as Point & { width: number; height: number };
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: boxes.map((box) => {
      const { x, y, width: w, height: h } = place(box.id);
      return { ...box, x: x - w / 2, y: y - h / 2, width: w, height: h };
    }),
    lines: joints.map(({ from, to, label }) => {
      const [a, b] = [place(from), place(to)];
      const start = { x: a.x + a.width / 2, y: a.y };
      const end = { x: b.x - b.width / 2, y: b.y };
      const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
      return { id: `${from}-${to}`, path: pathOf([start, end]), label, ...middle };
    }),
  };
};
