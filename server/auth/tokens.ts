/** Secrets of machines and sessions: made here, kept only as SHA-256, compared in constant time. A
 * plain hash is enough because they are 256 random bits; passwords are not (`passwords.ts`). */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyKind } from '#contracts/who.ts';

const TOKEN_BYTES = 32;
/** 32 bytes in base64url. */
const RANDOM_PART = /^[\w-]{43}$/;
const PREFIX = 'tocsin';

const randomPart = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** `tocsin_<kind>_<random>`: the prefix lets secret scanners find a leaked one. */
export const newKeyToken = (kind: KeyKind): string => `${PREFIX}_${kind}_${randomPart()}`;

export const newSessionToken = randomPart;

/** Only what may have been made above is worth a question to the database. */
export const isKeyToken = (token: string): boolean => {
  const [prefix, kind, ...random] = token.split('_');
  return prefix === PREFIX && kind !== undefined && RANDOM_PART.test(random.join('_'));
};

/** Constant time: digests are compared, so neither content nor length shows. */
export const isSameSecret = (given: string, secret: string): boolean =>
  timingSafeEqual(hashToken(given), hashToken(secret));
