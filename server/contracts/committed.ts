/** What one batch changed, told to every live node once it is in the database. Plain JSON: it
 * travels on a Redis stream where there are many machines. */
import type { BucketIncrement } from './bucket.ts';
import type { Agent, Conversation, ResponseSample } from './conversation.ts';

export type Committed = {
  /** Clock of the pipeline at commit, epoch ms. */
  at: number;
  /** When the oldest row of the batch was accepted, epoch ms: the lag is `at - receivedAt`. */
  receivedAt: number;
  increments: BucketIncrement[];
  conversations: Conversation[];
  responses: ResponseSample[];
  agents: Agent[];
  /** Newest mention per brand and channel of this batch. */
  lastSeen: { brand: string; channel: string; at: number }[];
};
