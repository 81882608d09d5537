/** The voices of a brand as its stories need them: who spoke about what, each with its root, and the
 * brand's own posts apart. Read once for all stories of a look. */
import type { Voice } from '#contracts/voice.ts';
import type { TopicInput } from '#alerts/contract.ts';
import { rootsOf } from '#alerts/roots.ts';

/** What a story is about: a tracked topic, or the terms of one that nobody defined. */
export type Subject = { topic: string; name: string; terms: string[] | null };

export type Said = { voice: Voice; root: string; author: string };
export type Heard = { said: Said[]; own: Voice[] };

/** So many terms of an emerging topic, or its hashtag, make a voice one of it. */
const TERMS_SHARED = 2;
/** A thread or a root draws in its other voices when so many of the story stand in it. */
const THREAD_FROM = 3;

export const hear = (voices: readonly Voice[]): Heard => {
  const inbound = voices.filter(({ inbound: isIn, intent }) => isIn && intent !== 'noise');
  const roots = rootsOf(inbound);
  return {
    said: inbound.map((voice, index) => ({
      voice,
      root: roots[index]!,
      author: `${voice.channel}\0${voice.author ?? `?${voice.id}`}`,
    })),
    own: voices.filter(({ inbound: isIn }) => !isIn),
  };
};

export const subjectOf = (topic: string, topics: readonly TopicInput[]): Subject => {
  const known = topics.find((one) => one.topic === topic);
  return { topic, name: known?.name ?? topic, terms: known?.emerging?.terms ?? null };
};

const isAbout = ({ topics, terms }: Voice, subject: Subject): boolean => {
  if (subject.terms === null) return topics.includes(subject.topic);
  const least = Math.min(TERMS_SHARED, subject.terms.length);
  let shared = 0;
  for (const term of subject.terms) {
    if (!terms.includes(term)) continue;
    if (term.startsWith('#')) return true;
    shared += 1;
    if (shared >= least) return true;
  }
  return false;
};

export const about = (said: readonly Said[], subjects: readonly Subject[]): Said[] =>
  said.filter(({ voice }) => subjects.some((subject) => isAbout(voice, subject)));

export const since = (said: readonly Said[], from: number): Said[] =>
  said.filter(({ voice }) => voice.at >= from);

const post = (channel: string, id: string): string => `${channel}\0${id}`;

/** How often each value occurs. */
export const tally = (values: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** With what stands in the same threads and repeats the same posts as these voices: an answer under
 * a post seldom names the topic again. One step, so that a story does not swallow its neighbours. */
export const withThreads = (said: readonly Said[], seeds: readonly Said[]): Said[] => {
  const isSeed = new Set(seeds.map(({ voice }) => voice));
  const parents = tally(
    seeds.flatMap(({ voice: { channel, parent } }) => (parent ? [post(channel, parent)] : [])),
  );
  const roots = tally(seeds.map(({ root }) => root));
  const posts = new Set(
    seeds.flatMap(({ voice: { channel, id, repostOf } }) =>
      repostOf ? [post(channel, id), post(channel, repostOf)] : [post(channel, id)],
    ),
  );
  return said.filter(({ voice, root }) => {
    if (isSeed.has(voice)) return true;
    if ((roots.get(root) ?? 0) >= 1) return true;
    if (voice.parent === null) return false;
    const parent = post(voice.channel, voice.parent);
    return posts.has(parent) || (parents.get(parent) ?? 0) >= THREAD_FROM;
  });
};

/** How far two sets of voices are the same talk: shared authors and roots, of the smaller set. */
export const overlap = (one: readonly Said[], other: readonly Said[]): number => {
  if (one.length === 0 || other.length === 0) return 0;
  const [small, large] = one.length <= other.length ? [one, other] : [other, one];
  const voices = new Set(large.map(({ voice }) => voice));
  const roots = new Set(large.map(({ root }) => root));
  const shared = small.filter(({ voice, root }) => voices.has(voice) || roots.has(root));
  return shared.length / small.length;
};
