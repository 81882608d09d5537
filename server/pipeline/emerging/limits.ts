/** Named limits of emerging topics, and the few constants of their test, each with its origin. */
import { RUNTIME } from '#server/config.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const EMERGING_LIMITS = {
  brands: RUNTIME.brandsMax,
  /** Terms of a brand that are remembered; the rarest give way. About 300 bytes each. */
  termsPerBrand: 20_000,
  /** Of a full memory, the share that is kept when it is cleared. */
  termsKept: 0.75,
  /** Voices of a brand in the longest window: three full hours of VOICE_LIMITS.perBrand and some; and
   * what is left of them when they are too many. */
  voicesPerBrand: 18_000,
  voicesKept: 15_000,
  /** Topics of a brand, open and of the last day; beyond it the weakest burst waits. */
  topicsPerBrand: 40,
  /** Terms that say which voices belong to a topic. */
  termsPerTopic: 16,
  /** Voices of a topic, the newest, whose authors, texts and topics are looked at. */
  voicesLookedAt: 2_000,
  /** Voices, the newest, that tell whether two bursts are one. */
  voicesCompared: 200,
  /** Terms of a topic that are told. */
  termsTold: 8,
} as const;

/** Windows over which a term is counted: a flood shows in the first, a slow burn in the last. */
export const WINDOWS_MS = [5, 15, 60, 180].map((minutes) => minutes * MINUTE_MS);
export const LONGEST_MS = WINDOWS_MS.at(-1)!;

/** The past fades by half in a week; the last days count a second time with half a day, so that the
 * talk of yesterday is no news. */
export const SLOW_HALF_LIFE_MS = 7 * 24 * HOUR_MS;
export const FAST_HALF_LIFE_MS = 24 * HOUR_MS;
