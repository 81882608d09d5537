/** The crisis flowchart: who is called in which scenario at which level, who deputises, when the next
 * is called, and what to do first. One YAML document (`flowchart.yaml`, or the page /flowchart). */
import { z } from 'zod';
import { weekHours } from './catalogue.ts';
import { LEVELS, SCENARIOS } from './crisis.ts';
import { LIMITS } from './limits.ts';
import { lineText, tidyText } from './text.ts';
import { WAY_KINDS } from './way.ts';

const slug = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u, 'is not a key');
const line = z.string().trim().min(3).max(300);

/** `person:KEY`; `rota:KEY`, who holds it; `next:KEY`, who holds it next (another person); `role:KEY`,
 * the first active person who has the role. A word without a colon is a rota. */
export const target = z
  .string()
  .trim()
  .regex(
    /^(?:(person|rota|next|role):)?[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u,
    'is not person:KEY, rota:KEY, next:KEY or role:KEY',
  )
  .transform((text) => (text.includes(':') ? text : `rota:${text}`));

/** Rounds of ways, quiet ones first: those of one round go out together. */
export const DEFAULT_VIA: (typeof WAY_KINDS)[number][][] = [
  ['push', 'slack', 'teams', 'mail', 'webhook', 'alertmanager', 'pagerduty'],
  ['sms'],
  ['voice'],
];
const round = z.union([
  z.enum(WAY_KINDS).transform((kind) => [kind]),
  z.array(z.enum(WAY_KINDS)).min(1),
]);

/** `afterMinutes`: from the start of the chain. The first round goes out then, each further one
 * `roundMinutes` after the one before, while nobody has acknowledged; what cannot be delivered moves
 * on at once. The deputy is called the same way `deputyAfterMinutes` after the contact, or at once
 * where the contact cannot be reached. `repeat`: all ways of this step again. */
export const step = z.strictObject({
  contact: target,
  deputy: target.optional(),
  via: z.array(round).min(1).max(9).default(DEFAULT_VIA),
  afterMinutes: z.number().min(0).max(1_440).default(0),
  roundMinutes: z.number().min(0.5).max(60).default(1),
  deputyAfterMinutes: z.number().min(0).max(240).default(3),
  repeat: z
    .strictObject({
      everyMinutes: z.number().min(1).max(240),
      times: z.int().min(1).max(50),
    })
    .optional(),
  sayFirst: z.array(line).max(20).optional().describe('in place of the checklist of the cell'),
  plan: slug.optional(),
});
export type Step = z.infer<typeof step>;

const oneOrMany = <T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.literal('*'), z.enum(values), z.array(z.enum(values)).min(1)]).default('*');

/** Each of `steps`, `sayFirst` and `plan` is taken from the most specific cell that applies and gives
 * it. Specific before general, in this order: names the scenario, the level, the brand, the hours. */
export const cell = z
  .strictObject({
    scenario: oneOrMany(SCENARIOS),
    level: oneOrMany(LEVELS),
    brand: z.string().max(128).optional(),
    during: z
      .string()
      .regex(/^!?[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u, 'is not a key of hours')
      .optional()
      .describe('key of `hours`; with a ! before it: outside of them'),
    steps: z.array(step).min(1).max(20).optional(),
    sayFirst: z.array(line).max(20).optional(),
    plan: slug.optional(),
  })
  .refine(({ steps, sayFirst, plan }) => steps ?? sayFirst ?? plan, 'says nothing');
export type Cell = z.infer<typeof cell>;

/** While a crisis like `source` is open, one like `target` calls nobody. */
export const inhibition = z.strictObject({
  source: z.strictObject({ scenario: oneOrMany(SCENARIOS), level: oneOrMany(LEVELS) }),
  target: z.strictObject({ scenario: oneOrMany(SCENARIOS), level: oneOrMany(LEVELS) }),
  sameBrand: z.boolean().default(true),
  because: line,
});
export type Inhibition = z.infer<typeof inhibition>;

export const tipSheet = z.strictObject({
  mission: line.optional(),
  priorities: z.array(line).max(10).default([]),
  who: z
    .array(z.strictObject({ can: line, contact: target }))
    .max(30)
    .default([])
    .describe('who can do what; how to reach them comes from the roster'),
  emergency: z.array(line).max(20).default([]).describe('steps when all else fails'),
});

const keyed = <T extends z.ZodType<{ key: string }>>(row: T, max: number) =>
  z
    .array(row)
    .max(max)
    .refine((rows) => new Set(rows.map(({ key }) => key)).size === rows.length, 'two have one key')
    .default([]);

export const flowchart = z.strictObject({
  name: lineText(128).default('Crisis flowchart'),
  owner: lineText(128).optional(),
  reviewDue: z.iso.date().optional(),
  hours: keyed(
    z.strictObject({
      key: slug,
      name: lineText(128).optional(),
      timeZone: z.string().max(64).default('UTC'),
      week: weekHours,
      closed: z.array(z.iso.date()).max(400).default([]).describe('days that count as closed'),
    }),
    50,
  ),
  plans: keyed(z.strictObject({ key: slug, name: lineText(128), text: line }), 50),
  cells: z.array(cell).min(1).max(1_000),
  inhibit: z.array(inhibition).max(100).default([]),
  tipSheet: tipSheet.prefault({}),
});
export type Flowchart = z.infer<typeof flowchart>;

/** A version of a document that people edit. Rows are only ever added; the newest is in force. */
export const DOCUMENT_NAMES = ['flowchart', 'rota'] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];
export const DOCUMENT_SOURCES = ['default', 'file', 'page'] as const;
export type DocumentVersion = {
  name: DocumentName;
  version: number;
  at: number;
  by: string;
  source: (typeof DOCUMENT_SOURCES)[number];
  reason: string;
  /** YAML, as it was written. */
  text: string;
};
export const versionOut = z.object({
  version: z.int(),
  at: z.string(),
  by: z.string(),
  source: z.enum(DOCUMENT_SOURCES),
  reason: z.string(),
});
export const documentProblem = z.object({ line: z.int(), where: z.string(), message: z.string() });
export type DocumentProblem = z.infer<typeof documentProblem>;
export const documentIn = z.object({
  text: z.string().min(1).max(LIMITS.documentBytes).describe('YAML'),
  reason: tidyText(LIMITS.reasonChars).default(''),
  basedOn: z.int().describe('the version that was edited: a newer one in force is a conflict'),
});

/** What a chart says for one scenario, level, brand and instant. */
export type ResolvedCell = {
  steps: Step[];
  sayFirst: string[];
  plan: { key: string; name: string; text: string } | null;
  /** What its targets are called where no person is named; a chain keeps them from its start. */
  names?: Record<string, string>;
};

/** Why a call of a cell would not find two people, each by two ways. `nobody`: no person at all. */
export const HOLES = [
  'no-steps',
  'nobody',
  'inactive',
  'unconfirmed',
  'one-way',
  'no-deputy',
  'same-person',
] as const;
export const hole = z.object({
  from: z.string(),
  to: z.string(),
  scenario: z.enum(SCENARIOS),
  level: z.enum(LEVELS),
  brand: z.string().nullable().describe('null: every brand without a cell of its own'),
  step: z.int().nullable().describe('from 1; null: the whole cell'),
  what: z.enum(HOLES),
  detail: z.string().describe('one sentence'),
});
export type Hole = z.infer<typeof hole>;
/** `items`: the holes as intervals, exact, one row for each stretch in which a hole is the same. */
export const coverageOut = z.object({
  from: z.string(),
  to: z.string(),
  version: z.int(),
  isComplete: z.boolean(),
  items: z.array(hole),
  total: z.int().describe('of holes, where not all are listed'),
  hours: z
    .array(z.object({ at: z.string(), holes: z.int() }))
    .describe('per hour: cells with a hole at some instant in it'),
  cells: z.array(
    z.object({
      scenario: z.enum(SCENARIOS),
      level: z.enum(LEVELS),
      brand: z.string().nullable(),
      coveredShare: z.number().min(0).max(1).describe('of the time'),
    }),
  ),
});
export type CoverageOut = z.infer<typeof coverageOut>;

export const dryRunIn = z.object({
  scenario: z.enum(SCENARIOS),
  level: z.enum(LEVELS),
  at: z.string().describe('RFC 3339'),
  brand: z.string().max(128).optional(),
});
/** One call of a dry run: nobody answers, everything is delivered. */
export const plannedCall = z.object({
  at: z.string(),
  afterSeconds: z.number(),
  type: z.enum(['alert.step', 'alert.repeat']),
  step: z.int(),
  of: z.int(),
  role: z.enum(['contact', 'deputy']),
  target: z.string(),
  contact: z.string().describe('in words'),
  person: z.string().nullable(),
  via: z.enum(WAY_KINDS).nullable().describe('null: nobody is reached'),
  receiver: z.string().nullable(),
  confirmed: z.boolean(),
  localTime: z.string().nullable(),
  isNight: z.boolean(),
  problem: z.string().nullable(),
});
export type PlannedCall = z.infer<typeof plannedCall>;
export const dryRunOut = z.object({
  scenario: z.enum(SCENARIOS),
  level: z.enum(LEVELS),
  brand: z.string().nullable(),
  at: z.string(),
  version: z.int(),
  sayFirst: z.array(z.string()),
  plan: z.object({ key: z.string(), name: z.string(), text: z.string() }).nullable(),
  items: z.array(plannedCall),
});
export type DryRunOut = z.infer<typeof dryRunOut>;
