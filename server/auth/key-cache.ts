/** The keys that were seen lately, so that intake and walls keep working while the database is away.
 * A key is asked for again after REFRESH_MS: that is the longest a revoked key lives on other
 * machines (on this one `forget` ends it at once). While the database does not answer, a key
 * that was good stays good. */
import type { KeyKind, Role } from '#contracts/who.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../clock.ts';

export type KnownKey = { id: string; kind: KeyKind; name: string; role: Role | null };

/** Keys kept, least recently asked for first to go. */
const KEYS_MAX = 1_000;
const REFRESH_MS = 10_000;
/** Pause between two questions to a database that does not answer. */
const RETRY_MS = 2_000;
/** Longest that a request with a known key waits for the database. */
const WAIT_MS = 500;

type Entry = { key: KnownKey; askAgainAt: number; asking: Promise<KnownKey | null> | null };
const LATE = Symbol('late');

const within = async <T>(work: Promise<T>, ms: number): Promise<T | typeof LATE> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** `find` reads one key that is not revoked. */
export const createKeyCache = (find: (hash: Buffer) => Promise<KnownKey | null>, clock: Clock) => {
  const entries = new Map<string, Entry>();

  const put = (id: string, key: KnownKey): void => {
    entries.delete(id);
    entries.set(id, { key, askAgainAt: clock() + REFRESH_MS, asking: null });
    if (entries.size > KEYS_MAX) entries.delete(entries.keys().next().value as string);
  };

  const ask = async (id: string, hash: Buffer): Promise<KnownKey | null> => {
    const key = await find(hash);
    if (key === null) entries.delete(id);
    else put(id, key);
    return key;
  };

  /** One question at a time per key. The key as it was stands in while the database is silent. */
  const refresh = async (id: string, hash: Buffer, entry: Entry): Promise<KnownKey | null> => {
    entry.asking ??= ask(id, hash);
    try {
      const answer = await within(entry.asking, WAIT_MS);
      if (answer !== LATE) return answer;
    } catch {
      // No answer is no reason to shut out a key that was good.
    }
    entry.asking = null;
    entry.askAgainAt = clock() + RETRY_MS;
    return entry.key;
  };

  return {
    /** Null: no such key. Throws AppError('storage-down') when that cannot be told. */
    get: async (hash: Buffer): Promise<KnownKey | null> => {
      const id = hash.toString('base64');
      const entry = entries.get(id);
      if (entry && clock() < entry.askAgainAt) return entry.key;
      if (entry) return refresh(id, hash, entry);
      try {
        return await ask(id, hash);
      } catch (cause) {
        throw new AppError('storage-down', undefined, { cause });
      }
    },
    has: (hash: Buffer): boolean => entries.has(hash.toString('base64')),
    forget: (keyId: string): void => {
      for (const [id, entry] of entries) if (entry.key.id === keyId) entries.delete(id);
    },
  };
};
