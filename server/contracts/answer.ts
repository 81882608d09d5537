/** The page behind a link in a message, as data: what its script asks for every few seconds, and what
 * an integrator may build a page of its own from. */
import { z } from 'zod';
import { LEVELS, SCENARIOS } from './crisis.ts';
import { MESSAGE_ANSWERS } from './calling.ts';
import { LIMITS } from './limits.ts';
import { tidyText } from './text.ts';

/** What kind of question the message asks. `notice`: none. */
export const ASKS = ['call', 'handover', 'reserve', 'confirm', 'notice'] as const;
export type Ask = (typeof ASKS)[number];

/** `open`: waits for an answer. `mine`: whoever the link was sent to has it. `taken`: somebody else
 * has it. `declined`: refused by whoever it was sent to. `coming`: of the reserve. `closed`: asked no
 * more. `over`: the crisis ended. */
export const STANDS = [
  'open',
  'mine',
  'taken',
  'declined',
  'coming',
  'confirmed',
  'closed',
  'over',
] as const;
export type Stand = (typeof STANDS)[number];

export const answerOut = z.object({
  ask: z.enum(ASKS),
  stand: z.enum(STANDS),
  text: z.string().describe('one sentence: what stands'),
  answers: z.array(z.enum(MESSAGE_ANSWERS)).describe('that can be given now'),
  expiresAt: z.string(),
  crisis: z
    .object({
      number: z.int(),
      title: z.string(),
      brand: z.string(),
      level: z.enum(LEVELS),
      scenario: z.enum(SCENARIOS),
      drill: z.boolean(),
      since: z.string(),
      url: z.string(),
    })
    .optional(),
  live: z
    .record(z.string(), z.string())
    .describe('texts of the page that change: figure, usual, since, trend, next'),
  called: z.array(z.string()).describe('who else was called and what came of it, a line each'),
  nextInSeconds: z.int().nullable().describe('until somebody is called next'),
});
export type AnswerOut = z.infer<typeof answerOut>;

export const answerIn = z.object({
  answer: z.enum(MESSAGE_ANSWERS),
  reason: tidyText(LIMITS.reasonChars).optional().describe('why it is declined'),
  name: tidyText(128)
    .trim()
    .optional()
    .describe('who it is, where the link was sent to a place of several people'),
  minutes: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_880)
    .optional()
    .describe('of the reserve: in how many you are there'),
});
export const answeredOut = z.object({
  outcome: z.enum(['done', 'stands']),
  text: z.string(),
});
