/** The brands and channels that are in use, so that their number stays bounded: everything that is
 * kept per brand or channel in memory relies on it. Names stay for the life of the process. */
import { listBuckets } from '#server/store/buckets.ts';
import type { Db } from '#server/store/sql.ts';

export type Register = {
  brands: Set<string>;
  channels: Set<string>;
};

/** Names heard of in this time are in use when a process starts. */
const SEED_MS = 7 * 86_400_000;
const SEED_ROWS_MAX = 100_000;

export const createRegister = (): Register => ({ brands: new Set(), channels: new Set() });

/** Enters what the database was told of lately. */
export const seedRegister = async (db: Db, register: Register, now: number): Promise<void> => {
  const rows = await listBuckets(db, {
    step: 3600,
    fromMs: now - SEED_MS,
    topic: '',
    limit: SEED_ROWS_MAX,
  });
  for (const { brand, channel } of rows) {
    register.brands.add(brand);
    register.channels.add(channel);
  }
};

/** Whether the name is in use or there is room for it, which it then takes. */
export const hasRoom = (names: Set<string>, name: string | undefined, max: number): boolean => {
  if (name === undefined || names.has(name)) return true;
  if (names.size >= max) return false;
  names.add(name);
  return true;
};
