/** The generic receiver: a Standard Webhook (standardwebhooks.com), signed with the shared secret. The
 * standard takes 2xx for received and 410 for "never again"; all else may be different in a minute. */
import { Webhook } from 'standardwebhooks';
import type { Receiver } from './contract.ts';
import { attempt, ATTEMPT_TIMEOUT_MS, judgeStatus } from './http.ts';

const GONE = 410;

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

export const createWebhook = (timeoutMs: number): Receiver<'webhook'> => ({
  send(config, delivery) {
    const payload = JSON.stringify(delivery.body);
    const call = {
      headers: {
        'content-type': 'application/json',
        ...signHeaders(config.secret, delivery.id, delivery.at, payload),
      },
      body: payload,
      allowPrivateAddress: config.allowPrivateAddress,
      timeoutMs,
    };
    return attempt(config.url, call, (answer) => judgeStatus(answer, delivery.at, [GONE]));
  },
});

export const webhook = createWebhook(ATTEMPT_TIMEOUT_MS);
