/** On-call on the wire: what pages and integrators see of people, ways, overrides, swaps, links and
 * the reserve. Addresses are masked. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { SWAP_STATES } from './oncall.ts';
import { instantIn, keyText, tidyText } from './text.ts';
import { WAY_KINDS } from './way.ts';

const key = keyText(64);
const reason = tidyText(LIMITS.reasonChars).trim().default('');
const ref = z.object({ key: z.string(), name: z.string() });

export const meOut = z.object({
  person: ref.extend({ timeZone: z.string() }).nullable().describe('null: not on the roster'),
});
export type MeOut = z.infer<typeof meOut>;

export const wayOut = z.object({
  way: z.string().describe('names the way among those of the person'),
  via: z.enum(WAY_KINDS),
  label: z.string().describe('masked address'),
  confirmedAt: z.string().optional(),
  dueAt: z.string().optional().describe('until when it counts as confirmed'),
  isDue: z.boolean().describe('must be confirmed (again): it counts as a hole'),
});
export const personOut = z.object({
  key: z.string(),
  name: z.string(),
  timeZone: z.string(),
  active: z.boolean(),
  roles: z.array(z.string()),
  localTime: z.string(),
  isNight: z.boolean(),
  isMe: z.boolean(),
  ways: z.array(wayOut),
  browsers: z.int().optional().describe('that take push messages; of oneself only'),
  reserve: z.object({ minutesToArrive: z.int(), skills: z.array(z.string()) }).optional(),
});
export type PersonOut = z.infer<typeof personOut>;

export const overrideIn = z.object({
  rota: key,
  person: key.nullable().describe('null: nobody, on purpose'),
  from: instantIn.describe('RFC 3339'),
  to: instantIn.describe('RFC 3339'),
  reason,
});
export const overrideOut = z.object({
  id: z.string(),
  rota: z.string(),
  person: ref.nullable(),
  from: z.string(),
  to: z.string(),
  createdAt: z.string(),
  by: z.string(),
  reason: z.string(),
  swap: z.string().optional(),
});
export type OverrideOut = z.infer<typeof overrideOut>;
export const reasonIn = z.object({ reason });

export const swapIn = z.object({
  rota: key,
  giver: key.optional().describe('absent: oneself'),
  taker: key,
  from: instantIn.describe('RFC 3339'),
  to: instantIn.describe('RFC 3339'),
  reason,
});
export const swapOut = z.object({
  id: z.string(),
  rota: z.string(),
  giver: ref,
  taker: ref,
  from: z.string(),
  to: z.string(),
  state: z.enum(SWAP_STATES),
  askedAt: z.string(),
  answeredAt: z.string().optional(),
  reason: z.string(),
});
export type SwapOut = z.infer<typeof swapOut>;

export const confirmationIn = z.object({ person: key, way: z.string().min(1).max(128) });
export const confirmIn = confirmationIn.extend({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'is not a code of six digits'),
});

export const feedOut = z.object({
  id: z.string(),
  person: z.string(),
  createdAt: z.string(),
  by: z.string(),
});
export type FeedOut = z.infer<typeof feedOut>;

export const calendarOut = z.object({
  rota: z.string(),
  shifts: z.int(),
  problems: z.array(z.string()).describe('what could not be read, by its place in the file'),
});
export type CalendarOut = z.infer<typeof calendarOut>;

export const reserveOut = z.object({
  person: ref,
  active: z.boolean(),
  minutesToArrive: z.int(),
  skills: z.array(z.string()),
  localTime: z.string(),
  isNight: z.boolean(),
  askedAt: z.string().optional(),
  askedBy: z.string().optional(),
  answer: z.enum(['accept', 'refuse']).optional(),
  answeredAt: z.string().optional(),
  minutes: z.int().optional().describe('in how many they are there'),
});
export type ReserveOut = z.infer<typeof reserveOut>;

export const oncallChangeOut = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  what: z.string(),
  rota: z.string().optional(),
  person: z.string().optional(),
  reason: z.string(),
});

export const pushIn = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(2_048),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{80,100}=*$/, 'is not a key'),
    auth: z.string().regex(/^[\w-]{16,40}=*$/, 'is not a secret'),
  }),
  device: tidyText(128).trim().default(''),
});
