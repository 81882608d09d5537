/** The newest hour of each channel of a brand in memory, all rows of it, in and out: whether it can still
 * be heard. Apart from the rings of what is said, which add up all channels. Pure and bounded. */
import type { CountWindow } from '#alerts/contract.ts';
import type { BucketIncrement } from '#contracts/bucket.ts';
import { RUNTIME } from '#server/config.ts';
import { addAllLate, addLive, createRing, emptyRing, windowOf, type Ring } from './ring.ts';

export type ChannelRings = {
  apply(increments: readonly BucketIncrement[]): void;
  /** Counts of rows older than the live window; see `Rings`. */
  applyLate(increments: readonly BucketIncrement[], isLoaded?: boolean): void;
  /** Replaces all counts; channels stay known. */
  load(increments: readonly BucketIncrement[]): void;
  /** A channel that belongs to the brand, however silent it is. */
  know(brand: string, channel: string): void;
  channels(brand: string): string[];
  window(brand: string, channel: string, now: number, slots: number): CountWindow;
};

export const createChannelRings = (): ChannelRings => {
  const brands = new Map<string, Map<string, Ring>>();
  let size = 0;

  const ringOf = (brand: string, channel: string): Ring | null => {
    const known = brands.get(brand)?.get(channel);
    if (known) return known;
    // About 4 kB each.
    if (size >= RUNTIME.channelPairsMax) return null;
    size += 1;
    let channels = brands.get(brand);
    if (!channels) brands.set(brand, (channels = new Map()));
    const ring = createRing();
    channels.set(channel, ring);
    return ring;
  };

  const each = (
    increments: readonly BucketIncrement[],
    add: (ring: Ring, at: number, value: number) => void,
  ): void => {
    for (const { brand, channel, topic, at, counts } of increments) {
      const ring = topic === '' ? ringOf(brand, channel) : null;
      if (ring) add(ring, at, counts.mentions);
    }
  };

  return {
    apply: (increments) => each(increments, addLive),
    applyLate: (increments, isLoaded = false) =>
      addAllLate((add) => each(increments, add), isLoaded),
    load: (increments) => {
      for (const channels of brands.values()) channels.forEach(emptyRing);
      each(increments, addLive);
    },
    know: (brand, channel) => void ringOf(brand, channel),
    channels: (brand) => [...(brands.get(brand)?.keys() ?? [])],
    window: (brand, channel, now, slots) => windowOf(brands.get(brand)?.get(channel), now, slots),
  };
};
