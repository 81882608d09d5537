/** The structure of a story as people read it: one sentence on whose story it is, and what the voices
 * do, most first. Pure. */
import type { Structure } from '#contracts/crisis.ts';
import { count, percent, plural } from './format.ts';

type ShareKey = Exclude<keyof Structure, 'mentions' | 'authors' | 'roots'>;
export type ShareRow = { key: ShareKey; words: string; share: number };

const SHARE_WORDS: Record<ShareKey, string> = {
  negativeShare: 'are negative',
  firstHandShare: 'tell what happened to themselves',
  questionShare: 'ask something',
  sharedShare: 'say that others have it too',
  repostShare: 'pass on what somebody else wrote',
  topRootShare: 'repeat the one most repeated post',
  ownPostShare: "answer the brand's own post or hashtag",
  leavingShare: 'leave, or say they will',
  harmShare: 'speak of harm, lawyers, press or boycott',
  topAuthorShare: 'come from the busiest author',
};
const LEAST_SHARE = 0.01;

/** A share from which on it is the story. */
const MUCH = 0.35;

/** Whose story it is, in one sentence. */
export const structureSentence = (structure: Structure): string => {
  const { mentions, authors, roots, topRootShare, ownPostShare, topAuthorShare } = structure;
  const texts = plural(roots, 'text');
  if (authors <= 1 || topAuthorShare >= MUCH)
    return `Few voices: the busiest author alone wrote ${percent(topAuthorShare)} of it.`;
  if (topRootShare >= MUCH)
    return `One post carries it: ${percent(topRootShare)} of the mentions repeat it.`;
  if (ownPostShare >= MUCH)
    return `It grew on the brand's own post: ${percent(ownPostShare)} of the mentions answer it.`;
  if (roots * 2 < mentions)
    return `Much is repeated: ${count(mentions)} mentions are ${texts} by ${plural(authors, 'person', 'people')}.`;
  return `Many voices: ${plural(authors, 'person', 'people')} in ${texts} of their own.`;
};

/** What the voices do, most first; what hardly anybody does is left out. */
export const structureShares = (structure: Structure): ShareRow[] =>
  (Object.keys(SHARE_WORDS) as ShareKey[])
    .map((key) => ({ key, words: SHARE_WORDS[key], share: structure[key] }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
