/** Who speaks in a scenario and how: the voices of its posts, from a seed of their own so that counts
 * stay what they are. */
import { VOICE_LIMITS, type Voice } from '#contracts/voice.ts';
import { randomOf } from './random.ts';
import type { Event } from './traffic.ts';

/** How often ordinary posts say such things. */
const ORDINARY = { firstHand: 0.15, shared: 0.03, harm: 0.01, leaving: 0.02 };

type Post = {
  at: number;
  isNegative: boolean;
  isQuestion: boolean;
  topic: string | null;
  event: Event | null;
};

export const createSpeakers = (brand: string, seed: number) => {
  const random = randomOf(seed + 1_000);
  const voices: Voice[] = [];
  const told = new Set<string>();
  let first = 0;
  const pick = (prefix: string, among: number | undefined): string =>
    among === undefined
      ? `${prefix}${voices.length}`
      : `${prefix}of-${Math.floor(random() * among)}`;

  const speak = ({ at, isNegative, isQuestion, topic, event }: Post): Voice => {
    const share = { ...ORDINARY, ...event?.says };
    const name = event ? `e${event.topic ?? ''}${event.emerging ?? ''}` : 'u';
    const root = pick(`${name}-text-`, event?.roots);
    const isRepeat = event?.roots !== undefined && told.has(root);
    const isLeaving = random() < share.leaving;
    const voice: Voice = {
      at,
      brand,
      channel: 'tweets',
      id: `${name}-${voices.length}`,
      inbound: true,
      author: pick(`${name}-author-`, event?.authors),
      topics: topic ? [topic] : [],
      terms: [...(event?.emerging ? [event.emerging] : []), ...(event?.tag ? [event.tag] : [])],
      print: root,
      repostOf: isRepeat ? '' : null,
      parent: event?.under ? event.under.post : null,
      parentKind: event?.under ? event.under.kind : null,
      mood: isNegative ? 'negative' : 'neutral',
      score: isNegative ? -0.7 : 0,
      intent: isLeaving ? 'leaving' : isNegative ? 'complaint' : isQuestion ? 'question' : 'other',
      isQuestion,
      isFirstHand: random() < share.firstHand,
      isShared: random() < share.shared,
      isHarm: random() < share.harm,
      isLeaving,
      importance: 0.3,
      reach: 300,
    };
    told.add(root);
    voices.push(voice);
    return voice;
  };

  return {
    speak,
    /** The brand itself, to all. */
    announce: (at: number, id: string, tag?: string): void => {
      const own = speak({ at, isNegative: false, isQuestion: false, topic: null, event: null });
      Object.assign(own, { id, inbound: false, terms: tag ? [tag] : [], isFirstHand: false });
    },
    /** Of the last hour, oldest first; times only move on. */
    window: (now: number): Voice[] => {
      while (first < voices.length && voices[first]!.at <= now - VOICE_LIMITS.windowMs) first += 1;
      return voices.slice(Math.max(first, voices.length - VOICE_LIMITS.perBrand));
    },
  };
};
