/** A signal: one indicator of one series that departs from what is normal, for as long as it does. */
import { z } from 'zod';

export const INDICATORS = ['volume', 'queue'] as const;
export type Indicator = (typeof INDICATORS)[number];

/** Why a signal opens no crisis and calls nobody, kept beside its state and never instead of it. */
export const SUPPRESSIONS = ['duplicate', 'silenced', 'inhibited', 'drill', 'learning'] as const;
export type Suppression = (typeof SUPPRESSIONS)[number];

export const signalOut = z.object({
  id: z.string(),
  indicator: z.enum(INDICATORS),
  brand: z.string(),
  topic: z.string().optional(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  observed: z.number().describe('per minute for counts, conversations for the queue'),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  score: z.number().min(0).max(1),
  everyWeeks: z.number().describe('how rare: once in this many weeks for this series'),
  why: z.string().describe('one sentence'),
  suppressed: z.enum(SUPPRESSIONS).optional(),
});
export type SignalOut = z.infer<typeof signalOut>;

/** Inside the house: times epoch ms, `closedAt` null while open. */
export type Signal = Omit<SignalOut, 'openedAt' | 'closedAt' | 'topic' | 'suppressed'> & {
  topic: string | null;
  openedAt: number;
  closedAt: number | null;
  suppressed: Suppression | null;
};
