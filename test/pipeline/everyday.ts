/** Everyday talk about a brand in our own words, and bursts to set upon it: the same rows each time. */
import type { Mention } from '#contracts/mention.ts';
import { randomOf } from '../scenarios/random.ts';

const HOUR_MS = 3_600_000;
const OPENINGS = [
  'Can you check',
  'Question about',
  'Not happy with',
  'Thank you for',
  'Who can tell me more on',
  'Second time I ask for',
  'Great job on',
  'Still unsure regarding',
  'My neighbour told me of',
  'Somebody please explain',
];
const THINGS = [
  'the invoice of last spring',
  'my delivery slot',
  'the loyalty points',
  'a refund for the jacket',
  'the opening times in Derby',
  'my voucher',
  'the blue chairs',
  'the assembly manual',
  'a missing screw',
  'the student discount',
  'my newsletter settings',
  'the garden furniture',
  'the gift wrapping',
  'the parking at your store',
  'the lamp in the window',
  'a broken drawer',
];
const CLOSINGS = ['', '. Thanks!', '. Please answer', '. Cheers from Kent', '?', '. Been a while'];

export const pick = <T>(random: () => number, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)]!;

/** Neighbouring seeds begin alike: the first numbers are thrown away. */
export const chanceOf = (seed: number): (() => number) => {
  const random = randomOf(seed);
  for (let i = 0; i < 50; i += 1) random();
  return random;
};

export type Say = (random: () => number, index: number) => string;
const everyday: Say = (random) =>
  `${pick(random, OPENINGS)} ${pick(random, THINGS)}${pick(random, CLOSINGS)}`;

type Talk = {
  from: number;
  hours: number;
  perHour: number;
  seed: number;
  say?: Say;
  author?: string;
  prefix?: string;
};

/** Mentions at random instants, in order of time. */
export const talk = (options: Talk): Mention[] => {
  const { from, hours, perHour, seed, say = everyday, author, prefix = 'e' } = options;
  const random = chanceOf(seed);
  const rows: Mention[] = [];
  let at = from;
  for (;;) {
    at += (-Math.log(1 - random()) * HOUR_MS) / perHour;
    if (at >= from + hours * HOUR_MS) return rows;
    const index = rows.length;
    const id = `${prefix}${seed}-${index}`;
    rows.push({
      id,
      channel: 'x',
      brand: 'northline',
      text: say(random, index),
      at: Math.floor(at),
      inbound: true,
      author: { id: author ?? `author ${prefix}${Math.floor(random() * 3_000)}` },
    });
  }
};

export const outage: Say = (random) =>
  pick(random, [
    'No internet in ',
    'Internet gone again in ',
    'The router shows a red light in ',
    'Is the broadband down in ',
    'Anyone else without internet in ',
    'Wifi dead since noon in ',
    'Completely cut off here in ',
    'No broadband for two hours now in ',
  ]) +
  pick(random, ['Leeds', 'Leeds', 'Bradford', 'York']) +
  pick(random, ['', '!', '. Any news?']);

export const glass: Say = (random) =>
  pick(random, [
    'Found glass in a chair of yours',
    'Splinters of glass in the new chair',
    'My son cut his hand, glass in the cushion',
    'Is the chair with the glass recalled?',
    'Glass in cushions, seriously',
  ]) + pick(random, ['', '!', '. Pictures on request']);

export const hashtag: Say = (random) =>
  `${pick(random, ['shame', 'so wrong', 'my family is done', 'poor woman', 'unbelievable'])} ${pick(
    random,
    ['', 'today ', 'honestly ', 'people '],
  )}#NotMyQueue`;

export const repost: Say = (_, index) => {
  const post =
    'They locked my grandmother into the cellar over night, blamed her for the alarm, and the board ' +
    'sends her a letter from its lawyers today';
  return index === 0 ? post : `RT @witness: ${post.slice(0, 112)}…`;
};
