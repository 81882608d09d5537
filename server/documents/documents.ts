/** The flowchart and the roster in force. Every version that ever was is kept; the newest holds. A
 * start brings in what the configuration says anew; pages and the API add to it. Other nodes see a new
 * version within `RUNTIME.documentFreshMs`. */
import {
  DOCUMENT_NAMES,
  type DocumentName,
  type DocumentProblem,
  type DocumentVersion,
} from '#contracts/flowchart.ts';
import type { Clock } from '#server/clock.ts';
import { RUNTIME } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/logger.ts';
import {
  addVersion,
  getDocument,
  listVersions,
  lockDocuments,
  newestDocument,
  newestVersion,
  type VersionRow,
} from '#server/store/documents.ts';
import type { Page } from '#server/store/page.ts';
import type { Db, Tx } from '#server/store/sql.ts';
import { readDocument, type Documents as Values } from './read.ts';
import { shippedText, type DocumentFiles } from './shipped.ts';

export type Document<Name extends DocumentName = DocumentName> = DocumentVersion & {
  value: Values[Name];
};
export type NewText = { text: string; reason: string; basedOn: number; by: string };
export type Documents = {
  /** What is in force, at most a second old. */
  current<Name extends DocumentName>(name: Name): Promise<Document<Name>>;
  /** Adds a version. Throws AppError bad-document with every problem, conflict when `basedOn` is not
   * in force any more or nothing was changed. */
  save<Name extends DocumentName>(name: Name, given: NewText): Promise<Document<Name>>;
  /** Newest first. */
  history(
    name: DocumentName,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<VersionRow>>;
  get(name: DocumentName, version: number): Promise<DocumentVersion | null>;
  /** The next question reads anew. */
  forget(): void;
};
type Deps = { db: Db; clock: Clock; logger: Logger };

/** Who brings in what lies in CONFIG_DIR and what is shipped. */
const BY_CONFIGURATION = 'configuration';

/** The reading of a document that somebody hands in. Throws AppError bad-document. */
export const needDocument = <Name extends DocumentName>(name: Name, text: string): Values[Name] => {
  const read = readDocument(name, text);
  if (read.ok) return read.value;
  const errors: DocumentProblem[] = read.problems;
  const [first] = errors;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  const where = first === undefined ? '' : `Line ${first.line}: ${first.where} ${first.message}`;
  throw new AppError('bad-document', `${where}${more}`, { errors });
};

/** What a start adds to the history of one document. Several nodes may start at once: the table is
 * locked, and who comes second finds nothing to do. */
const bringIn = async (tx: Tx, name: DocumentName, file: string | undefined, at: number) => {
  const add = (source: 'default' | 'file', text: string, reason: string) =>
    addVersion(tx, { name, at, by: BY_CONFIGURATION, source, reason, text });
  const shipped = shippedText(name);
  const newest = await newestDocument(tx, name);
  if (newest === null) await add('default', shipped, 'Shipped with Tocsin');
  else if (newest.source === 'default' && newest.text !== shipped) {
    await add('default', shipped, 'Shipped with a newer Tocsin');
  }
  if (file === undefined) return;
  const before = await newestDocument(tx, name, 'file');
  if (before?.text !== file) await add('file', file, `${name}.yaml of the configuration`);
};

/** The newest version that can be read: one that an older Tocsin took may not fit any more. */
const readNewest = async <Name extends DocumentName>(
  { db, logger }: Deps,
  name: Name,
): Promise<Document<Name>> => {
  let found = await newestDocument(db, name);
  while (found !== null) {
    const read = readDocument(name, found.text);
    if (read.ok) return { ...found, value: read.value };
    const { version } = found;
    logger.error(
      { document: name, version },
      'a stored document cannot be read: an older one holds',
    );
    found = version > 1 ? await getDocument(db, name, version - 1) : null;
  }
  const value = needDocument(name, shippedText(name));
  const about = { by: BY_CONFIGURATION, source: 'default' as const, reason: '' };
  return { name, version: 0, at: 0, ...about, text: shippedText(name), value };
};

type Held = { askedAt: number; newest: number; document: Document };

/** Brings in the configuration's documents and opens the rest. */
export const createDocuments = async (
  deps: Deps & { files?: DocumentFiles },
): Promise<Documents> => {
  const { db, clock, files = {} } = deps;
  const held = new Map<DocumentName, Held>();
  const reading = new Map<DocumentName, Promise<Document>>();

  const refresh = async (name: DocumentName): Promise<Document> => {
    const askedAt = clock();
    const newest = await newestVersion(db, name);
    const known = held.get(name);
    // Somebody saved meanwhile: what was asked before that is older.
    if (known !== undefined && known.newest > newest) return known.document;
    const document = known?.newest === newest ? known.document : await readNewest(deps, name);
    held.set(name, { askedAt, newest, document });
    return document;
  };

  const current = <Name extends DocumentName>(name: Name): Promise<Document<Name>> => {
    const known = held.get(name);
    const ageMs = known ? clock() - known.askedAt : Infinity;
    if (known && ageMs >= 0 && ageMs < RUNTIME.documentFreshMs) {
      return Promise.resolve(known.document as Document<Name>);
    }
    const running = reading.get(name) ?? refresh(name).finally(() => reading.delete(name));
    reading.set(name, running);
    return running as Promise<Document<Name>>;
  };

  const save = async <Name extends DocumentName>(
    name: Name,
    { text, reason, basedOn, by }: NewText,
  ): Promise<Document<Name>> => {
    const value = needDocument(name, text);
    const stored = await db.transaction(async (tx) => {
      await lockDocuments(tx);
      const newest = await newestDocument(tx, name);
      if (newest !== null && newest.version !== basedOn) {
        const detail = `Version ${newest.version} by ${newest.by} is in force by now`;
        throw new AppError('conflict', detail);
      }
      if (newest?.text === text) throw new AppError('conflict', 'Nothing was changed');
      return addVersion(tx, { name, at: clock(), by, source: 'page', reason, text });
    });
    const document = { ...stored, value };
    held.set(name, { askedAt: clock(), newest: stored.version, document });
    return document;
  };

  await db.transaction(async (tx) => {
    await lockDocuments(tx);
    for (const name of DOCUMENT_NAMES) await bringIn(tx, name, files[name], clock());
  });
  return {
    current,
    save,
    history: (name, page) => listVersions(db, name, page),
    get: (name, version) => getDocument(db, name, version),
    // What was read stays good for as long as its version is in force.
    forget: () => held.forEach((known) => (known.askedAt = -Infinity)),
  };
};
