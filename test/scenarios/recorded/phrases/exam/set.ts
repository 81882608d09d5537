/** The sentences of the exam, by brand: nobody who builds has seen them, nothing is tuned on them. */
import type { Phrases } from '../lines.ts';
import { fee, prices } from './backlash.ts';
import { marketAnswers, marketPosts, phoneAnswers, phonePosts } from './campaign-blunder.ts';
import { energy, streaming } from './churn-wave.ts';
import { everyday, followUps, replies, thanks } from './everyday.ts';
import * as lookAlikes from './look-alikes.ts';
import { ownEveryday } from './own.ts';
import { waiting } from './queue-flood.ts';
import { cards, snow, stream, update } from './service-failure.ts';
import { depositors, travellers, viralComments } from './viral-complaint.ts';

/** What all of them have; a brand puts its own stories in place. */
const common = {
  ...lookAlikes,
  ...{ thanks, followUps, replies, waiting, viralComments },
  ...{ viralStories: depositors, campaignPosts: marketPosts, campaignAnswers: marketAnswers },
  ...{ backlash: prices, failure: cards, leaving: energy },
};
type Brand = keyof typeof ownEveryday;

const phrasesOf = (brand: Brand, own: Partial<Phrases>): Phrases => ({
  ...common,
  everyday: [...everyday, ...ownEveryday[brand]],
  ...own,
});

export const exam = {
  cinder: phrasesOf('airline', { failure: snow, viralStories: travellers }),
  tamarack: phrasesOf('bank', { failure: cards, viralStories: depositors }),
  ovalo: phrasesOf('phone', {
    failure: update,
    campaignPosts: phonePosts,
    campaignAnswers: phoneAnswers,
  }),
  reelhouse: phrasesOf('video', { failure: stream, leaving: streaming }),
  dunmore: phrasesOf('market', {
    backlash: prices,
    campaignPosts: marketPosts,
    campaignAnswers: marketAnswers,
  }),
  vantis: phrasesOf('telecom', { backlash: fee }),
  brightmoor: phrasesOf('energy', { leaving: energy }),
} satisfies Record<string, Phrases>;
