/** One mention as the brain hears it: who says what kind of thing about which subject, and whose words
 * they are. Emerging topics, the structure of a story and the posts behind a signal are read from
 * voices. It holds no text. */
import type { Intent, SentimentLabel } from './understood.ts';

export const VOICE_LIMITS = {
  /** Terms of one mention. */
  terms: 24,
  /** Voices of a brand that are kept, the newest; and for how long. */
  perBrand: 5_000,
  windowMs: 3_600_000,
  /** Voices that one batch tells the live nodes, per brand, the newest. */
  perBatchBrand: 1_000,
  /** Voices of a brand that a pipeline tells in one second. */
  perSecondBrand: 1_000,
} as const;

export type Voice = {
  /** Epoch ms. */
  at: number;
  brand: string;
  channel: string;
  id: string;
  inbound: boolean;
  /** Id of the author within the channel; null where the source gives none. */
  author: string | null;
  /** Tracked topics (keys of the catalogue). */
  topics: string[];
  /** What it is about, normalised: words, two-word phrases ('word word') and '#hashtags', without
   * names of the brand, links, handles and words that say nothing. Distinct. */
  terms: string[];
  /** Equal for texts that are copies or near-copies of each other, whoever posts them. */
  print: string;
  /** Id of the post that it repeats, where the source or the text ("RT @...") says so; '' where it
   * repeats one that is not named; null for words of one's own. */
  repostOf: string | null;
  /** Id of the post that it answers or quotes. */
  parent: string | null;
  /** That post is the brand's own: `post` one that began a talk, `reply` one that answered a
   * customer; null: not the brand's, or not known. */
  parentKind: 'post' | 'reply' | 'customer' | null;
  mood: SentimentLabel;
  /** -1..1 */
  score: number;
  intent: Intent;
  /** Asks something, whatever else it does. */
  isQuestion: boolean;
  /** Reports a fault, a wait or a damage that happened to the author ("my app crashes"). */
  isFirstHand: boolean;
  /** Asks or says that others have it too ("anyone else?", "same here"). */
  isShared: boolean;
  /** Words of harm: danger, injury, discrimination, lawyers, press, boycott. */
  isHarm: boolean;
  isLeaving: boolean;
  /** 0..1 */
  importance: number;
  /** People who may see it. */
  reach: number;
};

/** A topic that nobody defined: terms that burst together against their own past. */
export type EmergingTopic = {
  /** Stays the same as long as the burst lasts. */
  topic: string;
  /** What people read: the phrase or hashtag that says it best. */
  name: string;
  terms: string[];
  /** First mention and first detection, epoch ms. */
  firstAt: number;
  detectedAt: number;
  /** In the deciding window: mentions, how many were to be expected of these terms, and over how
   * many seconds. */
  mentions: number;
  expected: number;
  windowSeconds: number;
  /** Distinct authors; distinct texts once copies and reposts are counted as one. */
  voices: number;
  roots: number;
  /** log10 of the return period in weeks for this brand, all its terms considered. */
  strength: number;
};
