/** What one batch changed, told to every live node once it is in the database. Plain JSON: it
 * travels on a Redis stream where there are many machines. */
import type { BucketIncrement } from './bucket.ts';
import type { Voice } from './voice.ts';
import type { Agent, Conversation, Opening, ResponseSample } from './conversation.ts';

export type Committed = {
  /** Clock of the pipeline at commit, epoch ms. */
  at: number;
  /** When the oldest row of the batch was accepted, epoch ms: the lag is `at - receivedAt`. */
  receivedAt: number;
  /** Id of the database transaction, decimal: a load of the state says which ids it has seen. */
  tx?: string;
  increments: BucketIncrement[];
  /** Increments of rows older than the live window: history, not news. Not in `increments`. */
  late?: BucketIncrement[];
  conversations: Conversation[];
  openings?: Opening[];
  responses: ResponseSample[];
  agents: Agent[];
  /** Live mentions of this batch, the newest of each brand (VOICE_LIMITS), oldest first. */
  voices?: Voice[];
  /** The newest beat of the house (heartbeat.ts) in this batch, epoch ms. */
  beatAt?: number;
  /** Newest mention per brand and channel of this batch. */
  lastSeen: { brand: string; channel: string; at: number }[];
};
