/** Calling: the chain of a crisis as it runs, the messages it sends, and what keeps it quiet. */
import { z } from 'zod';
import type { Figure, MessageBody, MessageState, MessageType, SuppressedBy } from './alert.ts';
import { LEVELS, SCENARIOS, type Level, type Scenario } from './crisis.ts';
import type { ResolvedCell } from './flowchart.ts';
import { LIMITS } from './limits.ts';
import { keyText, tidyText } from './text.ts';
import type { Way } from './way.ts';

/** A message to one person (or machine) by one way. Its id repeats when the same decision is computed
 * again, and goes to providers that drop repeats by it. Times in epoch ms. */
export type Message = {
  id: string;
  type: MessageType;
  /** Null: no crisis stands behind it. */
  crisisId: string | null;
  chainId: string | null;
  /** From 1; 0 where it belongs to no step. */
  step: number;
  of: number;
  level: Level;
  scenario: Scenario | null;
  brand: string | null;
  /** Key; null: a machine, or a team's endpoint. */
  person: string | null;
  /** In words, as the timeline says it. */
  contact: string;
  way: Way;
  drill: boolean;
  body: MessageBody;
  state: MessageState;
  /** When it may go out at the earliest. */
  dueAt: number;
  queuedAt: number;
  sentAt: number | null;
  acceptedAt: number | null;
  deliveredAt: number | null;
  openedAt: number | null;
  answeredAt: number | null;
  answer: MessageAnswer | null;
  failedAt: number | null;
  attempts: number;
  nextAttemptAt: number | null;
  reason: string | null;
  suppressedBy: SuppressedBy | null;
  /** What suppressed it: a silence's id, a crisis's number. */
  suppressedFor: string | null;
  bundledInto: string | null;
  /** What the provider calls it. */
  providerId: string | null;
};
export const MESSAGE_ANSWERS = ['acknowledge', 'decline', 'accept', 'refuse'] as const;
export type MessageAnswer = (typeof MESSAGE_ANSWERS)[number];

/** What the chain needs to know of a message that it sent. */
export type MessageFate = Pick<
  Message,
  'id' | 'state' | 'dueAt' | 'acceptedAt' | 'failedAt' | 'attempts' | 'answer'
>;

export const CHAIN_STATES = ['running', 'held', 'taken', 'spent', 'over'] as const;
/** `running`: calls go out. `held`: silenced or inhibited, starts when that ends. `taken`: acknowledged
 * at its level. `spent`: every step was called and nobody took it. `over`: the crisis ended, or a
 * higher level's chain went on in its place. */
export type ChainState = (typeof CHAIN_STATES)[number];

/** The chain of one crisis at one level. `run` is the machine's own memory, plain JSON
 * (alerts/flowchart/chain.ts). */
export type Chain = {
  id: string;
  crisisId: string;
  level: Level;
  state: ChainState;
  startedAt: number;
  endedAt: number | null;
  /** When there is something to do next; null: only when something happens. */
  nextAt: number | null;
  chartVersion: number;
  cell: ResolvedCell;
  figureAtStart: Figure | null;
  heldBy: { kind: 'silenced' | 'inhibited'; by: string } | null;
  run: unknown;
};

/** A running chain as walls and pages show it. */
export const chainOut = z.object({
  id: z.string(),
  crisis: z.string(),
  level: z.enum(LEVELS),
  state: z.enum(CHAIN_STATES),
  step: z.int().describe('the latest step that was called; 0: none yet'),
  of: z.int(),
  now: z
    .array(z.object({ contact: z.string(), via: z.string(), state: z.string(), at: z.string() }))
    .describe('the latest calls, newest first'),
  next: z
    .object({ at: z.string(), contact: z.string(), via: z.string().nullable(), step: z.int() })
    .nullable(),
  heldBy: z.string().nullable(),
  takenBy: z.string().nullable(),
  startedAt: z.string(),
});
export type ChainOut = z.infer<typeof chainOut>;

/** Keeps crises that match all that it names from calling anybody, up to a level. */
export type Silence = {
  id: string;
  owner: string;
  reason: string;
  createdAt: number;
  startsAt: number;
  endsAt: number;
  endedBy: string | null;
  brand: string | null;
  scenario: Scenario | null;
  topic: string | null;
  upToLevel: Level;
  /** Whether its begin and its end were told. */
  toldStart: boolean;
  toldEnd: boolean;
};
export const silenceIn = z
  .object({
    reason: tidyText(LIMITS.reasonChars).trim().min(3),
    startsAt: z.string().optional().describe('RFC 3339; absent: now'),
    endsAt: z.string().describe('RFC 3339'),
    brand: keyText(LIMITS.brandChars).optional(),
    scenario: z.enum(SCENARIOS).optional(),
    topic: keyText(LIMITS.tagChars).optional(),
    upToLevel: z.enum(LEVELS).default('high').describe('what is worse still calls'),
  })
  .refine(
    ({ brand, scenario, topic }) => brand ?? scenario ?? topic,
    'needs a brand, a scenario or a topic: nothing silences everything',
  );
export const silenceOut = z.object({
  id: z.string(),
  owner: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  endedBy: z.string().optional(),
  brand: z.string().optional(),
  scenario: z.enum(SCENARIOS).optional(),
  topic: z.string().optional(),
  upToLevel: z.enum(LEVELS),
  state: z.enum(['planned', 'active', 'ended']),
  holding: z.int().describe('crises that it keeps quiet now'),
});
export type SilenceOut = z.infer<typeof silenceOut>;
