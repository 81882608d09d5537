/** Statements that run many times a second: marked once where they are written, so that each
 * connection parses and plans them once. */
const names = new Map<string, string>();

/** Marks a statement text as hot and gives it back. */
export const prepared = (text: string): string => {
  if (!names.has(text)) names.set(text, `tocsin_${names.size + 1}`);
  return text;
};

/** The name of a hot statement, undefined for any other. */
export const preparedName = (text: string): string | undefined => names.get(text);
