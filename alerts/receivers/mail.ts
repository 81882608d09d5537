/** Mail by SMTP. Both parts say the same; the link leads to the page with one button, because opening
 * a link must never acknowledge: scanners of mail open every link. All mails of a crisis form one
 * thread. The Message-ID follows from the message's id, so that a repeated attempt is the same mail. */
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { ReceiverConfigOf } from '#contracts/catalogue.ts';
import { isAlert, type MessageBody } from '#contracts/alert.ts';
import type { Delivery, Outcome, Receiver } from './contract.ts';
import { mailHtmlOf } from './mail-html.ts';
import { plainTextOf, wordsOf } from './words.ts';

/** The whole attempt; each wait inside of it is shorter. */
const MAIL_TIMEOUT_MS = 10_000;
const WAIT_MS = 8_000;
const CONNECTIONS = 4;
/** Shorter than any server or firewall drops a quiet connection. */
const IDLE_MS = 5_000;

const OWN_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A password leaves the machine encrypted or not at all, whatever the server offers; an operator who
 * must may write `?requireTLS=false`. */
const needsTls = (url: string): boolean => {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !OWN_MACHINE.test(hostname);
};

const openPool = (url: string) =>
  createTransport({
    url,
    requireTLS: needsTls(url),
    pool: true,
    maxConnections: CONNECTIONS,
    idleTimeout: IDLE_MS,
    // Another attempt is the sender's to make: it knows the other ways.
    maxRequeues: 0,
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    dnsTimeout: WAIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** One for each SMTP_URL: a process has one. */
const pools = new Map<string, ReturnType<typeof openPool>>();
const poolOf = (url: string) => {
  const known = pools.get(url);
  if (known) return known;
  const opened = openPool(url);
  pools.set(url, opened);
  return opened;
};

/** Ends idle connections, so that a process may end. */
export const closeMail = (): void => {
  for (const pool of pools.values()) pool.close();
  pools.clear();
};

const short = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

/** What stands behind the @ of a sender's address. */
const domainOf = (from: string): string => /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'tocsin';

/** A thread needs no first mail: all of them answer to the same name. */
const threadOf = (body: MessageBody, domain: string) => {
  if (!isAlert(body)) return {};
  const root = `<crisis.${short(body.crisis.id)}@${domain}>`;
  return { inReplyTo: root, references: root };
};

const isUrgent = (body: MessageBody): boolean =>
  isAlert(body) &&
  body.type !== 'alert.resolved' &&
  !body.drill &&
  (body.crisis.level === 'high' || body.crisis.level === 'critical');

const mailOf = (config: ReceiverConfigOf<'mail'>, delivery: Delivery, to: string) => {
  const { body, id, at, timeZone } = delivery;
  const words = wordsOf(body, timeZone);
  const domain = domainOf(config.from);
  return {
    from: config.from,
    to: { name: '', address: to },
    subject: words.subject,
    text: plainTextOf(words),
    html: mailHtmlOf(body, words),
    messageId: `<${short(id)}@${domain}>`,
    date: new Date(at),
    ...threadOf(body, domain),
    ...(isUrgent(body) && { priority: 'high' as const }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
};

const CODE = /^E[A-Z0-9_]{2,31}$/;

/** 5xx is for good (RFC 5321), be it the recipient, the password or the text; 4xx and all trouble on
 * the way is not. What was on its way when the server fell silent may have arrived. */
const judgeError = (error: unknown): Outcome => {
  const { responseCode, code, command, name } = error as Record<string, unknown>;
  if (code === 'ETLS') return { kind: 'retry', reason: 'the mail server offers no encryption' };
  if (typeof responseCode === 'number' && responseCode >= 400) {
    const reason = `the mail server answered ${responseCode}`;
    return responseCode >= 500 ? { kind: 'refused', reason } : { kind: 'retry', reason };
  }
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'EABORT') {
    return { kind: 'retry', reason: 'no answer in time', mayHaveArrived: true };
  }
  const word = typeof code === 'string' && CODE.test(code) ? code : 'unknown error';
  const reason = `the mail server was not reached (${word})`;
  return { kind: 'retry', reason, ...(command === 'DATA' && { mayHaveArrived: true }) };
};

export const mail: Receiver<'mail'> = {
  async send(config, delivery, { smtpUrl }) {
    if (!smtpUrl)
      return { kind: 'refused', reason: 'there is no mail server: SMTP_URL is not set' };
    const to = delivery.address ?? config.to;
    if (!to) return { kind: 'refused', reason: 'no mail address is known' };
    try {
      await poolOf(smtpUrl).sendMail({
        ...mailOf(config, delivery, to),
        signal: AbortSignal.timeout(MAIL_TIMEOUT_MS),
      });
      return { kind: 'accepted' };
    } catch (error) {
      return judgeError(error);
    }
  },
};
