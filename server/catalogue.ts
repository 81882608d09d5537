/** Reads the catalogue from CONFIG_DIR: `brands.yaml`, `channels.yaml`, `topics.yaml`, `noise.yaml`,
 * `receivers.yaml` and `detection.yaml`. Each file holds one key, the one of its name, and replaces
 * the built-in default of that part; a missing file keeps the default. Other files are left alone
 * (`flowchart.yaml` and `rota.yaml` belong to other rooms). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { isForbiddenHost } from '#alerts/receivers/public-address.ts';
import { catalogue as catalogueSchema, type Catalogue } from '#contracts/catalogue.ts';
import { defaultCatalogue } from './catalogue-defaults.ts';
import { ConfigError } from './config.ts';

const PARTS = ['brands', 'channels', 'topics', 'noise', 'receivers', 'detection'] as const;
type Part = (typeof PARTS)[number];
type Path = readonly PropertyKey[];

/** Aliases that one file may expand: more is a bomb, not a catalogue. */
const ALIASES_MAX = 1_000;

/** Line of the deepest node on `path` that is there; for a key that nobody knows, the key itself. */
const lineOf = (doc: Document, lines: LineCounter, path: Path, key?: string): number => {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? doc.contents : doc.getIn(path.slice(0, depth), true);
    if (!isNode(node)) continue;
    const pair = key === undefined || !isMap(node) ? undefined : findPair(node.items, key);
    const start = (pair ?? node).range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
};
const findPair = (items: readonly unknown[], key: string) => {
  for (const item of items) {
    if (isPair(item) && isScalar(item.key) && item.key.value === key) return item.key;
  }
  return undefined;
};

const nameOf = (path: Path): string =>
  path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');

type Fault = { path: Path; key?: string; message: string };

const faultsOf = (issues: readonly z.core.$ZodIssue[]): Fault[] =>
  issues.flatMap((issue): Fault[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: issue.path, key, message: `does not know "${key}"` }))
      : [{ path: issue.path, message: issue.message }],
  );

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};
const isPattern = (source: string): boolean => {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
};

/** What the shape alone cannot say. */
const meaningFaults = (value: Partial<Catalogue>): Fault[] => {
  const faults: Fault[] = [];
  value.brands?.forEach((brand, index) => {
    if (!isTimeZone(brand.timeZone)) {
      faults.push({ path: ['brands', index, 'timeZone'], message: 'is not an IANA time zone' });
    }
    if (brand.signOff !== undefined && !isPattern(brand.signOff)) {
      faults.push({ path: ['brands', index, 'signOff'], message: 'is not a regular expression' });
    }
  });
  value.receivers?.forEach((receiver, index) => {
    const url = 'url' in receiver ? receiver.url : undefined;
    if (
      url === undefined ||
      receiver.allowPrivateAddress ||
      !isForbiddenHost(new URL(url).hostname)
    )
      return;
    const message = 'is not a public address, and allowPrivateAddress is not set';
    faults.push({ path: ['receivers', index, 'url'], message });
  });
  return faults;
};

const readPart = (file: string, text: string, part: Part, problems: string[]) => {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const report = (line: number, message: string) => problems.push(`${file}:${line}: ${message}`);
  if (doc.errors.length > 0) {
    for (const error of doc.errors) report(lines.linePos(error.pos[0]).line, error.message);
    return {};
  }
  let raw: unknown;
  try {
    raw = doc.toJS({ maxAliasCount: ALIASES_MAX });
  } catch {
    report(1, `has more than ${ALIASES_MAX} aliases`);
    return {};
  }
  if (raw === null || raw === undefined) return {};
  const parsed = z.strictObject({ [part]: catalogueSchema.shape[part] }).safeParse(raw);
  const faults = parsed.success
    ? meaningFaults(parsed.data as Partial<Catalogue>)
    : faultsOf(parsed.error.issues);
  for (const fault of faults) {
    const name = nameOf(fault.path).slice(1) || part;
    report(lineOf(doc, lines, fault.path, fault.key), `${name}: ${fault.message}`);
  }
  return parsed.success ? (parsed.data as Partial<Catalogue>) : {};
};

/** Topics that one file names and another should define: what counts an unknown one never counts. */
const danglingTopics = ({ topics, detection }: Catalogue): string[] => {
  const known = new Set(topics.map(({ key }) => key));
  const named = [
    ...detection.rules.map(({ topic }, index) => [`rules[${index}].topic`, topic] as const),
    ...(detection.plannedEvents ?? []).flatMap(({ topics: keys = [] }, index) =>
      keys.map((topic) => [`plannedEvents[${index}].topics`, topic] as const),
    ),
  ];
  return named
    .filter(([, topic]) => !known.has(topic))
    .map(([where, topic]) => `detection.yaml: detection.${where}: no topic has the key "${topic}"`);
};

const listFiles = (configDir: string): string[] => {
  try {
    return readdirSync(configDir).sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new ConfigError([`CONFIG_DIR cannot be read (${code}): ${configDir}`]);
  }
};

/** The catalogue of `configDir`, or the built-in one without it. Throws ConfigError with every
 * problem of every file as `file:line: where: what`. */
export const readCatalogue = (configDir: string | null): Catalogue => {
  if (configDir === null) return defaultCatalogue();
  const problems: string[] = [];
  const found: Partial<Catalogue> = {};
  for (const file of listFiles(configDir)) {
    const part = PARTS.find((name) => file === `${name}.yaml` || file === `${name}.yml`);
    if (part === undefined) continue;
    if (file.endsWith('.yml')) {
      problems.push(`${file}:1: must be named ${part}.yaml`);
      continue;
    }
    let text: string;
    try {
      text = readFileSync(join(configDir, file), 'utf8');
    } catch (error) {
      problems.push(`${file}:1: cannot be read (${(error as NodeJS.ErrnoException).code})`);
      continue;
    }
    Object.assign(found, readPart(file, text, part, problems));
  }
  const whole = { ...defaultCatalogue(), ...found };
  if (problems.length === 0) problems.push(...danglingTopics(whole));
  if (problems.length > 0) throw new ConfigError(problems);
  return whole;
};
