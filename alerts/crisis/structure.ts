/** The structure of a story: who speaks and how. Every author and every text is counted once where a
 * share is asked for, so that one angry author with fifty posts stays one author. */
import type { Structure } from '#contracts/crisis.ts';
import type { Voice } from '#contracts/voice.ts';
import { tally, type Said } from './heard.ts';

/** What the contract tells, and what only the naming of the scenario reads. */
export type Shape = Structure & {
  /** Share of these voices that exceeds the usual talk. */
  excess: number;
  /** Voices that were to be expected anyway; and all, when an author counts for two posts at most. */
  usual: number;
  crowd: number;
  /** Answers under one post of a customer, or of somebody unknown. */
  underPostShare: number;
  /** The hashtag that most authors share, and which share of them. */
  topTag: string | null;
  tagShare: number;
  /** The brand's own posts used that hashtag. */
  isOwnTag: boolean;
  /** Authors who speak of the topic that most of them share, waiting apart. */
  themeShare: number;
  /** Authors who speak of waiting, or tried elsewhere first. */
  waitingShare: number;
  /** Authors who tell of the brand's service: a fault, a delay, a parcel, its staff, a wait. */
  serviceShare: number;
  /** One post fills the story. */
  isFilled: boolean;
  /** The other texts where one post fills the story, and which share of them is negative: what people
   * say to it tells more than the post itself. */
  comments: number;
  commentMood: number;
  /** Important authors, and people reached by all. */
  importantAuthors: number;
  /** Authors who spoke of harm. */
  harmAuthors: number;
  /** Share of the distinct askers that the brand has answered; null where it answered nobody. */
  answeredShare: number | null;
  /** The brand spoke to all, not in answer to one, since the story began. */
  hasStatement: boolean;
};

/** From here on an author counts as important to the brand. */
const IMPORTANT = 0.7;
/** Answers to one post, and uses of one hashtag, say something from so many authors on. */
const THREAD_AUTHORS = 3;
/** What exceeds the usual is never called less than this share of the talk. */
const LEAST_EXCESS = 0.2;
/** The topic of the default catalogue that says the same. */
const WAITING_TOPIC = 'waiting';
/** Topics of the default catalogue in which customers tell of the service that they had. */
const SERVICE_TOPICS = new Set([
  ...['outage', 'delivery', 'delay', 'cancellation', 'app-login', 'staff-service', 'refund'],
  WAITING_TOPIC,
]);
/** One post fills a story from this share of what exceeds the usual on, and from so many repeats. */
const FILLED = 0.3;
const LEAST_REPEATS = 5;
/** Words of waiting among the terms of a voice. */
const WAITING = new Set([
  ...['waiting', 'still waiting', 'on hold', 'hold', 'queue', 'no reply', 'no response', 'hours'],
  ...['reply', 'replied', 'response', 'respond', 'answer', 'answered', 'answers', 'waited'],
  ...['no answer', 'wait', 'unanswered', 'warte', 'warteschleife', 'keine antwort', 'attente'],
  ...['attends', 'sans réponse', 'espera', 'esperando', 'sin respuesta', 'attesa', 'aspetto'],
  ...['esperando', 'sem resposta', 'espera na linha'],
]);

type Flags = {
  firstHand: boolean;
  shared: boolean;
  question: boolean;
  leaving: boolean;
  harm: boolean;
  waiting: boolean;
  service: boolean;
  important: boolean;
};
const NO_FLAGS: Flags = {
  firstHand: false,
  shared: false,
  question: false,
  leaving: false,
  harm: false,
  waiting: false,
  service: false,
  important: false,
};

const isWaiting = ({ intent, terms, topics }: Voice): boolean =>
  intent === 'other-channel-first' ||
  topics.includes(WAITING_TOPIC) ||
  terms.some((term) => WAITING.has(term));

const isOfService = ({ isFirstHand, isShared, intent, topics }: Voice): boolean =>
  isFirstHand ||
  isShared ||
  intent === 'other-channel-first' ||
  topics.some((topic) => SERVICE_TOPICS.has(topic));

/** What each author said in words of their own, over all their posts. */
const flagsByAuthor = (said: readonly Said[]): Flags[] => {
  const authors = new Map<string, Flags>();
  const seen = new Set<string>();
  for (const { voice, root, author } of said) {
    if (voice.repostOf !== null || seen.has(root)) continue;
    seen.add(root);
    const known = authors.get(author) ?? { ...NO_FLAGS };
    known.firstHand ||= voice.isFirstHand;
    known.shared ||= voice.isShared;
    known.question ||= voice.isQuestion;
    known.leaving ||= voice.isLeaving;
    known.harm ||= voice.isHarm;
    known.waiting ||= isWaiting(voice);
    known.service ||= isOfService(voice);
    known.important ||= voice.importance >= IMPORTANT;
    authors.set(author, known);
  }
  return [...authors.values()];
};

const most = (counts: Map<string, number>): [string, number] => {
  let best: [string, number] = ['', 0];
  for (const one of counts) if (one[1] > best[1]) best = one;
  return best;
};

/** Every author speaks once for each value. */
const byAuthors = (said: readonly Said[], valuesOf: (one: Said) => string[]) => {
  const pairs = new Map<string, string>();
  for (const one of said)
    for (const value of valuesOf(one)) pairs.set(`${value}\0\0${one.author}`, value);
  return tally(pairs.values());
};

const negativeShareOf = (said: readonly Said[]): number => {
  const authors = new Map<string, { posts: number; negative: number }>();
  for (const { voice, author } of said) {
    const known = authors.get(author) ?? { posts: 0, negative: 0 };
    known.posts += 1;
    if (voice.mood === 'negative') known.negative += 1;
    authors.set(author, known);
  }
  let sum = 0;
  for (const { posts, negative } of authors.values()) sum += negative / posts;
  return authors.size > 0 ? sum / authors.size : 0;
};

const commentsOf = (said: readonly Said[], topRoot: string, repeats: number, usual: number) => {
  const more = Math.max(repeats, said.length - usual);
  if (repeats < LEAST_REPEATS || repeats < FILLED * more)
    return { isFilled: false, comments: 0, commentMood: 0 };
  const moods = new Map(said.map(({ root, voice }) => [root, voice.mood]));
  moods.delete(topRoot);
  const negative = [...moods.values()].filter((mood) => mood === 'negative').length;
  const commentMood = negative / Math.max(1, moods.size);
  return { isFilled: true, comments: moods.size, commentMood };
};

/** Posts that many answer: the brand's own, or of somebody who is not known to be a customer; and
 * those of customers. */
const threads = (said: readonly Said[], topRoot: string, total: number) => {
  const posts = new Map(said.map(({ voice, root }) => [`${voice.channel}\0${voice.id}`, root]));
  const isOwn = ({ parentKind }: Voice, key: string) =>
    parentKind === 'post' || (parentKind === null && !posts.has(key));
  const isCustomer = ({ parentKind }: Voice, key: string) =>
    parentKind === 'customer' || (parentKind === null && posts.has(key));
  const under = (fits: (voice: Voice, key: string) => boolean) =>
    byAuthors(said, ({ voice }) => {
      const key = voice.parent === null ? null : `${voice.channel}\0${voice.parent}`;
      return key !== null && fits(voice, key) ? [key] : [];
    });
  const customers = under(isCustomer);
  let underRoot = 0;
  for (const [key, count] of customers) if (posts.get(key) === topRoot) underRoot += count;
  const enough = (count: number) => (count >= THREAD_AUTHORS ? count / total : 0);
  return {
    own: enough(most(under(isOwn))[1]),
    under: enough(Math.max(most(customers)[1], underRoot)),
  };
};

/** The hashtag that most authors share; one that the brand's own posts use leads. */
const tagOf = (said: readonly Said[], own: readonly Voice[], authors: number) => {
  const tags = byAuthors(said, ({ voice }) => voice.terms.filter((term) => term.startsWith('#')));
  const ownTags = new Set(own.flatMap(({ terms }) => terms.filter((term) => term.startsWith('#'))));
  const ours = most(new Map([...tags].filter(([tag]) => ownTags.has(tag))));
  const any = most(tags);
  const [tag, count] = ours[1] >= THREAD_AUTHORS && ours[1] * 2 >= any[1] ? ours : any;
  const isShared = count >= THREAD_AUTHORS;
  return {
    topTag: isShared ? tag : null,
    tagShare: isShared ? count / authors : 0,
    isOwnTag: isShared && ownTags.has(tag),
  };
};

const themeOf = (said: readonly Said[]): number =>
  most(byAuthors(said, ({ voice }) => voice.topics.filter((topic) => topic !== WAITING_TOPIC)))[1];

const repliesOf = (said: readonly Said[], own: readonly Voice[], beginAt: number) => {
  const answered = new Set(own.flatMap(({ channel, parent }) => `${channel}\0${parent}`));
  const answers = said.filter(({ voice }) => answered.has(`${voice.channel}\0${voice.id}`)).length;
  const isAnswering = own.some(({ parent }) => parent !== null);
  return {
    answeredShare: isAnswering ? answers / said.length : null,
    hasStatement: own.some(({ at, parent }) => parent === null && at >= beginAt),
  };
};

/** Of one author so many posts count. */
const POSTS_OF_ONE = 2;
const crowdOf = (posts: Iterable<number>): number => {
  let counted = 0;
  for (const count of posts) counted += Math.min(count, POSTS_OF_ONE);
  return counted;
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** `said`: the voices of the story; `own`: what the brand itself posted in the hour; `usual`: how many
 * of the voices were to be expected anyway. Null where nobody speaks. */
export const shapeOf = (
  said: readonly Said[],
  own: readonly Voice[],
  beginAt: number,
  usual = 0,
): Shape | null => {
  const mentions = said.length;
  if (mentions === 0) return null;
  const rootCounts = tally(said.map(({ root }) => root));
  const [topRoot, topCount] = most(rootCounts);
  const authorCounts = tally(said.map(({ author }) => author));
  const flags = flagsByAuthor(said);
  const speakers = Math.max(1, flags.length);
  const share = (has: (one: Flags) => boolean) => round(flags.filter(has).length / speakers);
  const reposts = said.filter(({ voice }) => voice.repostOf !== null).length;
  const { own: ownAnswers, under } = threads(said, topRoot, mentions);
  const tag = tagOf(said, own, authorCounts.size);
  return {
    mentions,
    authors: authorCounts.size,
    roots: rootCounts.size,
    topRootShare: round(topCount > 1 ? topCount / mentions : 0),
    repostShare: round(Math.max(reposts, mentions - rootCounts.size) / mentions),
    ownPostShare: round(Math.max(ownAnswers, tag.isOwnTag ? tag.tagShare : 0)),
    firstHandShare: share((one) => one.firstHand),
    sharedShare: share((one) => one.shared),
    questionShare: share((one) => one.question),
    leavingShare: share((one) => one.leaving),
    negativeShare: round(negativeShareOf(said)),
    harmShare: share((one) => one.harm),
    topAuthorShare: round(most(authorCounts)[1] / mentions),
    excess: round(Math.min(1, Math.max(LEAST_EXCESS, 1 - usual / mentions))),
    usual: round(usual),
    crowd: crowdOf(authorCounts.values()),
    underPostShare: round(under),
    ...tag,
    tagShare: round(tag.tagShare),
    themeShare: round(themeOf(said) / authorCounts.size),
    waitingShare: share((one) => one.waiting),
    serviceShare: share((one) => one.service),
    ...commentsOf(said, topRoot, topCount, usual),
    importantAuthors: flags.filter((one) => one.important).length,
    harmAuthors: flags.filter((one) => one.harm).length,
    ...repliesOf(said, own, beginAt),
  };
};

/** The structure as the contract tells it. */
export const structureOf = (shape: Shape): Structure => {
  const { mentions, authors, roots, topRootShare, repostShare, ownPostShare } = shape;
  const { firstHandShare, sharedShare, questionShare, leavingShare } = shape;
  const { negativeShare, harmShare, topAuthorShare } = shape;
  return {
    ...{ mentions, authors, roots, topRootShare, repostShare, ownPostShare },
    ...{ firstHandShare, sharedShare, questionShare, leavingShare },
    ...{ negativeShare, harmShare, topAuthorShare },
  };
};
