/** Sessions of people: an opaque random token in a cookie, its hash in the database. A session ends
 * RUNTIME.sessionHours after signing in, whatever happens in between: one working shift, and no
 * write per request. */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { Principal } from '#contracts/who.ts';
import { RUNTIME } from '../config.ts';
import { deleteSession, findSession, insertSession } from '../store/sessions.ts';
import type { Db } from '../store/sql.ts';
import { getUser } from '../store/users.ts';
import { hashToken, newSessionToken } from './tokens.ts';

export const SESSION_COOKIE = 'tocsin_session';

/** The token is all that is looked for in a Cookie header, and only where it has its shape. */
const IN_HEADER = new RegExp(`(?:^|;)\\s*${SESSION_COOKIE}=([\\w-]{43})\\s*(?:;|$)`);

export const sessionTokenOf = (cookieHeader: string): string | null =>
  IN_HEADER.exec(cookieHeader)?.[1] ?? null;

const SESSION_MS = RUNTIME.sessionHours * 3_600_000;

/** Out of reach of scripts and of other sites; only over TLS where that is how people come in. */
export const cookieOptions = (publicUrl: string | null): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict',
  secure: publicUrl?.startsWith('https:') ?? false,
});

export const openSession = async (
  db: Db,
  userId: string,
  now: number,
): Promise<{ token: string; expiresAt: number }> => {
  const token = newSessionToken();
  const expiresAt = now + SESSION_MS;
  await insertSession(db, { tokenHash: hashToken(token), userId, expiresAt });
  return { token, expiresAt };
};

/** The person behind a session that has not ended, unless disabled. */
export const findSessionUser = async (
  db: Db,
  token: string,
  now: number,
): Promise<Principal | null> => {
  const session = await findSession(db, hashToken(token), now);
  if (session === null) return null;
  const user = await getUser(db, session.userId);
  if (user === null || user.disabledAt !== null) return null;
  const { id, name, email, role } = user;
  return { kind: 'user', id, name, email, role, sessionId: session.id };
};

export const closeSession = (db: Db, token: string) => deleteSession(db, hashToken(token));
