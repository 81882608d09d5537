/** Keys of machines and walls, found by the SHA-256 of their text. */
import { randomUUID } from 'node:crypto';
import type { KeyKind, Role } from '#contracts/who.ts';
import type { Sql } from './sql.ts';

export type AccessKey = {
  id: string;
  kind: KeyKind;
  name: string;
  role: Role | null;
  createdAt: number;
  revokedAt: number | null;
};

const FIELDS = `id, kind, name, role, created_at as "createdAt", revoked_at as "revokedAt"`;

export const insertKey = async (
  sql: Sql,
  key: { kind: KeyKind; name: string; role?: Role | null; tokenHash: Buffer },
): Promise<AccessKey> => {
  const { rows } = await sql.query<AccessKey>(
    `insert into access_keys (id, kind, name, role, token_hash) values ($1, $2, $3, $4, $5)
     returning ${FIELDS}`,
    [randomUUID(), key.kind, key.name, key.role ?? null, key.tokenHash],
  );
  return rows[0] as AccessKey;
};

/** The key, unless it was revoked. */
export const findKey = async (db: Sql, tokenHash: Buffer): Promise<AccessKey | null> => {
  const { rows } = await db.query<AccessKey>(
    `select ${FIELDS} from access_keys where token_hash = $1 and revoked_at is null`,
    [tokenHash],
  );
  return rows[0] ?? null;
};

/** Newest first, revoked ones too. */
export const listKeys = async (db: Sql, limit: number): Promise<AccessKey[]> => {
  const { rows } = await db.query<AccessKey>(
    `select ${FIELDS} from access_keys order by created_at desc, id limit $1`,
    [limit],
  );
  return rows;
};

/** False when there is no such key, or it was revoked before. */
export const revokeKey = async (sql: Sql, id: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'update access_keys set revoked_at = now() where id = $1 and revoked_at is null',
    [id],
  );
  return rowCount === 1;
};
