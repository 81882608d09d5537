/** An error as a log may hold it. Messages of a database or a parser repeat what they were given, and
 * that may be somebody's text, handle or key: a line says the kind of the error and its place. */

/** Messages of these name identifiers of our own code; others may quote a text or a key. */
const SAFE_MESSAGES = new Set(['TypeError', 'ReferenceError', 'RangeError', 'AssertionError']);

/** What and where, without the values. */
export const describeError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    code: (error as { code?: unknown }).code,
    ...(SAFE_MESSAGES.has(error.name) ? { message: error.message } : {}),
    stack: frames?.slice(0, 12).map((line) => line.trim()),
  };
};
