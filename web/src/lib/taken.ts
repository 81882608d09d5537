/** Whether somebody has a crisis. An acknowledgement covers only the level it was given for: when the
 * level rises, nobody has the crisis at its new level until it is taken again. Pure. */
import type { CrisisOut } from '#contracts/crisis.ts';
import { LEVEL_WORDS } from './words.ts';

/** Taken, and then its level rose. */
export const isOutgrown = ({ state, level, acknowledgedLevel }: CrisisOut): boolean =>
  state === 'acknowledged' &&
  acknowledgedLevel !== undefined &&
  LEVEL_WORDS[level].pips > LEVEL_WORDS[acknowledgedLevel].pips;

export const isUntaken = (crisis: CrisisOut): boolean =>
  crisis.state === 'open' || isOutgrown(crisis);

/** Since when nobody has it, epoch ms. */
export const untakenSince = (crisis: CrisisOut): number =>
  Date.parse(isOutgrown(crisis) ? (crisis.levelAt ?? crisis.openedAt) : crisis.openedAt);

const small = (level: CrisisOut['level']): string => LEVEL_WORDS[level].word.toLowerCase();

/** What an outgrown acknowledgement covers, and what it does not. */
export const outgrownWords = ({ level, acknowledgedLevel }: CrisisOut): string =>
  `Taken at ${small(acknowledgedLevel ?? level)}, now ${small(level)}`;
