/** From a sentence with slots to what somebody typed: names, numbers, a hand that slips, signs. */
import type { Chance } from './chance.ts';
import type { Line } from './phrases/lines.ts';
import type { World } from './worlds.ts';

const TWEET_CHARS = 140;
const NAMES = ['Ana', 'Tom', 'Priya', 'Jo', 'Lena', 'Marc', 'Suki', 'Ola', 'Ravi', 'Beth'];
const SPANS = ['20 minutes', '45 min', 'an hour', '2 hours', '3 hours', 'half a day', '40 mins'];
const SIGNS = ['😡', '😭', '🙄', '!!', '...', ' smh', ' 😤', ' ffs', ' :(', ' help', ' #fail'];

export type Topic = { theme?: string; tag?: string; thing?: string; how?: string[] };

const slotOf = (slot: string, world: World, topic: Topic, chance: Chance): string => {
  switch (slot) {
    case 'b':
      return chance.is(0.75) ? `@${world.handle}` : world.name;
    case 'B':
      return world.name;
    case 'p':
      return chance.pick(world.products);
    case 'i':
      return chance.pick(world.issues);
    case 'place':
      return chance.pick(world.places);
    case 'n':
      return String(chance.int(2, 9));
    case 'N':
      return String(chance.int(20, 900));
    case 'age':
      return String(chance.int(4, 9));
    case 'years':
      return String(chance.int(5, 30));
    case 't':
      return chance.pick(SPANS);
    case 'r':
      return world.rival;
    case 'name':
      return chance.pick(NAMES);
    case 'tag':
      return topic.tag ?? '#win';
    case 'tagword':
      return world.name.replace(/\s/g, '');
    case 'theme':
      return topic.theme ?? 'this';
    case 'ft':
      return topic.thing ?? 'it';
    case 'f':
      return chance.pick(topic.how ?? ['fails']);
  }
  throw new Error(`no such slot: ${slot}`);
};

/** Two letters change places, in one word of the middle. */
const slip = (text: string, chance: Chance): string => {
  const at = chance.int(3, Math.max(3, text.length - 4));
  const pair = text.slice(at, at + 2);
  return /^[a-z]{2}$/.test(pair)
    ? `${text.slice(0, at)}${pair[1]}${pair[0]}${text.slice(at + 2)}`
    : text;
};

/** `heat` 0..1: how much of it is shouted or signed. */
export const typed = (
  line: Line,
  world: World,
  chance: Chance,
  topic: Topic = {},
  heat = 0.1,
): string => {
  let text = line.text.replace(/\{(\w+)\}/g, (_, slot: string) =>
    slotOf(slot, world, topic, chance),
  );
  if (line.lang === 'en') {
    if (chance.is(0.25)) text = text.toLowerCase().replaceAll("'", '');
    if (chance.is(0.08)) text = slip(text, chance);
    if (chance.is(heat)) text = `${text}${chance.pick(SIGNS)}`;
    if (chance.is(heat / 4)) text = text.toUpperCase();
  }
  if (chance.is(0.06)) text = `${text} http://t.example/${chance.int(1000, 99_999)}`;
  return text;
};

/** A repost as old exports have it: the text again, cut to the length of the time. */
export const repeated = (handle: string, text: string): string => {
  const whole = `RT @${handle}: ${text}`;
  return whole.length > TWEET_CHARS ? `${whole.slice(0, TWEET_CHARS - 1)}…` : whole;
};

/** English mostly; `mixed` speaks all that the list has. */
export const lineOf = (lines: readonly Line[], isMixed: boolean, chance: Chance): Line => {
  for (let tries = 0; tries < 20; tries += 1) {
    const line = chance.pick(lines);
    if (isMixed || line.lang === 'en' || chance.is(0.15)) return line;
  }
  return lines[0]!;
};
