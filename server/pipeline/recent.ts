/** What was said lately, in memory: counts, channels, voices, bursts and the counts of the operator's
 * rules. One room for the live state and the back-test, so that both remember the same. Pure. */
import type { BucketIncrement } from '#contracts/bucket.ts';
import type { Catalogue } from '#contracts/catalogue.ts';
import type { Voice } from '#contracts/voice.ts';
import { createChannelRings, type ChannelRings } from './channel-rings.ts';
import { createEmerging, type Emerging } from './emerging/emerging.ts';
import { createRings, type Rings } from './rings.ts';
import { createRuleCounts, type RuleCounts } from './rule-counts.ts';
import { createVoices, type Voices } from './voices.ts';

export type Recent = {
  rings: Rings;
  channels: ChannelRings;
  voices: Voices;
  emerging: Emerging;
  rules: RuleCounts;
};
/** What a load brings: base buckets as far as the rings reach, and of the rules' topics what reaches
 * as far as the rules. */
export type RecentLoad = { recent: readonly BucketIncrement[]; rules: readonly BucketIncrement[] };

export const createRecent = (catalogue: Catalogue): Recent => ({
  rings: createRings(),
  channels: createChannelRings(),
  voices: createVoices(),
  emerging: createEmerging(),
  rules: createRuleCounts(catalogue.detection.rules),
});

export const loadRecent = (recent: Recent, loaded: RecentLoad): void => {
  recent.rings.load(loaded.recent);
  recent.channels.load(loaded.recent);
  recent.rules.load(loaded.rules);
};

export const applyRecent = (recent: Recent, increments: readonly BucketIncrement[]): void => {
  recent.rings.apply(increments);
  recent.channels.apply(increments);
  recent.rules.apply(increments);
};

/** Counts of rows older than the live window. `isLoaded`: the last load has brought them in already.
 * The rules do without: what is loaded for them holds no late rows. */
export const applyRecentLate = (
  recent: Recent,
  increments: readonly BucketIncrement[],
  isLoaded = false,
): void => {
  recent.rings.applyLate(increments, isLoaded);
  recent.channels.applyLate(increments, isLoaded);
};

/** Voices that may have been heard before: of those the bursts learn nothing new. */
export const hearVoices = ({ voices, emerging }: Recent, heard: readonly Voice[]): void =>
  emerging.apply(voices.apply(heard));
