/** The detector of silence: nothing comes from a channel where something should. How unlikely nothing
 * is follows from what was to be expected since the last mention (18 expected, 0 came). A blind spot
 * of ours more often than calm of theirs. */
import type { CountWindow } from '#alerts/contract.ts';
import { levelAt, rateVariance } from '#alerts/baseline/level.ts';
import { raiseOf, type RaisedBaseline } from '#alerts/baseline/planned.ts';
import { SLOT_MS } from '#alerts/contract.ts';
import { sumLast } from '#alerts/window.ts';
import type { Reading } from './contract.ts';
import { FLOOR, calibrate, rollBlocks, type SeriesMemory } from './memory.ts';

/** Shorter silences, and those in which fewer were to be expected, are none: a feed may stumble. */
const LEAST_MS = 5 * 60_000;
const LEAST_EXPECTED = 8;
/** Nobody looked for longer than this: what came meanwhile is not known, and counting begins anew. */
const LOOK_MS = 5 * 60_000;
/** Mentions come in clumps (answers to answers) of this many at least, so that fewer independent ones
 * were to be expected. */
const LEAST_CLUMP = 1.5;
/** A share of the level that hours scatter by at least: less is never known of people. */
const LEAST_NOISE = 0.25 ** 2;
const MINUTES_OF_WEEK = 10_080;
/** "Every so often" is not said of channels in which hardly anything comes, per minute. */
const LEVEL_FLOOR = 1e-6;

/** Since when nothing has come and how many were to be expected since, as plain JSON. */
export type GapMemory = { lastAt: number; missed: number; lookedAt: number };

export type SilenceInput = {
  window: CountWindow;
  /** Within the channel's hours of operation: a closed channel misses nothing. */
  isOpen: boolean;
  now: number;
  baseline: RaisedBaseline;
  memory: SeriesMemory;
};

const newestAt = ({ window, now }: SilenceInput): number | null => {
  const { counts, startAt } = window;
  for (let i = counts.length - 1; i >= 0; i -= 1) {
    const at = startAt + i * SLOT_MS;
    if (at <= now && counts[i]! > 0) return Math.min(now, at + SLOT_MS);
  }
  return null;
};

/** The gap after this look. */
export const followGap = (input: SilenceInput, before: GapMemory | undefined): GapMemory => {
  const { now, baseline, isOpen } = input;
  const last = newestAt(input);
  const isNews = last !== null && last > (before?.lastAt ?? 0);
  if (!before || isNews || now - before.lookedAt > LOOK_MS)
    return { lastAt: Math.max(last ?? now, before && !isNews ? now : 0), missed: 0, lookedAt: now };
  // What is said of a silence is said of open hours: it begins with the opening.
  if (!isOpen) return { lastAt: now, missed: 0, lookedAt: now };
  const middle = (before.lookedAt + now) / 2;
  const { factor } = raiseOf(baseline.planned ?? [], before.lookedAt, now);
  const perMinute = levelAt(baseline.level, middle) * Math.min(1, factor);
  const missed = before.missed + (perMinute * (now - before.lookedAt)) / 60_000;
  return { lastAt: before.lastAt, missed, lookedAt: now };
};

const weekly = new WeakMap<readonly number[], number>();
const weeklyOf = (level: readonly number[]): number => {
  const known = weekly.get(level);
  if (known !== undefined) return known;
  const mean = level.reduce((sum, value) => sum + value, 0) / Math.max(1, level.length);
  const perWeek = Math.max(LEVEL_FLOOR, mean) * MINUTES_OF_WEEK;
  weekly.set(level, perWeek);
  return perWeek;
};

/** Changes `memory`. Negative binomial chance of nothing, over as many looks as a week holds gaps. */
export const readGap = (input: SilenceInput, gap: GapMemory): Reading => {
  const { window, now, baseline, memory } = input;
  rollBlocks(memory, now);
  const clump = Math.max(LEAST_CLUMP, baseline.dispersion[0] ?? 1);
  const noise = Math.max(LEAST_NOISE, rateVariance(baseline));
  const log10None = -Math.log1p((gap.missed / clump) * noise) / noise / Math.LN10;
  const gaps = Math.log10(1 + weeklyOf(baseline.level) / clump);
  const isJudged = gap.missed >= LEAST_EXPECTED && now - gap.lastAt >= LEAST_MS;
  const strength = isJudged ? -log10None - gaps : FLOOR;
  return {
    observed: 0,
    expected: gap.missed,
    low: Math.max(0, gap.missed - 2 * Math.sqrt(clump * gap.missed)),
    high: gap.missed + 2 * Math.sqrt(clump * gap.missed),
    now: {
      observed: sumLast(window, 60, now),
      expected: gap.missed,
      low: 0,
      high: gap.missed + 2 * Math.sqrt(clump * gap.missed),
    },
    windowSeconds: (now - gap.lastAt) / 1000,
    // However long it was silent: a channel that is heard again is no blind spot.
    calmSeconds: 0,
    strength: calibrate(memory, Math.max(strength, FLOOR)),
    isHighNow: gap.missed >= LEAST_EXPECTED && now - gap.lastAt >= LEAST_MS,
  };
};
