/** The catalogue: what the operator tells Tocsin about brands, channels, topics, noise and receivers,
 * as YAML files of CONFIG_DIR (`brands.yaml`, `channels.yaml`, `topics.yaml`, `noise.yaml`,
 * `receivers.yaml`, `detection.yaml`), each file holding the key of its name. */
import { z } from 'zod';

const slug = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.@&' -]{0,127}$/u);
const phrase = z.string().min(2).max(200);
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Hours of operation in the brand's own time zone; a missing day is closed. */
export const weekHours = z.partialRecord(z.enum(DAYS), z.object({ from: clock, to: clock }));

export const brandConfig = z.strictObject({
  key: slug,
  name: z.string().min(1).max(128).optional(),
  timeZone: z.string().max(64).default('UTC').describe('IANA name'),
  aliases: z.array(phrase).max(50).default([]).describe('names that mean the brand in a text'),
  accounts: z.array(z.string().max(256)).max(200).default([]).describe("the brand's own authors"),
  importantAuthors: z.array(z.string().max(512)).max(10_000).default([]),
  signOff: z.string().max(200).optional().describe('regular expression; group 1 is the agent'),
});
export const channelConfig = z.strictObject({
  key: slug,
  name: z.string().min(1).max(128).optional(),
  slaMinutes: z.number().positive().max(10_080).default(60),
  hours: weekHours.optional().describe('absent: always open'),
  owner: z.string().max(128).optional(),
});
export const topicConfig = z.strictObject({
  key: slug,
  name: z.string().min(1).max(128).optional(),
  brand: z.string().max(128).optional().describe('absent: every brand'),
  any: z
    .array(phrase)
    .min(1)
    .max(200)
    .describe('words or phrases; a trailing * matches any ending'),
  none: z.array(phrase).max(200).default([]),
});
export const noiseConfig = z.strictObject({
  key: slug,
  any: z.array(phrase).max(500).default([]),
  with: z
    .strictObject({ any: z.array(phrase).max(500).default([]), link: z.boolean().default(false) })
    .optional()
    .describe('absent: one of `any` is enough; else one of these too, or a link where it says so'),
  authors: z.array(z.string().max(512)).max(10_000).default([]),
  linksOver: z.int().min(0).max(50).optional(),
  hashtagsOver: z.int().min(0).max(100).optional(),
});
/** What cannot sign would be noticed at the first call: too late. */
const canSign = (secret: string): boolean =>
  !secret.startsWith('whsec_') ||
  /^whsec_(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2,3}={0,2})?$/.test(secret);
/** `contact`: the person, rota or role (its key) that is reached by what leads to one fixed place, such
 * as a team's channel; ways that a person has of their own need none. */
const receiverBase = {
  key: slug,
  contact: z.string().max(128).default('on-call'),
  brands: z.array(z.string().max(128)).max(200).optional().describe('absent: all'),
  leastLevel: z.enum(['low', 'medium', 'high', 'critical']).default('low'),
  allowPrivateAddress: z.boolean().default(false),
};
const httpUrl = z.url({ protocol: /^https?$/ }).max(2048);
const token = z.string().min(8).max(512);
const twilio = {
  ...receiverBase,
  apiUrl: httpUrl.default('https://api.twilio.com'),
  accountSid: z.string().regex(/^[A-Za-z0-9]{8,64}$/),
  authToken: token,
  from: z.string().min(3).max(32).describe('number or sender id'),
};
const webhookConfig = z.strictObject({
  ...receiverBase,
  kind: z.literal('webhook'),
  url: httpUrl,
  secret: z
    .string()
    .min(16)
    .max(512)
    .refine(canSign, 'what follows whsec_ must be base64')
    .describe('whsec_... of Standard Webhooks, or plain text'),
});
export const receiverConfig = z.discriminatedUnion('kind', [
  webhookConfig,
  z.strictObject({
    ...receiverBase,
    kind: z.literal('mail'),
    from: z.string().min(3).max(320).describe('sender; the server is SMTP_URL'),
    to: z.email().max(320).optional().describe('a fixed address, such as a list'),
  }),
  z.strictObject({
    ...receiverBase,
    kind: z.literal('slack'),
    url: httpUrl.optional().describe('incoming webhook; or else a bot token'),
    token: token.optional(),
    channel: z.string().max(128).optional(),
    apiUrl: httpUrl.default('https://slack.com/api'),
    signingSecret: token.optional().describe('absent: no buttons, only the link'),
  }),
  z.strictObject({
    ...receiverBase,
    kind: z.literal('teams'),
    url: httpUrl.describe('of the Workflow "when a Teams webhook request is received"'),
  }),
  z.strictObject({
    ...receiverBase,
    kind: z.literal('pagerduty'),
    routingKey: z.string().regex(/^[A-Za-z0-9]{32}$/),
    url: httpUrl.default('https://events.pagerduty.com/v2/enqueue'),
  }),
  z.strictObject({
    ...receiverBase,
    kind: z.literal('alertmanager'),
    url: httpUrl.describe('takes the webhook of Alertmanager, version 4'),
    token: token.optional().describe('sent as bearer'),
  }),
  z.strictObject({ ...twilio, kind: z.literal('sms') }),
  z.strictObject({
    ...twilio,
    kind: z.literal('voice'),
    language: z.string().max(16).default('en-GB'),
  }),
  z.strictObject({
    ...receiverBase,
    kind: z.literal('push'),
    subject: z.string().max(320).describe('mailto: or https: address of the operator'),
  }),
]);
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
/** What is known to raise a brand's traffic: a sale, a launch. Becomes epoch ms when it is read. */
export const plannedEventConfig = z
  .strictObject({
    brand: z.string().max(128),
    from: instant,
    to: instant,
    factor: z.number().min(1).max(1000).describe('so many times the usual traffic'),
    topics: z.array(z.string().max(128)).min(1).max(50).optional().describe('absent: any topic'),
  })
  .refine(({ from, to }) => from < to, 'must end after it begins');
const share = z.number().min(0).max(1);
/** One way to reach a level: every score of the three tests is at least this. */
export const levelCriterion = z.strictObject({
  level: z.enum(['medium', 'high', 'critical']),
  damage: share.default(0),
  deviation: share.default(0),
  asymmetry: share.default(0),
  because: z.string().min(3).max(200).describe('in words, shown where the level is shown'),
});
/** "X posts on one topic in Y hours are escalated." */
export const ruleConfig = z.strictObject({
  key: slug,
  name: z.string().min(1).max(128).optional(),
  brand: z.string().max(128).optional().describe('absent: every brand'),
  topic: z.string().max(128).describe('key of a tracked topic'),
  posts: z.int().min(2).max(1_000_000),
  hours: z.number().min(0.05).max(168),
  negativeOnly: z.boolean().default(false),
  level: z.enum(['low', 'medium', 'high', 'critical']).default('low').describe('at least'),
});
export const detectionConfig = z.strictObject({
  rules: z
    .array(ruleConfig)
    .max(100)
    .refine(
      (rows) => new Set(rows.map(({ key }) => key)).size === rows.length,
      'two rows have the same key',
    )
    .default([]),
  levels: z
    .array(levelCriterion)
    .min(1)
    .max(50)
    .optional()
    .describe('absent: the default criteria'),
  falseAlarmsPerWeek: z.number().positive().max(100).default(0.5).describe('per brand: the budget'),
  plannedEvents: z.array(plannedEventConfig).max(1000).optional(),
});

const unique = <T extends { key: string }>(rows: T[]) =>
  new Set(rows.map((row) => row.key)).size === rows.length;
const list = <T extends z.ZodType<{ key: string }>>(row: T, max: number) =>
  z.array(row).max(max).refine(unique, 'two rows have the same key').default([]);

export const catalogue = z.strictObject({
  brands: list(brandConfig, 500),
  channels: list(channelConfig, 500),
  topics: list(topicConfig, 500),
  noise: list(noiseConfig, 200),
  receivers: list(receiverConfig, 50),
  detection: detectionConfig.prefault({}),
});
export type Catalogue = z.infer<typeof catalogue>;
export type BrandConfig = z.infer<typeof brandConfig>;
export type ChannelConfig = z.infer<typeof channelConfig>;
export type TopicConfig = z.infer<typeof topicConfig>;
export type NoiseConfig = z.infer<typeof noiseConfig>;
export type LevelCriterion = z.infer<typeof levelCriterion>;
export type RuleConfig = z.infer<typeof ruleConfig>;
export type ReceiverConfig = z.infer<typeof receiverConfig>;
export type ReceiverConfigOf<Kind extends ReceiverConfig['kind']> = Extract<
  ReceiverConfig,
  { kind: Kind }
>;
