/** What looks like a crisis in figures and is none: noise, joy, jokes, habits and faults of a feed. */
import type { Mention } from '#contracts/mention.ts';
import { firstHour, type Course } from './course.ts';
import { repostOf } from './crises.ts';
import { typed } from './compose.ts';
import { ownPost, postOf, type Factor, type Voicing } from './everyday.ts';
import type { Line, Phrases } from './phrases/lines.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ANGRY_POSTS = 50;

const stranger = ({ chance }: Voicing): string => `w${Math.floor(chance.next() * 60_000)}`;

/** Many people of good cheer, in their own words, some repeating the best. */
const manyVoices =
  (list: (phrases: Phrases) => Line[], repeats: number) =>
  (voicing: Voicing, course: Course): Mention[] => {
    const { phrases, world, chance } = voicing;
    const roots: Mention[] = [];
    return firstHour(course, chance).map((at) => {
      if (roots.length > 5 && chance.is(repeats))
        return repostOf(voicing, at, chance.pick(roots.slice(0, 6)), stranger(voicing));
      const text = typed(chance.pick(list(phrases)), world, chance, {}, 0);
      const post = postOf(voicing, at, text, stranger(voicing));
      roots.push(post);
      return post;
    });
  };
export const sale = manyVoices(({ sale: lines }) => lines, 0.05);
export const launch = manyVoices((phrases) => phrases.launch, 0.15);
export const gratitude = manyVoices((phrases) => phrases.gratitude, 0.3);
export const news = manyVoices((phrases) => phrases.news, 0.4);

export const joke = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance } = voicing;
  const text = typed(chance.pick(phrases.joke), world, chance, {}, 0);
  const root = postOf(voicing, course.at, text, stranger(voicing));
  const rows = firstHour(course, chance).map((at) => {
    if (chance.is(0.7)) return repostOf(voicing, at + MINUTE_MS, root, stranger(voicing));
    const words = typed(chance.pick(phrases.jokeComments), world, chance, {}, 0);
    const post = postOf(voicing, at + MINUTE_MS, words, stranger(voicing));
    return { ...post, channel: root.channel, inReplyTo: root.id };
  });
  return [root, ...rows];
};

export const giveaway = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance } = voicing;
  const tag = `#${world.name.replace(/\s/g, '')}Gift`;
  const text = typed(chance.pick(phrases.giveaway), world, chance, { tag }, 0);
  const own = ownPost(voicing, course.at - 5 * MINUTE_MS, text);
  const rows = firstHour(course, chance).map((at) => {
    if (chance.is(0.75)) return repostOf(voicing, at, own, stranger(voicing));
    const words = chance.pick(['done!', 'fingers crossed', 'pick me', 'I want it', 'in!']);
    const post = postOf(voicing, at, `@${world.handle} ${words} ${tag}`, stranger(voicing));
    return { ...post, channel: own.channel, inReplyTo: own.id };
  });
  return [own, ...rows];
};

export const spam = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance } = voicing;
  return firstHour(course, chance).map((at) => {
    const text = typed(chance.pick(phrases.spam), world, chance, {}, 0);
    return postOf(voicing, at, text, `s${chance.int(1, 40)}`);
  });
};

/** One person, once a minute, whatever the size of the brand. */
export const angryAuthor = (voicing: Voicing, { at }: Course): Mention[] => {
  const { phrases, world, chance } = voicing;
  return Array.from({ length: ANGRY_POSTS }, (_, i) => {
    const text = typed(chance.pick(phrases.angry), world, chance, {}, 0.5);
    return postOf(voicing, at + (i + chance.next()) * MINUTE_MS, text, 'furious');
  });
};

/** A Monday on which all that waited over the weekend comes at once. */
export const mondayRush =
  ({ at }: Course): Factor =>
  (now) =>
    now >= at && now < at + 2 * HOUR_MS ? 1.6 : 1;

/** People sleep long and write in the evening. */
export const holiday =
  ({ at }: Course): Factor =>
  (now) =>
    now < at ? 0.45 : 1.35;

/** The rows of one channel stop for `hours` and come all at once: order of arrival, not of time. */
export const feedOutage = (rows: Mention[], { at }: Course, hours: number): Mention[] => {
  const until = at + hours * HOUR_MS;
  const channel = rows.find(({ inbound }) => inbound)?.channel;
  const arrivalOf = (row: Mention): number =>
    row.channel === channel && row.at >= at && row.at < until ? until : row.at;
  return rows
    .map((row) => ({ row, arrival: arrivalOf(row) }))
    .sort((a, b) => a.arrival - b.arrival || a.row.at - b.row.at)
    .map(({ row }) => row);
};
