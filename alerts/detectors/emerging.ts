/** The detector of a topic that nobody defined: how rare it is was judged where it was found, against
 * the past of its own words. Here it is followed: it lasts until its count has calmed down, and what has calmed down is no news
 * though its burst is still remembered. */
import type { EmergingTopic } from '#contracts/voice.ts';
import type { CountWindow } from '#alerts/contract.ts';
import { sumLast } from '#alerts/window.ts';
import type { Reading } from './contract.ts';
import { FLOOR } from './memory.ts';

const RECENT_SECONDS = 900;
/** So many in the last minutes are still a topic, whatever is usual. */
const LEAST_COUNT = 3;
const BAND_DEVIATIONS = 2;

const bandOf = (expected: number, clump: number): { low: number; high: number } => {
  const edge = BAND_DEVIATIONS * Math.sqrt(clump * expected);
  return { low: Math.max(0, expected - edge), high: expected + edge };
};

export const readEmerging = (
  window: CountWindow,
  burst: EmergingTopic | null,
  now: number,
): Reading => {
  const perMinute = burst ? (60 * burst.expected) / Math.max(1, burst.windowSeconds) : 0;
  const recent = sumLast(window, RECENT_SECONDS, now);
  const usual = (perMinute * RECENT_SECONDS) / 60;
  const { high } = bandOf(usual, 2);
  const isHighNow = recent >= LEAST_COUNT && recent > high;
  const minutes = Math.max(1, burst?.windowSeconds ?? 60) / 60;
  const spread = bandOf(burst?.expected ?? 0, 2);
  return {
    observed: (burst?.mentions ?? 0) / minutes,
    expected: perMinute,
    low: spread.low / minutes,
    high: spread.high / minutes,
    now: { observed: sumLast(window, 60, now), expected: perMinute, ...bandOf(perMinute, 2) },
    windowSeconds: burst?.windowSeconds ?? 60,
    strength: burst && isHighNow ? burst.strength : FLOOR,
    isHighNow,
  };
};
