/** The memory of keys, apart from the app: a database that hangs, and more keys than it may hold. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyCache, type KnownKey } from '#server/auth/key-cache.ts';

const key: KnownKey = { id: 'k', kind: 'ingest', name: 'feed', role: null };
const never = new Promise<never>(() => {});

describe('the memory of keys', () => {
  it('asks once per refresh, and stands in for a database that hangs', async () => {
    let now = 0;
    let answer: Promise<KnownKey | null> = Promise.resolve(key);
    let asked = 0;
    const find = () => {
      asked += 1;
      return answer;
    };
    const cache = createKeyCache(find, () => now);
    const hash = randomBytes(32);
    expect(await cache.get(hash)).toEqual(key);
    expect(await cache.get(hash)).toEqual(key);
    expect(asked).toBe(1);

    now += 60_000;
    answer = never;
    expect(await Promise.all([cache.get(hash), cache.get(hash)])).toEqual([key, key]);
    expect(asked).toBe(2);
    // Not asked again for a while: no request waits for the silent database meanwhile.
    expect(await cache.get(hash)).toEqual(key);
    expect(asked).toBe(2);

    now += 60_000;
    answer = Promise.resolve(null);
    expect(await cache.get(hash)).toBeNull();
    expect(cache.has(hash)).toBe(false);
  });

  it('does not remember wrong keys, and forgets the oldest of too many', async () => {
    let isKnown = false;
    const cache = createKeyCache(
      async (hash) => (isKnown ? { ...key, id: hash.toString('hex') } : null),
      () => 0,
    );
    const hashes = Array.from({ length: 1_001 }, () => randomBytes(32));
    for (const hash of hashes) expect(await cache.get(hash)).toBeNull();
    expect(hashes.some(cache.has)).toBe(false);
    isKnown = true;
    for (const hash of hashes) await cache.get(hash);
    expect(hashes.map(cache.has).indexOf(true)).toBe(1);
    expect(hashes.filter(cache.has)).toHaveLength(1_000);
  });
});
