/** The customers of the demo: a few thousand invented people, most with a handful of followers and
 * some with very many. */
import type { Author } from '#contracts/mention.ts';
import { rngAt, type Rng } from './rng.ts';

const AUTHORS = 6_000;
/** Followers of the author at the middle of the list, and the steepness of the long tail. */
const MIDDLE_FOLLOWERS = 140;
const TAIL = 1.25;
const FOLLOWERS_MAX = 900_000;
const VERIFIED_FROM = 50_000;

const FIRST = [
  ...['Ada', 'Ben', 'Carla', 'Dario', 'Elif', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira'],
  ...['Luca', 'Maya', 'Nils', 'Olga', 'Pablo', 'Quinn', 'Rosa', 'Sami', 'Tilda', 'Umar', 'Vera'],
  ...['Wim', 'Xenia', 'Yann', 'Zoe', 'Amir', 'Bella', 'Cem', 'Dana', 'Emil', 'Freya', 'Gael'],
];
const LAST = [
  ...['Abel', 'Brandt', 'Costa', 'Duval', 'Egger', 'Fontana', 'Garcia', 'Holm', 'Ivanov', 'Jansen'],
  ...['Keller', 'Lopes', 'Marin', 'Novak', 'Okafor', 'Petit', 'Quist', 'Rossi', 'Silva', 'Toth'],
  ...['Ueda', 'Vogel', 'Weiss', 'Yilmaz', 'Zeller', 'Ashby', 'Birch', 'Crowe', 'Dale', 'Firth'],
];

/** The author of a number: the same one always. */
const authorOf = (seed: number, number: number): Author => {
  const rng = rngAt(seed, 2, number);
  const first = rng.pick(FIRST);
  const last = rng.pick(LAST);
  const rank = Math.max(rng.next(), 1e-4);
  const followers = Math.min(
    FOLLOWERS_MAX,
    Math.floor(MIDDLE_FOLLOWERS * (0.5 / rank) ** TAIL * (0.3 + rng.next())),
  );
  return {
    id: `u${number}`,
    handle: `${first}_${last}${number}`.toLowerCase(),
    name: `${first} ${last}`,
    followers,
    ...(followers >= VERIFIED_FROM ? { verified: true } : {}),
  };
};

/** Draws an author: some write far more often than others. */
export const drawAuthor = (seed: number, rng: Rng): Author =>
  authorOf(seed, Math.floor(AUTHORS * rng.next() ** 1.5));
