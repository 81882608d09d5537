/** What the phone's provider tells of a message or call: how far it came, who or what answered, which
 * key was pressed. The address holds the message's own token, and the provider signs every request
 * with the token of the account that the message went out by. */
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { isTwilioSignature } from '#alerts/receivers/twilio.ts';
import { keysOf, replyTwiml, twimlOf } from '#alerts/receivers/twiml.ts';
import type { ReceiverConfig, ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Answering } from '../calling/answer.ts';
import type { Links } from '../calling/links.ts';
import { judgeReport, type Params, type Report } from '../calling/twilio-report.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Bus } from '../live/bus.ts';
import type { Oncall } from '../oncall/oncall.ts';
import {
  messageByNonce,
  noteDelivered,
  noteUndelivered,
  type StoredMessage,
} from '../store/messages.ts';
import type { Db } from '../store/sql.ts';

export type TwilioCallbackOptions = {
  db: Db;
  clock: Clock;
  bus: Pick<Bus, 'publish'>;
  links: Pick<Links, 'readToken'>;
  receivers: readonly ReceiverConfig[];
  answering: Pick<Answering, 'answer'>;
  oncall: Pick<Oncall, 'state'>;
  /** The address that people use, no slash at its end: the provider signs the one it was given. */
  publicUrl: string;
};
type PhoneConfig = ReceiverConfigOf<'sms'> | ReceiverConfigOf<'voice'>;

const PATH = '/callbacks/twilio/:token';
/** What it tells is a few short fields. */
const BODY_MAX_BYTES = 16 * 1024;
const TOKEN_CHARS = 128;
const AGAIN = '9';
const BY_KEY = 'declined by keypress';
const REPLY_LANGUAGE = 'en-GB';

/** Some requests are signed with the port that the scheme has anyway, some without. */
const spellingsOf = (url: string): string[] => {
  const { protocol, host, port } = new URL(url);
  if (port !== '') return [url];
  return [url, url.replace(host, `${host}:${protocol === 'https:' ? 443 : 80}`)];
};

const isSigned = (config: PhoneConfig, url: string, signature: string, params: Params): boolean =>
  spellingsOf(url).some((one) => isTwilioSignature(signature, config.authToken, one, params));

const phoneOf = (
  receivers: readonly ReceiverConfig[],
  message: StoredMessage | null,
): PhoneConfig | null => {
  const found = receivers.find(({ key }) => key === message?.way.receiver);
  return found?.kind === 'sms' || found?.kind === 'voice' ? found : null;
};

const storeReport = async (
  { db, bus, clock }: TwilioCallbackOptions,
  { id }: StoredMessage,
  report: Report,
): Promise<void> => {
  if (report.kind === 'nothing') return;
  const entries = await db.transaction(async (tx) =>
    report.kind === 'delivered'
      ? noteDelivered(tx, { id }, clock())
      : (await noteUndelivered(tx, { id }, report.reason, clock())).entries,
  );
  // Calling hears it too: where a way reached nobody the chain goes on at once.
  if (entries.length > 0) bus.publish({ kind: 'timeline', entries });
};

/** What the call says next, once a key was pressed. */
const answerKey = async (
  { answering, oncall }: TwilioCallbackOptions,
  message: StoredMessage,
  { language, key, url }: { language: string; key: string; url: string },
): Promise<string> => {
  const keys = keysOf(message.body.type);
  const answer = key === '1' ? keys?.one : key === '2' ? keys?.two : null;
  if (answer) {
    const how = { via: 'keypress', reason: BY_KEY } as const;
    const { text } = await answering.answer(message.id, answer, how);
    return replyTwiml(`${text} Goodbye.`, language);
  }
  const { roster } = await oncall.state();
  const timeZone = roster.people.find((one) => one.key === message.person)?.timeZone;
  const again = twimlOf(message.body, { language, actionUrl: url, timeZone });
  return key === AGAIN || keys !== null ? again : replyTwiml('Goodbye.', language);
};

const paramsOf = (body: unknown): Params =>
  typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : {};

/** Registers the route below the prefix /api/v1. */
export const twilioCallbackRoutes: FastifyPluginAsync<TwilioCallbackOptions> = async (
  app,
  options,
) => {
  const { db, links, receivers, publicUrl } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: BODY_MAX_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.post<{ Params: { token: string } }>(
    PATH,
    {
      schema: {
        tags: ['alerts'],
        summary: 'What Twilio reports of a call or SMS; signed by X-Twilio-Signature',
        params: z.object({ token: z.string() }),
      },
      validatorCompiler: () => (value: unknown) => ({ value }),
    },
    async (request, reply) => {
      const { token } = request.params;
      const nonce = token.length > TOKEN_CHARS ? null : links.readToken(token);
      const message = nonce === null ? null : await messageByNonce(db, nonce);
      const config = phoneOf(receivers, message);
      if (message === null || config === null) throw new AppError('not-found');
      const params = paramsOf(request.body);
      const url = `${publicUrl}/api/v1/callbacks/twilio/${token}`;
      const signature = request.headers['x-twilio-signature'];
      if (typeof signature !== 'string' || !isSigned(config, url, signature, params)) {
        throw new AppError('forbidden', 'The signature does not fit');
      }
      const key = params.Digits;
      await storeReport(options, message, judgeReport(params));
      if (key === undefined) return reply.code(204).send();
      const language = config.kind === 'voice' ? config.language : REPLY_LANGUAGE;
      const twiml = await answerKey(options, message, { language, key, url });
      return reply.code(200).type('text/xml; charset=utf-8').send(twiml);
    },
  );
};
