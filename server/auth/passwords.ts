/** Passwords: argon2id. An unknown account costs the same work as a wrong password, so that the time
 * of an answer does not tell who has an account. */
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. Algorithm and version
 * are the library's defaults, argon2id and 0x13. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const PASSWORD_CHARS = { min: 12, max: 256 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON);

/** Hash of a password that nobody has, made once with the same parameters. */
let nobody: Promise<string> | undefined;

/** `passwordHash` null: no such account. False then, after the same work. */
export const checkPassword = async (
  passwordHash: string | null,
  password: string,
): Promise<boolean> => {
  nobody ??= hashPassword(randomBytes(32).toString('base64url'));
  const isRight = await verify(passwordHash ?? (await nobody), password);
  return isRight && passwordHash !== null;
};
