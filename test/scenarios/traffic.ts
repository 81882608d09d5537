/** What can happen in a scenario, and how busy it is when nothing does. */

import type { Voice } from '#contracts/voice.ts';

const HOUR_MS = 3_600_000;

/** Mentions a minute at an instant (epoch ms). */
export type Rhythm = (at: number) => number;
export type Event = {
  minutes: number;
  /** Mentions a minute on top of the usual, after `rampSeconds`. */
  perMinute?: number;
  rampSeconds?: number;
  negative?: number;
  questions?: number;
  topic?: string;
  waiting?: number;
  /** How many wrote these posts, and in how many texts; absent: each its own. */
  authors?: number;
  roots?: number;
  /** The post that they answer. */
  under?: { post: string; kind: Voice['parentKind'] };
  /** A hashtag of each post, and a word of a topic that nobody defined. */
  tag?: string;
  emerging?: string;
  /** Shares of posts that say such things. */
  says?: Partial<Record<'firstHand' | 'shared' | 'harm' | 'leaving', number>>;
  /** The brand posts this to all when it begins. */
  announces?: string;
  /** Rows that arrive at once for a slot so many minutes ago. */
  late?: { rows: number; minutesAgo: number };
};
export const flood = (perMinute: number, minutes: number, more: Partial<Event> = {}): Event => ({
  perMinute,
  minutes,
  rampSeconds: 10,
  negative: 0.8,
  questions: 0.3,
  topic: 'outage',
  says: { firstHand: 0.5, shared: 0.2 },
  ...more,
});
export const queueFlood = (waiting: number, minutes: number): Event => ({ waiting, minutes });
export const lateRows = (rows: number, minutesAgo: number): Event => ({
  minutes: 0,
  late: { rows, minutesAgo },
});

/** Busy by day, quiet at night, less at weekends. */
export const dayAndNight =
  (perMinute: number): Rhythm =>
  (at) => {
    const hour = (at / HOUR_MS) % 24;
    const day = Math.floor(at / HOUR_MS / 24 + 3) % 7;
    const wave = 0.1 + 0.9 * Math.max(0, Math.sin(((hour - 5) / 17) * Math.PI));
    return perMinute * wave * (day >= 5 ? 0.5 : 1);
  };
export const flat =
  (perMinute: number): Rhythm =>
  () =>
    perMinute;
