/** A row without the fields that are wrong, so that one mistake does not hide others of the same row:
 * what is left of it can still be judged. Never used to call anybody. */
import { z } from 'zod';
import { faultsOf } from '#server/yaml-lines.ts';

/** Rounds of taking out: each ends a fault or the try. */
const ROUNDS_MAX = 8;

type Node = Record<PropertyKey, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Takes out the deepest field on the path that is there. Elements of a list stay: those behind them
 * keep their number. */
const takeOut = (value: unknown, path: readonly PropertyKey[]): boolean => {
  const holders = [value];
  for (const step of path) {
    const holder = holders.at(-1);
    holders.push(isNode(holder) ? holder[step] : undefined);
  }
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const holder = holders[depth];
    const name = path[depth]!;
    if (!isNode(holder) || Array.isArray(holder) || !Object.hasOwn(holder, name)) continue;
    return Reflect.deleteProperty(holder, name);
  }
  return false;
};

/** Null where nothing is left to judge. */
export const mend = <Row extends z.ZodType>(value: unknown, row: Row): z.infer<Row> | null => {
  const rest = structuredClone(value);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const parsed = row.safeParse(rest);
    if (parsed.success) return parsed.data;
    const taken = faultsOf(parsed.error.issues).map(({ path, key }) =>
      takeOut(rest, key === undefined ? path : [...path, key]),
    );
    if (!taken.includes(true)) return null;
  }
  return null;
};

/** Rows of a list within a row, each mended by itself. */
export const mendedRows = <Row extends z.ZodType>(row: Row) =>
  z.array(z.unknown().transform((value) => mend(value, row)));
