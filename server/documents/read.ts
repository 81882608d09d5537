/** Reads a document that people edit: text -> value, or every problem with its line. Shape and meaning
 * are checked in the same reading: a mistake in one row does not hide those of the others. */
import { z } from 'zod';
import {
  cell,
  flowchart,
  inhibition,
  step,
  type DocumentName,
  type DocumentProblem,
  type Flowchart,
} from '#contracts/flowchart.ts';
import { LIMITS } from '#contracts/limits.ts';
import { layer, person, rota, roster, type Roster } from '#contracts/oncall.ts';
import { faultsOf, readYaml, type Fault } from '#server/yaml-lines.ts';
import { chartFaults } from './flowchart-faults.ts';
import { mend, mendedRows } from './mend.ts';
import { rosterFaults } from './roster-faults.ts';

export type Documents = { flowchart: Flowchart; rota: Roster };
export type ReadDocument<Value> =
  { ok: true; value: Value } | { ok: false; problems: DocumentProblem[] };

const refuse = (message: string) => ({
  ok: false as const,
  problems: [{ line: 1, where: '', message }],
});

const rowsOf = (raw: unknown, list: string): unknown[] => {
  const found: unknown = (raw as Record<string, unknown> | null)?.[list];
  return Array.isArray(found) ? found : [];
};
const shaped = <Row extends z.ZodType>(
  rows: readonly unknown[],
  row: Row,
): (z.infer<Row> | null)[] => rows.map((value) => row.safeParse(value).data ?? null);

const keyOf = (row: unknown): unknown => (row as { key?: unknown } | null)?.key;

/** The second row of a key is the mistake. */
const twinFaults = (raw: unknown, lists: readonly string[]): Fault[] =>
  lists.flatMap((list) => {
    const seen = new Set<unknown>();
    return rowsOf(raw, list).flatMap((row, index) => {
      const key = keyOf(row);
      const isTwin = typeof key === 'string' && seen.has(key);
      seen.add(key);
      return isTwin ? [{ path: [list, index, 'key'], message: 'another row has this key' }] : [];
    });
  });

type Kind<Value> = {
  schema: z.ZodType<Value>;
  /** Lists whose rows have a key of their own. */
  keyed: readonly string[];
  faults(raw: unknown): Fault[];
};

const hoursRow = flowchart.shape.hours.unwrap().element;
const planRow = flowchart.shape.plans.unwrap().element;
/** What a cell refers to. */
const { during, plan } = cell.shape;
const cellRow = z.looseObject({
  ...{ during, plan },
  steps: mendedRows(z.looseObject({ plan: step.shape.plan })).optional(),
});
const layerRows = mendedRows(layer.partial()).default([]);
const rotaRow = z.strictObject({ ...rota.partial().shape, layers: layerRows });
const personRow = person.partial();
const hoursPart = hoursRow.partial();

const KINDS: { [Name in DocumentName]: Kind<Documents[Name]> } = {
  flowchart: {
    schema: flowchart,
    keyed: ['hours', 'plans'],
    faults: (raw) => {
      const [hours, plans] = [rowsOf(raw, 'hours'), rowsOf(raw, 'plans')];
      return chartFaults({
        hours: shaped(hours, hoursRow),
        hoursParts: hours.map((row) => mend(row, hoursPart)),
        plans: shaped(plans, planRow),
        cells: shaped(rowsOf(raw, 'cells'), cell),
        references: rowsOf(raw, 'cells').map((row) => mend(row, cellRow)),
        inhibit: shaped(rowsOf(raw, 'inhibit'), inhibition),
        keys: { hours: new Set(hours.map(keyOf)), plans: new Set(plans.map(keyOf)) },
      });
    },
  },
  rota: {
    schema: roster,
    keyed: ['people', 'rotas'],
    faults: (raw) => {
      const people = rowsOf(raw, 'people');
      return rosterFaults({
        people: people.map((row) => mend(row, personRow)),
        rotas: rowsOf(raw, 'rotas').map((row) => mend(row, rotaRow)),
        keys: new Set(people.map(keyOf)),
      });
    },
  },
};

/** What the schema says of two rows with one key points at the list: told better by `twinFaults`. */
const isAboutTwins = (fault: Fault, { keyed }: { keyed: readonly string[] }): boolean =>
  fault.path.length === 1 && keyed.includes(String(fault.path[0])) && / key$/.test(fault.message);

/** Never throws. An empty text is an empty document. */
export const readDocument = <Name extends DocumentName>(
  name: Name,
  text: string,
): ReadDocument<Documents[Name]> => {
  if (Buffer.byteLength(text) > LIMITS.documentBytes) {
    return refuse(`is larger than ${LIMITS.documentBytes / 1024} kB`);
  }
  if (text.includes('\0') || !text.isWellFormed()) return refuse('holds NUL or a lone surrogate');
  const read = readYaml(text);
  if (!read.ok) return { ok: false, problems: read.problems.slice(0, LIMITS.documentProblems) };
  const kind: Kind<Documents[Name]> = KINDS[name];
  const raw = read.raw ?? {};
  const parsed = kind.schema.safeParse(raw);
  const shape = parsed.success ? [] : faultsOf(parsed.error.issues);
  const faults = [
    ...shape.filter((fault) => !isAboutTwins(fault, kind)),
    ...twinFaults(raw, kind.keyed),
    ...kind.faults(raw),
  ];
  if (parsed.success && faults.length === 0) return { ok: true, value: parsed.data };
  // Looking a line up takes as long as the text is: only for those that are told.
  const told = faults.slice(0, LIMITS.documentProblems).map(read.toProblem);
  return { ok: false, problems: told.sort((a, b) => a.line - b.line) };
};
