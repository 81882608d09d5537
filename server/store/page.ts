/** Lists in pages: conditions that are only there when asked for, and cursors that go on after the
 * last row seen, whatever was added since. */
import { AppError } from '#server/errors.ts';

export type Page<Item> = { items: Item[]; next: string | null };

/** Conditions joined by `and`. In a condition `?` stands for its value; a condition whose value is
 * undefined is left out. */
export const startWhere = () => {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  return {
    values,
    bind,
    add(condition: string, value: unknown): void {
      if (value === undefined) return;
      conditions.push(condition.replace('?', bind(value)));
    },
    addPlain(condition: string): void {
      conditions.push(condition);
    },
    text: (): string => (conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''),
  };
};

/** `?` of an epoch time in a condition. */
export const INSTANT = 'to_timestamp(?::float8 / 1000.0)';

const CURSOR_CHARS_MAX = 2_048;
/** The last instant that a Date knows. */
const TIME_MAX_MS = 8.64e15;

const encodeCursor = (parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts of a cursor that `encodeCursor` made of a time and keys; anything else is refused. */
export const decodeCursor = (cursor: string, keys: number): [number, string, ...string[]] => {
  const refuse = () => new AppError('invalid-request', 'The cursor is not valid');
  if (cursor.length > CURSOR_CHARS_MAX) throw refuse();
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refuse();
  }
  if (!Array.isArray(parts) || parts.length !== keys + 1) throw refuse();
  const [at, ...rest] = parts as unknown[];
  const areKeys = rest.every(
    (part) => typeof part === 'string' && part.isWellFormed() && !part.includes('\0'),
  );
  const isTime = typeof at === 'number' && at >= 0 && at <= TIME_MAX_MS;
  if (!isTime || !areKeys) throw refuse();
  return [at, ...(rest as [string, ...string[]])];
};

/** Cuts one row more than asked for down to a page. */
export const toPage = <Item>(
  rows: Item[],
  limit: number,
  cursorOf: (item: Item) => readonly (string | number)[],
): Page<Item> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
};
