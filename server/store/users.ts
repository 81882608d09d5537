/** People who may sign in. E-mail addresses are one whatever their case. */
import { randomUUID } from 'node:crypto';
import type { Role } from '#contracts/who.ts';
import { AppError } from '#server/errors.ts';
import type { Sql } from './sql.ts';

export type User = {
  id: string;
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  createdAt: number;
  disabledAt: number | null;
};
export type NewUser = Pick<User, 'email' | 'name' | 'role' | 'passwordHash'>;
export type UserChange = Partial<Omit<User, 'id' | 'createdAt'>>;

const FIELDS = `id, email, name, role, password_hash as "passwordHash", created_at as "createdAt",
  disabled_at as "disabledAt"`;

/** Throws AppError conflict when the e-mail has an account, also one that is being made. */
export const insertUser = async (sql: Sql, user: NewUser): Promise<User> => {
  const { rows } = await sql.query<User>(
    `insert into users (id, email, name, role, password_hash) values ($1, $2, $3, $4, $5)
     on conflict (lower(email)) do nothing returning ${FIELDS}`,
    [randomUUID(), user.email, user.name, user.role, user.passwordHash],
  );
  if (!rows[0]) throw new AppError('conflict', 'This e-mail has an account');
  return rows[0];
};

export const findUserByEmail = async (db: Sql, email: string): Promise<User | null> => {
  const { rows } = await db.query<User>(
    `select ${FIELDS} from users where lower(email) = lower($1)`,
    [email],
  );
  return rows[0] ?? null;
};

export const getUser = async (db: Sql, id: string): Promise<User | null> => {
  const { rows } = await db.query<User>(`select ${FIELDS} from users where id = $1`, [id]);
  return rows[0] ?? null;
};

/** E-mail addresses of accounts by their names; a name that several share says nothing. */
export const addressesOf = async (
  db: Sql,
  names: readonly string[],
): Promise<Map<string, string>> => {
  if (names.length === 0) return new Map();
  const { rows } = await db.query<{ name: string; email: string }>(
    `select name, min(email) as email from users
      where name = any($1) and disabled_at is null group by name having count(*) = 1`,
    [names],
  );
  return new Map(rows.map(({ name, email }) => [name, email]));
};

export const listUsers = async (db: Sql, limit: number): Promise<User[]> => {
  const { rows } = await db.query<User>(`select ${FIELDS} from users order by name, id limit $1`, [
    limit,
  ]);
  return rows;
};

/** Changes what is given; `disabledAt: null` lets somebody in again. A new password and being
 * disabled end every session of the account. False when there is no such account. */
export const updateUser = async (sql: Sql, id: string, change: UserChange): Promise<boolean> => {
  const isEnding = change.passwordHash !== undefined || typeof change.disabledAt === 'number';
  const { rowCount } = await sql.query(
    `with ended as (delete from sessions where user_id = $1 and $8)
     update users set email = coalesce($2, email), name = coalesce($3, name),
            role = coalesce($4, role), password_hash = coalesce($5, password_hash),
            disabled_at = case when $6 then to_timestamp($7::float8 / 1000.0) else disabled_at end
      where id = $1`,
    [
      id,
      change.email ?? null,
      change.name ?? null,
      change.role ?? null,
      change.passwordHash ?? null,
      change.disabledAt !== undefined,
      change.disabledAt ?? null,
      isEnding,
    ],
  );
  return rowCount === 1;
};
