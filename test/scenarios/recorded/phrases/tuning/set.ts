/** The sentences that may be used for tuning. */
import type { Phrases } from '../lines.ts';
import { backlash } from './backlash.ts';
import { campaignAnswers, campaignPosts } from './campaign-blunder.ts';
import { leaving } from './churn-wave.ts';
import { everyday, followUps, replies, thanks } from './everyday.ts';
import * as lookAlikes from './look-alikes.ts';
import { waiting } from './queue-flood.ts';
import { failure } from './service-failure.ts';
import { viralComments, viralStories } from './viral-complaint.ts';

export const tuning: Phrases = {
  ...lookAlikes,
  ...{ everyday, thanks, followUps, replies },
  ...{ viralStories, viralComments, campaignPosts, campaignAnswers },
  ...{ backlash, failure, waiting, leaving },
};
