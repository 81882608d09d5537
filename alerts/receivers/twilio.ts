/** The HTTP API of Twilio and of those that copied it: what text messages and voice calls share.
 * It knows no key that would make a repeated request harmless: when the answer to an attempt is
 * lost, the next one may ring a second time, which for an alarm is better than not at all. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Delivery, Outcome } from './contract.ts';
import { attempt, judgeStatus, type HttpAnswer } from './http.ts';

export type TwilioConfig = ReceiverConfigOf<'sms'> | ReceiverConfigOf<'voice'>;

/** The documented bounds of the interface. */
export const TWILIO_LIMITS = { smsChars: 1_600, twimlChars: 4_000, urlChars: 4_000 };

/** Codes that an operator can do something about, in words. */
const CODES: Readonly<Record<number, string>> = {
  20003: 'the account or its token is wrong',
  21210: 'the sender is not a verified number',
  21211: 'not a valid phone number',
  21212: 'the sender is not a valid number',
  21214: 'the number cannot be reached',
  21215: 'calls to this country are not enabled',
  21216: 'calls to this number are not allowed',
  21217: 'not a valid phone number',
  21219: 'a trial account reaches verified numbers only',
  21408: 'messages to this country are not enabled',
  21606: 'the sender cannot send messages',
  21608: 'a trial account reaches verified numbers only',
  21610: 'the person has opted out of messages',
  21612: 'this sender cannot reach this number',
  21614: 'not a mobile number',
};
/** Refusals that pass: too many requests, a queue that is full. */
const PASSING_CODES = new Set([20429, 21611, 14107]);

const created = z.object({ sid: z.string().regex(/^[A-Za-z0-9]{2,64}$/) });
const refusal = z.object({ code: z.int() });

const parse = <Shape extends z.ZodType>(shape: Shape, text: string): z.infer<Shape> | null => {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** Their codes say more than the status: 400 is both a wrong number and a full queue. */
const judgeRefusal = (answer: HttpAnswer, code: number, now: number): Outcome => {
  const words = CODES[code];
  const reason = words === undefined ? `refused with code ${code}` : `${words} (code ${code})`;
  if (!PASSING_CODES.has(code)) return { kind: 'refused', reason };
  const judged = judgeStatus(answer, now, []);
  return judged.kind === 'retry' ? { ...judged, reason } : { kind: 'retry', reason };
};

export const judgeTwilio = (answer: HttpAnswer, now: number): Outcome => {
  const judged = judgeStatus(answer, now);
  if (judged.kind === 'accepted') {
    const sid = parse(created, answer.text)?.sid;
    return sid === undefined ? judged : { ...judged, providerId: sid };
  }
  const isRefusal = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
  const code = isRefusal ? parse(refusal, answer.text)?.code : undefined;
  return code === undefined ? judged : judgeRefusal(answer, code, now);
};

/** Creates a message or a call. Lists become fields that repeat. */
export const createTwilio = (
  config: TwilioConfig,
  what: 'Messages' | 'Calls',
  fields: Readonly<Record<string, string | readonly string[] | undefined>>,
  delivery: Delivery,
): Promise<Outcome> => {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
  }
  const base = config.apiUrl.replace(/\/+$/, '');
  const account = `${config.accountSid}:${config.authToken}`;
  return attempt(
    `${base}/2010-04-01/Accounts/${config.accountSid}/${what}.json`,
    {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(account, 'utf8').toString('base64')}`,
      },
      body: form.toString(),
      allowPrivateAddress: config.allowPrivateAddress,
    },
    (answer) => judgeTwilio(answer, delivery.at),
  );
};

/** What they put into X-Twilio-Signature: HMAC-SHA1 of the full address and each parameter of the
 * form, sorted by name, with nothing in between. */
export const twilioSignature = (
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
): string => {
  const names = Object.keys(params).sort();
  const text = url + names.map((name) => name + params[name]).join('');
  return createHmac('sha1', authToken).update(Buffer.from(text, 'utf8')).digest('base64');
};

/** In constant time. */
export const isTwilioSignature = (
  given: string,
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
): boolean => {
  const expected = Buffer.from(twilioSignature(authToken, url, params));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
};
