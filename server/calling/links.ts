/** The link behind a message: its nonce and a signature, so that neither a guess nor a look at the
 * messages opens a page. What the token allows, and for how long, is decided where it is used. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { houseSecret } from '../store/secrets.ts';
import type { Sql } from '../store/sql.ts';

const NONCE_CHARS = 18;
const SIGNATURE_CHARS = 20;
const TOKEN = new RegExp(`^[\\w-]{${NONCE_CHARS + SIGNATURE_CHARS}}$`);

export type Links = ReturnType<typeof createLinks>;

/** `secret`: the house's own, at least 32 bytes. */
export const createLinks = (secret: Buffer, publicUrl: string) => {
  const sign = (nonce: string): string =>
    createHmac('sha256', secret)
      .update(`answer:${nonce}`)
      .digest('base64url')
      .slice(0, SIGNATURE_CHARS);
  const tokenOf = (nonce: string): string => nonce + sign(nonce);
  return {
    tokenOf,
    answerUrl: (nonce: string): string => `${publicUrl}/a/${tokenOf(nonce)}`,
    /** The nonce; null when the house did not sign it. */
    readToken: (token: string): string | null => {
      if (!TOKEN.test(token)) return null;
      const nonce = token.slice(0, NONCE_CHARS);
      const given = Buffer.from(token.slice(NONCE_CHARS));
      return timingSafeEqual(given, Buffer.from(sign(nonce))) ? nonce : null;
    },
  };
};

const SECRET_BYTES = 32;

/** The house's secret, made at the first start, and the links that it signs. */
export const openLinks = async (
  db: Sql,
  publicUrl: string,
): Promise<{ secret: Buffer; links: Links }> => {
  const make = () => randomBytes(SECRET_BYTES).toString('base64url');
  const secret = Buffer.from(await houseSecret(db, 'links', make), 'base64url');
  return { secret, links: createLinks(secret, publicUrl) };
};
