/** How much is said when: the daily and weekly rhythm of the brand's customers, and the course of
 * an outage on top of it. The same model makes the history and the live traffic. */
import { rngAt } from './rng.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Posts a minute on a working day, by local hour. */
const PER_MINUTE = [
  4, 3, 2, 2, 2, 3, 5, 9, 14, 20, 24, 26, 25, 25, 25, 24, 24, 23, 21, 17, 14, 11, 7, 5,
] as const;
/** Monday is the heaviest day of a service desk, Sunday the lightest. */
const DAY_FACTOR = [1.1, 1, 1, 1, 1, 0.95, 0.9] as const;
/** Spread of one minute's rate around the rhythm: people come in bursts. */
const MINUTE_SPREAD = 0.12;

/** Local hour in which a demo starts: most agents are at work. */
const HOUR_AT_START = 13;

/** The outage: how it begins, rises, holds and fades. */
const PEAK_FACTOR = 9;
const FIRST_SHARE = 0.25;
const RISE_MS = 20_000;
const HOLD_SHARE = 0.7;

/** A stretch of time in which the network is down. `peakFactor`: so many times the calm rate at its
 * height, PEAK_FACTOR where it is not told. */
export type Outage = { startAt: number; lastsMs: number; peakFactor?: number };

/** The whole hours between UTC and the brand's home: chosen so that it is after noon there at
 * `at`, because a wall is worth looking at by day. */
export const homeOffsetHours = (at: number): number => {
  const offset = HOUR_AT_START - new Date(at).getUTCHours();
  return offset < -11 ? offset + 24 : offset;
};

/** The IANA name of a whole-hour offset; its sign is the other way round by old custom. */
export const homeZone = (offsetHours: number): string =>
  offsetHours === 0 ? 'UTC' : `Etc/GMT${offsetHours > 0 ? '-' : '+'}${Math.abs(offsetHours)}`;

/** Local hour of the day, with its fraction. */
export const localHour = (at: number, offsetHours: number): number =>
  (((at / HOUR_MS + offsetHours) % 24) + 24) % 24;

/** Posts a minute that the rhythm alone expects at `at`. */
export const calmPerMinute = (at: number, offsetHours: number): number => {
  const hour = localHour(at, offsetHours);
  const from = PER_MINUTE[Math.floor(hour)]!;
  const to = PER_MINUTE[(Math.floor(hour) + 1) % 24]!;
  const day = (new Date(at + offsetHours * HOUR_MS).getUTCDay() + 6) % 7;
  return (from + (to - from) * (hour % 1)) * DAY_FACTOR[day]!;
};

/** The factor of the minute that `at` lies in. */
export const minuteFactor = (seed: number, at: number): number =>
  Math.exp(MINUTE_SPREAD * rngAt(seed, 1, Math.floor(at / MINUTE_MS)).normal());

/** How many times the calm rate the outage adds: 0 before it, its peak factor - 1 at its height. */
export const outageFactor = (at: number, outage: Outage | null): number => {
  if (!outage || at < outage.startAt) return 0;
  const since = at - outage.startAt;
  const added = (outage.peakFactor ?? PEAK_FACTOR) - 1;
  const holdMs = outage.lastsMs * HOLD_SHARE;
  if (since < holdMs) {
    return added * Math.min(1, FIRST_SHARE + (1 - FIRST_SHARE) * (since / RISE_MS));
  }
  const fading = Math.exp((-4 * (since - holdMs)) / (outage.lastsMs - holdMs));
  return since < outage.lastsMs * 2 ? added * fading : 0;
};

export const isOutage = (at: number, outage: Outage | null): boolean =>
  outage !== null && at >= outage.startAt && at < outage.startAt + outage.lastsMs * 2;
