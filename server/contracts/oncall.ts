/** On-call: people and the ways to reach them, rotas and who holds them when. The roster is what the
 * operator writes (`rota.yaml`, or the page /oncall); overrides, swaps, imported calendars and
 * confirmations are what people do to it. */
import { z } from 'zod';
import { weekHours } from './catalogue.ts';
import { lineText } from './text.ts';
import { WAY_KINDS } from './way.ts';

const slug = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u, 'is not a key');
const name = lineText(128);
const zone = z.string().max(64).describe('IANA name');
const day = z.iso.date();
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not HH:MM');

/** One way to reach a person: `via` a kind of receiver. `address`: mail address, E.164 number, member
 * id of a chat; push needs none, its browsers say where. `receiver` names one of several receivers
 * of the kind. */
export const personWay = z
  .strictObject({
    via: z.enum(WAY_KINDS),
    address: lineText(320).optional(),
    receiver: slug.optional(),
  })
  .superRefine(({ via, address }, context) => {
    const isPhone = via === 'sms' || via === 'voice';
    if (isPhone && !/^\+[1-9]\d{6,14}$/.test(address ?? '')) {
      context.addIssue({ code: 'custom', path: ['address'], message: 'is not an E.164 number' });
    }
    if (via === 'mail' && !z.email().safeParse(address).success) {
      context.addIssue({ code: 'custom', path: ['address'], message: 'is not a mail address' });
    }
  });
export type PersonWay = z.infer<typeof personWay>;

export const person = z.strictObject({
  key: slug,
  name,
  email: z.email().max(320).optional().describe('the account with this address is this person'),
  timeZone: zone.default('UTC'),
  roles: z.array(slug).max(20).default([]),
  ways: z.array(personWay).max(12).default([]).describe('quiet first, intrusive later'),
  active: z.boolean().default(true),
  reserve: z
    .strictObject({
      minutesToArrive: z.int().min(0).max(2_880),
      skills: z.array(name).max(20).default([]),
    })
    .optional()
    .describe('stands on the reserve roster'),
});
export type Person = z.infer<typeof person>;

/** A rotation: `people` take turns, each for `every`. Turn 0 begins on `startsOn` at `handoverAt` of
 * the rota's time zone; days and weeks are calendar days there, hours are hours of the clock on the
 * wall of UTC. `during`: only within these hours of the week (rota's zone); a window that ends before
 * it begins reaches into the next day. */
export const layer = z.strictObject({
  name: name.optional(),
  people: z.array(slug).min(1).max(100),
  every: z
    .union([
      z.strictObject({ hours: z.int().min(1).max(168) }),
      z.strictObject({ days: z.int().min(1).max(366) }),
      z.strictObject({ weeks: z.int().min(1).max(52) }),
    ])
    .default({ weeks: 1 }),
  startsOn: day,
  handoverAt: clockTime.default('09:00'),
  until: day.optional().describe('first day on which the layer no longer applies'),
  during: weekHours.optional().describe('absent: round the clock'),
});
export type Layer = z.infer<typeof layer>;

/** Later layers win over earlier ones where they apply. In a peak its layers stand in for the rota's
 * own. `timeZone` decides when turns change. */
export const rota = z.strictObject({
  key: slug,
  name: name.optional(),
  timeZone: zone.default('UTC'),
  layers: z.array(layer).max(20).default([]),
  peaks: z
    .array(
      z
        .strictObject({ name, from: day, to: day, layers: z.array(layer).min(1).max(20) })
        .refine(({ from, to }) => from < to, 'must end after it begins'),
    )
    .max(50)
    .default([])
    .describe('`to`: first day after it'),
});
export type Rota = z.infer<typeof rota>;

const unique = (rows: { key: string }[]) =>
  new Set(rows.map(({ key }) => key)).size === rows.length;
export const roster = z.strictObject({
  confirmEveryDays: z.int().min(1).max(366).default(90),
  people: z.array(person).max(2_000).refine(unique, 'two people have the same key').default([]),
  rotas: z.array(rota).max(200).refine(unique, 'two rotas have the same key').default([]),
});
export type Roster = z.infer<typeof roster>;

/** [from, to) in epoch ms. `person` null: nobody. */
export type Shift = { person: string | null; from: number; to: number };
/** The newest one that covers an instant wins. */
export type Override = Shift & {
  id: string;
  rota: string;
  createdAt: number;
  by: string;
  reason: string;
  /** The swap that it came from. */
  swap: string | null;
};
export const SWAP_STATES = ['asked', 'accepted', 'declined', 'cancelled', 'expired'] as const;
/** The taker accepts or declines, the giver cancels. */
export const SWAP_ANSWERS = ['accept', 'decline', 'cancel'] as const;
export type SwapAnswer = (typeof SWAP_ANSWERS)[number];
export type Swap = {
  id: string;
  rota: string;
  from: number;
  to: number;
  /** Who gives the shift away, and who is to take it. */
  giver: string;
  taker: string;
  state: (typeof SWAP_STATES)[number];
  askedAt: number;
  answeredAt: number | null;
  reason: string;
};
/** Shifts of an imported calendar; they win over the layers, overrides win over them. Shifts are
 * expanded for `[expandedFrom, expandedTo)`. */
export type ImportedCalendar = {
  rota: string;
  shifts: Shift[];
  expandedFrom: number;
  expandedTo: number;
};
/** `way`: wayKeyOf (alerts/oncall/ways.ts). */
export type Confirmation = { person: string; way: string; confirmedAt: number };

/** All that decides who is called: plain data, read from the store. */
export type OncallState = {
  roster: Roster;
  overrides: readonly Override[];
  calendars: readonly ImportedCalendar[];
  confirmations: readonly Confirmation[];
  /** Persons with at least one browser that takes push messages. */
  pushPeople: readonly string[];
};

const personRef = z.object({ key: z.string(), name: z.string() });
export const SHIFT_SOURCES = ['layer', 'peak', 'calendar', 'override', 'nobody'] as const;
/** Who holds a rota at an instant. */
export const holderOut = z.object({
  rota: z.string(),
  name: z.string(),
  person: personRef.nullable(),
  source: z.enum(SHIFT_SOURCES),
  since: z.string().nullable().describe('null: for longer than a year'),
  until: z.string().nullable().describe('null: nothing changes within a year'),
  next: z.object({ person: personRef.nullable(), from: z.string() }).nullable(),
  localTime: z.string().optional().describe("HH:MM on the person's own clock"),
  timeZone: z.string().optional(),
  isNight: z.boolean().optional().describe('22:00 to 07:00 there'),
  problem: z.string().optional().describe('why a call would not arrive, in words'),
});
export type HolderOut = z.infer<typeof holderOut>;
export const shiftOut = z.object({
  rota: z.string(),
  person: personRef.nullable(),
  from: z.string(),
  to: z.string(),
  source: z.enum(SHIFT_SOURCES),
});
export type ShiftOut = z.infer<typeof shiftOut>;
