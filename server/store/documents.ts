/** Versions of the flowchart and the roster: an append-only history by name, its newest row in force. */
import type { DocumentName, DocumentVersion } from '#contracts/flowchart.ts';
import { decodeCursor, startWhere, toPage, type Page } from './page.ts';
import type { Sql, Tx } from './sql.ts';

/** A row of the history: all but the text. */
export type VersionRow = Omit<DocumentVersion, 'text'>;

const ABOUT = 'name, version, at, by, source, reason';

/** Until the transaction ends nobody else adds a version, so that the newest stays the newest. */
export const lockDocuments = async (tx: Tx): Promise<void> => {
  await tx.query('lock table document_versions in share row exclusive mode');
};

/** The newest version, of one source where it is named; null when there is none. */
export const newestDocument = async (
  db: Sql,
  name: DocumentName,
  source?: DocumentVersion['source'],
): Promise<DocumentVersion | null> => {
  const where = startWhere();
  where.add('name = ?', name);
  where.add('source = ?', source);
  const { rows } = await db.query<DocumentVersion>(
    `select ${ABOUT}, text from document_versions ${where.text()} order by version desc limit 1`,
    where.values,
  );
  return rows[0] ?? null;
};

/** 0: none yet. */
export const newestVersion = async (db: Sql, name: DocumentName): Promise<number> => {
  const { rows } = await db.query<{ version: number }>(
    'select version from document_versions where name = $1 order by version desc limit 1',
    [name],
  );
  return rows[0]?.version ?? 0;
};

export const getDocument = async (
  db: Sql,
  name: DocumentName,
  version: number,
): Promise<DocumentVersion | null> => {
  const { rows } = await db.query<DocumentVersion>(
    `select ${ABOUT}, text from document_versions where name = $1 and version = $2`,
    [name, version],
  );
  return rows[0] ?? null;
};

/** Newest first. */
export const listVersions = async (
  db: Sql,
  name: DocumentName,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<VersionRow>> => {
  const where = startWhere();
  where.add('name = ?', name);
  where.add('version < ?::float8', cursor === undefined ? undefined : decodeCursor(cursor, 1)[0]);
  const { rows } = await db.query<VersionRow>(
    `select ${ABOUT} from document_versions ${where.text()}
      order by version desc limit ${where.bind(limit + 1)}`,
    where.values,
  );
  return toPage(rows, limit, ({ version }) => [version, name]);
};

/** Adds the next version. In a transaction that holds the lock. */
export const addVersion = async (
  tx: Tx,
  document: Omit<DocumentVersion, 'version'>,
): Promise<DocumentVersion> => {
  const { name, at, by, source, reason, text } = document;
  const { rows } = await tx.query<DocumentVersion>(
    `insert into document_versions (name, version, at, by, source, reason, text)
     select $1, coalesce(max(version), 0) + 1, to_timestamp($2::float8 / 1000.0), $3, $4, $5, $6
       from document_versions where name = $1
     returning ${ABOUT}, text`,
    [name, at, by, source, reason, text],
  );
  return rows[0] as DocumentVersion;
};
