/** The documents that the house brings along, and those that the operator put into CONFIG_DIR. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '#contracts/catalogue.ts';
import { DOCUMENT_NAMES, type DocumentName } from '#contracts/flowchart.ts';
import { readCatalogue } from '#server/catalogue.ts';
import { ConfigError } from '#server/config.ts';
import { readDocument, type Documents } from './read.ts';

export type DocumentFiles = Partial<Record<DocumentName, string>>;

const shippedDir = join(import.meta.dirname, '..', 'defaults');

export const shippedText = (name: DocumentName): string =>
  readFileSync(join(shippedDir, `${name}.yaml`), 'utf8');

const readFile = (dir: string, file: string, problems: string[]): string | undefined => {
  try {
    return readFileSync(join(dir, file), 'utf8');
  } catch (error) {
    problems.push(`${file}:1: cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
};

/** The texts of `flowchart.yaml` and `rota.yaml`, those that are there. An empty file says nothing. */
const findDocuments = (dir: string, problems: string[]): DocumentFiles => {
  const files = readdirSync(dir);
  const found: DocumentFiles = {};
  for (const name of DOCUMENT_NAMES) {
    const file = `${name}.yaml`;
    if (files.includes(`${name}.yml`)) problems.push(`${name}.yml:1: must be named ${file}`);
    if (!files.includes(file)) continue;
    const text = readFile(dir, file, problems);
    if (text === undefined || text.trim() === '') continue;
    const read = readDocument(name, text);
    if (read.ok) found[name] = text;
    else {
      for (const { line, where, message } of read.problems) {
        problems.push(`${file}:${line}: ${where === '' ? '' : `${where}: `}${message}`);
      }
    }
  }
  return found;
};

/** All of CONFIG_DIR: the catalogue, and the documents as they lie there. Throws ConfigError with every
 * problem of every file. */
export const readConfigDir = (
  configDir: string | null,
): { catalogue: Catalogue; files: DocumentFiles } => {
  if (configDir === null) return { catalogue: readCatalogue(null), files: {} };
  const problems: string[] = [];
  let catalogue: Catalogue | undefined;
  try {
    catalogue = readCatalogue(configDir);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
  }
  const isThere = catalogue !== undefined || !problems.some((text) => /^CONFIG_DIR/.test(text));
  const files = isThere ? findDocuments(configDir, problems) : {};
  if (catalogue === undefined || problems.length > 0) throw new ConfigError(problems);
  return { catalogue, files };
};

/** What is in force where nothing is stored: the operator's file, else the shipped document. */
export const documentOf = <Name extends DocumentName>(
  name: Name,
  files: DocumentFiles,
): Documents[Name] => {
  const read = readDocument(name, files[name] ?? shippedText(name));
  if (!read.ok)
    throw new ConfigError(read.problems.map(({ line, message }) => `${line}: ${message}`));
  return read.value;
};
