/** Writes one post: a language, a kind, a topic, and a sentence put together from its parts. */
import { rngAt, type Rng } from './rng.ts';
import { LANGUAGES } from './phrases/list.ts';
import type { DemoTopic, Phrases } from './phrases/shape.ts';

/** What somebody who writes on a calm day wants. */
const CALM_KINDS = {
  complaint: 0.4,
  question: 0.25,
  thanks: 0.12,
  chatter: 0.12,
  leaving: 0.03,
  noise: 0.08,
} as const;
/** What somebody without a network writes: first that it is down, after a while what else breaks, and
 * who is leaving. */
const OUTAGE_KINDS = { report: 0.55, question: 0.27, angry: 0.18, leaving: 0, side: 0 };
const LATER_KINDS = { report: 0.45, question: 0.22, angry: 0.16, leaving: 0.05, side: 0.12 };
const LATER_AFTER_MS = 60_000;
/** Which topics a calm day is about. */
const TOPIC_SHARES: Record<DemoTopic, number> = {
  network: 0.2,
  billing: 0.2,
  broadband: 0.15,
  delivery: 0.13,
  app: 0.12,
  contract: 0.08,
  hotline: 0.07,
  roaming: 0.05,
};

/** `needsAnswer`: an agent has to reply; the rest is read and closed. */
export type Draft = { text: string; lang: string; isNoise: boolean; needsAnswer: boolean };

/** Of the posts that could be answered, the share that is put to an agent. */
const ANSWERED_SHARE = 0.36;
const OUTAGE_ANSWERED_SHARE = 0.35;

export const AGENT_FIRST_NAMES = [
  ...['Alma', 'Bruno', 'Clara', 'Deniz', 'Eva', 'Farid', 'Gitta', 'Henry', 'Irina', 'Joel'],
  ...['Lena', 'Milo'],
] as const;

const languageShares = Object.fromEntries(LANGUAGES.map(({ lang, share }) => [lang, share]));
const byLang = new Map(LANGUAGES.map((phrases) => [phrases.lang, phrases]));

const drawLanguage = (rng: Rng): Phrases => byLang.get(rng.weighted(languageShares))!;

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Opener, body and closer with the blanks filled in. Some never press shift, some end a sentence. */
const finish = (rng: Rng, phrases: Phrases, body: string, hasCloser: boolean): string => {
  const opener = rng.pick(phrases.openers);
  const closer = hasCloser ? rng.pick(phrases.closers) : '';
  const start = opener === '' && rng.next() < 0.7 ? upperFirst(body) : body;
  const stop = /[!?.…]$|\p{Emoji_Presentation}$/u.test(body) || closer === '' ? '' : '.';
  return `${opener}${start}${stop}${closer}`
    .replaceAll('{place}', rng.pick(phrases.places))
    .replaceAll('{ago}', rng.pick(phrases.agos))
    .replaceAll('{amount}', `${2 + Math.floor(rng.next() * 80)} €`)
    .replaceAll('{agent}', rng.pick(AGENT_FIRST_NAMES));
};

const drawTopic = (rng: Rng, phrases: Phrases) => {
  const topics = Object.keys(phrases.topics) as DemoTopic[];
  const shares = Object.fromEntries(topics.map((topic) => [topic, TOPIC_SHARES[topic]]));
  return phrases.topics[rng.weighted(shares) as DemoTopic]!;
};

export const writeCalmPost = (rng: Rng): Draft => {
  const phrases = drawLanguage(rng);
  const kind = rng.weighted(CALM_KINDS);
  const isTopical = kind === 'complaint' || kind === 'question';
  const bodies = isTopical ? drawTopic(rng, phrases)[kind] : phrases[kind];
  const body = rng.pick(bodies);
  const text =
    kind === 'noise' || kind === 'chatter'
      ? body.replaceAll('{place}', rng.pick(phrases.places))
      : finish(rng, phrases, body, kind === 'complaint');
  const isForAgents = isTopical || kind === 'leaving';
  return {
    text,
    lang: phrases.lang,
    isNoise: kind === 'noise',
    needsAnswer: isForAgents && rng.next() < ANSWERED_SHARE,
  };
};

/** `sinceMs`: how long the outage has lasted. */
export const writeOutagePost = (rng: Rng, sinceMs: number): Draft => {
  const phrases = drawLanguage(rng);
  const { report, side = report, ...more } = phrases.outage;
  const bodies = { ...more, report, side, leaving: phrases.leaving };
  const kind = rng.weighted(sinceMs < LATER_AFTER_MS ? OUTAGE_KINDS : LATER_KINDS);
  return {
    text: finish(rng, phrases, rng.pick(bodies[kind]), kind !== 'question'),
    lang: phrases.lang,
    isNoise: false,
    needsAnswer: rng.next() < OUTAGE_ANSWERED_SHARE,
  };
};

/** What an agent answers, in the customer's language and signed with the first name. */
export const writeReply = (rng: Rng, lang: string, agent: string, isOutage: boolean): string => {
  const phrases = byLang.get(lang) ?? LANGUAGES[0]!;
  const list = isOutage ? phrases.replies.outage : phrases.replies.calm;
  return rng.pick(list).replaceAll('{agent}', agent);
};

/** Distinct texts among `count` calm posts: how varied the wall looks. */
export const sampleTexts = (seed: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => writeCalmPost(rngAt(seed, 3, index)).text);
