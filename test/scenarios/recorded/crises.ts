/** The six crises as they look in a recording: who posts what, when, in answer to what. */
import type { Mention } from '#contracts/mention.ts';
import { lineOf, repeated, typed, type Topic } from './compose.ts';
import { ownPost, postOf, type Voicing } from './everyday.ts';
import { firstHour, type Course } from './course.ts';

const MINUTE_MS = 60_000;

/** One's own words on top of a post that is repeated. */
const REMARKS = ['omg ', 'wow ', 'look at this ', 'unreal. ', 'please share: ', 'so sad ', ''];

/** A repost of `root` as the recording's style has it: named, as "RT @...", or copied by hand. */
export const repostOf = (voicing: Voicing, at: number, root: Mention, author: string): Mention => {
  const { style, chance } = voicing;
  const byHand = chance.is(0.12);
  const remark = byHand ? chance.pick(REMARKS) : '';
  const text =
    style === 'tweets' || byHand
      ? `${remark}${repeated(root.author!.handle!, root.text)}`
      : root.text;
  const post = postOf(voicing, at, text, author);
  if (style === 'tweets') return post;
  return { ...post, channel: root.channel, repostOf: root.id };
};

/** An answer under `root`. */
const commentOn = (voicing: Voicing, at: number, root: Mention, text: string, author: string) => {
  const named = voicing.style === 'tweets' ? `@${root.author!.handle} ${text}` : text;
  return {
    ...postOf(voicing, at, named, author),
    channel: root.channel,
    ...(voicing.chance.is(0.8) ? { inReplyTo: root.id } : {}),
  };
};

const stranger = ({ chance }: Voicing, kind: string): string =>
  `${kind}${Math.floor(chance.next() * 60_000)}`;

export const viralComplaint = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance, isMixed } = voicing;
  const story = typed(chance.pick(phrases.viralStories), world, chance, {}, 0);
  const root = postOf(voicing, course.at, story, stranger(voicing, 'v'));
  const rows = firstHour(course, chance).map((at) => {
    const author = stranger(voicing, 'v');
    if (chance.is(course.reposts ?? 0.66)) return repostOf(voicing, at + MINUTE_MS, root, author);
    const line = lineOf(phrases.viralComments, isMixed, chance);
    const text = typed(line, world, chance, {}, 0.3);
    return chance.is(0.7)
      ? commentOn(voicing, at + MINUTE_MS, root, text, author)
      : postOf(voicing, at + MINUTE_MS, text, author);
  });
  return [root, ...rows];
};

export const campaignBlunder = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance, isMixed } = voicing;
  const word = world.name.replace(/\s/g, '');
  const tag = chance.pick([`#Ask${word}`, `#My${word}Story`, `#${word}Moments`]);
  const text = typed(chance.pick(phrases.campaignPosts), world, chance, { tag }, 0);
  const own = ownPost(voicing, course.at - 10 * MINUTE_MS, text);
  const roots: Mention[] = [];
  const rows = firstHour(course, chance).map((at) => {
    const author = stranger(voicing, 'c');
    if (roots.length > 5 && chance.is(0.18))
      return repostOf(voicing, at, chance.pick(roots.slice(0, 6)), author);
    const line = lineOf(phrases.campaignAnswers, isMixed, chance);
    const post = postOf(voicing, at, typed(line, world, chance, { tag }, 0.3), author);
    roots.push(post);
    const answers = course.isOwnPostMissing ? chance.is(0.25) : chance.is(0.6);
    return answers ? { ...post, channel: own.channel, inReplyTo: own.id } : post;
  });
  return course.isOwnPostMissing ? rows : [own, ...rows];
};

/** The matter in many mouths: with and without its article. */
const inOwnWords = (theme: string, voicing: Voicing): string =>
  voicing.chance.is(0.35) ? theme.replace(/^the (new )?/, '') : theme;

export const backlash = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance, isMixed } = voicing;
  const theme = chance.pick(world.themes);
  const roots: Mention[] = [];
  return firstHour(course, chance).map((at) => {
    const author = stranger(voicing, 'b');
    if (roots.length > 8 && chance.is(0.14))
      return repostOf(voicing, at, chance.pick(roots.slice(0, 9)), author);
    const topic: Topic = { theme: inOwnWords(theme, voicing) };
    const text = typed(lineOf(phrases.backlash, isMixed, chance), world, chance, topic, 0.35);
    const post = postOf(voicing, at, text, author);
    roots.push(post);
    return post;
  });
};

export const serviceFailure = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance, isMixed } = voicing;
  const { thing, how } = chance.pick(world.faults);
  return firstHour(course, chance).map((at) => {
    const line = lineOf(phrases.failure, isMixed, chance);
    const text = typed(line, world, chance, { thing, how }, 0.25);
    return postOf(voicing, at, text, stranger(voicing, 'f'));
  });
};

/** What the waiting write; that nobody answers is the desk's mood (record.ts). */
export const queueFlood = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance, isMixed } = voicing;
  return firstHour(course, chance).map((at) => {
    const isAboutWaiting = chance.is(0.6);
    const lines = isAboutWaiting ? phrases.waiting : phrases.everyday;
    const text = typed(lineOf(lines, isMixed, chance), world, chance, {}, 0.2);
    return postOf(voicing, at, text);
  });
};

export const churnWave = (voicing: Voicing, course: Course): Mention[] => {
  const { phrases, world, chance, isMixed } = voicing;
  return firstHour(course, chance).map((at) => {
    const text = typed(lineOf(phrases.leaving, isMixed, chance), world, chance, {}, 0.2);
    return postOf(voicing, at, text, stranger(voicing, 'l'));
  });
};
