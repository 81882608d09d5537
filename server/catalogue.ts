/** Reads the catalogue from CONFIG_DIR: `brands.yaml`, `channels.yaml`, `topics.yaml`, `noise.yaml`,
 * `receivers.yaml` and `detection.yaml`. Each file holds one key, the one of its name, and replaces
 * the built-in default of that part; a missing file keeps the default. Other files are left alone
 * (`flowchart.yaml` and `rota.yaml` belong to other rooms). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isForbiddenHost } from '#alerts/receivers/public-address.ts';
import { catalogue as catalogueSchema, type Catalogue } from '#contracts/catalogue.ts';
import { defaultCatalogue } from './catalogue-defaults.ts';
import { ConfigError } from './config.ts';
import { faultsOf, isTimeZone, readYaml, type Fault } from './yaml-lines.ts';

const PARTS = ['brands', 'channels', 'topics', 'noise', 'receivers', 'detection'] as const;
type Part = (typeof PARTS)[number];
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
    if (receiver.allowPrivateAddress) return;
    for (const [key, url] of [
      ['url', 'url' in receiver ? receiver.url : undefined],
      ['apiUrl', 'apiUrl' in receiver ? receiver.apiUrl : undefined],
    ] as const) {
      if (url === undefined || !isForbiddenHost(new URL(url).hostname)) continue;
      const message = 'is not a public address, and allowPrivateAddress is not set';
      faults.push({ path: ['receivers', index, key], message });
    }
  });
  return faults;
};

const readPart = (file: string, text: string, part: Part, problems: string[]) => {
  const read = readYaml(text);
  if (!read.ok) {
    problems.push(...read.problems.map(({ line, message }) => `${file}:${line}: ${message}`));
    return {};
  }
  if (read.raw === null || read.raw === undefined) return {};
  const parsed = z.strictObject({ [part]: catalogueSchema.shape[part] }).safeParse(read.raw);
  const faults = parsed.success
    ? meaningFaults(parsed.data as Partial<Catalogue>)
    : faultsOf(parsed.error.issues);
  for (const { line, where, message } of faults.map(read.toProblem)) {
    problems.push(`${file}:${line}: ${where || part}: ${message}`);
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
