/** The generic receiver: a Standard Webhook (standardwebhooks.com), signed with the shared secret.
 * One attempt is one POST: bounded in time, no redirects, public addresses only unless allowed. */
import { Agent, request } from 'undici';
import { Webhook } from 'standardwebhooks';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Delivery, Outcome, Receiver } from './contract.ts';
import { AddressNotAllowedError, isForbiddenHost, publicLookup } from './public-address.ts';

/** One attempt, from connecting to the head of the answer. */
const WEBHOOK_TIMEOUT_MS = 10_000;
/** What is read of an answer's body, so that the far side may finish its sentence. */
const ANSWER_MAX_BYTES = 16 * 1024;
const GONE = 410;
const ADDRESS_REASON = 'the address is not public, and allowPrivateAddress is not set';

const signer = (secret: string): Webhook =>
  secret.startsWith('whsec_')
    ? new Webhook(secret)
    : new Webhook(Buffer.from(secret, 'utf8'), { format: 'raw' });

/** The three headers of the standard. `payload` is signed byte for byte as it is sent. */
export const signHeaders = (secret: string, id: string, at: number, payload: string) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': signer(secret).sign(id, new Date(at), payload),
});

/** The standard takes 2xx for received and 410 for "never again". A redirect is not followed: the
 * alert would go where nobody configured it to. All else may be different in a minute. */
const judgeStatus = (status: number): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === GONE) return { kind: 'refused', reason: 'answered 410: gone' };
  if (status >= 300 && status < 400) {
    return { kind: 'refused', reason: `answered ${status}: redirects are not followed` };
  }
  return { kind: 'retry', reason: `answered ${status}` };
};

const judgeError = (error: unknown): Outcome => {
  if (error instanceof AddressNotAllowedError) return { kind: 'refused', reason: ADDRESS_REASON };
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError') return { kind: 'retry', reason: 'no answer in time' };
  return { kind: 'retry', reason: `not reached (${code ?? name ?? 'unknown error'})` };
};

const post = async (config: ReceiverConfigOf<'webhook'>, delivery: Delivery, timeoutMs: number) => {
  const payload = JSON.stringify(delivery.body);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'tocsin',
    ...signHeaders(config.secret, delivery.id, delivery.at, payload),
  };
  const dispatcher = new Agent({
    connect: {
      timeout: timeoutMs,
      ...(config.allowPrivateAddress ? {} : { lookup: publicLookup }),
    },
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await request(config.url, {
      method: 'POST',
      headers,
      body: payload,
      dispatcher,
      signal,
    });
    await answer.body.dump({ limit: ANSWER_MAX_BYTES, signal }).catch(() => undefined);
    return judgeStatus(answer.statusCode);
  } finally {
    await dispatcher.destroy();
  }
};

export const createWebhook = (timeoutMs: number): Receiver<'webhook'> => ({
  async send(config, delivery) {
    if (!config.allowPrivateAddress && isForbiddenHost(new URL(config.url).hostname)) {
      return { kind: 'refused', reason: ADDRESS_REASON };
    }
    try {
      return await post(config, delivery, timeoutMs);
    } catch (error) {
      return judgeError(error);
    }
  },
});

export const webhook = createWebhook(WEBHOOK_TIMEOUT_MS);
