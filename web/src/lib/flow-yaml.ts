/** Edits of a YAML text that keep it the person's own: comments, order and everything outside of the cell
 * that is edited stay as they were written. Text in, text out; what a cell means is said elsewhere. */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Alias,
  type Node,
} from 'yaml';

export type Path = (string | number)[];

/** How the text is written, so that what is written anew looks like it. */
const styleOf = (text: string) => ({
  lineWidth: 0,
  indent: /^( {2,8})\S/m.exec(text.replace(/^ *#.*$/gm, ''))?.[1]?.length ?? 2,
  indentSeq: !/^( *)[^\s#-][^\n]*:[ ]*\n\1- /m.test(text),
  flowCollectionPadding: !/\{[^\s}]/.test(text),
});

const copyOf = (alias: Alias, doc: Document): Node => {
  const copy = alias.resolve(doc)?.clone();
  if (!isNode(copy) || isAlias(copy)) return alias;
  delete copy.anchor;
  return copy;
};
/** An alias on the way to what is edited becomes its own copy: the edit must not reach the others. */
export const unshare = (doc: Document, path: Path): void => {
  for (let depth = 1; depth <= path.length; depth += 1) {
    const at = path.slice(0, depth);
    const node = doc.getIn(at, true);
    if (isAlias(node)) doc.setIn(at, copyOf(node, doc));
  }
};

/** Short things stand in one line. */
const IN_ONE_LINE = new Set<unknown>(['scenario', 'level', 'via', 'repeat']);
export const nodeOf = (doc: Document, value: unknown, key = ''): Node => {
  const node = doc.createNode(value, { aliasDuplicateObjects: false }) as Node;
  if (isCollection(node) && IN_ONE_LINE.has(key)) node.flow = true;
  visit(node, {
    Pair: (_, { key: name, value: inner }) => {
      if (isScalar(name) && IN_ONE_LINE.has(name.value) && isCollection(inner)) inner.flow = true;
    },
  });
  return node;
};

/** Where the list of cells stands: at the root, or under the name of the file. */
const cellsPath = (doc: Document): Path =>
  isMap(doc.getIn(['flowchart'], true)) ? ['flowchart', 'cells'] : ['cells'];

/** A text whose alias lost its anchor has no value. */
const valueOf = (doc: Document): string | null => {
  try {
    return doc.errors.length > 0 ? null : JSON.stringify(doc.toJS());
  } catch {
    return null;
  }
};
const sameValue = (a: Document, b: Document): boolean => {
  const value = valueOf(a);
  return value !== null && value === valueOf(b);
};

/** The old text with nothing but the node at `path` in its new form; null where that cannot be cut. */
const splice = (old: string, fresh: string, path: Path): string | null => {
  const [before, after] = [parseDocument(old), parseDocument(fresh)];
  const [from, to] = [before.getIn(path, true), after.getIn(path, true)];
  if (!isCollection(from) || !isCollection(to) || !from.range || !to.range) return null;
  const column = (text: string, at: number) => at - text.lastIndexOf('\n', at - 1);
  if (column(old, from.range[0]) !== column(fresh, to.range[0])) return null;
  const made = fresh.slice(to.range[0], to.range[1]).trimEnd();
  const replaced = old.slice(from.range[0], from.range[1]);
  const tail = replaced.slice(replaced.trimEnd().length);
  const whole = old.slice(0, from.range[0]) + made + tail + old.slice(from.range[1]);
  return sameValue(parseDocument(whole), after) ? whole : null;
};

/** The library pads braces and brackets alike; people write `{ a: 1 }` and `[a, b]`. */
const write = (doc: Document, text: string): string => {
  const fresh = doc.toString(styleOf(text));
  if (/\[ \S/.test(text)) return fresh;
  const tight = fresh.replace(/\[ (?=\S)/g, '[').replace(/(?<=[^\s,[]) \]/g, ']');
  return sameValue(parseDocument(tight), doc) ? tight : fresh;
};

type Act = (doc: Document) => void;
/** The text after an act on its document. Where that would leave an alias without its anchor, all aliases
 * become copies first. */
const acted = (text: string, act: Act): { doc: Document; fresh: string } => {
  const doc: Document = parseDocument(text);
  try {
    act(doc);
    return { doc, fresh: write(doc, text) };
  } catch {
    const plain: Document = parseDocument(text);
    visit(plain, { Alias: (_, alias) => copyOf(alias, plain) });
    act(plain);
    return { doc: plain, fresh: write(plain, text) };
  }
};
const pathOf = (text: string, index: number): Path => [...cellsPath(parseDocument(text)), index];

export const change = (
  text: string,
  index: number,
  act: (doc: Document, cell: Path) => void,
): string => {
  const path = pathOf(text, index);
  const { fresh } = acted(text, (doc) => {
    unshare(doc, path);
    act(doc, path);
  });
  return splice(text, fresh, path) ?? fresh;
};

/** A new last cell, written under the others without touching them. */
export const append = (text: string, cell: object): string => {
  const path = cellsPath(parseDocument(text));
  const { doc, fresh } = acted(text, (to) => to.addIn(path, nodeOf(to, cell)));
  const list = doc.getIn(path, true);
  const last = isSeq(list) ? list.items.length - 1 : 0;
  const made = parseDocument(fresh).getIn([...path, last], true);
  const previous = parseDocument(text).getIn([...path, last - 1], true);
  if (!isCollection(made) || !isCollection(previous) || !made.range || !previous.range)
    return fresh;
  const lineStart = fresh.lastIndexOf('\n', made.range[0] - 1) + 1;
  const added = fresh.slice(lineStart, made.range[1]).trimEnd();
  const end = previous.range[1];
  const head = text.slice(0, end).trimEnd();
  const whole = `${head}\n${added}${text.slice(head.length)}`;
  return sameValue(parseDocument(whole), doc) ? whole : fresh;
};

/** Takes a cell out: the next more general one speaks in its place. */
export const removeCell = (text: string, index: number): string => {
  const path = pathOf(text, index);
  const node = parseDocument(text).getIn(path, true);
  const { doc, fresh } = acted(text, (from) => from.deleteIn(path));
  if (!isCollection(node) || !node.range) return fresh;
  const lineStart = text.lastIndexOf('\n', node.range[0] - 1) + 1;
  const end = text.slice(0, node.range[1]).trimEnd().length;
  const whole = text.slice(0, lineStart) + text.slice(end).replace(/^\n/, '');
  return sameValue(parseDocument(whole), doc) ? whole : fresh;
};
