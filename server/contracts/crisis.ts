/** A crisis: a story about one brand that needs people. Its record, its timeline, and the commands
 * a person may give it. */
import { z } from 'zod';
import type { Figure } from './alert.ts';
import { tidyText } from './text.ts';

export const CRISIS_STATES = [
  'watching',
  'open',
  'acknowledged',
  'contained',
  'resolved',
  'false-alarm',
] as const;
export type CrisisState = (typeof CRISIS_STATES)[number];

export const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

export const SCENARIOS = [
  'viral-complaint',
  'campaign-blunder',
  'backlash',
  'service-failure',
  'queue-flood',
  'churn-wave',
  'unclassified',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

const evidence = z.object({ what: z.string(), value: z.number(), expected: z.number().optional() });
/** Who speaks and how, over the story so far (at most an hour): why the scenario is what it is. */
export const structure = z.object({
  mentions: z.int(),
  authors: z.int(),
  roots: z.int().describe('distinct texts once copies and reposts count as one'),
  topRootShare: z.number().describe('share of the mentions that repeat the most repeated post'),
  repostShare: z.number(),
  ownPostShare: z.number().describe('answers to one post of the brand, or its hashtag'),
  firstHandShare: z.number().describe('of the distinct texts'),
  sharedShare: z.number().describe('"anyone else?", of the distinct texts'),
  questionShare: z.number(),
  leavingShare: z.number(),
  negativeShare: z.number(),
  harmShare: z.number(),
  topAuthorShare: z.number(),
});
export type Structure = z.infer<typeof structure>;
const test = z.object({ score: z.number().min(0).max(1), evidence: z.array(evidence) });
export const scorecard = z.object({ damage: test, deviation: test, asymmetry: test });
export type Scorecard = z.infer<typeof scorecard>;

export const crisisOut = z.object({
  id: z.string(),
  number: z.int(),
  state: z.enum(CRISIS_STATES),
  level: z.enum(LEVELS),
  scenario: z.enum(SCENARIOS),
  brand: z.string(),
  title: z.string(),
  firstMentionAt: z.string(),
  detectedAt: z.string(),
  openedAt: z.string(),
  acknowledgedAt: z.string().optional(),
  acknowledgedBy: z.string().optional(),
  acknowledgedLevel: z
    .enum(LEVELS)
    .optional()
    .describe('the acknowledgement covers this level; below `level` it must be taken again'),
  levelAt: z.string().optional().describe('since when the level is what it is'),
  containedAt: z.string().optional(),
  quietSince: z.string().optional().describe('since when none of its signals is open'),
  resolvedAt: z.string().optional(),
  scorecard,
  signals: z.array(z.string()),
  drill: z.boolean(),
  topics: z.array(z.string()).optional().describe('what the story is about, strongest first'),
  scenarioConfidence: z.number().min(0).max(1).optional(),
  scenarioReason: z.string().optional().describe('one sentence'),
  levelReason: z.string().optional().describe('one sentence: which criterion gave the level'),
  structure: structure.optional(),
  overrides: z
    .array(
      z.object({
        at: z.string(),
        by: z.string().optional(),
        what: z.enum(['level', 'scenario']),
        from: z.string(),
        to: z.string(),
        reason: z.string().optional(),
      }),
    )
    .optional()
    .describe('what people decided against the engine; a display token is not told who and why'),
  handover: z
    .object({ to: z.string(), name: z.string(), by: z.string(), at: z.string() })
    .optional()
    .describe('asked and not answered yet'),
  taken: z
    .object({
      at: z.string(),
      by: z.string(),
      level: z.enum(LEVELS),
      figure: z
        .object({ what: z.string(), value: z.number(), expected: z.number().nullable() })
        .nullable(),
    })
    .optional()
    .describe('the number that mattered when somebody took it'),
});
export type CrisisOut = z.infer<typeof crisisOut>;

/** Inside the house. `version` counts changes: a writer who read an older one must read again. */
export type Crisis = {
  id: string;
  number: number;
  version: number;
  state: CrisisState;
  level: Level;
  /** Since when the level is what it is; null on a record from before this was kept. */
  levelAt: number | null;
  scenario: Scenario;
  brand: string;
  title: string;
  firstMentionAt: number;
  detectedAt: number;
  openedAt: number;
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
  /** The level that the acknowledgement was given for. */
  acknowledgedLevel: Level | null;
  containedAt: number | null;
  resolvedAt: number | null;
  /** Since when no signal of the crisis is open, for the hysteresis of calming down. */
  quietSince: number | null;
  scorecard: Scorecard;
  signals: string[];
  drill: boolean;
  /** Null on records from before it was kept. */
  detail: CrisisDetail | null;
};
export type CrisisDetail = {
  topics: string[];
  scenarioConfidence: number;
  scenarioReason: string;
  levelReason: string;
  structure: Structure | null;
  overrides: Override[];
  /** Somebody was asked to take it over and has not answered. `to`: key of a person. */
  handover?: {
    to: string;
    name: string;
    by: string;
    /** Key of who asked, where they are on the roster. */
    byPerson?: string | null;
    at: number;
  } | null;
  /** What the figure was when somebody took it, and at which level. */
  taken?: {
    at: number;
    by: string;
    person?: string | null;
    level: Level;
    figure: Figure | null;
  } | null;
};
export type Override = {
  at: number;
  by: string;
  what: 'level' | 'scenario';
  from: string;
  to: string;
  reason: string;
};

const DECIDED = ' decided: ';
/** The reason that stands beside a level or scenario which a person set. */
export const decidedReason = ({ by, reason }: Pick<Override, 'by' | 'reason'>): string =>
  `${by}${DECIDED}${reason}`;
export const isDecidedReason = (reason: string): boolean => reason.includes(DECIDED);

export const TIMELINE_KINDS = [
  'first-mention',
  'signal-opened',
  'signal-closed',
  'opened',
  'level',
  'scenario',
  'alert-queued',
  'alert-sent',
  'alert-failed',
  'alert-delivered',
  'alert-opened',
  'alert-suppressed',
  'chain-started',
  'chain-spent',
  'acknowledged',
  'handover-asked',
  'handover-refused',
  'handover',
  'declined',
  'reserve-asked',
  'reserve-answered',
  'note',
  'contained',
  'resolved',
  'false-alarm',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const timelineEntryOut = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(TIMELINE_KINDS),
  by: z.string().describe("a person's name, or 'tocsin'"),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEntryOut = z.infer<typeof timelineEntryOut>;
export type TimelineEntry = Omit<TimelineEntryOut, 'id' | 'at'> & { crisisId: string; at: number };

/** What a person may do to a crisis, as in POST /api/v1/crises/{id}/{command}. */
export const COMMANDS = [
  'acknowledge',
  'handover',
  'decline',
  'level',
  'scenario',
  'note',
  'contain',
  'resolve',
  'false-alarm',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const commandIn = z.object({
  reason: tidyText(2000).optional(),
  text: tidyText(4000).optional(),
  level: z.enum(LEVELS).optional(),
  scenario: z.enum(SCENARIOS).optional(),
  to: tidyText(256).optional(),
});
export type CommandIn = z.infer<typeof commandIn>;
