/** Accounts of people: signing in, and the first administrator of an installation. */
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { Db } from '../store/sql.ts';
import { findUserByEmail, insertUser, type User } from '../store/users.ts';
import { checkPassword, hashPassword } from './passwords.ts';

/** The account, or null for every reason alike: unknown, disabled, wrong password. */
export const signIn = async (db: Db, email: string, password: string): Promise<User | null> => {
  const user = await findUserByEmail(db, email);
  const isOpen = user !== null && user.disabledAt === null;
  const isRight = await checkPassword(isOpen ? user.passwordHash : null, password);
  return isOpen && isRight ? user : null;
};

/** Makes the first user from ADMIN_EMAIL and ADMIN_PASSWORD. An account that is there stays as it
 * is: the environment must not undo a password that was changed since. */
export const ensureAdmin = async (
  db: Db,
  admin: Config['admin'],
  logger?: Logger,
): Promise<void> => {
  if (admin === null || (await findUserByEmail(db, admin.email)) !== null) return;
  const passwordHash = await hashPassword(admin.password);
  try {
    await insertUser(db, {
      email: admin.email,
      name: 'Administrator',
      role: 'admin',
      passwordHash,
    });
    logger?.info('the first administrator was made');
  } catch (error) {
    // Another node may have been faster.
    if ((await findUserByEmail(db, admin.email)) === null) throw error;
  }
};
