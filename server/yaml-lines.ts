/** YAML as people write it, with the line of every fault: shared by the catalogue and by the documents
 * that are edited in the browser. What is read is plain data; shapes and meaning are checked by the
 * callers, who name a fault by its path. */
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type ErrorCode,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import { isStorable, UNSTORABLE } from '#contracts/text.ts';

type Path = readonly PropertyKey[];
/** `key`: the fault is a key of the mapping at `path`, not its value. */
export type Fault = { path: Path; key?: string; message: string };
/** `where` is empty for what concerns the text as a whole. */
export type YamlProblem = { line: number; where: string; message: string };
export type ReadYaml =
  | { ok: true; raw: unknown; toProblem(fault: Fault): YamlProblem }
  | { ok: false; problems: YamlProblem[] };

/** Aliases that one file may expand: more is a bomb, not a configuration. */
const ALIASES_MAX = 1_000;

const findKey = (items: readonly unknown[], key: string) => {
  for (const item of items) {
    if (isPair(item) && isScalar(item.key) && item.key.value === key) return item.key;
  }
  return undefined;
};

/** Line of the deepest node on `path` that is there; for a key that nobody knows, the key itself. */
const lineOf = (doc: Document, lines: LineCounter, { path, key }: Fault): number => {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? doc.contents : doc.getIn(path.slice(0, depth), true);
    if (!isNode(node)) continue;
    const found = key === undefined || !isMap(node) ? undefined : findKey(node.items, key);
    const start = (found ?? node).range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
};

const nameOf = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');

/** What a tree may hold that no value can be made of: a name that nothing has, a text that cannot be
 * kept (an escape writes what the file itself does not hold), and keys that a mapping has twice (the
 * parser would compare each with each: a minute for a large one). */
const treeFaults = (doc: Document, lines: LineCounter): YamlProblem[] => {
  const problems: YamlProblem[] = [];
  const add = (range: readonly number[] | null | undefined, message: string) =>
    problems.push({ line: lines.linePos(range?.[0] ?? 0).line, where: '', message });
  const anchors = new Set<string>();
  visit(doc, (_, node) => {
    if (isAlias(node)) {
      if (!anchors.has(node.source)) add(node.range, UNKNOWN_ALIAS);
    } else if (isNode(node) && 'anchor' in node && node.anchor) anchors.add(node.anchor);
    if (isScalar(node) && typeof node.value === 'string' && !isStorable(node.value))
      add(node.range, UNSTORABLE);
    if (!isMap(node)) return;
    const seen = new Set<unknown>();
    for (const { key } of node.items) {
      if (!isScalar(key)) continue;
      if (seen.has(key.value)) add(key.range, TWIN_KEY);
      seen.add(key.value);
    }
  });
  return problems;
};
const TWIN_KEY = 'A mapping has this key twice';
const UNKNOWN_ALIAS = 'What begins with * is the name of an anchor: a text must stand in quotes';
const TOO_DEEP = 'nests too deeply';

/** Problems go to terminals and logs, and a text that was meant for a value may be a secret: where the
 * parser would repeat it, we say it ourselves. */
const QUOTING: Partial<Record<ErrorCode, string>> = {
  TAG_RESOLVE_FAILED: 'What begins with ! is a tag, and this one is not known',
  BAD_COLLECTION_TYPE: 'The tag does not go with what follows it',
  BAD_DIRECTIVE: 'The directive is not known',
};
const messageOf = ({ code, message }: YAMLError): string =>
  QUOTING[code] ?? message.replace(/^(Block scalar header includes extra characters).*/s, '$1');

const refuse = (line: number, message: string): ReadYaml => ({
  ok: false,
  problems: [{ line, where: '', message }],
});

/** Parses the text. What the parser itself complains about comes back all at once. */
export const readYaml = (text: string): ReadYaml => {
  const lines = new LineCounter();
  let doc: Document;
  let inTree: YamlProblem[];
  try {
    doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    inTree = treeFaults(doc, lines);
  } catch {
    return refuse(1, TOO_DEEP);
  }
  if (doc.errors.some(({ message }) => /call stack/.test(message))) return refuse(1, TOO_DEEP);
  const faults = doc.errors.map((error) => {
    return { line: lines.linePos(error.pos[0]).line, where: '', message: messageOf(error) };
  });
  const problems = [...faults, ...inTree];
  if (problems.length > 0) return { ok: false, problems };
  let raw: unknown;
  try {
    raw = doc.toJS({ maxAliasCount: ALIASES_MAX });
  } catch {
    return refuse(1, `has more than ${ALIASES_MAX} aliases`);
  }
  const toProblem = (fault: Fault) => ({
    line: lineOf(doc, lines, fault),
    where: nameOf(fault.path),
    message: fault.message,
  });
  return { ok: true, raw, toProblem };
};

type Issue = z.core.$ZodIssue;
type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** One branch of a union says what is wrong best: the one that got furthest before it failed. Where
 * none got beyond the value itself, what the value may be is listed. */
const unionFaults = (issue: UnionIssue): Fault[] => {
  const depthOf = (branch: readonly Issue[]) =>
    Math.max(
      0,
      ...branch.map(({ path, code }) => path.length + (code === 'invalid_type' ? 0 : 0.5)),
    );
  const options = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_value' && !inner.path.length ? inner.values : []));
  const best = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a))[0];
  if (best !== undefined && depthOf(best) >= 1) {
    return faultsOf(best).map((fault) => ({ ...fault, path: [...issue.path, ...fault.path] }));
  }
  if (options.length === 0) return [{ path: issue.path, message: issue.message }];
  return [{ path: issue.path, message: `is not one of ${[...new Set(options)].join(', ')}` }];
};

/** A key that may be a value, such as `secret:whsec_...` without its space, is not repeated. */
const PLAIN_KEY = /^[A-Za-z][A-Za-z_-]{0,31}$/;
const unknownKey = (key: string): string =>
  PLAIN_KEY.test(key) ? `does not know "${key}"` : 'does not know this key';

/** What a schema refused, as faults. */
export const faultsOf = (issues: readonly Issue[]): Fault[] =>
  issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      const { path, keys } = issue;
      return keys.map((key) => ({ path, key, message: unknownKey(key) }));
    }
    if (issue.code === 'invalid_union') return unionFaults(issue);
    const isMissing = issue.code === 'invalid_type' && / received undefined$/.test(issue.message);
    return [{ path: issue.path, message: isMissing ? 'is missing' : issue.message }];
  });

export const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};
