/** Whether somebody has a crisis. An acknowledgement covers only the level it was given for: when the
 * level rises, nobody has the crisis at its new level until it is taken again. Pure. */
import type { CrisisOut } from '#contracts/crisis.ts';
import { LEVEL_WORDS } from './words.ts';

/** Whether a rise of the level counts: one of a contained crisis must come after it was contained. */
const mayOutgrow = ({ state, levelAt, containedAt }: CrisisOut): boolean =>
  state === 'acknowledged' ||
  (state === 'contained' && Date.parse(levelAt ?? '') > Date.parse(containedAt ?? ''));

/** Taken, and then its level rose. */
export const isOutgrown = (crisis: CrisisOut): boolean =>
  mayOutgrow(crisis) &&
  crisis.acknowledgedLevel !== undefined &&
  LEVEL_WORDS[crisis.level].pips > LEVEL_WORDS[crisis.acknowledgedLevel].pips;

export const isUntaken = (crisis: CrisisOut): boolean =>
  crisis.state === 'open' || isOutgrown(crisis);

/** Since when nobody has it, epoch ms. */
export const untakenSince = (crisis: CrisisOut): number =>
  Date.parse(isOutgrown(crisis) ? (crisis.levelAt ?? crisis.openedAt) : crisis.openedAt);

const small = (level: CrisisOut['level']): string => LEVEL_WORDS[level].word.toLowerCase();

/** What an outgrown acknowledgement covers, and what it does not. */
export const outgrownWords = ({ level, acknowledgedLevel }: CrisisOut): string =>
  `Taken at ${small(acknowledgedLevel ?? level)}, now ${small(level)}`;
