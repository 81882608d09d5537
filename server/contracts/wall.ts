/** The state of the wall: what a snapshot holds whole and a delta in part. Top-level keys are the
 * unit of change: a delta carries a key with its full new value, or leaves it out. */
import { z } from 'zod';
import { chainOut } from './calling.ts';
import { AGENT_STATES } from './desk-event.ts';
import { crisisOut } from './crisis.ts';
import { INDICATORS, signalOut } from './signal.ts';

export const WATCH_STATES = ['learning', 'normal', 'raised', 'signal'] as const;
const watchState = z.enum(WATCH_STATES);
export type WatchState = (typeof WATCH_STATES)[number];

export const wallVolume = z.object({
  perMinute: z.number(),
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  state: watchState,
  learnedHours: z.number().describe('hours of history behind the expectation'),
});
export const wallSentiment = z.object({
  negativeShare: z.number().nullable().describe('0..1 over the last 15 min; null: no mention'),
  expected: z.number().nullable(),
  low: z.number().nullable().describe('what the share may be, given how few mentions there are'),
  high: z.number().nullable(),
  score: z.number().nullable().describe('mean -1..1'),
  mentions: z.int().describe('how many the share stands on'),
  state: watchState,
});
export const wallTopic = z.object({
  topic: z.string(),
  name: z.string(),
  emerging: z.boolean(),
  perMinute: z.number(),
  expected: z.number().nullable(),
  score: z.number(),
  negativeShare: z.number().nullable(),
  state: watchState,
  since: z.string().optional().describe('of an emerging topic: its first mention'),
  voices: z.int().optional().describe('of an emerging topic: distinct authors'),
  roots: z.int().optional().describe('of an emerging topic: distinct texts without their copies'),
});
export const wallQueue = z.object({
  waiting: z.int(),
  oldestSeconds: z.number().nullable(),
  assigned: z.int(),
  past: z.object({ m30: z.int(), h1: z.int(), h2: z.int() }),
  slaAtRisk: z.int(),
  slaBreached: z.int(),
  expected: z.number().nullable(),
  high: z.number().nullable(),
  firstResponseSeconds: z.number().nullable().describe('median of the last hour'),
  state: watchState,
});
export const wallAgent = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(AGENT_STATES).nullable(),
  assigned: z.int(),
  handleSeconds: z.number().nullable().describe('median of the last hour'),
  firstResponseSeconds: z.number().nullable(),
  since: z.string().nullable(),
});
export const CHANNEL_STATES = ['ok', 'quiet', 'silent', 'closed'] as const;
export const wallChannel = z.object({
  channel: z.string(),
  name: z.string(),
  lastAt: z.string().nullable(),
  expectedEverySeconds: z.number().nullable(),
  missed: z.number().nullable().optional().describe('how many were to be expected since lastAt'),
  everyWeeks: z.number().nullable().optional().describe('how rare such a silence is'),
  state: z.enum(CHANNEL_STATES),
});
/** Everything else that is watched, one row per series: what it shows, what is normal for this hour,
 * and how rare that is. */
export const wallInstrument = z.object({
  indicator: z.enum(INDICATORS),
  brand: z.string(),
  subject: z.string().describe('topic or channel; empty: the whole brand'),
  observed: z.number().nullable(),
  expected: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  everyWeeks: z.number().nullable().describe('how rare what is seen is; null: nothing unusual'),
  state: watchState,
  learnedHours: z.number(),
});
export const wallRule = z.object({
  rule: z.string(),
  name: z.string(),
  brand: z.string(),
  topic: z.string(),
  topicName: z.string(),
  count: z.int(),
  posts: z.int(),
  hours: z.number(),
  level: z.string().describe('least level of the crisis that a crossing opens'),
  crossing: z
    .object({ at: z.string(), earliest: z.string(), latest: z.string().nullable() })
    .nullable()
    .describe('forecast while it rises: when the count reaches the rule, with a 90 % range'),
  nearMisses: z.array(z.object({ at: z.string(), peak: z.int() })).describe('newest first'),
  state: z.enum(['far', 'near', 'crossed']),
});
export type WallInstrument = z.infer<typeof wallInstrument>;
export type WallRule = z.infer<typeof wallRule>;
export const wallHealth = z.object({
  lagSeconds: z.number(),
  storage: z.enum(['ok', 'behind', 'down']),
  stale: z.boolean(),
});

/** One point of the wall's recent volume, a minute each, oldest first: the chart's first picture. */
export const wallState = z.object({
  seq: z.int(),
  at: z.string(),
  schema: z.literal(1),
  brand: z.string().nullable().describe('null: all brands together'),
  brands: z.array(z.object({ brand: z.string(), name: z.string() })),
  volume: wallVolume,
  sentiment: wallSentiment,
  topics: z.array(wallTopic),
  queue: wallQueue,
  agents: z.array(wallAgent),
  channels: z.array(wallChannel),
  instruments: z.array(wallInstrument),
  rules: z.array(wallRule),
  signals: z.array(signalOut),
  crises: z.array(crisisOut),
  chains: z
    .array(chainOut)
    .optional()
    .describe('flowcharts that run: who is called now and who is next, without names'),
  health: wallHealth,
});
export type WallState = z.infer<typeof wallState>;
/** What a delta carries beside `seq`, `at` and `schema`: changed keys only, each whole. */
export type WallDelta = Pick<WallState, 'seq' | 'at' | 'schema'> & Partial<WallState>;
export type WallParts = Omit<WallState, 'seq' | 'at' | 'schema'>;
export type WallTopic = z.infer<typeof wallTopic>;
export type WallAgent = z.infer<typeof wallAgent>;
export type WallChannel = z.infer<typeof wallChannel>;
export type WallQueue = z.infer<typeof wallQueue>;

export const subscribeIn = z.object({ brand: z.string().max(128).nullish() });
