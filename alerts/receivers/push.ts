/** Web Push: to every browser and home screen where the person switched it on, encrypted for each
 * (RFC 8291) and signed as coming from this house (RFC 8292). One of them is enough. */
import { createHash } from 'node:crypto';
import webpush from 'web-push';
import { isAlert, type MessageBody, type MessageType } from '#contracts/alert.ts';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import type { Delivery, Outcome, PushTarget, Receiver, ReceiverTools } from './contract.ts';
import { attempt, HOPELESS, judgeStatus } from './http.ts';
import { cut, oneLine } from './one-line.ts';
import { brandOf, wordsOf } from './words.ts';

/** A browser that was off for longer hears of it by what was sent since. */
const TTL_SECONDS = 15 * 60;
/** Every push service takes 4,096 bytes with what encryption adds (RFC 8030): four bytes a character
 * of these, and the address, stay below. */
const TEXT_CHARS = { title: 80, text: 160 };
const URL_CHARS = 1_024;
/** The length that RFC 8030 allows. */
const TOPIC_CHARS = 32;
/** The subscription ended: the person switched it off, or the browser is gone. */
const GONE: readonly number[] = [404, 410];

type Keys = NonNullable<ReceiverTools['vapid']>;

/** Of one crisis a newer message takes the place of one that still waits. */
const topicOf = (body: MessageBody, id: string): string =>
  createHash('sha256')
    .update(isAlert(body) ? body.crisis.id : id)
    .digest('base64url')
    .slice(0, TOPIC_CHARS);

/** What the worker of the page shows (`web/static/push-worker.js`). `tag`: it takes the place of what
 * is shown with the same one. */
export type PushMessage = {
  id: string;
  title: string;
  text: string;
  tag: string;
  /** Stays until somebody looks at it. */
  isUrgent: boolean;
  url: string;
  at: string;
};

/** What asks for nothing says how it stands in place of the level. */
const STANDS: Partial<Record<MessageType, string>> = {
  'alert.taken': 'Taken',
  'alert.resolved': 'All clear',
};

const titleOf = (body: MessageBody): string => {
  if (!isAlert(body)) return body.title;
  const { level } = body.crisis;
  const word = STANDS[body.type] ?? level.toUpperCase();
  return `${body.drill ? 'DRILL · ' : ''}${word} · ${brandOf(body)}`;
};

export const pushMessage = ({ id, body, timeZone }: Delivery): PushMessage => {
  const isLoud = isAlert(body) && STANDS[body.type] === undefined;
  const url = body.answerUrl ?? (isAlert(body) ? body.crisis.url : '/');
  return {
    id,
    title: oneLine(titleOf(body), TEXT_CHARS.title),
    text: cut(wordsOf(body, timeZone).lockScreen, TEXT_CHARS.text),
    tag: topicOf(body, id),
    isUrgent: isLoud && (body.crisis.level === 'high' || body.crisis.level === 'critical'),
    url: url.length > URL_CHARS ? '/' : url,
    at: body.at,
  };
};

/** The request to one browser's push service. Throws when the keys of the browser are no keys. */
const requestTo = (
  config: ReceiverConfigOf<'push'>,
  delivery: Delivery,
  { endpoint, p256dh, auth }: PushTarget,
  keys: Keys,
) => {
  const { body, id } = delivery;
  const isCalm = !isAlert(body) || STANDS[body.type] !== undefined;
  const payload = JSON.stringify(pushMessage(delivery));
  const made = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    TTL: TTL_SECONDS,
    urgency: isCalm ? 'normal' : 'high',
    topic: topicOf(body, id),
    contentEncoding: 'aes128gcm',
    vapidDetails: { subject: config.subject, ...keys },
  });
  const headers = Object.entries(made.headers as Record<string, unknown>)
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => name !== 'content-length');
  return { headers: Object.fromEntries(headers), body: made.body };
};

type Tried = Outcome & { isGone: boolean };
const UNUSABLE: Tried = {
  kind: 'refused',
  reason: 'what the browser registered is not usable',
  isGone: true,
};

const sendOne = async (
  config: ReceiverConfigOf<'push'>,
  delivery: Delivery,
  target: PushTarget,
  keys: Keys,
): Promise<Tried> => {
  let request: ReturnType<typeof requestTo>;
  try {
    request = requestTo(config, delivery, target, keys);
  } catch {
    return UNUSABLE;
  }
  const { allowPrivateAddress } = config;
  let isGone = false;
  const outcome = await attempt(target.endpoint, { ...request, allowPrivateAddress }, (answer) => {
    isGone = GONE.includes(answer.status);
    return judgeStatus(answer, delivery.at, [...HOPELESS, ...GONE]);
  });
  return { ...outcome, isGone };
};

/** One that took it is enough; one that may take it later is worth another attempt. */
const summary = (tried: readonly Tried[]): Outcome => {
  const best =
    tried.find(({ kind }) => kind === 'accepted') ??
    tried.find(({ kind }) => kind === 'retry') ??
    tried[0];
  if (best === undefined) return { kind: 'refused', reason: 'no browser takes push messages' };
  const { isGone, ...outcome } = best;
  return isGone ? { kind: 'refused', reason: 'the browser no longer takes messages' } : outcome;
};

export const push: Receiver<'push'> = {
  async send(config, delivery, { vapid, subscriptions = [], forgetSubscription }) {
    if (vapid === null) return { kind: 'refused', reason: 'there are no keys for web push' };
    const tried = await Promise.all(
      subscriptions.map(async (target) => {
        const outcome = await sendOne(config, delivery, target, vapid);
        if (outcome.isGone) await forgetSubscription?.(target.id);
        return outcome;
      }),
    );
    return summary(tried);
  },
};
