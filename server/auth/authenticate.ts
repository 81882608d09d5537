/** From what a caller sent to who it is. A bearer token is an ingest key, a display token or an API
 * key; the cookie is a person's session. The two keys of the environment never need the database,
 * the others are remembered (`key-cache.ts`); sessions are looked up every time, so that signing
 * out, disabling somebody and changing a password work at once. */
import type { Principal } from '#contracts/who.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { findKey } from '../store/keys.ts';
import type { Db } from '../store/sql.ts';
import { createKeyCache, type KnownKey } from './key-cache.ts';
import { isFromOtherSite } from './origin.ts';
import { findSessionUser, sessionTokenOf } from './sessions.ts';
import { hashToken, isKeyToken, isSameSecret } from './tokens.ts';

type Headers = { authorization?: string | undefined; cookie?: string | undefined };
type Handshake = {
  token?: string | undefined;
  cookie?: string | undefined;
  origin?: string | undefined;
  host?: string | undefined;
};
export type Authenticator = ReturnType<typeof createAuthenticator>;

type Options = {
  db: Db;
  config: Pick<Config, 'ingestKey' | 'displayToken' | 'publicUrl'>;
  clock: Clock;
};

const toPrincipal = (key: KnownKey): Principal =>
  key.kind === 'api'
    ? { kind: 'api', id: key.id, name: key.name, role: key.role ?? 'viewer' }
    : { kind: key.kind, id: key.id, name: key.name };

const bearerOf = (authorization: string): string | null =>
  /^Bearer +([^\s]+)$/i.exec(authorization)?.[1] ?? null;

export const createAuthenticator = ({ db, config, clock }: Options) => {
  const keys = createKeyCache((hash) => findKey(db, hash), clock);

  const fromEnvironment = (token: string): Principal | null => {
    const isIngest = config.ingestKey !== null && isSameSecret(token, config.ingestKey);
    const isDisplay = config.displayToken !== null && isSameSecret(token, config.displayToken);
    if (isIngest) return { kind: 'ingest', id: 'environment', name: 'INGEST_KEY' };
    if (isDisplay) return { kind: 'display', id: 'environment', name: 'DISPLAY_TOKEN' };
    return null;
  };

  const fromToken = async (token: string): Promise<Principal | null> => {
    const known = fromEnvironment(token);
    if (known !== null || !isKeyToken(token)) return known;
    const key = await keys.get(hashToken(token));
    return key === null ? null : toPrincipal(key);
  };

  const fromCookie = async (cookie: string): Promise<Principal | null> => {
    const token = sessionTokenOf(cookie);
    return token === null ? null : findSessionUser(db, token, clock());
  };

  /** An Authorization header decides alone: a wrong one is not made good by a cookie. */
  const fromHeaders = async ({ authorization, cookie }: Headers): Promise<Principal | null> => {
    if (authorization !== undefined) {
      const token = bearerOf(authorization);
      return token === null ? null : fromToken(token);
    }
    return cookie === undefined ? null : fromCookie(cookie);
  };

  return {
    fromHeaders,
    fromToken,
    /** For sockets: the token of `auth`, else the cookie, and that only from our own pages. */
    fromHandshake: async (sent: Handshake): Promise<Principal | null> => {
      if (sent.token !== undefined) return fromToken(sent.token);
      if (sent.cookie === undefined || isFromOtherSite(sent, config.publicUrl)) return null;
      return fromCookie(sent.cookie);
    },
    /** Whether the header holds a key that was good lately, without asking anybody. */
    isRemembered: ({ authorization }: Headers): boolean => {
      const token = authorization === undefined ? null : bearerOf(authorization);
      if (token === null) return false;
      return fromEnvironment(token) !== null || keys.has(hashToken(token));
    },
    /** Ends a revoked key on this machine at once. */
    forgetKey: (id: string): void => keys.forget(id),
  };
};
