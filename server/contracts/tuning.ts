/** The alarm budget that is in force and who chose it, and back-tests of another one over stored
 * mentions: what would have fired, what it would have cost, what it would have gained. */
import { z } from 'zod';
import { CRISIS_STATES, LEVELS, SCENARIOS } from './crisis.ts';
import { LIMITS } from './limits.ts';
import { INDICATORS } from './signal.ts';
import { instantIn, keyText, tidyText } from './text.ts';

const budgetIn = z
  .number()
  .min(LIMITS.budgetMin)
  .max(LIMITS.budgetMax)
  .describe('false alarms per brand and week');

export const backtestIn = z
  .object({
    brand: keyText(LIMITS.brandChars).optional().describe('absent: every brand'),
    falseAlarmsPerWeek: budgetIn,
    from: instantIn.optional().describe('absent: a week before `to`'),
    to: instantIn.optional().describe('absent: now'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['from'],
    message: 'must be before `to`',
  });
export const budgetChangeIn = z.object({
  falseAlarmsPerWeek: budgetIn.nullable().describe("null: the configuration's again"),
  reason: tidyText(LIMITS.reasonChars).trim().min(3),
});

const budgetChange = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  from: z.number(),
  to: z.number(),
  isConfigured: z.boolean().describe("back to the configuration's"),
  reason: z.string(),
});
export type BudgetChangeOut = z.infer<typeof budgetChange>;

/** `both`: fires under either budget; `present`, `other`: under that one alone. */
const found = z.enum(['both', 'present', 'other']);
export type FoundIn = z.infer<typeof found>;
/** Of a signal. `false`: it belonged to no crisis, or to one that a person called a false alarm;
 * `real`: while a crisis stood that is on record; `unjudged`: to one that only the back-test saw. */
export const VERDICTS = ['real', 'false', 'unjudged'] as const;
export type Verdict = (typeof VERDICTS)[number];

const backtestSignal = z.object({
  id: z.string(),
  brand: z.string(),
  indicator: z.enum(INDICATORS),
  topic: z.string().optional(),
  channel: z.string().optional(),
  rule: z.string().optional(),
  found,
  verdict: z.enum(VERDICTS),
  openedAt: z.string().describe('under the budget that saw it first'),
  closedAt: z.string().optional(),
  earlierMinutes: z.number().optional().describe('how much earlier the other budget sees it'),
  observed: z.number(),
  expected: z.number(),
  everyWeeks: z.number(),
  why: z.string(),
});
export type BacktestSignal = z.infer<typeof backtestSignal>;

const backtestCrisis = z.object({
  brand: z.string(),
  title: z.string(),
  level: z.enum(LEVELS),
  scenario: z.enum(SCENARIOS),
  found: found.nullable().describe('null: on record only, neither budget sees it'),
  firstMentionAt: z.string(),
  presentAt: z.string().optional().describe('opened under the present budget'),
  otherAt: z.string().optional(),
  earlierMinutes: z.number().optional().describe('negative: the other budget sees it later'),
  record: z
    .object({
      id: z.string(),
      number: z.int(),
      state: z.enum(CRISIS_STATES),
      openedAt: z.string(),
    })
    .optional()
    .describe('the crisis that stands on record for this'),
});
export type BacktestCrisis = z.infer<typeof backtestCrisis>;

const backtestSide = z.object({
  falseAlarmsPerWeek: z.number().describe('the budget'),
  signals: z.int(),
  signalsPerWeek: z.number(),
  crises: z.int().describe('that somebody would have been called for'),
  crisesPerWeek: z.number(),
  real: z.int(),
  unjudged: z.int(),
  falseAlarms: z.object({
    count: z.int(),
    perWeek: z.number().describe('per brand and week'),
    low: z.number().describe('90 % interval of a Poisson count'),
    high: z.number(),
  }),
});
export type BacktestSide = z.infer<typeof backtestSide>;

const backtestResult = z.object({
  from: z.string(),
  to: z.string(),
  readFrom: z.string().describe('mentions before `from` only taught'),
  learnedHours: z.int().describe('hours of history that the expectations stand on at `from`'),
  isCut: z.boolean().describe('more was asked for than is read at once: the oldest is left out'),
  mentions: z.int(),
  brands: z.int(),
  weeks: z.number(),
  present: backtestSide,
  other: backtestSide,
  signals: z.array(backtestSignal),
  signalsLeftOut: z.int(),
  crises: z.array(backtestCrisis),
});
export type BacktestResult = z.infer<typeof backtestResult>;

export const BACKTEST_STATES = [
  'queued',
  'reading',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
export type BacktestState = (typeof BACKTEST_STATES)[number];

export const backtestOut = z.object({
  id: z.string(),
  state: z.enum(BACKTEST_STATES),
  by: z.string(),
  askedAt: z.string(),
  endedAt: z.string().optional(),
  brand: z.string().optional(),
  from: z.string(),
  to: z.string(),
  present: z.number().describe('false alarms per brand and week: the budget in force'),
  other: z.number().describe('the one that is tried'),
  ahead: z.int().optional().describe('while queued: how many run before it'),
  progress: z
    .object({ done: z.int(), of: z.int(), secondsLeft: z.number().optional() })
    .optional()
    .describe('rows read, then rows played: each once per budget'),
  problem: z.string().optional().describe('why it failed'),
  result: backtestResult.optional(),
});
export type BacktestOut = z.infer<typeof backtestOut>;

const inForce = z.object({
  falseAlarmsPerWeek: z.number(),
  isConfigured: z.boolean(),
  since: z.string().optional(),
  by: z.string().optional(),
  reason: z.string().optional(),
});

export const tuningOut = z.object({
  budget: inForce,
  configured: z.number(),
  history: z.array(budgetChange).describe('newest first'),
  stored: z
    .array(z.object({ brand: z.string(), name: z.string(), from: z.string(), to: z.string() }))
    .describe('how far stored mentions reach, by brand'),
  limits: z.object({ min: z.number(), max: z.number(), mentions: z.int() }),
  backtests: z.array(backtestOut.omit({ result: true })).describe('newest first'),
});
export type TuningOut = z.infer<typeof tuningOut>;
