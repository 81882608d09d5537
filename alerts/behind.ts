/** What stands behind a signal: the topics, authors, channels and posts of its voices, and how many
 * people and how many different texts these are. */
import { LIMITS } from '#contracts/limits.ts';
import type { Behind } from '#contracts/signal.ts';
import type { Voice } from '#contracts/voice.ts';
import { voicesOf } from './crowd.ts';
import type { Source } from './indicators.ts';
import { rootsOf } from './roots.ts';

/** A signal of a second is looked at over so much. */
const LEAST_MS = 60_000;

const bump = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** The most frequent first; of equals the one that came first. */
const top = (counts: Map<string, number>): [string, number][] =>
  [...counts].sort(([, a], [, b]) => b - a).slice(0, LIMITS.behindRows);
const rows = (counts: Map<string, number>): { name: string; mentions: number }[] =>
  top(counts).map(([name, mentions]) => ({ name, mentions }));

/** An id of an author is one only within its channel; who has none stands for one post. */
const authorOf = ({ channel, author, id }: Voice): string =>
  author === null ? `${channel}\0\0${id}` : `${channel}\0${author}`;
const nameOf = (author: string): string => author.slice(author.indexOf('\0') + 1);

/** Null where the series is no count of voices, or none is known. */
export const behindOf = (
  source: Source,
  voices: readonly Voice[],
  fromAt: number,
  now: number,
): Behind | null => {
  const matches = voicesOf(source);
  if (!matches || voices.length === 0) return null;
  const from = Math.min(fromAt, now - LEAST_MS);
  const own = voices.filter((voice) => voice.at >= from && voice.at <= now && matches(voice));
  if (own.length === 0) return null;
  const roots = rootsOf(own);
  const topics = new Map<string, number>();
  const people = new Set<string>();
  const authors = new Map<string, number>();
  const channels = new Map<string, number>();
  const copies = new Map<string, number>();
  const posts = new Map<string, Voice>();
  own.forEach((voice, index) => {
    voice.topics.forEach((topic) => bump(topics, topic));
    people.add(authorOf(voice));
    if (voice.author !== null) bump(authors, authorOf(voice));
    bump(channels, voice.channel);
    const root = roots[index]!;
    bump(copies, root);
    if (!posts.has(root)) posts.set(root, voice);
  });
  return {
    mentions: own.length,
    authors: people.size,
    roots: copies.size,
    topTopics: rows(topics),
    topAuthors: rows(authors).map(({ name, mentions }) => ({ name: nameOf(name), mentions })),
    topChannels: rows(channels),
    topPosts: top(copies).map(([root, mentions]) => {
      const { channel, id } = posts.get(root)!;
      return { channel, id, mentions };
    }),
  };
};
