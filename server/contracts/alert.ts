/** What a receiver is told: the same body in every channel. `alert.*` are about a crisis; `notice.*`
 * are about on-call itself. */
import { z } from 'zod';
import { crisisOut } from './crisis.ts';
import { WAY_KINDS } from './way.ts';

/** `step`: somebody's turn. `repeat`: still nobody has taken it. `level`: it is worse than when you
 * were told. `taken`: somebody has it, told to what would go on calling by itself. `resolved`: it is over.
 * `handover`: somebody asks you to take it. `reserve`: can you come? */
export const ALERT_TYPES = [
  'alert.step',
  'alert.repeat',
  'alert.level',
  'alert.taken',
  'alert.resolved',
  'alert.handover',
  'alert.reserve',
] as const;
export type AlertType = (typeof ALERT_TYPES)[number];
/** What calls somebody to take a crisis. */
export const CALL_TYPES = ['alert.step', 'alert.repeat', 'alert.level'] as const;

/** The number that matters: how much there is beside the usual. */
export const figure = z.object({
  what: z.string(),
  value: z.number(),
  expected: z.number().nullable(),
});
export type Figure = z.infer<typeof figure>;

const calledPerson = z.object({ contact: z.string(), via: z.string(), at: z.string() });
const otherCrisis = z.object({
  number: z.int(),
  title: z.string(),
  brand: z.string(),
  brandName: z.string().optional(),
  level: z.string(),
  scenario: z.string(),
  url: z.string(),
});

export const alertBody = z.object({
  type: z.enum(ALERT_TYPES),
  at: z.string(),
  crisis: crisisOut.extend({ url: z.string().describe('the crisis page') }),
  step: z.object({
    index: z.int(),
    of: z.int(),
    contact: z.string(),
    via: z.string(),
    due: z.string(),
  }),
  brandName: z
    .string()
    .optional()
    .describe('as the catalogue names the brand; `crisis.brand` is its key'),
  drill: z.boolean(),
  figure: figure.nullable().optional(),
  trend: z
    .string()
    .optional()
    .describe('one sentence: how long, which way it goes, what it was when it was taken'),
  sayFirst: z.array(z.string()).optional().describe('what to do first, in order'),
  plan: z.object({ name: z.string(), text: z.string() }).nullable().optional(),
  called: z.array(calledPerson).optional().describe('who else was called'),
  answerUrl: z
    .string()
    .optional()
    .describe('the page behind this alert: acknowledge, decline, tip sheet; of this receiver only'),
  askedBy: z.string().optional().describe('of a handover or reserve'),
  others: z.array(otherCrisis).optional().describe('bundled with this one, most severe first'),
  othersMore: z.int().optional().describe('further ones that are not listed'),
});
export type AlertBody = z.infer<typeof alertBody>;

export const NOTICE_TYPES = ['notice.confirm', 'notice.silence', 'notice.oncall'] as const;
export type NoticeType = (typeof NOTICE_TYPES)[number];
/** `code`: what the person types in to confirm the way it came by. */
export const noticeBody = z.object({
  type: z.enum(NOTICE_TYPES),
  at: z.string(),
  title: z.string(),
  text: z.string(),
  code: z.string().optional(),
  answerUrl: z.string().optional(),
});
export type NoticeBody = z.infer<typeof noticeBody>;
export type MessageBody = AlertBody | NoticeBody;
export type MessageType = AlertType | NoticeType;

export const isCall = (type: MessageType): boolean =>
  (CALL_TYPES as readonly MessageType[]).includes(type);
export const isAlert = (body: MessageBody): body is AlertBody => body.type.startsWith('alert.');

/** Why a message is kept and not sent. */
export const SUPPRESSED_BY = [
  'silenced',
  'inhibited',
  'duplicate',
  'superseded',
  'answered',
  'over',
  'drill',
] as const;
export type SuppressedBy = (typeof SUPPRESSED_BY)[number];

/** `queued`: waits for its turn. `sending`: an attempt is under way. `accepted`: the provider has it.
 * `failed`: given up. `suppressed`: kept with its reason, never sent. `bundled`: inside another. */
export const MESSAGE_STATES = [
  'queued',
  'sending',
  'accepted',
  'failed',
  'suppressed',
  'bundled',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const messageOut = z.object({
  id: z.string(),
  type: z.string(),
  crisis: z.object({ id: z.string(), number: z.int(), title: z.string() }).nullable(),
  level: z.string().nullable(),
  step: z.int().nullable(),
  of: z.int().nullable(),
  person: z.string().nullable().describe('key'),
  contact: z.string(),
  via: z.enum(WAY_KINDS),
  receiver: z.string(),
  state: z.enum(MESSAGE_STATES),
  drill: z.boolean(),
  queuedAt: z.string(),
  sentAt: z.string().optional(),
  acceptedAt: z.string().optional(),
  deliveredAt: z.string().optional(),
  openedAt: z.string().optional(),
  answeredAt: z.string().optional(),
  answer: z.string().optional().describe('acknowledge, decline, accept, refuse'),
  failedAt: z.string().optional(),
  reason: z.string().optional(),
  suppressedBy: z.enum(SUPPRESSED_BY).optional(),
  bundledInto: z.string().optional(),
  attempts: z.int(),
});
export type MessageOut = z.infer<typeof messageOut>;
