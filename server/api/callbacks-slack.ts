/** What Slack tells when somebody presses a button of an alert: verified by the signing secret of a
 * receiver, and obeyed only for a message that went out through that very receiver. Who pressed hears
 * what came of it by the address that Slack gives along. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { postGuarded } from '#alerts/receivers/http.ts';
import { oneLine } from '#alerts/receivers/one-line.ts';
import { escapeSlack, SLACK_ANSWERS } from '#alerts/receivers/slack.ts';
import type { MessageAnswer } from '#contracts/calling.ts';
import type { ReceiverConfig, ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Answering } from '../calling/answer.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { getMessage } from '../store/messages.ts';
import type { Db } from '../store/sql.ts';

export type SlackCallbackOptions = {
  db: Db;
  clock: Clock;
  receivers: readonly ReceiverConfig[];
  answering: Pick<Answering, 'answer'>;
};

/** The vendor sends the whole message back with each press. */
const BODY_MAX_BYTES = 256 * 1024;
/** Older requests may have been recorded (docs.slack.dev, verifying requests). */
const AGE_MAX_SECONDS = 5 * 60;
/** The vendor wants its own answer within 3 s. */
const REPLY_TIMEOUT_MS = 2_000;
const NAME_CHARS = 80;
const BY_BUTTON = 'declined in Slack';
/** Where the vendor's addresses for replies lead to. */
const REPLY_HOSTS: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

type SlackConfig = ReceiverConfigOf<'slack'>;

/** Whether `signature` ("v0=...") is that of the body as it came, and not older than five minutes. */
export const isSignedBySlack = (
  secret: string,
  sent: { timestamp: string; signature: string; body: string },
  nowMs: number,
): boolean => {
  const { timestamp, signature, body } = sent;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > AGE_MAX_SECONDS) return false;
  const expected = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const given = Buffer.from(signature, 'utf8');
  const wanted = Buffer.from(expected, 'utf8');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

const header = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

const messageId = z.string().regex(/^[\x20-\x7e]{1,2000}$/);
const press = z.object({
  type: z.literal('block_actions'),
  user: z.object({ name: z.string().optional(), username: z.string().optional() }).optional(),
  response_url: z.url({ protocol: /^https?$/ }).optional(),
  actions: z
    .array(z.object({ action_id: z.string(), value: messageId.optional() }))
    .min(1)
    .max(25),
});
type Press = z.infer<typeof press>;

const readPress = (body: string): Press | null => {
  try {
    const parsed = press.safeParse(JSON.parse(new URLSearchParams(body).get('payload') ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const isReplyAddress = (text: string, { apiUrl }: SlackConfig): boolean => {
  const { protocol, hostname, host } = new URL(text);
  return host === new URL(apiUrl).host || (protocol === 'https:' && REPLY_HOSTS.has(hostname));
};

/** Who else reads the channel must see that somebody has it; what did not work is for who pressed. */
type Reply = { text: string; isForAll: boolean };
const DONE: Record<MessageAnswer, string> = {
  acknowledge: 'has taken it.',
  decline: 'declined.',
  accept: 'agreed.',
  refuse: 'said no.',
};

/** That it does not arrive harms nobody: the answer counts already. */
const reply = async (
  config: SlackConfig,
  url: string | undefined,
  { text, isForAll }: Reply,
): Promise<void> => {
  if (url === undefined || !isReplyAddress(url, config)) return;
  const body = JSON.stringify({
    ...{ response_type: isForAll ? 'in_channel' : 'ephemeral', replace_original: false },
    text: escapeSlack(text),
  });
  await postGuarded(url, {
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body,
    allowPrivateAddress: config.allowPrivateAddress,
    timeoutMs: REPLY_TIMEOUT_MS,
  }).catch(() => undefined);
};

const isAnswer = (id: string): id is keyof typeof SLACK_ANSWERS => Object.hasOwn(SLACK_ANSWERS, id);

export const slackCallbackRoutes: FastifyPluginAsync<SlackCallbackOptions> = async (app, deps) => {
  const { db, clock, answering } = deps;
  const signed = deps.receivers.filter(
    (receiver): receiver is SlackConfig =>
      receiver.kind === 'slack' && receiver.signingSecret !== undefined,
  );

  const obey = async (senders: readonly SlackConfig[], pressed: Press): Promise<void> => {
    const action = pressed.actions.find(({ action_id }) => isAnswer(action_id));
    if (!action || !isAnswer(action.action_id)) return;
    const message = await getMessage(db, action.value ?? '');
    const config = senders.find(({ key }) => key === message?.way.receiver);
    if (message === null || !config) {
      const text = 'This message is not known any more.';
      return reply(senders[0]!, pressed.response_url, { text, isForAll: false });
    }
    const answer = SLACK_ANSWERS[action.action_id];
    const { name, username } = pressed.user ?? {};
    const who = oneLine(name ?? username ?? '', NAME_CHARS);
    const outcome = await answering.answer(message.id, answer, {
      via: 'button',
      reason: BY_BUTTON,
      name: who || undefined,
    });
    const isForAll = outcome.kind === 'done';
    const text = isForAll ? `${who || 'Somebody'} ${DONE[answer]}` : outcome.text;
    return reply(config, pressed.response_url, { text, isForAll });
  };

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: BODY_MAX_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.post(
    '/callbacks/slack',
    {
      schema: {
        summary: 'A button of an alert was pressed in Slack',
        description: "Slack's own interaction payload, under its signature; set it as Request URL.",
        tags: ['alerts'],
        consumes: ['application/x-www-form-urlencoded'],
        body: z.string(),
        response: { 200: z.string().describe('Heard; who pressed is told by response_url') },
      },
      // The schema describes; the body is read once its signature is known to fit.
      validatorCompiler: () => (value: unknown) => ({ value }),
      serializerCompiler: () => String,
    },
    async (request, response) => {
      const sent = {
        timestamp: header(request, 'x-slack-request-timestamp'),
        signature: header(request, 'x-slack-signature'),
        body: typeof request.body === 'string' ? request.body : '',
      };
      const senders = signed.filter(({ signingSecret }) =>
        isSignedBySlack(signingSecret ?? '', sent, clock()),
      );
      if (senders.length === 0) throw new AppError('invalid-request', 'The signature does not fit');
      const pressed = readPress(sent.body);
      if (pressed !== null) await obey(senders, pressed);
      return response.code(200).send('');
    },
  );
};
