/** What is usual of a brand's talk, and what of a story exceeds it. Apart from `structure.ts`, which
 * only counts who speaks and how. */
import type { Said } from './heard.ts';
import { shapeOf, type Shape } from './structure.ts';

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** A share of a story once what is usual is taken away, and with it what so few voices leave to chance
 * (so many standard errors of a share of `voices`). `excess`: how much exceeds the usual, 0..1. */
const CHANCE_ERRORS = 0.8;
export const beyondUsual = (
  share: number,
  usual: number,
  excess: number,
  voices: number,
): number => {
  const error = Math.sqrt((share * (1 - share)) / Math.max(1, voices));
  const beyond = (share - (1 - excess) * usual - CHANCE_ERRORS * error) / excess;
  return Math.min(1, Math.max(0, beyond));
};

/** What is usual of a brand's talk, from the voices before the story began. */
export type Usual = Pick<
  Shape,
  | 'firstHandShare'
  | 'sharedShare'
  | 'questionShare'
  | 'leavingShare'
  | 'negativeShare'
  | 'harmShare'
  | 'waitingShare'
  | 'serviceShare'
>;
/** Believed before anybody spoke, as if from so many authors. */
const PRIOR: Usual = {
  firstHandShare: 0.15,
  sharedShare: 0.03,
  questionShare: 0.2,
  leavingShare: 0.03,
  negativeShare: 0.3,
  harmShare: 0.02,
  waitingShare: 0.08,
  serviceShare: 0.3,
};
const PRIOR_AUTHORS = 20;

export const usualOf = (before: readonly Said[]): Usual => {
  const shape = shapeOf(before, [], 0);
  const authors = shape?.authors ?? 0;
  const usual = { ...PRIOR };
  for (const name of Object.keys(PRIOR) as (keyof Usual)[])
    usual[name] = round(
      (PRIOR[name] * PRIOR_AUTHORS + (shape?.[name] ?? 0) * authors) / (PRIOR_AUTHORS + authors),
    );
  return usual;
};
