/** A signal: one indicator of one series that departs from what is normal, for as long as it does. */
import { z } from 'zod';

/** What is watched. `volume` of the brand and of each tracked topic; `silence` of a channel: nothing
 * came where something should have; `joint`: several drift together though none crosses alone;
 * `rule`: so many posts on one topic in so many hours, as the operator wrote it; `external`: an alert of
 * another monitoring system fires. */
export const INDICATORS = [
  'volume',
  'emerging',
  'negativeShare',
  'churn',
  'reach',
  'queue',
  'oldest',
  'unanswered',
  'questions',
  'handling',
  'breaches',
  'silence',
  'joint',
  'rule',
  'external',
] as const;
export type Indicator = (typeof INDICATORS)[number];

/** Why a signal opens no crisis and calls nobody, kept beside its state and never instead of it. */
export const SUPPRESSIONS = ['duplicate', 'silenced', 'inhibited', 'drill', 'learning'] as const;
export type Suppression = (typeof SUPPRESSIONS)[number];

const counted = z.object({ name: z.string(), mentions: z.int() });
/** What stands behind a signal within its window, most first, at most LIMITS.behindRows each. */
export const behind = z.object({
  mentions: z.int(),
  authors: z.int().describe('distinct'),
  roots: z.int().describe('distinct texts once copies and reposts count as one'),
  topTopics: z.array(counted),
  topAuthors: z.array(counted),
  topChannels: z.array(counted),
  topPosts: z.array(
    z.object({
      channel: z.string(),
      id: z.string(),
      mentions: z.int().describe('with its copies'),
    }),
  ),
});
export type Behind = z.infer<typeof behind>;
/** One part of a joint signal: since when it drifts and how far, as a share of what is normal. */
const part = z.object({ indicator: z.enum(INDICATORS), since: z.string(), times: z.number() });

export const signalOut = z.object({
  id: z.string(),
  indicator: z.enum(INDICATORS),
  brand: z.string(),
  topic: z.string().optional(),
  channel: z.string().optional().describe('of a silence'),
  rule: z.string().optional().describe('key of the rule that was crossed'),
  since: z.string().optional().describe('when the departure began'),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  observed: z
    .number()
    .describe('per minute for counts, the figure itself for gauges, 0..1 for shares'),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  score: z.number().min(0).max(1),
  everyWeeks: z.number().describe('how rare: once in this many weeks for this series'),
  why: z.string().describe('one sentence'),
  suppressed: z.enum(SUPPRESSIONS).optional(),
  behind: behind.optional(),
  parts: z.array(part).optional().describe('of a joint signal, the one that moved first leads'),
});
export type SignalOut = z.infer<typeof signalOut>;

/** Inside the house: times epoch ms, `closedAt` null while open; what is told beside the figures is
 * kept together. */
export type SignalDetail = {
  channel?: string;
  rule?: string;
  since?: number;
  behind?: Behind;
  parts?: { indicator: Indicator; since: number; times: number }[];
};
type Told = 'openedAt' | 'closedAt' | 'topic' | 'suppressed';
export type Signal = Omit<SignalOut, Told | keyof SignalDetail> & {
  topic: string | null;
  openedAt: number;
  closedAt: number | null;
  suppressed: Suppression | null;
  /** Null on records from before it was kept. */
  detail: SignalDetail | null;
};
