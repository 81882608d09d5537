/** Webhook, Slack and Teams: what their documentation takes, as strict schemas. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { alertBody, noticeBody } from '#contracts/alert.ts';
import type { Caught, Row } from './row.ts';

const JSON_TYPE = /^application\/json(; ?charset=utf-8)?$/i;

/** Why `schema` does not take the request's JSON. */
export const jsonProblems = (schema: z.ZodType, { text, headers }: Caught): string[] => {
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return ['content-type'];
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
};

const SECRET = 'a secret of the receivers test';
const signatureOf = ({ headers, text }: Caught): string => {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  return `v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`;
};

const webhook: Row = {
  name: 'webhook',
  kind: 'webhook',
  config: (url) => ({ url: `${url}/hook-path-secret`, secret: SECRET }),
  address: null,
  good: { status: 204 },
  problems: (caught) => [
    ...jsonProblems(z.union([z.strictObject(alertBody.shape), noticeBody]), caught),
    ...(caught.headers['webhook-signature'] === signatureOf(caught) ? [] : ['signature']),
    ...(/^\d{10}$/.test(String(caught.headers['webhook-timestamp'])) ? [] : ['timestamp']),
  ],
  contentOf: ({ text }) => JSON.parse(text),
  idOf: ({ headers }) => String(headers['webhook-id']),
  outcomes: [
    [400, 'retry'],
    [404, 'retry'],
    [410, 'refused'],
  ],
  secrets: [SECRET, 'hook-path-secret', '127.0.0.1'],
  isReadable: true,
};

/** No text of a message may start one of Slack's own links or mentions. */
const slackText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !/[<>]/.test(text), 'has < or >')
    .refine((text) => !/&(?!(?:amp|lt|gt);)/.test(text), 'has a bare &')
    .refine((text) => !/@(?:here|channel|everyone)\b/i.test(text), 'mentions everybody');
const slackPlain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: slackText(max), emoji: z.boolean() });
const slackButton = z
  .strictObject({
    type: z.literal('button'),
    action_id: z.string().min(1).max(255),
    text: slackPlain(75),
    url: z.url().max(3_000).optional(),
    value: z.string().min(1).max(2_000).optional(),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .refine(({ url, value }) => url ?? value, 'does nothing');
const slackBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: slackPlain(150) }),
  z
    .strictObject({
      type: z.literal('section'),
      text: slackPlain(3_000).optional(),
      fields: z.array(slackPlain(2_000)).min(1).max(10).optional(),
    })
    .refine(({ text, fields }) => text ?? fields, 'is empty'),
  z
    .strictObject({ type: z.literal('actions'), elements: z.array(slackButton).min(1).max(25) })
    .refine(
      ({ elements }) => new Set(elements.map((e) => e.action_id)).size === elements.length,
      'action_id must be unique in a block',
    ),
]);
const slackMessage = {
  text: slackText(40_000),
  blocks: z
    .array(slackBlock)
    .min(1)
    .max(50)
    .refine((blocks) => JSON.stringify(blocks).length <= 13_000, 'msg_blocks_too_long'),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
};
const slackPost = z.strictObject({
  ...slackMessage,
  channel: z.string().regex(/^[A-Z0-9]{9,}$/),
  link_names: z.literal(false),
  parse: z.literal('none'),
  mrkdwn: z.literal(false),
  metadata: z.strictObject({
    event_type: z.string().regex(/^[a-z0-9_]{1,255}$/),
    event_payload: z.record(z.string(), z.string()),
  }),
});

const TOKEN = 'xoxb-a-token-of-the-test';
const slackApi: Row = {
  name: 'slack with a token',
  kind: 'slack',
  config: (url) => ({ apiUrl: `${url}/api`, token: TOKEN, signingSecret: 'signing-of-the-test' }),
  address: 'U012AB3CD',
  good: { status: 200, body: '{"ok":true,"ts":"1503435956.000247"}' },
  problems: (caught) => [
    ...jsonProblems(slackPost, caught),
    ...(caught.headers.authorization === `Bearer ${TOKEN}` ? [] : ['authorization']),
    ...(caught.path === '/api/chat.postMessage' ? [] : ['path']),
  ],
  contentOf: ({ text }) => JSON.parse(text),
  idOf: ({ text }) => JSON.parse(text).metadata.event_payload.id,
  outcomes: [
    [403, 'refused'],
    [404, 'refused'],
  ],
  secrets: [TOKEN, 'signing-of-the-test', 'U012AB3CD', '127.0.0.1'],
  isReadable: true,
};
const slackHook: Row = {
  ...slackApi,
  name: 'slack by webhook',
  config: (url) => ({ url: `${url}/services/T0/B0/secret-part` }),
  address: null,
  good: { status: 200, body: 'ok' },
  problems: (caught) => jsonProblems(z.strictObject(slackMessage), caught),
  idOf: () => null,
  outcomes: [
    [400, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
  ],
  secrets: ['secret-part', '127.0.0.1'],
};

const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string().refine((text) => !/<\/?at\b/i.test(text), 'looks like a mention'),
  weight: z.enum(['Default', 'Lighter', 'Bolder']).optional(),
  size: z.enum(['Default', 'Small', 'Medium', 'Large', 'ExtraLarge']).optional(),
  isSubtle: z.boolean().optional(),
  color: z.enum(['Default', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
});
const teamsMessage = z.strictObject({
  type: z.literal('message'),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        contentUrl: z.null(),
        content: z.strictObject({
          $schema: z.string(),
          type: z.literal('AdaptiveCard'),
          version: z.enum(['1.4', '1.5']),
          fallbackText: z.string(),
          msteams: z.strictObject({ width: z.literal('Full') }),
          body: z.array(
            z.strictObject({
              type: z.literal('RichTextBlock'),
              id: z.string().optional(),
              inlines: z.array(textRun).min(1),
            }),
          ),
          actions: z
            .array(
              z.strictObject({
                type: z.literal('Action.OpenUrl'),
                title: z.string(),
                url: z.url(),
              }),
            )
            .max(6),
        }),
      }),
    )
    .length(1),
});
const teams: Row = {
  name: 'teams',
  kind: 'teams',
  config: (url) => ({ url: `${url}/workflows/abc/triggers/manual?sig=signature-of-the-test` }),
  address: null,
  good: { status: 202 },
  problems: (caught) => [
    ...jsonProblems(teamsMessage, caught),
    ...(caught.raw.length <= 28 * 1024 ? [] : ['larger than 28 kB']),
  ],
  contentOf: ({ text }) => JSON.parse(text),
  idOf: ({ text }) => JSON.parse(text).attachments[0].content.body[0].id,
  outcomes: [
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [409, 'retry'],
  ],
  secrets: ['signature-of-the-test', '127.0.0.1'],
  isReadable: true,
};

export const CHAT_ROWS: Row[] = [webhook, slackApi, slackHook, teams];
