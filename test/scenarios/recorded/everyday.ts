/** Ordinary traffic of a brand with its rhythm, and the desk that answers it: days without a story. */
import type { Mention } from '#contracts/mention.ts';
import { poissonOf } from '../random.ts';
import type { Chance } from './chance.ts';
import { lineOf, typed } from './compose.ts';
import type { Phrases } from './phrases/lines.ts';
import type { World } from './worlds.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Traffic by hour of the day, of its mean; and by day of the week from Monday. */
const HOURS = [
  ...[0.45, 0.3, 0.22, 0.18, 0.18, 0.25, 0.45, 0.8, 1.15, 1.35, 1.4, 1.4],
  ...[1.4, 1.4, 1.35, 1.4, 1.5, 1.6, 1.6, 1.5, 1.4, 1.25, 1, 0.7],
];
const DAYS = [1.15, 1.1, 1.05, 1.05, 1.05, 0.85, 0.75];
const AUTHORS = 4_000;
const CHANNELS = ['x', 'x', 'x', 'facebook', 'facebook', 'instagram'];

/** `tweets`: one channel, no followers, no reposts named. `feeds`: several, with all of it. */
export type Style = 'tweets' | 'feeds';
export type Voicing = {
  world: World;
  phrases: Phrases;
  style: Style;
  hasDesk: boolean;
  isMixed: boolean;
  chance: Chance;
};
/** How the desk does at an instant: share of posts that it answers, and times the usual latency. */
export type DeskMood = (at: number) => { share: number; slow: number };
const CALM_DESK: DeskMood = () => ({ share: 0.6, slow: 1 });

export type Factor = (at: number) => number;

/** Mentions a minute, of a mean of 1. */
export const rhythmAt: Factor = (at) => {
  const day = Math.floor(at / DAY_MS + 3) % 7;
  const hour = (at % DAY_MS) / HOUR_MS;
  const [from, part] = [Math.floor(hour), hour % 1];
  return DAYS[day]! * (HOURS[from]! * (1 - part) + HOURS[(from + 1) % 24]! * part);
};

let serial = 0;

/** A post of somebody. */
export const postOf = (
  { world, style, chance }: Voicing,
  at: number,
  text: string,
  author = `u${Math.floor(AUTHORS * chance.next() ** 1.4)}`,
): Mention => {
  serial += 1;
  const channel = style === 'tweets' ? 'twitter' : chance.pick(CHANNELS);
  const handle = `user_${author}`;
  const followers = Math.round(Math.min(400_000, chance.lognormal(180, 1.6)));
  return {
    id: `p${serial}`,
    channel,
    text,
    at: Math.round(at),
    inbound: true,
    brand: world.key,
    author: style === 'tweets' ? { id: author, handle } : { id: author, handle, followers },
  };
};

export const ownPost = ({ world, style }: Voicing, at: number, text: string): Mention => {
  serial += 1;
  return {
    id: `p${serial}`,
    channel: style === 'tweets' ? 'twitter' : 'x',
    text,
    at: Math.round(at),
    inbound: false,
    brand: world.key,
    author: { id: world.handle, handle: world.handle },
  };
};

/** Ids begin again: two recordings from the same seed are equal. */
export const restartIds = (): void => {
  serial = 0;
};

/** The reply of the desk to a post, and at times what the customer says to it. */
export const answersTo = (voicing: Voicing, post: Mention, mood: DeskMood): Mention[] => {
  const { chance, hasDesk, world, phrases } = voicing;
  if (!hasDesk) return [];
  const { share, slow } = mood(post.at);
  const hour = (post.at % DAY_MS) / HOUR_MS;
  const isNight = hour < 6 || hour >= 23;
  const isAnswered = chance.is(share);
  const latency = chance.lognormal(9 * MINUTE_MS, 0.9) * slow * (isNight ? 3 : 1);
  const text = typed(chance.pick(phrases.replies), world, chance);
  const reply = ownPost(voicing, post.at + latency, `@${post.author!.handle} ${text}`);
  const isFollowed = chance.is(0.3);
  const after = chance.lognormal(6 * MINUTE_MS, 1);
  const words = typed(lineOf(phrases.followUps, voicing.isMixed, chance), world, chance);
  if (!isAnswered) return [];
  Object.assign(reply, { inReplyTo: post.id, channel: post.channel });
  if (!isFollowed) return [reply];
  const next = postOf(voicing, reply.at + after, words, post.author!.id);
  Object.assign(next, { inReplyTo: reply.id, channel: post.channel });
  return [reply, next];
};

/** Ordinary posts between two instants at `perMinute` on average, with the desk's answers. */
export const everydayOf = (
  voicing: Voicing,
  { from, to, perMinute }: { from: number; to: number; perMinute: number },
  factor: Factor = () => 1,
  mood: DeskMood = CALM_DESK,
): Mention[] => {
  const { chance, phrases, world, isMixed } = voicing;
  const rows: Mention[] = [];
  let drift = 0;
  for (let at = from; at < to; at += MINUTE_MS) {
    drift = 0.97 * drift + 0.06 * chance.normal();
    const rate = perMinute * rhythmAt(at) * Math.exp(drift) * factor(at);
    // A conversation counts its follow-ups too: the mean is of all inbound posts.
    const count = poissonOf(chance.next, rate / (voicing.hasDesk ? 1.18 : 1));
    for (let i = 0; i < count; i += 1) {
      const lines = chance.is(0.13) ? phrases.thanks : phrases.everyday;
      const text = typed(lineOf(lines, isMixed, chance), world, chance);
      const post = postOf(voicing, at + chance.next() * MINUTE_MS, text);
      rows.push(post, ...answersTo(voicing, post, mood));
    }
  }
  return rows;
};
