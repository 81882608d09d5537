/** Is nobody talking, or can we not hear? When each channel of a brand was last heard, how often it
 * usually is, and what its silence means. Counts per hour of the last day, bounded. */
import type { CHANNEL_STATES } from '#contracts/wall.ts';

export type ChannelState = (typeof CHANNEL_STATES)[number];

const HOUR_MS = 3_600_000;
const HOURS_KEPT = 24;
/** The pace of the last hours; where they hold too little, that of the last day. */
const PACE_HOURS = 3;
/** Fewer mentions than this tell no pace. */
const PACE_LEAST = 5;
/** A silence this many times the usual gap: at a Poisson pace once in 55, once in 160,000. */
const QUIET_GAPS = 4;
const SILENT_GAPS = 12;
/** Shorter silences are never worth a word, however dense the channel. */
const QUIET_LEAST_MS = 60_000;
const SILENT_LEAST_MS = 5 * 60_000;
/** Brands times channels in memory at most. */
const PAIRS_MAX = 10_000;

type Presence = {
  brand: string;
  channel: string;
  lastAt: number | null;
  /** What the desk told of last: all that is known of a channel without mentions. */
  toldAt: number | null;
  hours: Map<number, number>;
};
export type Heard = {
  brand: string;
  channel: string;
  lastAt: number | null;
  expectedEverySeconds: number | null;
};

/** Mean gap over the last `hours` hours, since the first hour that was heard; null when too few. */
const paceSeconds = (hours: Map<number, number>, now: number, within: number): number | null => {
  const from = now - within * HOUR_MS;
  let mentions = 0;
  let firstHour = now;
  for (const [hour, count] of hours) {
    if (hour + HOUR_MS <= from || hour > now) continue;
    mentions += count;
    firstHour = Math.min(firstHour, hour);
  }
  if (mentions < PACE_LEAST) return null;
  return (now - Math.max(from, firstHour)) / 1000 / mentions;
};

/** State of a channel: closed by its hours, else by how unusual its silence is. */
export const channelState = (heard: Heard, isOpen: boolean, now: number): ChannelState => {
  if (!isOpen) return 'closed';
  if (heard.lastAt === null) return 'quiet';
  const silentMs = now - heard.lastAt;
  if (heard.expectedEverySeconds === null) {
    return silentMs > HOURS_KEPT * HOUR_MS ? 'silent' : 'ok';
  }
  const gaps = silentMs / (heard.expectedEverySeconds * 1000);
  if (gaps >= SILENT_GAPS && silentMs >= SILENT_LEAST_MS) return 'silent';
  if (gaps >= QUIET_GAPS && silentMs >= QUIET_LEAST_MS) return 'quiet';
  return 'ok';
};

export const createPresence = () => {
  const pairs = new Map<string, Presence>();

  const find = (brand: string, channel: string): Presence | null => {
    const key = `${brand}\0${channel}`;
    let presence = pairs.get(key);
    if (!presence) {
      if (pairs.size >= PAIRS_MAX) return null;
      presence = { brand, channel, lastAt: null, toldAt: null, hours: new Map() };
      pairs.set(key, presence);
    }
    return presence;
  };

  const count = (presence: Presence, at: number, mentions: number): void => {
    const hour = at - (at % HOUR_MS);
    presence.hours.set(hour, (presence.hours.get(hour) ?? 0) + mentions);
    if (presence.hours.size <= HOURS_KEPT + 1) return;
    presence.hours.delete(Math.min(...presence.hours.keys()));
  };

  return {
    /** Forgets the counts; when channels were last heard stays known. */
    empty: (): void => pairs.forEach((presence) => presence.hours.clear()),
    /** Adds mentions of a bucket that begins at `at`. */
    count: (brand: string, channel: string, at: number, mentions: number): void => {
      const presence = find(brand, channel);
      if (presence && mentions > 0) count(presence, at, mentions);
    },
    seen: (brand: string, channel: string, at: number): void => {
      const presence = find(brand, channel);
      if (presence && (presence.lastAt === null || at > presence.lastAt)) presence.lastAt = at;
    },
    /** A customer spoke there as the desk tells it. */
    told: (brand: string, channel: string, at: number): void => {
      const presence = find(brand, channel);
      if (presence) presence.toldAt = Math.max(presence.toldAt ?? at, at);
    },
    /** What is known of each channel of the brand, or of all brands one by one. */
    heard: (brand: string | null, now: number): Heard[] =>
      [...pairs.values()]
        .filter((presence) => brand === null || presence.brand === brand)
        .map(({ brand: name, channel, lastAt, toldAt, hours }) => ({
          brand: name,
          channel,
          lastAt: lastAt ?? toldAt,
          expectedEverySeconds:
            paceSeconds(hours, now, PACE_HOURS) ?? paceSeconds(hours, now, HOURS_KEPT),
        })),
  };
};
