/** What a failed commit means: the database is away and the batch must wait, or a row is one that
 * it will never take. Whatever is in doubt waits: a row is given up only for a reason in the row. */

/** Classes of SQLSTATE that blame the data: wrong value, broken constraint, a value too large. */
const DATA_CLASSES = new Set(['22', '23', '54']);

const codeOf = (error: unknown): string | null => {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : null;
};

/** Whether the rows are to blame. A fault of our own code on a certain row counts as one too. */
export const isRowFault = (error: unknown): boolean => {
  if (error instanceof TypeError || error instanceof RangeError) return codeOf(error) === null;
  const code = codeOf(error);
  return code !== null && code.length === 5 && DATA_CLASSES.has(code.slice(0, 2));
};

/** Two transactions in each other's way: the next attempt may come at once. */
export const isConflict = (error: unknown): boolean => codeOf(error)?.startsWith('40') === true;

/** Names the fault without the values in it: messages of the database repeat what was written. */
export const faultName = (error: unknown): string =>
  codeOf(error) ?? (error instanceof Error ? error.name : 'unknown fault');
